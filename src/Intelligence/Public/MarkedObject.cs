using System.Buffers;
using System.Text;
using System.Text.Json;
using Infohub.Markings;

namespace Infohub.Intelligence.Public;

/// <summary>An object as it goes out: its bytes as they came, with the label that the law gives it now in the place of what it came with (law C4).</summary>
public static class MarkedObject
{
    /// <summary>Writes it; other markings than those of TLP say what they said when it came, and stay.</summary>
    /// <param name="bytes">The object in UTF-8, as <see cref="ShownObject.Bytes"/> gives it.</param>
    /// <param name="labels">The ids of the definitions of its label.</param>
    /// <param name="into">Where it is written.</param>
    public static void Write(ReadOnlySpan<byte> bytes, IEnumerable<string> labels, IBufferWriter<byte> into)
    {
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
            WriteRefs(others, labels, into);
            into.Write(bytes[(int)reader.BytesConsumed..]);
            return;
        }

        into.Write(bytes[..behind]);
        into.Write("\"object_marking_refs\":"u8);
        WriteRefs([], labels, into);
        into.Write(","u8);
        into.Write(bytes[behind..]);
    }

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

    private static void WriteRefs(List<string> others, IEnumerable<string> labels, IBufferWriter<byte> into)
    {
        var refs = others.Concat(labels).Select(r => "\"" + JsonEncodedText.Encode(r) + "\"");
        into.Write(Encoding.UTF8.GetBytes("[" + string.Join(',', refs) + "]"));
    }
}
