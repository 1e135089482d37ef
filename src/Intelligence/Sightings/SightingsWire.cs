using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Http;

namespace Infohub.Intelligence.Sightings;

internal sealed record SightingsToRecordWire(IReadOnlyList<SightingToRecordWire>? Sightings);

/// <summary>A sighting to be recorded.</summary>
internal sealed record SightingToRecordWire
{
    /// <summary>Masked or live.</summary>
    public string? Value { get; init; }

    [OneOf(typeof(SightingWords), nameof(SightingWords.All))]
    public string? Kind { get; init; }

    /// <summary>The item to which it belongs; without it the newest that names the value and that the key reads.</summary>
    public string? Item { get; init; }

    /// <summary>From 1 to 10,000,000.</summary>
    public long Count { get; init; } = 1;

    public DateTimeOffset? First { get; init; }

    /// <summary>Without it, now.</summary>
    public DateTimeOffset? Last { get; init; }

    public string? Note { get; init; }

    /// <summary>
    /// Without the organisation's name, as "a member": by a session or by a person's key, not by an organisation's. Who it was is sealed to three officers, of whom two open it with a reason, and you would be told.
    /// Where fewer than five organisations read the item, its readers may guess who it was.
    /// </summary>
    public bool Anonymous { get; init; }

    public SightingInput ToInput() => new(Value, Kind ?? SightingWords.Word(SightingKind.Seen)) { Item = Item, Count = Count, First = First, Last = Last, Note = Note, Anonymous = Anonymous };
}

/// <param name="Outcomes">One for each sighting, in their order.</param>
/// <param name="Taken">How many were taken.</param>
/// <param name="Refused">How many were not.</param>
internal sealed record SightingOutcomesWire(IReadOnlyList<SightingOutcomeWire> Outcomes, int Taken, int Refused);

/// <param name="Index">Its place in what came, from 0.</param>
internal sealed record SightingOutcomeWire(int Index)
{
    /// <summary>Its address; null for what was refused.</summary>
    public string? Id { get; init; }

    /// <summary>The item to which it belongs.</summary>
    public string? Item { get; init; }

    /// <summary>It was added to what the same organisation said of the value on the same day.</summary>
    public bool Added { get; init; }

    /// <summary>Why it was refused, in a word; null for what was taken.</summary>
    public string? Code { get; init; }

    public string? Reason { get; init; }
}

/// <summary>To whom what was said without a name is attributed from now on.</summary>
internal sealed record SightingAttributionWire([property: OneOf(typeof(AttributeSighting), nameof(AttributeSighting.Words))] string? Attribution);

internal sealed record SightingsWire(string Kind, string Value, IReadOnlyList<SightingWire> Sightings, SightingTotalsWire Totals);

/// <summary>One sighting; its words are for people, and masked (C3).</summary>
internal sealed record SightingWire(string Kind, long Count, DateTimeOffset First, DateTimeOffset Last, string Item, string Label)
{
    /// <summary>Null for a STIX sighting, which is revoked by its source as an object.</summary>
    public string? Id { get; init; }

    /// <summary>Null for a member without a name.</summary>
    public string? OrganisationId { get; init; }

    public required string Organisation { get; init; }

    /// <summary>Of a member without a name, where at least five organisations of it could have said so; else null.</summary>
    public string? Sector { get; init; }

    public string? Note { get; init; }

    public static SightingWire Of(Sighting s, IReadOnlyDictionary<long, SpeakerName> names)
    {
        var who = names.GetValueOrDefault(s.Organisation);
        return new SightingWire(SightingWords.Word(s.Kind), s.Count, Micros.ToTime(s.FirstAt), Micros.ToTime(s.LastAt), s.ItemUid, s.Label.Canonical())
        {
            Id = s.IsObject ? null : s.Uid,
            OrganisationId = who?.Uid,
            Organisation = who?.Name ?? (s.ByAuthor ? Card.AuthorName : Card.AnonymousName),
            Sector = s.Sector.Length == 0 ? null : s.Sector,
            Note = s.Note.Length == 0 ? null : Observables.Masking.MaskText(s.Note),
        };
    }
}

/// <summary>Of what is listed, by kind.</summary>
internal sealed record SightingTotalsWire(SightingTotal Seen, SightingTotal FalsePositive, SightingTotal Expired)
{
    public static SightingTotalsWire Of(IReadOnlyList<Sighting> sightings) => new(
        SightingTotal.Of(sightings, SightingKind.Seen), SightingTotal.Of(sightings, SightingKind.FalsePositive), SightingTotal.Of(sightings, SightingKind.Expired));
}
