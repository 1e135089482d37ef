using System.Text.Json;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Stix.Model;

namespace Infohub.Intelligence.Values;

/// <summary>An object that names a value, as far as it bears on what the value is worth.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Source">Who says it; below 0 for an item without a name.</param>
/// <param name="ItemUid">What carries it.</param>
/// <param name="Label">The stricter of its own and its item's.</param>
/// <param name="At">When it was said, in microseconds.</param>
internal sealed record Naming(string Id, long Source, string ItemUid, Tlp Label, long At)
{
    /// <summary>An indicator says that the value is bad; anything else only names it.</summary>
    public bool SaysBad { get; init; }

    public bool IsRevoked { get; init; }

    /// <summary>In microseconds; <see cref="Micros.Never"/> where none is given.</summary>
    public long ValidUntil { get; init; } = Micros.Never;

    /// <summary>0 to 100 (STIX 2.1 §3.2), or null.</summary>
    public int? Confidence { get; init; }

    /// <summary>Its labels: tags of whoever says it.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Null where it names none of the viewer's business: the object cannot be read, or does not name the value itself but something within it.</summary>
    public static Naming? Of(PlacedObject placed, StixObject read, ObjectValue value)
    {
        if (!StixValues.Of(read.Type, read.Json).Contains(value))
        {
            return null;
        }

        return new Naming(read.Id, placed.Source, placed.ItemUid, placed.Label, placed.Modified > 0 ? placed.Modified : placed.Added)
        {
            SaysBad = read.Type == "indicator" && !IsBenign(read.Json),
            IsRevoked = read.IsRevoked,
            ValidUntil = Time(read.Json, "valid_until") ?? Micros.Never,
            Confidence = read.Confidence,
            Tags = read.Labels,
        };
    }

    /// <summary>A time of an object in microseconds, or null.</summary>
    public static long? Time(JsonElement json, string name) =>
        json.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String && StixTime.TryParse(text.GetString()!, out var time) ? Micros.From(time.ToDateTimeOffset()) : null;

    /// <summary>STIX 2.1 §10.10: all that it indicates is good.</summary>
    private static bool IsBenign(JsonElement json) =>
        json.TryGetProperty("indicator_types", out var types) && types.ValueKind == JsonValueKind.Array && types.GetArrayLength() > 0 && types.EnumerateArray().All(t => t.ValueEquals("benign"));
}
