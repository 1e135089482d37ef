using System.Text.Json;
using Infohub.Stix.Model;

namespace Infohub.Stix.Markings;

/// <summary>A marking, or a language, of parts of an object (STIX 2.1 §7.2.3).</summary>
/// <param name="MarkingRef">The marking; null where it tells a language.</param>
/// <param name="Lang">The language; null where it is a marking.</param>
/// <param name="Selectors">The parts.</param>
public sealed record GranularMarking(string? MarkingRef, string? Lang, IReadOnlyList<string> Selectors)
{
    /// <summary>Whether it tells the same of the same parts.</summary>
    public bool Equals(GranularMarking? other) => other is not null && MarkingRef == other.MarkingRef && Lang == other.Lang && Selectors.SequenceEqual(other.Selectors, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(MarkingRef, Lang, Selectors.Count);

    internal void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        if (Lang is { } lang)
        {
            json.WriteString("lang"u8, lang);
        }

        if (MarkingRef is { } marking)
        {
            json.WriteString("marking_ref"u8, marking);
        }

        json.WriteStartArray("selectors"u8);
        foreach (var selector in Selectors)
        {
            json.WriteStringValue(selector);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    internal static IReadOnlyList<GranularMarking> Of(JsonElement of)
    {
        if (!of.TryGetProperty("granular_markings"u8, out var list) || list.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        var read = new List<GranularMarking>();
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Object)
            {
                read.Add(new GranularMarking(Raw.String(item, "marking_ref"u8), Raw.String(item, "lang"u8), Raw.Strings(item, "selectors"u8)));
            }
        }

        return read;
    }
}
