using System.Text;
using System.Text.Json;

namespace Infohub.Stix.Json;

/// <summary>JSON as it must be to mean the same to everybody: UTF-8, no member twice, nothing behind the value (RFC 8259 and, for members, RFC 7493).</summary>
public static class StrictJson
{
    /// <summary>The first fault, or null. Never throws for what stands in the bytes.</summary>
    public static StixFault? Check(ReadOnlySpan<byte> utf8, ReadingLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (utf8.Length > limits.MostObjectBytes)
        {
            return new StixFault("", new FaultText("an object has at most {0} bytes", limits.MostObjectBytes), "limit");
        }

        var places = new Stack<Place>();
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = limits.Deepest, CommentHandling = JsonCommentHandling.Disallow, AllowTrailingCommas = false });
        try
        {
            while (reader.Read())
            {
                if (Look(ref reader, places, limits) is { } fault)
                {
                    return fault;
                }
            }

            return null;
        }
        catch (JsonException wrong)
        {
            return new StixFault(Pointer(places), new FaultText("this is no JSON, at byte {0} of line {1}, or more than {2} deep", wrong.BytePositionInLine ?? 0, (wrong.LineNumber ?? 0) + 1, limits.Deepest), "RFC 8259");
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, or bytes that are no UTF-8.
            return new StixFault(Pointer(places), "a string is no Unicode text", "RFC 8259 §8.1");
        }
    }

    private static StixFault? Look(ref Utf8JsonReader reader, Stack<Place> places, ReadingLimits limits)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                Element(places);
                places.Push(new Place([]));
                break;
            case JsonTokenType.StartArray:
                Element(places);
                places.Push(new Place(null));
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                places.Pop();
                break;
            case JsonTokenType.PropertyName:
                var place = places.Peek();
                place.Name = reader.GetString()!;
                if (!place.Names!.Add(place.Name))
                {
                    return new StixFault(Pointer(places), "a member stands twice", "RFC 7493 §2.3");
                }

                break;
            case JsonTokenType.String:
                Element(places);
                // Bytes are at least as many as characters; escapes are six for one.
                if (reader.ValueSpan.Length > limits.LongestString && reader.GetString()!.Length > limits.LongestString)
                {
                    return new StixFault(Pointer(places), new FaultText("a string has at most {0} characters", limits.LongestString), "limit");
                }

                if (reader.ValueIsEscaped || !IsAscii(reader.ValueSpan))
                {
                    _ = reader.GetString();
                }

                break;
            default:
                Element(places);
                break;
        }

        return null;
    }

    private static bool IsAscii(ReadOnlySpan<byte> value) => System.Text.Ascii.IsValid(value);

    private static void Element(Stack<Place> places)
    {
        if (places.TryPeek(out var place) && place.Names is null)
        {
            place.Index++;
        }
    }

    private static string Pointer(Stack<Place> places)
    {
        var pointer = new StringBuilder();
        foreach (var place in places.Reverse())
        {
            pointer.Append('/').Append(place.Names is null ? Math.Max(place.Index, 0).ToString(System.Globalization.CultureInfo.InvariantCulture)
                : place.Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
        }

        return pointer.ToString();
    }

    /// <param name="names">Of an object the names of its members so far; null for a list.</param>
    private sealed class Place(HashSet<string>? names)
    {
        public HashSet<string>? Names { get; } = names;

        public string Name { get; set; } = "";

        public int Index { get; set; } = -1;
    }
}
