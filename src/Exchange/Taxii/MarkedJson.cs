using System.Buffers;
using System.Text.Json;
using Infohub.Intelligence.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Taxii.Wire;

namespace Infohub.Exchange.Taxii;

/// <summary>An object as TAXII gives it (law C4): under its label in the words of the root, or as revoked.</summary>
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

        MarkedObject.Write(placed.Bytes, Markings(placed.Label, style), into);
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
}
