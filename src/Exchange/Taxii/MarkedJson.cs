using System.Buffers;
using System.Text;
using System.Text.Json;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Taxii.Wire;

namespace Infohub.Exchange.Taxii;

/// <summary>An object as it goes out: its bytes as they came, with the label that the law gives it now in the place of what it came with (law C4).</summary>
internal static class MarkedJson
{
    /// <param name="placed">The object.</param>
    /// <param name="style">In which words its label is said.</param>
    /// <param name="into">Where it is written.</param>
    public static void Write(PlacedObject placed, MarkingStyle style, ArrayBufferWriter<byte> into)
    {
        if (placed.GoneAt > 0)
        {
            RevokedObject.Write(placed.Type, placed.Uid, TaxiiTime.WriteVersion(placed.Modified), TaxiiTime.WriteVersion(placed.GoneAt), Markings(placed.Label, style), into);
            return;
        }

        var bytes = placed.Bytes.AsSpan();
        var reader = new Utf8JsonReader(bytes);
        reader.Read();
        var behind = (int)reader.BytesConsumed;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isMarkings = reader.ValueTextEquals("object_marking_refs"u8);
            reader.Read();
            var from = (int)reader.TokenStartIndex;
            if (!isMarkings)
            {
                reader.Skip();
                continue;
            }

            var others = Others(ref reader);
            into.Write(bytes[..from]);
            WriteRefs(others, placed.Label, style, into);
            into.Write(bytes[(int)reader.BytesConsumed..]);
            return;
        }

        into.Write(bytes[..behind]);
        into.Write("\"object_marking_refs\":"u8);
        WriteRefs([], placed.Label, style, into);
        into.Write(","u8);
        into.Write(bytes[behind..]);
    }

    /// <summary>Its version as it says it itself, letter by letter: clients compare texts. Of what has none when it came (TAXII 2.1 §5.3.1).</summary>
    public static string Version(PlacedObject placed)
    {
        if (placed.GoneAt > 0)
        {
            return TaxiiTime.WriteVersion(placed.GoneAt);
        }

        var reader = new Utf8JsonReader(placed.Bytes);
        string? created = null;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isModified, isCreated) = (reader.ValueTextEquals("modified"u8), reader.ValueTextEquals("created"u8));
            reader.Read();
            if (isModified)
            {
                return reader.GetString()!;
            }

            created = isCreated ? reader.GetString() : created;
            reader.Skip();
        }

        return created ?? TaxiiTime.Write(placed.Added);
    }

    /// <summary>References to the definitions of a label in a style.</summary>
    public static IEnumerable<string> Markings(Tlp label, MarkingStyle style)
    {
        if (style != MarkingStyle.Tlp1)
        {
            yield return StixMarkings.Tlp2(label);
        }

        if (style != MarkingStyle.Tlp2 && StixMarkings.Tlp1(label) is { } first)
        {
            yield return first;
        }
    }

    /// <summary>All but those of TLP: these say what they said when it came.</summary>
    private static List<string> Others(ref Utf8JsonReader reader)
    {
        var others = new List<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
        {
            if (reader.GetString() is { } marking && StixMarkings.LabelOf(marking) is null)
            {
                others.Add(marking);
            }
        }

        return others;
    }

    private static void WriteRefs(List<string> others, Tlp label, MarkingStyle style, ArrayBufferWriter<byte> into)
    {
        var refs = others.Concat(Markings(label, style)).Select(r => "\"" + JsonEncodedText.Encode(r) + "\"");
        into.Write(Encoding.UTF8.GetBytes("[" + string.Join(',', refs) + "]"));
    }
}
