using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Infohub.Stix.Model;

namespace Infohub.Exchange.Taxii;

/// <summary>
/// What was withdrawn, told once more as revoked (STIX 2.1 §3.6): who took it takes it back. It says no more than the tombstone does (law R6); what the standard asks of its type beside that stands there
/// empty of meaning.
/// </summary>
internal static class RevokedObject
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>False for what has no versions: nobody can be told of it.</summary>
    public static bool CanBe(string type) => Standard.Find(type) is null or { IsVersioned: true };

    /// <param name="type">The type.</param>
    /// <param name="uid">The UUID of its id.</param>
    /// <param name="was">The time of the version that was given, as STIX writes it.</param>
    /// <param name="now">When it went.</param>
    /// <param name="markings">Its label now.</param>
    /// <param name="into">Where it is written.</param>
    public static void Write(string type, Guid uid, string was, string now, IEnumerable<string> markings, IBufferWriter<byte> into)
    {
        using var json = new Utf8JsonWriter(into, Plain);
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("spec_version", "2.1");
        json.WriteString("id", $"{type}--{uid}");
        json.WriteString("created", was);
        json.WriteString("modified", now);
        json.WriteBoolean("revoked", true);
        json.WriteStartArray("object_marking_refs");
        foreach (var marking in markings)
        {
            json.WriteStringValue(marking);
        }

        json.WriteEndArray();
        foreach (var property in Standard.Find(type)?.Properties.Where(p => p.IsRequired) ?? [])
        {
            if (property.Name is not ("type" or "spec_version" or "id" or "created" or "modified"))
            {
                json.WritePropertyName(property.Name);
                Fill(json, type, property, uid, now);
            }
        }

        // One of two or more is asked of these types.
        if (type == "malware-analysis")
        {
            json.WriteString("result", "unknown");
        }

        json.WriteEndObject();
    }

    private static void Fill(Utf8JsonWriter json, string type, StixProperty property, Guid uid, string now)
    {
        if (property.IsList)
        {
            json.WriteStartArray();
        }

        switch (property.Kind)
        {
            case ValueKind.Boolean:
                json.WriteBooleanValue(false);
                break;
            case ValueKind.Integer or ValueKind.Float:
                json.WriteNumberValue((long)Math.Max(property.Minimum, 0));
                break;
            case ValueKind.Timestamp:
                json.WriteStringValue(now);
                break;
            case ValueKind.Identifier:
                json.WriteStringValue($"{(property.TargetTypes is [var target, ..] ? target : "identity")}--{uid}");
                break;
            case ValueKind.Word:
                json.WriteStringValue(type == "indicator" ? "stix" : property.Vocabulary?.Words[0] ?? "unknown");
                break;
            default:
                json.WriteStringValue(property.Name == "pattern" ? $"[x-withdrawn:id = '{uid}']" : property.Name == "relationship_type" ? "related-to" : "withdrawn");
                break;
        }

        if (property.IsList)
        {
            json.WriteEndArray();
        }
    }
}
