using Infohub.Intelligence.Values;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Intelligence.Sightings;

/// <summary>A sighting as it was typed or sent.</summary>
/// <param name="Value">Masked or live.</param>
/// <param name="Kind">A word of <see cref="SightingWords"/>.</param>
internal sealed record SightingInput(string? Value, string? Kind)
{
    public const long MostTimes = 10_000_000;

    public const int LongestNote = 500;

    /// <summary>The clocks of others may be ahead.</summary>
    private const long Ahead = 5 * Micros.Minute;

    /// <summary>The item to which it belongs; empty for the newest that names the value.</summary>
    public string? Item { get; init; }

    public long Count { get; init; } = 1;

    /// <summary>Null for the last time.</summary>
    public DateTimeOffset? First { get; init; }

    /// <summary>Null for now.</summary>
    public DateTimeOffset? Last { get; init; }

    public string? Note { get; init; }

    /// <summary>Without the organisation's name (W7).</summary>
    public bool Anonymous { get; init; }

    /// <summary>The same, checked as far as it can be without an item.</summary>
    public Outcome<SaidSighting> Read(long now)
    {
        if (TypedValue.Read(Value) is not { } value)
        {
            return SightingRefusals.Value;
        }

        if (SightingWords.Parse(Kind) is not { } kind)
        {
            return SightingRefusals.Kind;
        }

        var last = Last is { } l ? Micros.From(l) : now;
        var first = First is { } f ? Micros.From(f) : Math.Min(last, now);
        var note = (Note ?? "").Trim();
        return Count is < 1 or > MostTimes ? SightingRefusals.Count
            : first > last || last > now + Ahead || first < 0 ? SightingRefusals.Times
            : note.Length > LongestNote ? SightingRefusals.Note
            : new SaidSighting(value, kind, (Item ?? "").Trim(), Count, first, last, note) { Anonymous = Anonymous };
    }
}

/// <summary>A sighting that may be kept where an item names its value.</summary>
internal sealed record SaidSighting(ObjectValue Value, SightingKind Kind, string Item, long Count, long FirstAt, long LastAt, string Note)
{
    public bool Anonymous { get; init; }
}
