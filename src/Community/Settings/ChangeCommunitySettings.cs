using Infohub.Community.Governance;
using Infohub.Community.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;

namespace Infohub.Community.Settings;

/// <summary>What changes; null stays. New terms ask everybody to accept again.</summary>
public sealed record SettingsChanges(
    IReadOnlyDictionary<string, string>? Names = null, IReadOnlyList<string>? Languages = null, IReadOnlyList<string>? Sectors = null, bool? AmberClients = null,
    IReadOnlyList<string>? TrustedSites = null, IReadOnlyDictionary<string, string>? Terms = null);

/// <summary>Changes the community's settings: under elevation, or at set-up.</summary>
public sealed class ChangeCommunitySettings(Database database, Elevations elevations)
{
    private const int LongestTerms = 100_000;

    public async Task<Outcome<Done>> RunAsync(Viewer viewer, SettingsChanges changes, CancellationToken stop)
    {
        if (Wrong(changes) is { } wrong)
        {
            return wrong;
        }

        return await database.WriteAsync<Done>(
            async tx =>
            {
                var elevated = await elevations.UseAsync(tx, viewer, ElevatedAct.ChangeSettings, "", stop);
                if (!elevated.Done)
                {
                    return elevated.Refusal!;
                }

                await PutAsync(tx, changes, stop);
                tx.Record(new AuditEntry("settings.change", viewer.PersonId, viewer.OrganisationId, 0, "settings", "", changes.Terms is null ? "" : "terms"));
                return Done.Yes;
            },
            stop);
    }

    internal static Refusal? Wrong(SettingsChanges changes) => changes switch
    {
        { Names: { } names } when names.Count == 0 || names.Any(n => Plain.Line(n.Value) is null || !Platform.Ui.Languages.All.Contains(n.Key)) => Plain.NameNeeded("name"),
        { Languages: { } languages } when languages.Count == 0 || languages.Any(l => !Platform.Ui.Languages.All.Contains(l)) => SettingsRefusals.Languages,
        { Sectors: { } sectors } when sectors.Count == 0 || sectors.Any(s => Public.Sectors.Find(s) is null) => SettingsRefusals.Sectors,
        { TrustedSites: { } sites } when sites.Count > 500 || sites.Any(s => s.Length > 253 || Uri.CheckHostName(s) != UriHostNameType.Dns || !s.Contains('.')) => SettingsRefusals.Sites,
        { Terms: { } terms } when terms.Count == 0 || terms.Any(t => Plain.Text(t.Value, LongestTerms) is null or { Length: 0 } || !Platform.Ui.Languages.All.Contains(t.Key)) =>
            SettingsRefusals.TermsNeeded,
        _ => null,
    };

    internal static async Task PutAsync(Tx tx, SettingsChanges changes, CancellationToken stop)
    {
        foreach (var (language, name) in changes.Names ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            await CommunitySettings.SetAsync(tx, CommunitySettings.NamePrefix + language, Plain.Line(name)!, stop);
        }

        if (changes.Languages is { } languages)
        {
            await CommunitySettings.SetAsync(tx, CommunitySettings.LanguagesKey, string.Join(' ', languages), stop);
        }

        if (changes.Sectors is { } sectors)
        {
            await CommunitySettings.SetAsync(tx, CommunitySettings.SectorsKey, string.Join(' ', sectors), stop);
        }

        if (changes.AmberClients is { } clients)
        {
            await CommunitySettings.SetAsync(tx, CommunitySettings.AmberClientsKey, clients ? "1" : "0", stop);
        }

        if (changes.TrustedSites is { } sites)
        {
            await CommunitySettings.SetAsync(tx, CommunitySettings.TrustedSitesKey, string.Join(' ', sites.Select(s => s.ToLowerInvariant())), stop);
        }

        if (changes.Terms is { } terms)
        {
            await PutTermsAsync(tx, terms.ToDictionary(t => t.Key, t => Plain.Text(t.Value, LongestTerms)!, StringComparer.Ordinal), stop);
        }
    }

    /// <summary>A new version, also of the same words: whoever changes the terms wants them accepted anew.</summary>
    private static async Task PutTermsAsync(Tx tx, Dictionary<string, string> texts, CancellationToken stop)
    {
        var last = await tx.FirstAsync("select value from setting where name = 'terms'", static r => r.Text(0), stop);
        var version = int.TryParse(last, out var number) ? (number + 1).ToString(System.Globalization.CultureInfo.InvariantCulture) : "1";
        await CommunitySettings.SetAsync(tx, CommunitySettings.TermsKey, version, stop);
        // The release before this one knows a single text.
        await CommunitySettings.SetAsync(tx, CommunitySettings.TermsTextKey, texts[Platform.Ui.Languages.All.First(texts.ContainsKey)], stop);
        foreach (var language in Platform.Ui.Languages.All)
        {
            await CommunitySettings.SetAsync(tx, CommunitySettings.TermsTextPrefix + language, texts.GetValueOrDefault(language, ""), stop);
        }

        tx.Emit(new TermsChanged(version, tx.Now));
    }
}
