using Infohub.Library.Public;
using Infohub.Observables;

namespace Infohub.Sharing.Posts;

/// <summary>A place in a text, as people and as browsers count.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Start">From 0, in UTF-16 units.</param>
/// <param name="Length">In UTF-16 units.</param>
public sealed record TextPlace(int Line, int Column, int Start, int Length);

/// <summary>A value with its box.</summary>
/// <param name="Word">As <see cref="Content.WordOf"/> has it.</param>
/// <param name="Masked">As people see it.</param>
/// <param name="Ticked">It goes out as an indicator.</param>
public sealed record FoundValue(string Word, string Masked, bool Ticked);

/// <summary>What is pointed out in a text before it is shared, found anew each time and kept nowhere.</summary>
public sealed class TextLook
{
    /// <summary>So many values have a box; a list of thousands goes out whole.</summary>
    public const int MostShown = 300;

    /// <summary>So many places are pointed out one by one.</summary>
    private const int MostPlaces = 20;

    private static readonly ObservableKind[] Codes = [ObservableKind.Cve, ObservableKind.Technique];

    private TextLook(IReadOnlyList<Finding> found, IReadOnlyList<string> unticked)
    {
        var out_ = unticked.ToHashSet(StringComparer.Ordinal);
        Values = found;
        Groups = [.. found.OrderBy(f => Codes.Contains(f.Kind) ? 0 : 1).Take(MostShown).GroupBy(f => f.Kind).OrderBy(g => Codes.Contains(g.Key) ? 1 : 0)
            .Select(g => (g.Key, (IReadOnlyList<FoundValue>)[.. g.Select(f => new FoundValue(Content.WordOf(f), Masking.Mask(f.Value, f.Kind), !out_.Contains(Content.WordOf(f))))]))];
        Unshown = [.. unticked.Except(Groups.SelectMany(g => g.Values).Select(v => v.Word), StringComparer.Ordinal)];
        Ticked = found.Count(f => !out_.Contains(Content.WordOf(f)));
    }

    /// <summary>Nothing looked at yet.</summary>
    public static TextLook Nothing { get; } = new([], []);

    public IReadOnlyList<Finding> Values { get; }

    /// <summary>By kind, indicators first and then CVEs and techniques, each in the order of the text.</summary>
    public IReadOnlyList<(ObservableKind Kind, IReadOnlyList<FoundValue> Values)> Groups { get; }

    /// <summary>All that has a box, one a line.</summary>
    public string Shown => string.Join('\n', Groups.SelectMany(g => g.Values).Select(v => v.Word));

    /// <summary>Taken out before, and not shown now: a value that is half typed is to stay out when it is whole again.</summary>
    public IReadOnlyList<string> Unshown { get; }

    public int Ticked { get; }

    public int More => Values.Count - Groups.Sum(g => g.Values.Count);

    /// <summary>What looks like personal data (H3), with the field's name; empty for the text itself, where the place is told.</summary>
    public IReadOnlyList<(string Field, PersonalKind Kind, TextPlace Place)> Personal { get; private init; } = [];

    /// <summary>What stands already in what the writer may read, by the value's word; empty where that is not asked.</summary>
    public IReadOnlyDictionary<string, BeforeValue> Before { get; internal set; } = new Dictionary<string, BeforeValue>();

    /// <summary>How many live addresses there are (H3), and the first of those in the text.</summary>
    public int Live { get; private init; }

    public IReadOnlyList<(string Masked, TextPlace Place)> LivePlaces { get; private init; } = [];

    public static TextLook Of(Content content, IReadOnlyList<string> unticked)
    {
        var places = new Places(content.Body);
        var live = LiveLinks.Find(content.Body);
        return new TextLook((content with { Excluded = [] }).Values(), unticked)
        {
            Personal = [.. new[] { ("", content.Body), ("Title", content.Title), ("Summary", content.Summary), ("References", content.References) }
                .SelectMany(f => PersonalData.Find(f.Item2).Take(MostPlaces).Select(found => (f.Item1, found.Kind, places.Of(f.Item1.Length == 0, found.Start, found.Length))))],
            Live = live.Count + LiveLinks.Find(content.Title + "\n" + content.Summary).Count,
            LivePlaces = [.. live.Take(MostPlaces).Select(f => (Masking.Mask(f.Value, f.Kind), places.Of(true, f.Start, f.Length)))],
        };
    }

    private sealed class Places(string text)
    {
        public TextPlace Of(bool inText, int start, int length)
        {
            var before = inText ? text.AsSpan(0, start) : [];
            return new TextPlace(before.Count('\n') + 1, start - before.LastIndexOf('\n'), start, length);
        }
    }
}
