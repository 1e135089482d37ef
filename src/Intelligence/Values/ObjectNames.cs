using System.Text.Json;
using Infohub.Library.Search;
using Infohub.Stix.Model;

namespace Infohub.Intelligence.Values;

/// <summary>What objects are called: their name and its aliases, and the words of these by which they are searched.</summary>
internal static class ObjectNames
{
    private const int MostWords = 24;

    /// <summary>Words of the names; none for what is called by a value that it names.</summary>
    public static IEnumerable<string> WordsOf(StixObject of, IReadOnlyList<ObjectValue> values) =>
        Of(of.Json).Where(name => !values.Any(v => string.Equals(v.Value, name, StringComparison.OrdinalIgnoreCase))).SelectMany(Words).Distinct(StringComparer.Ordinal).Take(MostWords);

    /// <summary>Words as they are kept and as they are asked for: lower-cased, Chinese ones as pairs of letters.</summary>
    public static List<string> Words(string text) => Tokens.Of(text);

    private static IEnumerable<string> Of(JsonElement root)
    {
        if (root.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String)
        {
            yield return name.GetString()!;
        }

        foreach (var property in (string[])["aliases", "x_mitre_aliases"])
        {
            if (root.TryGetProperty(property, out var aliases) && aliases.ValueKind == JsonValueKind.Array)
            {
                foreach (var alias in aliases.EnumerateArray().Where(a => a.ValueKind == JsonValueKind.String))
                {
                    yield return alias.GetString()!;
                }
            }
        }
    }
}
