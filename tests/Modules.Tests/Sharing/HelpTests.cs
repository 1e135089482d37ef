using System.Text.RegularExpressions;
using Infohub.Platform.Ui;
using Infohub.Sharing.Help;

namespace Infohub.Modules.Tests.Sharing;

/// <summary>The help says the same in three languages: page by page, title by title, link by link.</summary>
public sealed partial class HelpTests
{
    public static TheoryData<string> Topics => [.. HelpBook.Topics];

    [Theory, MemberData(nameof(Topics))]
    public void No_language_lacks_a_page_a_title_a_link_or_a_row(string topic)
    {
        var sources = Languages.All.Select(l => HelpBook.Source(l, topic)).ToList();
        Assert.All(sources, s => Assert.StartsWith("# ", s, StringComparison.Ordinal));
        Assert.All(sources, s => Assert.Equal(Count(Titles(), sources[0]), Count(Titles(), s)));
        Assert.All(sources, s => Assert.Equal(Links().Matches(sources[0]).Select(m => m.Groups[1].Value), Links().Matches(s).Select(m => m.Groups[1].Value)));
        Assert.All(sources, s => Assert.Equal(Count(Rows(), sources[0]), Count(Rows(), s)));
        Assert.All(sources, s => Assert.Equal(LabelsIn(sources[0]), LabelsIn(s)));
        Assert.DoesNotContain('你', sources[1] + sources[2]);
    }

    [Fact]
    public void No_page_lies_there_unread()
    {
        var written = typeof(HelpBook).Assembly.GetManifestResourceNames().Where(n => n.StartsWith("help/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        Assert.Equal(Languages.All.SelectMany(l => HelpBook.Topics.Select(t => $"help/{l}/{t}")).Order(StringComparer.Ordinal), written);
        var book = new HelpBook();
        Assert.All(Languages.All, l => Assert.All(book.In(l), page => Assert.True(page.Title.Length > 1 && page.Lead.Length > 10 && page.Body.Length > 100)));
        Assert.Null(book.Find(Languages.English, "nothing"));
    }

    private static int Count(Regex which, string text) => which.Count(text);

    private static IEnumerable<string> LabelsIn(string text) => LabelNames().Matches(text).Select(m => m.Value).Order(StringComparer.Ordinal).Distinct(StringComparer.Ordinal);

    [GeneratedRegex("^#{1,2} ", RegexOptions.Multiline)]
    private static partial Regex Titles();

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"^(?:\||- |\d+\. )", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex(@"TLP:[A-Z]+(?:\+STRICT)?")]
    private static partial Regex LabelNames();
}
