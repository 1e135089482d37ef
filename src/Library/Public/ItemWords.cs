using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Markings;
using Infohub.Observables;

namespace Infohub.Library.Public;

/// <summary>What became of an item that is gone.</summary>
public static class Gone
{
    /// <summary>In one word or two, to be translated.</summary>
    public static string Word(int state) => state switch
    {
        ItemState.Withdrawn => "Withdrawn",
        ItemState.Hidden => "Hidden by officers",
        _ => "Erased",
    };
}

/// <summary>Kinds of items; the words are those of REST and of addresses.</summary>
public static class ItemKind
{
    public const int EarlyWarning = 1;
    public const int Indicators = 2;
    public const int Question = 3;
    public const int BestPractice = 4;
    public const int IncidentSummary = 5;

    /// <summary>Objects for machines; no post, so that no stream has it.</summary>
    public const int Package = 6;

    private static readonly string[] Words = ["", "early-warning", "indicators", "question", "best-practice", "incident-summary", "package"];
    private static readonly string[] Names = ["", "Early warning", "Indicators", "Question", "Best practice", "Incident summary", "Package of objects"];

    /// <summary>Those of posts.</summary>
    public static IReadOnlyList<int> All { get; } = [EarlyWarning, Indicators, Question, BestPractice, IncidentSummary];

    public static string Word(int kind) => Words[kind];

    /// <summary>The English name, a key of the texts.</summary>
    public static string Name(int kind) => Names[kind];

    /// <summary>The kind of a post, or 0 for an unknown word.</summary>
    public static int Parse(string? word) => All.FirstOrDefault(kind => Words[kind] == word?.Trim().ToLowerInvariant());
}

/// <summary>How the originator is named to readers.</summary>
public enum Attribution
{
    Named = 0,
    Organisation = 1,
    Anonymous = 2,
}

/// <summary>What an item says.</summary>
/// <param name="Title">One line, up to 200 characters.</param>
/// <param name="Summary">The author's own, up to 400 characters, or empty.</param>
/// <param name="Body">Markdown, up to 200,000 characters.</param>
/// <param name="References">One link a line; shown live.</param>
/// <param name="Language">One of the product's three.</param>
public sealed record Content(string Title, string Summary, string Body, string References, string Language)
{
    /// <summary>The author's own words for what it is about, as written; compared without regard to case.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Values of the text that the author does not mean as indicators, each as <see cref="WordOf"/> has it.</summary>
    public IReadOnlyList<string> Excluded { get; init; } = [];

    /// <summary>A value as one word: its kind, a bar, its canonical form.</summary>
    public static string WordOf(Finding value) => value.Kind + "|" + value.Value;

    /// <summary>Each value of title, summary and text once, but for those that the author took out.</summary>
    public List<Finding> Values()
    {
        var found = Extractor.Find(Title + "\n" + Summary + "\n" + Body, new ExtractOptions { Distinct = true });
        if (Excluded.Count > 0)
        {
            var excluded = Excluded.ToHashSet(StringComparer.Ordinal);
            found.RemoveAll(f => excluded.Contains(WordOf(f)));
        }

        return found;
    }
}

/// <summary>Times that an item keeps, in microseconds; 0 (or Never for expiry) where there is none.</summary>
public sealed record Schedule(long ReleaseAt, long EmbargoUntil, long ExpiresAt);

/// <summary>An item to be: everything checked but the law of writing.</summary>
public sealed record NewItem(int Kind, Tlp Label, Pap Pap, IReadOnlyList<Part> Audience, Attribution Attribution, Content Content, Schedule Schedule);

/// <summary>What was shared.</summary>
public sealed record SharedItem(long Seq, string Uid)
{
    /// <summary>Under which what belongs to it is kept.</summary>
    public required Items.ItemSeal Seal { get; init; }

    public int Version { get; init; } = 1;
}
