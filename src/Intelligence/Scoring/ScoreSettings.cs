using System.Globalization;
using Infohub.Observables;
using Microsoft.Extensions.Configuration;

namespace Infohub.Intelligence.Scoring;

/// <summary>How much each thing counts in a score. The defaults are a community's where nobody grades sources: one member's word is worth 30 and is used for detection until it has decayed to 20.</summary>
internal sealed record ScoreSettings
{
    private const string Section = "Intelligence:Scoring:";

    /// <summary>Points of a source that could not be better: A1.</summary>
    public int BestSource { get; init; } = 60;

    /// <summary>How much of that, of 100, where neither source nor information was graded: F6.</summary>
    public int Ungraded { get; init; } = 50;

    /// <summary>Points for each further organisation that says so, and for all of them at most.</summary>
    public int EachOrganisation { get; init; } = 7;

    public int MostOrganisations { get; init; } = 21;

    /// <summary>Points for a sighting of today, for one organisation's at most, and for all at most.</summary>
    public int EachSighting { get; init; } = 4;

    public int MostOfOne { get; init; } = 8;

    public int MostSightings { get; init; } = 24;

    /// <summary>Points that each organisation takes which calls it a false positive, and all of them at most.</summary>
    public int EachFalsePositive { get; init; } = 20;

    public int MostFalsePositives { get; init; } = 80;

    /// <summary>Points that each organisation takes which says that it has expired, where nobody has seen it since, and all of them at most.</summary>
    public int EachExpired { get; init; } = 20;

    public int MostExpired { get; init; } = 60;

    /// <summary>From this score on a value is used for detection.</summary>
    public int DetectFrom { get; init; } = 20;

    /// <summary>Days after which half is left, by kind: addresses change hands within days, names within weeks, hashes never.</summary>
    public IReadOnlyDictionary<ObservableKind, int> HalfLives { get; init; } = new Dictionary<ObservableKind, int>
    {
        [ObservableKind.IPv4] = 10,
        [ObservableKind.IPv6] = 10,
        [ObservableKind.IPv4Network] = 21,
        [ObservableKind.IPv6Network] = 21,
        [ObservableKind.Url] = 21,
        [ObservableKind.Domain] = 42,
        [ObservableKind.Email] = 60,
        [ObservableKind.Asn] = 180,
        [ObservableKind.FileName] = 365,
        [ObservableKind.RegistryKey] = 365,
        [ObservableKind.CryptoAddress] = 365,
        [ObservableKind.Cve] = 365,
        [ObservableKind.Technique] = 1460,
        [ObservableKind.Md5] = 730,
        [ObservableKind.Sha1] = 730,
        [ObservableKind.Sha256] = 1460,
        [ObservableKind.Sha512] = 1460,
    };

    /// <summary>Of what is of no kind that has its own.</summary>
    public int OtherHalfLife { get; init; } = 90;

    /// <summary>In days.</summary>
    public int HalfLifeOf(string kind) => Enum.TryParse<ObservableKind>(kind, out var known) ? HalfLives.GetValueOrDefault(known, OtherHalfLife) : OtherHalfLife;

    /// <summary>Of <c>Intelligence:Scoring</c>: a name of a property with its number, and <c>HalfLife:Domain</c> and the like in days.</summary>
    /// <exception cref="InvalidOperationException">For a number that makes no sense: the start ends there.</exception>
    public static ScoreSettings From(IConfiguration settings)
    {
        var d = new ScoreSettings();
        return (d with
        {
            BestSource = Number(settings, nameof(BestSource), d.BestSource, 1, 100),
            Ungraded = Number(settings, nameof(Ungraded), d.Ungraded, 0, 100),
            EachOrganisation = Number(settings, nameof(EachOrganisation), d.EachOrganisation, 0, 100),
            MostOrganisations = Number(settings, nameof(MostOrganisations), d.MostOrganisations, 0, 100),
            EachSighting = Number(settings, nameof(EachSighting), d.EachSighting, 0, 100),
            MostOfOne = Number(settings, nameof(MostOfOne), d.MostOfOne, 0, 100),
            MostSightings = Number(settings, nameof(MostSightings), d.MostSightings, 0, 100),
            EachFalsePositive = Number(settings, nameof(EachFalsePositive), d.EachFalsePositive, 0, 100),
            MostFalsePositives = Number(settings, nameof(MostFalsePositives), d.MostFalsePositives, 0, 1000),
            EachExpired = Number(settings, nameof(EachExpired), d.EachExpired, 0, 100),
            MostExpired = Number(settings, nameof(MostExpired), d.MostExpired, 0, 1000),
            DetectFrom = Number(settings, nameof(DetectFrom), d.DetectFrom, 1, 100),
            OtherHalfLife = Number(settings, nameof(OtherHalfLife), d.OtherHalfLife, 1, 36_500),
            HalfLives = d.HalfLives.ToDictionary(h => h.Key, h => Number(settings, "HalfLife:" + h.Key, h.Value, 1, 36_500)),
        });
    }

    private static int Number(IConfiguration settings, string name, int otherwise, int least, int most)
    {
        var text = settings[Section + name];
        return string.IsNullOrEmpty(text) ? otherwise
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
            : throw new InvalidOperationException($"{Section}{name} must be a number from {least} to {most}.");
    }
}
