using System.Globalization;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Infohub.Sharing.Streams;

/// <summary>A stream as an address says it: the words and the filters. A saved view is the same text with a name.</summary>
internal sealed record StreamFilter
{
    private const int LongestValue = 200;
    private const int LongestText = 400;

    /// <summary>The keys of addresses, in the order of the bar.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["kind", "label", "circle", "sector", "from", "tag", "language", "since", "unread", "bookmarked", "expired"];

    public static IReadOnlyList<string> Spans { get; } = ["1d", "7d", "30d", "90d", "365d"];

    private readonly Dictionary<string, string> values;

    private StreamFilter(Dictionary<string, string> values) => this.values = values;

    /// <summary>Words, phrases and values that are looked for; empty for a list.</summary>
    public string Words => this["q"];

    public bool Unread => Is("unread");

    public bool Bookmarked => Is("bookmarked");

    public bool ShowsMuted => Is("muted");

    /// <summary>The value of a key, or empty.</summary>
    public string this[string key] => values.GetValueOrDefault(key, "");

    public IEnumerable<(string Key, string Value)> Set => Keys.Where(k => this[k].Length > 0).Select(k => (k, this[k]));

    public bool IsEmpty => values.Count == 0;

    /// <summary>What of an address is known and says something.</summary>
    public static StreamFilter Of(IQueryCollection query) => Of(query.Select(q => KeyValuePair.Create(q.Key, q.Value.ToString())));

    public static StreamFilter Of(IEnumerable<KeyValuePair<string, string>> filters)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in filters.Select(f => (f.Key, f.Value.Trim())).Where(f => (Keys.Contains(f.Key) || f.Key is "q" or "muted") && Says(f.Key, f.Item2)))
        {
            known[key] = value.Length > LongestText ? value[..LongestText] : value;
        }

        return new StreamFilter(known);
    }

    /// <summary>The same with one value set, or taken away where it is empty.</summary>
    public StreamFilter With(string key, string value)
    {
        var other = new Dictionary<string, string>(values, StringComparer.Ordinal);
        other.Remove(key);
        if (value.Length > 0)
        {
            other[key] = value;
        }

        return new StreamFilter(other);
    }

    /// <summary>With the question mark; empty where nothing is set.</summary>
    public string Query(string? view = null, string? cursor = null)
    {
        var all = new QueryBuilder();
        foreach (var (key, value) in Said(view, cursor).Where(p => p.Value.Length > 0))
        {
            all.Add(key, value);
        }

        return all.ToString();
    }

    public ItemQuery Ask(StreamOwner owner, string? cursor, int take, bool withoutMuted) => new()
    {
        Kind = ItemKind.Parse(this["kind"]),
        Label = Labels.TryParse(this["label"], out var label) ? label : null,
        CircleUid = this["circle"],
        Sector = this["sector"],
        OrganisationUid = this["from"],
        Tag = this["tag"],
        Language = this["language"],
        Since = SinceOf(this["since"]) is { } span ? owner.Viewer.Facts.Now - span : 0,
        Expired = Is("expired"),
        Text = Words,
        Marks = ReaderMarks.Of(owner, Unread, Bookmarked, withoutMuted && !ShowsMuted),
        Cursor = cursor,
        Take = take,
    };

    /// <summary>So many days, weeks, months or years: 30d, 2w.</summary>
    public static long? SinceOf(string span) =>
        span.Length is > 1 and < 6 && int.TryParse(span[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0
            ? char.ToLowerInvariant(span[^1]) switch { 'h' => n * Micros.Hour, 'd' => n * Micros.Day, 'w' => n * 7 * Micros.Day, 'm' => n * 30 * Micros.Day, 'y' => n * 365 * Micros.Day, _ => null }
            : null;

    private List<(string Key, string Value)> Said(string? view, string? cursor) => [("view", view ?? ""), ("q", Words), .. Set, ("muted", this["muted"]), ("cursor", cursor ?? "")];

    private bool Is(string key) => this[key] is "yes" or "true";

    private static bool Says(string key, string value) => key switch
    {
        "q" => value.Length > 0,
        "kind" => ItemKind.Parse(value) != 0,
        "label" => Labels.TryParse(value, out _),
        "since" => SinceOf(value) is not null,
        "unread" or "bookmarked" or "expired" or "muted" => value is "yes" or "true",
        _ => value.Length is > 0 and <= LongestValue,
    };
}
