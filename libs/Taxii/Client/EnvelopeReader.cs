using System.Text;
using System.Text.Json;

namespace Infohub.Taxii.Client;

/// <summary>Reads what stands in an envelope beside its objects, and that it is one at all: strict JSON, no member twice.</summary>
internal static class EnvelopeReader
{
    public static TaxiiPage Read(ReadOnlyMemory<byte> body, long last, TaxiiLimits limits)
    {
        try
        {
            return Read(new Utf8JsonReader(body.Span, new JsonReaderOptions { MaxDepth = limits.Depth }), body, last, limits);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or DecoderFallbackException)
        {
            throw new TaxiiFailure(TaxiiTrouble.NotTaxii, "The server's page is no JSON.", broken);
        }
    }

    private static TaxiiPage Read(Utf8JsonReader reader, ReadOnlyMemory<byte> body, long last, TaxiiLimits limits)
    {
        var (hasObjects, more, next, seen) = (false, (bool?)null, (string?)null, new HashSet<string>(StringComparer.Ordinal));
        Demand(reader.Read() && reader.TokenType == JsonTokenType.StartObject, "The server's page is no envelope.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            Demand(seen.Add(name) && seen.Count <= 100, "The server's envelope holds a member twice, or too many.");
            reader.Read();
            switch (name)
            {
                case "more":
                    Demand(reader.TokenType is JsonTokenType.True or JsonTokenType.False, "“more” of the server's envelope is neither true nor false.");
                    more = reader.GetBoolean();
                    break;
                case "next":
                    Demand(reader.TokenType is JsonTokenType.String or JsonTokenType.Null, "“next” of the server's envelope is no text.");
                    next = reader.GetString();
                    Demand((next?.Length ?? 0) <= limits.NextLetters, "“next” of the server's envelope is too long.");
                    break;
                case "objects":
                    Demand(reader.TokenType == JsonTokenType.StartArray, "“objects” of the server's envelope is no list.");
                    var first = reader;
                    hasObjects = first.Read() && first.TokenType != JsonTokenType.EndArray;
                    reader.Skip();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        // Nothing but white space behind it: else the reader throws.
        Demand(reader.TokenType == JsonTokenType.EndObject && !reader.Read(), "The server's envelope is not closed.");
        next = string.IsNullOrEmpty(next) ? null : next;
        // Some servers leave “more” out and say where the next page begins.
        return new TaxiiPage(body, hasObjects, more ?? next is not null, next, last);
    }

    private static void Demand(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new TaxiiFailure(TaxiiTrouble.NotTaxii, otherwise);
        }
    }
}
