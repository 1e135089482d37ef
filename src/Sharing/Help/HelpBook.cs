using System.Text.RegularExpressions;
using Infohub.Platform.Ui;

namespace Infohub.Sharing.Help;

/// <summary>One page of help in one language.</summary>
/// <param name="Topic">Its address below /help.</param>
/// <param name="Lead">The first paragraph: what the page is good for.</param>
/// <param name="Body">The rest, Markdown of our own.</param>
internal sealed partial record HelpPage(string Topic, string Title, string Lead, string Body)
{
    /// <summary>The lead as words alone, for the list of pages.</summary>
    public string Said => Links().Replace(Lead, "${words}");

    [GeneratedRegex(@"\[(?<words>[^\]]*)\]\([^)]*\)", RegexOptions.NonBacktracking)]
    private static partial Regex Links();
}

/// <summary>The help that the product brings along: Markdown beside the code, in three languages.</summary>
internal sealed class HelpBook
{
    private readonly Dictionary<(string Language, string Topic), HelpPage> pages;

    public HelpBook() => pages = Languages.All.SelectMany(l => Topics, (language, topic) => (language, topic)).ToDictionary(p => p, p => Read(p.language, p.topic));

    /// <summary>In the order in which somebody new wants them.</summary>
    public static IReadOnlyList<string> Topics { get; } =
        ["labels", "sharing", "drafts", "import", "circles", "passing-on", "anonymity", "inbox", "intelligence", "keys", "keyboard", "telephone", "administrators", "officers"];

    public IEnumerable<HelpPage> In(string language) => Topics.Select(topic => pages[(language, topic)]);

    public HelpPage? Find(string language, string topic) => pages.GetValueOrDefault((language, topic));

    /// <summary>The text as it is written: its first line is the title, its first paragraph the lead.</summary>
    internal static string Source(string language, string topic)
    {
        using var stream = typeof(HelpBook).Assembly.GetManifestResourceStream($"help/{language}/{topic}")
            ?? throw new InvalidOperationException($"There is no help on {topic} in {language}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static HelpPage Read(string language, string topic)
    {
        var parts = Source(language, topic).Split("\n\n", 3);
        return new HelpPage(topic, parts[0].TrimStart('#', ' '), parts[1], parts[2]);
    }
}
