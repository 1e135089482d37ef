using System.Globalization;
using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Data;
using Infohub.Platform.Ui;

namespace Infohub.Intelligence.Knowledge;

/// <summary>One facet of the list of objects, in the address and for people.</summary>
/// <param name="Name">A key of the texts.</param>
internal sealed record FacetWords(string Key, string Name, Func<Facets, IReadOnlyList<Facet>> Of)
{
    private const int LongestValue = 200;

    public static IReadOnlyList<FacetWords> All { get; } =
    [
        new("tag", "Tag", static f => f.Tags), new("label", "Label", static f => f.Labels), new("from", "Organisation", static f => f.Organisations), new("sector", "Sector", static f => f.Sectors), new("days", "Time", static f => f.Days),
    ];

    /// <summary>What an address or a form chooses; what is no value of its facet is passed over.</summary>
    public static IReadOnlyDictionary<string, string> Read(Func<string, string> of) =>
        All.Select(f => (f.Key, Value: of(f.Key).Trim())).Where(f => IsValue(f.Key, f.Value)).ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);

    public static ObjectFilter Filter(IReadOnlyDictionary<string, string> set, long now) => new()
    {
        Tag = set.GetValueOrDefault("tag", ""),
        Label = set.TryGetValue("label", out var word) && Labels.TryParse(word, out var label) ? label : null,
        OrganisationUid = set.GetValueOrDefault("from", ""),
        Sector = set.GetValueOrDefault("sector", ""),
        Since = set.TryGetValue("days", out var days) ? now - (int.Parse(days, CultureInfo.InvariantCulture) * Micros.Day) : 0,
    };

    /// <param name="told">What was counted: an organisation's name stands there, where anything of it may be read.</param>
    public string InWords(string value, Facets? told, Words words) => Key switch
    {
        "from" => told?.Organisations.FirstOrDefault(o => o.Value == value) is { } named ? words.Name(named.Name, named.NameZh) : value,
        "sector" => Sectors.Find(value)?.In(words.Language) ?? value,
        "days" => words.Count(int.Parse(value, CultureInfo.InvariantCulture), "The last day", "The last {0} days"),
        _ => Masking.MaskText(value),
    };

    private static bool IsValue(string key, string value) => key switch
    {
        "label" => Labels.TryParse(value, out _),
        "sector" => Sectors.Find(value) is not null,
        "days" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and <= 3660,
        _ => value.Length is > 0 and <= LongestValue,
    };
}
