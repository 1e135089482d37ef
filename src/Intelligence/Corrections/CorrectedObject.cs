using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Infohub.Intelligence.Posts;
using Infohub.Intelligence.Values;
using Infohub.Observables;
using Infohub.Stix.Identifiers;
using Infohub.Stix.Json;
using Infohub.Stix.Model;
using Infohub.Stix.Versions;

namespace Infohub.Intelligence.Corrections;

/// <summary>What an object becomes by a correction of one value.</summary>
/// <param name="Bytes">The next version, or the observable in its place; null for an observable that goes.</param>
/// <param name="Before">What of it says the value, for people.</param>
/// <param name="After">The same, corrected; empty for what is revoked or goes.</param>
internal sealed record Becoming(byte[]? Bytes, string Before, string After);

/// <summary>Makes it: an indicator's next version with another pattern, or revoked (STIX 2.1 §3.6), and in an observable's place another with its own id (§2.9). All other members stay byte for byte.</summary>
internal static class CorrectedObject
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Members that say nothing of what an observable is.</summary>
    private static readonly HashSet<string> Beside = new(StringComparer.Ordinal) { "type", "spec_version", "id", "object_marking_refs", "defanged" };

    /// <summary>Null where it cannot be made by itself: the value stands where more is asked together, or in a reference, or beside what makes no sense with another.</summary>
    public static Becoming? Of(StixObject from, ObjectValue of, Finding? to, StixTime modified) => from.Type switch
    {
        "indicator" => OfIndicator(from, of, to, modified),
        // Its hashes are those of what it holds.
        "artifact" => null,
        _ => Standard.Find(from.Type) is { IsVersioned: false } ? OfObservable(from, of, to) : null,
    };

    private static Becoming? OfIndicator(StixObject from, ObjectValue of, Finding? to, StixTime modified)
    {
        if (!from.Json.TryGetProperty("pattern", out var text) || CorrectedPattern.Of(text.GetString()!, of, to) is not { } pattern || pattern == text.GetString())
        {
            return null;
        }

        if (pattern.Length == 0)
        {
            return ObjectVersions.TryRevoke(from, modified, out var revoked, out _) ? new Becoming(revoked, text.GetString()!, "") : null;
        }

        var changes = new Dictionary<string, JsonElement?>(StringComparer.Ordinal) { ["pattern"] = Element(pattern) };
        if (to is { } other && from.Json.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String && Renamed(name.GetString()!, of, other) is { } renamed)
        {
            changes["name"] = Element(renamed);
        }

        return ObjectVersions.TryDerive(from, modified, changes, out var next, out _) && !Names(next, of) ? new Becoming(next, text.GetString()!, pattern) : null;
    }

    /// <summary>What is called by the value alone is called by the one in its place, masked where it was.</summary>
    private static string? Renamed(string name, ObjectValue of, Finding to) =>
        TypedValue.Read(name) == of && Extractor.Find(name.Trim()) is [var only] && only.Length == name.Trim().Length ? Masking.MaskText(name) == name ? Masking.Mask(to.Value, to.Kind) : to.Value : null;

    private static Becoming? OfObservable(StixObject from, ObjectValue of, Finding? to)
    {
        if (of.Kind == to?.Kind.ToString() || to is null)
        {
            var changed = Write(from.Json, from.Type, (json, property) => Changed(json, from.Type, property, of, to?.Value));
            return Finished(changed, of, to is null);
        }

        // Of another kind it is another observable, which has nothing but its value in common with this one.
        var others = from.Json.EnumerateObject().Where(p => !Beside.Contains(p.Name)).ToList();
        return Patterns.Observable(to.Value) is { } shape && others is [var only] && StixValues.Of(from.Type, from.Json).Count == 1 && !only.NameEquals("extensions")
            ? Finished(Write(from.Json, shape.Type, (json, property) =>
            {
                if (property.NameEquals(only.Name))
                {
                    shape.Write(json);
                    return true;
                }

                return false;
            }), of, mayGo: false)
            : null;

        Becoming? Finished(byte[] bytes, ObjectValue value, bool mayGo)
        {
            using var made = JsonDocument.Parse(bytes);
            var left = StixValues.Of(made.RootElement.GetProperty("type").GetString()!, made.RootElement);
            var before = JsonSerializer.Serialize(Said(from.Json), Unescaped);
            return left.Contains(value) ? null
                : left.Count == 0 ? mayGo ? new Becoming(null, before, "") : null
                : ObservableId.Of(made.RootElement) is { } id ? new Becoming(WithId(made.RootElement, id), before, JsonSerializer.Serialize(Said(made.RootElement), Unescaped)) : null;
        }
    }

    private static JsonSerializerOptions Unescaped { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static Dictionary<string, JsonElement> Said(JsonElement of) => of.EnumerateObject().Where(p => !Beside.Contains(p.Name)).ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);

    /// <summary>Writes a member where it holds the value: another in its place, or nothing. False where it stays.</summary>
    private static bool Changed(Utf8JsonWriter json, string type, JsonProperty property, ObjectValue of, string? to)
    {
        if (property.NameEquals("hashes") && property.Value.ValueKind == JsonValueKind.Object && property.Value.EnumerateObject().Any(h => IsHash(h)))
        {
            var hashes = property.Value.EnumerateObject().Where(h => to is not null || !IsHash(h)).ToList();
            if (hashes.Count > 0)
            {
                json.WriteStartObject("hashes");
                hashes.ForEach(h => json.WriteString(h.Name, IsHash(h) ? to : h.Value.GetString()));
                json.WriteEndObject();
            }

            return true;
        }

        var text = property.Value.ValueKind switch { JsonValueKind.String => property.Value.GetString(), JsonValueKind.Number when property.NameEquals("number") => property.Value.GetRawText(), _ => null };
        if (text is null || StixValues.Read(type, property.Name, text) != of)
        {
            return false;
        }

        if (to is not null && property.Value.ValueKind == JsonValueKind.Number)
        {
            json.WritePropertyName(property.Name);
            json.WriteRawValue(to["AS".Length..]);
        }
        else if (to is not null)
        {
            json.WriteString(property.Name, to);
        }

        return true;

        bool IsHash(JsonProperty hash) =>
            hash.Value.ValueKind == JsonValueKind.String && StixValues.Read(type, hash.Name.All(char.IsAsciiLetterOrDigit) ? "hashes." + hash.Name : $"hashes.'{hash.Name}'", hash.Value.GetString()!) == of;
    }

    private static byte[] WithId(JsonElement of, string id) => Write(of, of.GetProperty("type").GetString()!, (json, property) =>
    {
        if (property.NameEquals("id"))
        {
            json.WriteString("id", id);
            return true;
        }

        return false;
    });

    /// <summary>The object anew; a member that nothing else was written for stays as it was written.</summary>
    private static byte[] Write(JsonElement of, string type, Func<Utf8JsonWriter, JsonProperty, bool> instead)
    {
        var into = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(into, Plain))
        {
            json.WriteStartObject();
            foreach (var property in of.EnumerateObject())
            {
                if (property.NameEquals("type"))
                {
                    json.WriteString("type", type);
                }
                else if (!instead(json, property))
                {
                    json.WritePropertyName(property.Name);
                    json.WriteRawValue(property.Value.GetRawText());
                }
            }

            json.WriteEndObject();
        }

        return into.WrittenSpan.ToArray();
    }

    private static JsonElement Element(string text) => JsonSerializer.SerializeToElement(text, Unescaped);

    private static bool Names(byte[] bytes, ObjectValue value)
    {
        if (!StixObject.TryRead(bytes, new ReadingLimits(), out var read, out _))
        {
            return true;
        }

        using (read)
        {
            return StixValues.Of(read.Type, read.Json).Contains(value);
        }
    }
}
