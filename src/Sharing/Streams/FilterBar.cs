using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Ui;

namespace Infohub.Sharing.Streams;

/// <summary>What can be chosen of one filter: the value of the address and its name.</summary>
internal sealed record FilterChoice(string Value, string Name);

/// <summary>One filter of the bar.</summary>
internal sealed record FilterOffer(string Key, string Name, IReadOnlyList<FilterChoice> Choices);

/// <summary>The bar of filters above a stream: what is set, each with a link that takes it away, and what can be set.</summary>
/// <param name="Path">The page that it stands on.</param>
/// <param name="Names">The names of the circle and the organisation that are set.</param>
internal sealed record FilterBar(string Path, string? View, StreamFilter Filter, StreamOwner Owner, IReadOnlyDictionary<string, FilterName> Names)
{
    /// <summary>More choices than these are typed as well as looked through.</summary>
    private const int Many = 12;

    private static readonly string[] Flags = ["unread", "bookmarked", "expired"];

    public IEnumerable<(string Key, string Name, string Value, string Without)> Set(Words words) =>
        Filter.Set.Select(s => (s.Key, NameOf(s.Key, words), ValueOf(s.Key, s.Value, words), Href(s.Key, "")));

    public IEnumerable<FilterOffer> Offers(Words words, IReadOnlyList<string> languages) =>
        new FilterOffer[]
        {
            new("kind", NameOf("kind", words), [.. ItemKind.All.Select(k => new FilterChoice(ItemKind.Word(k), words[ItemKind.Name(k)]))]),
            new("label", NameOf("label", words), [.. Labels.All.Select(l => new FilterChoice(l.Canonical(), l.Canonical()))]),
            new("circle", NameOf("circle", words), [.. Owner.Circles.Select(c => new FilterChoice(c.Uid, words.Name(c.Name, c.NameZh)))]),
            new("sector", NameOf("sector", words), [.. Sectors.All.Select(s => new FilterChoice(s.Code, s.In(words.Language)))]),
            new("language", NameOf("language", words), [.. languages.Select(l => new FilterChoice(l, Languages.NameOf(l)))]),
            new("since", NameOf("since", words), [.. StreamFilter.Spans.Select(s => new FilterChoice(s, SpanOf(s, words)))]),
        }.Where(o => o.Choices.Count > 0 && Filter[o.Key].Length == 0);

    /// <summary>Those that are set or not.</summary>
    public IEnumerable<FilterChoice> OffersOfFlags(Words words) =>
        Flags.Where(f => Filter[f].Length == 0 && !(f == "bookmarked" && View == StreamView.Bookmarks)).Select(f => new FilterChoice(f, NameOf(f, words)));

    /// <summary>Circles are found by their names too; somebody may be in dozens.</summary>
    public static bool IsTyped(FilterOffer offer) => offer.Key == "circle" && offer.Choices.Count > Many;

    /// <summary>What a form of the bar sends along.</summary>
    public IEnumerable<(string Key, string Value)> Kept => ((IEnumerable<(string Key, string Value)>)[("view", View ?? ""), ("q", Filter.Words), .. Filter.Set]).Where(p => p.Value.Length > 0);

    /// <summary>By a tag all is looked through that the viewer may read.</summary>
    public string Href(string key, string value) => key == "tag" && value.Length > 0 ? "/search" + Filter.With(key, value).Query() : Path + Filter.With(key, value).Query(View);

    public static string NameOf(string key, Words words) => key switch
    {
        "kind" => words["Kind"],
        "label" => words["Label"],
        "circle" => words["Circle"],
        "sector" => words["Sector"],
        "from" => words["Organisation"],
        "tag" => words["Tag"],
        "language" => words["Language"],
        "since" => words["Time"],
        "unread" => words["Unread"],
        "bookmarked" => words["Bookmarked"],
        _ => words["Expired ones too"],
    };

    private string ValueOf(string key, string value, Words words) => key switch
    {
        "kind" => words[ItemKind.Name(ItemKind.Parse(value))],
        "label" => Labels.TryParse(value, out var label) ? label.Canonical() : value,
        "sector" => Sectors.Find(value)?.In(words.Language) ?? value,
        "language" => Languages.NameOf(value),
        "since" => SpanOf(value, words),
        "tag" => Observables.Masking.MaskText(value),
        "circle" or "from" => Names.TryGetValue(key, out var name) ? words.Name(name.Name, name.NameZh) : value,
        _ => "",
    };

    private static string SpanOf(string span, Words words) => span switch
    {
        "1d" => words["The last day"],
        "365d" => words["The last year"],
        _ when span.EndsWith('d') => words["The last {0} days", span[..^1]],
        _ => span,
    };
}
