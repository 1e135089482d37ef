using System.Text.Json;
using Infohub.Stix.Identifiers;
using Infohub.Stix.Json;
using Infohub.Stix.Model;
using Infohub.Stix.Validation;

namespace Infohub.Stix.Markings;

/// <summary>Markings of objects and of their parts (STIX 2.1 §7.2): read, written, and held to.</summary>
public static class DataMarkings
{
    /// <summary>Every marking of the object, of the whole or of parts, each once.</summary>
    public static IReadOnlyList<string> Of(StixObject marked)
    {
        ArgumentNullException.ThrowIfNull(marked);
        return [.. marked.ObjectMarkingRefs.Concat(marked.GranularMarkings.Select(g => g.MarkingRef).OfType<string>()).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The markings that a part bears: those of the object (§7.2.2), of the part, and of what the part lies in (§7.2.3). Which of them counts most is not the standard's to say.</summary>
    /// <param name="marked">The object.</param>
    /// <param name="selector">The part.</param>
    public static IReadOnlyList<string> At(StixObject marked, Selector selector)
    {
        ArgumentNullException.ThrowIfNull(marked);
        ArgumentNullException.ThrowIfNull(selector);
        var granular = marked.GranularMarkings.Where(g => g.MarkingRef is not null && g.Selectors.Any(s => Selector.Parse(s)?.Holds(selector) == true)).Select(g => g.MarkingRef!);
        return [.. marked.ObjectMarkingRefs.Concat(granular).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The object with these markings of the whole, and every other byte as it was. It is a new version (§7.2.2): <see cref="Versions.ObjectVersions"/> makes such.</summary>
    /// <param name="marked">The object.</param>
    /// <param name="markings">Identifiers of markings; none takes the property away.</param>
    public static byte[] WithObjectMarkings(StixObject marked, IReadOnlyCollection<string> markings)
    {
        ArgumentNullException.ThrowIfNull(marked);
        ArgumentNullException.ThrowIfNull(markings);
        return With(marked, "object_marking_refs", markings.Count == 0 ? null : json =>
        {
            json.WriteStartArray();
            foreach (var marking in markings)
            {
                json.WriteStringValue(marking);
            }

            json.WriteEndArray();
        });
    }

    /// <summary>The object with these markings of parts, and every other byte as it was.</summary>
    /// <param name="marked">The object.</param>
    /// <param name="markings">Markings and languages of parts; none takes the property away.</param>
    public static byte[] WithGranularMarkings(StixObject marked, IReadOnlyCollection<GranularMarking> markings)
    {
        ArgumentNullException.ThrowIfNull(marked);
        ArgumentNullException.ThrowIfNull(markings);
        return With(marked, "granular_markings", markings.Count == 0 ? null : json =>
        {
            json.WriteStartArray();
            foreach (var marking in markings)
            {
                marking.WriteTo(json);
            }

            json.WriteEndArray();
        });
    }

    /// <summary>
    /// What somebody gets who may not see what some markings mark: the object without the parts, and without the markings that tell of them. Nothing at all where the whole is so
    /// marked, where it would not be an object of the standard without the parts (a required property is one of them, for example), where its identifier is made of them (§2.9),
    /// or where its markings cannot be read. What this gives is no version of the object that its creator made (§3.6).
    /// </summary>
    /// <param name="marked">The object.</param>
    /// <param name="mayRead">Whether what bears the marking may be seen.</param>
    /// <param name="seen">The object as it was where all of it may be seen; else what is left; empty where nothing is.</param>
    /// <returns>Whether something may be seen.</returns>
    public static bool TryShow(StixObject marked, Func<string, bool> mayRead, out ReadOnlyMemory<byte> seen)
    {
        ArgumentNullException.ThrowIfNull(marked);
        ArgumentNullException.ThrowIfNull(mayRead);
        seen = default;
        if (!AreReadable(marked.Json) || !marked.ObjectMarkingRefs.All(mayRead))
        {
            return false;
        }

        var refused = marked.GranularMarkings.Where(g => g.MarkingRef is { } marking && !mayRead(marking)).ToList();
        if (refused.Count == 0)
        {
            seen = marked.Bytes;
            return true;
        }

        // Each selector is looked up in the object: what would take long is refused whole.
        if ((long)marked.Bytes.Length * marked.GranularMarkings.Sum(g => g.Selectors.Count) > GranularMarkingRules.MostWork)
        {
            return false;
        }

        var cut = new PartCut();
        foreach (var text in refused.SelectMany(g => g.Selectors))
        {
            // Without its own markings the rest would go further than its creator let it.
            if (Selector.Parse(text) is not { } selector || !selector.Selects(marked.Json) || selector.Steps[0].Name is "object_marking_refs" or "granular_markings")
            {
                return false;
            }

            cut.Add(selector);
        }

        if (cut.From(marked.Bytes.Span) is not { } rest)
        {
            return false;
        }

        var kept = marked.GranularMarkings.Where(g => !refused.Contains(g)).Select(cut.Follow).OfType<GranularMarking>().ToList();
        using var left = Open(rest);
        var written = WithGranularMarkings(left, kept);
        if (!IsStillRight(marked, written))
        {
            return false;
        }

        seen = written;
        return true;
    }

    private static byte[] With(StixObject marked, string name, Action<Utf8JsonWriter>? write)
    {
        if (write is null)
        {
            return Splice.Remove(marked.Bytes.Span, name);
        }

        var value = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(value))
        {
            write(json);
        }

        return Splice.Set(marked.Bytes.Span, name, value.WrittenSpan);
    }

    /// <summary>What is not as §7.2 has it may mean that something is not to be seen.</summary>
    private static bool AreReadable(JsonElement of)
    {
        var isRight = !of.TryGetProperty("object_marking_refs"u8, out var refs) || (refs.ValueKind == JsonValueKind.Array && refs.EnumerateArray().All(r => r.ValueKind == JsonValueKind.String));
        return isRight && (!of.TryGetProperty("granular_markings"u8, out var list) || (list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(IsReadable)));
    }

    private static bool IsReadable(JsonElement marking) =>
        marking.ValueKind == JsonValueKind.Object
        && (Raw.String(marking, "marking_ref"u8) is not null || (Raw.String(marking, "lang"u8) is not null && !marking.TryGetProperty("marking_ref"u8, out _)))
        && marking.TryGetProperty("selectors"u8, out var selectors) && selectors.ValueKind == JsonValueKind.Array && selectors.EnumerateArray().All(s => s.ValueKind == JsonValueKind.String);

    private static bool IsStillRight(StixObject before, byte[] after)
    {
        var options = new ValidationOptions { Warnings = false };
        var (had, has) = (new List<StixFault>(), new List<StixFault>());
        using var rest = Open(after);
        StixValidator.Check(before, had, options);
        StixValidator.Check(rest, has, options);
        return has.Count <= had.Count && (rest.Id != Made(before) || Made(rest) == rest.Id);
    }

    private static string? Made(StixObject of)
    {
        try
        {
            return ObservableId.Of(of.Json);
        }
        catch (InvalidOperationException)
        {
            // It holds a value that has no one form: no identifier is made of it.
            return null;
        }
    }

    private static StixObject Open(byte[] json) =>
        StixObject.TryRead(new StreamedObject(0, json, null), new ReadingLimits { Deepest = int.MaxValue }, out var read, out var fault) ? read : throw new InvalidOperationException(fault!.Message);
}
