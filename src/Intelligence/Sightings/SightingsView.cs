using Infohub.Intelligence.Values;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Refusals;

namespace Infohub.Intelligence.Sightings;

/// <summary>An item to which a sighting can belong.</summary>
internal sealed record SightingItem(string Uid, string Title, string Language, Tlp Label);

/// <summary>Sightings of one value for its reader, and what a form needs to add one.</summary>
internal sealed record SightingsView(ObjectValue Value, IReadOnlyList<Sighting> Sightings, IReadOnlyDictionary<long, SpeakerName> Names, IReadOnlyList<SightingItem> Items, DateTimeOffset Now)
{
    /// <summary>More than these are not read.</summary>
    public bool IsCut => Sightings.Count >= ReadValues.Each;

    public string Masked => TypedValue.Masked(Value);

    /// <summary>The item that was chosen elsewhere and that is none of <see cref="Items"/>: then the form is of it alone.</summary>
    public SightingItem? Chosen { get; init; }

    /// <summary>What the form offers.</summary>
    public IReadOnlyList<SightingItem> Offered => Chosen is null ? Items : [Chosen];

    /// <summary>What was chosen cannot be offered any more: another item, with other readers, is chosen by hand or not at all.</summary>
    public bool IsUnchosen => Typed.Item is { } item && Offered.All(i => i.Uid != item);

    /// <summary>Where the form leads back to; the value's page.</summary>
    public string Back { get; init; } = "";

    /// <summary>What the form says of speaking without a name.</summary>
    public Unnamed Unnamed { get; init; } = Unnamed.None;

    /// <summary>What was wrong with the form as it was sent.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>The form as it was typed.</summary>
    public SightingForm Typed { get; init; } = new();

    public SightingTotal Of(SightingKind kind) => SightingTotal.Of(Sightings, kind);

    public SightingItem? ItemOf(Sighting sighting) => Items.FirstOrDefault(i => i.Uid == sighting.ItemUid);
}

/// <summary>The fields of the form, as they are typed.</summary>
internal sealed class SightingForm
{
    public string? Value { get; set; }

    public string? Kind { get; set; }

    /// <summary>Null where the form was not sent.</summary>
    public string? Item { get; set; }

    public string? Count { get; set; }

    public string? First { get; set; }

    public string? Last { get; set; }

    public string? Note { get; set; }

    public bool Anonymous { get; set; }

    public SightingInput ToInput() => new(Value, Kind)
    {
        Item = Item,
        Count = string.IsNullOrWhiteSpace(Count) ? 1 : long.TryParse(Count, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var count) ? count : 0,
        First = Time(First),
        Last = Time(Last),
        Note = Note,
        Anonymous = Anonymous,
    };

    /// <summary>As a browser sends it, in UTC; what is no time is far ahead, and is refused as such.</summary>
    private static DateTimeOffset? Time(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var time) ? time
        : DateTimeOffset.MaxValue;
}
