using System.Globalization;

namespace Infohub.Taxii.Wire;

/// <summary>Which versions of an object are asked for (TAXII 2.1 §3.4.1).</summary>
/// <param name="Last">The newest.</param>
/// <param name="First">The oldest.</param>
/// <param name="All">Every one.</param>
/// <param name="Times">Those of exactly these times, in microseconds.</param>
public sealed record TaxiiVersions(bool Last, bool First, bool All, IReadOnlySet<long> Times)
{
    /// <summary>What is meant where nothing is said.</summary>
    public static TaxiiVersions Default { get; } = new(true, false, false, new HashSet<long>());
}

/// <summary>What the address of a request for objects or a manifest asks for (TAXII 2.1 §3.4, §3.5).</summary>
public sealed record TaxiiQuery
{
    /// <summary>Alternatives of one match, beyond which a request is refused.</summary>
    public const int MostAlternatives = 200;

    /// <summary>Added later than this, in microseconds; null for all.</summary>
    public long? AddedAfter { get; private init; }

    /// <summary>How many objects at most; null for as many as the server gives.</summary>
    public int? Limit { get; private init; }

    /// <summary>Where a page before left off.</summary>
    public string? Next { get; private init; }

    /// <summary>Ids; empty for all.</summary>
    public IReadOnlyList<string> Ids { get; private init; } = [];

    /// <summary>Types; empty for all.</summary>
    public IReadOnlyList<string> Types { get; private init; } = [];

    /// <summary>Versions of STIX; empty for all.</summary>
    public IReadOnlyList<string> SpecVersions { get; private init; } = [];

    /// <summary>Versions of each object.</summary>
    public TaxiiVersions Versions { get; private init; } = TaxiiVersions.Default;

    /// <summary>Reads the parameters of an address. What is no parameter of TAXII is passed over; one that is, and says nothing that can be read, is a fault.</summary>
    /// <param name="parameters">Names and values, decoded.</param>
    /// <param name="query">What is asked for.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? Read(IEnumerable<KeyValuePair<string, string>> parameters, out TaxiiQuery query)
    {
        query = new TaxiiQuery();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in parameters)
        {
            if (!seen.Add(name) && (name is "added_after" or "limit" or "next" || name.StartsWith("match[", StringComparison.Ordinal)))
            {
                return $"“{name}” stands twice; several values stand behind each other with commas.";
            }

            switch (name)
            {
                case "added_after" when TaxiiTime.TryRead(value, out var time):
                    query = query with { AddedAfter = time };
                    break;
                case "limit" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0:
                    query = query with { Limit = (int)Math.Min(limit, int.MaxValue) };
                    break;
                case "next" when value.Length > 0:
                    query = query with { Next = value };
                    break;
                case "match[id]" when Listed(value) is { } ids:
                    query = query with { Ids = ids };
                    break;
                case "match[type]" when Listed(value) is { } types:
                    query = query with { Types = types };
                    break;
                case "match[spec_version]" when Listed(value) is { } versions:
                    query = query with { SpecVersions = versions };
                    break;
                case "match[version]" when Listed(value) is { } words && ReadVersions(words) is { } asked:
                    query = query with { Versions = asked };
                    break;
                case "added_after" or "limit" or "next" or "match[id]" or "match[type]" or "match[spec_version]" or "match[version]":
                    return $"“{name}” has a value that cannot be read.";
                case var _ when name.StartsWith("match[", StringComparison.Ordinal):
                    return $"“{name}” is no match that is known here.";
                default:
                    break;
            }
        }

        return null;
    }

    /// <summary>The same of all versions (§5.8).</summary>
    public TaxiiQuery OfAnyVersion() => OfVersions(new TaxiiVersions(false, false, true, new HashSet<long>()));

    /// <summary>The same of other versions.</summary>
    public TaxiiQuery OfVersions(TaxiiVersions versions) => this with { Versions = versions };

    private static string[]? Listed(string value) =>
        value.Split(',', StringSplitOptions.TrimEntries) is { Length: > 0 and <= MostAlternatives } listed && !listed.Contains("") ? listed : null;

    private static TaxiiVersions? ReadVersions(string[] words)
    {
        var times = new HashSet<long>();
        foreach (var word in words.Where(w => w is not ("last" or "first" or "all")))
        {
            if (!TaxiiTime.TryRead(word, out var time))
            {
                return null;
            }

            times.Add(time);
        }

        // All are all there are, and nothing is asked for twice (§3.4.1).
        return (words.Contains("all") && words.Length > 1) || words.Distinct(StringComparer.Ordinal).Count() < words.Length ? null : new TaxiiVersions(words.Contains("last"), words.Contains("first"), words.Contains("all"), times);
    }
}
