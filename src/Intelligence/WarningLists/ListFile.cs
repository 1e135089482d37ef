using System.Text.Json;
using Infohub.Platform.Refusals;

namespace Infohub.Intelligence.WarningLists;

/// <summary>A list as a file in MISP's format says it.</summary>
/// <param name="Name">By it a later version replaces this one.</param>
/// <param name="Attributes">The attribute types that it is for, as written.</param>
internal sealed record ListFile(string Name, long Version, string Description, ListType Type, IReadOnlyList<string> Attributes, EntryText Entries)
{
    /// <summary>Bytes of a file.</summary>
    public const int Largest = 60 * 1024 * 1024;

    public const int MostEntries = 1_000_000;

    /// <summary>Parts, each of which is looked for.</summary>
    public const int MostParts = 10_000;

    /// <summary>Patterns, each of which is a machine.</summary>
    public const int MostPatterns = 500;

    private const int LongestName = 200;
    private const int LongestDescription = 4000;
    private const int MostAttributes = 500;

    public static int MostOf(ListType type) => type switch { ListType.Regex => MostPatterns, ListType.Substring => MostParts, _ => MostEntries };

    /// <summary>All of it, or why not: of a file with a fault nothing is taken.</summary>
    public static Outcome<ListFile> Read(ReadOnlySpan<byte> json)
    {
        json = json.StartsWith("\uFEFF"u8) ? json[3..] : json;
        try
        {
            return Read(new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 8 }));
        }
        catch (JsonException broken)
        {
            return ListRefusals.NotJson((broken.LineNumber ?? 0) + 1, (broken.BytePositionInLine ?? 0) + 1);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, or bytes that are no UTF-8.
            return ListRefusals.NotJson(1, 1);
        }
    }

    /// <summary>Once through, to see that each property is there once and to know the type; then the entries, which may stand before it.</summary>
    private static Outcome<ListFile> Read(Utf8JsonReader reader)
    {
        var (texts, attributes, seen) = (new Dictionary<string, string>(StringComparer.Ordinal), new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        var list = reader;
        var isList = false;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return ListRefusals.Wrong("/");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            if (!seen.Add(name))
            {
                return ListRefusals.Twice("/" + name);
            }

            reader.Read();
            if (name == "list" && reader.TokenType == JsonTokenType.StartArray)
            {
                list = reader;
                isList = true;
            }
            else if (name == "matching_attributes")
            {
                if (AddAttributes(ref reader, attributes) is { } wrong)
                {
                    return wrong;
                }
            }
            else if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
            {
                texts[name] = reader.TokenType == JsonTokenType.String ? reader.GetString()! : System.Text.Encoding.UTF8.GetString(reader.ValueSpan);
            }

            reader.Skip();
        }

        // Whatever follows the object is read to its end, and is a fault.
        while (reader.Read())
        {
        }

        var head = Head(texts, attributes, seen);
        return head.Refusal is not null ? head : isList ? WithEntries(list, head.Value) : ListRefusals.Wrong("/list");
    }

    private static Refusal? AddAttributes(ref Utf8JsonReader reader, List<string> attributes)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return ListRefusals.Wrong("/matching_attributes");
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.String || attributes.Count == MostAttributes)
            {
                return ListRefusals.Wrong($"/matching_attributes/{attributes.Count}");
            }

            attributes.Add(reader.GetString()!);
        }

        return null;
    }

    private static Outcome<ListFile> Head(Dictionary<string, string> texts, List<string> attributes, HashSet<string> seen)
    {
        var name = texts.GetValueOrDefault("name", "").Trim();
        var description = texts.GetValueOrDefault("description", "").Trim();
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl))
        {
            return ListRefusals.Wrong("/name");
        }

        if (description.Length > LongestDescription)
        {
            return ListRefusals.Wrong("/description");
        }

        if (!long.TryParse(texts.GetValueOrDefault("version"), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var version))
        {
            return ListRefusals.Wrong("/version");
        }

        ListType? type = texts.GetValueOrDefault("type") switch
        {
            "cidr" => ListType.Cidr,
            "hostname" => ListType.Hostname,
            "string" => ListType.String,
            "substring" => ListType.Substring,
            "regex" => ListType.Regex,
            _ => null,
        };
        if (type is null)
        {
            return ListRefusals.Wrong("/type");
        }

        return seen.Contains("matching_attributes") && KindSet.Read(attributes).Bits == 0
            ? ListRefusals.NoKind
            : new ListFile(name, version, description, type.Value, [.. attributes.Distinct(StringComparer.Ordinal)], EntryText.Of([]));
    }

    private static Outcome<ListFile> WithEntries(Utf8JsonReader reader, ListFile head)
    {
        var (writer, count) = (new EntryWriter(), 0);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (count == MostOf(head.Type))
            {
                return ListRefusals.TooManyEntries(MostOf(head.Type));
            }

            if (reader.TokenType != JsonTokenType.String || EntryForm.Of(head.Type, reader.GetString()!) is not { } entry)
            {
                return ListRefusals.Entry($"/list/{count}");
            }

            writer.Add(entry);
            count++;
        }

        return count == 0 ? ListRefusals.Wrong("/list") : head with { Entries = writer.Done() };
    }
}
