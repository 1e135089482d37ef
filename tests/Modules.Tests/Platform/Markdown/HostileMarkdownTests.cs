using System.Diagnostics;
using System.Text;
using Infohub.Observables;
using Infohub.Platform.Ui.Markdown;
using Microsoft.AspNetCore.Html;

namespace Infohub.Modules.Tests.Platform.Markdown;

public sealed class HostileMarkdownTests
{
    private static readonly HashSet<string> Allowed =
        ["p", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong", "del", "hr", "br", "table", "thead", "tr", "th", "td", "span"];

    private static readonly string[] Pieces =
    [
        "[", "]", "(", ")", "![", "](", "<", ">", "*", "_", "**", "~~", "`", "```", "\n", "\n\n", "    ", "- ", "1. ", "> ", "# ", "|", "|-|-|\n", "---", "\\",
        "&lt;", "&#x202E;", "&", "\"", "'", "\u202E", "\u200B", "\uD83D", "\0", "http://evil.example/", "evil.example", "javascript:x", "[a]: http://evil.example/\n",
        "<script>", "<a href=\"http://evil.example\">", "<!--", "<http://evil.example>", "user@evil.example", "文字", "a", " ", "=", "{", "}", "[^1]", "\t", "\r\n",
    ];

    private static string Html(string markdown) => ((HtmlString)SafeMarkdown.Render(markdown, MarkdownOptions.Masked)).Value!;

    public static TheoryData<string> Deep => [.. new[]
    {
        "[", "![", "](", "> ", "*a ", "**", "_a", "- ", "<", "`", "``a", "~~", "|", "a|", "(", "\\", "&", "&#x", "[a](", "[a]: b\n", "1. ", "    - ", "\u202E", "http://", "a.", "a@", "[.]",
        "[a](<", "[a][", "[[a]", "[a]: <", "[a](b \"", "<a@", "a\n|", "*_", "`a", "\\`", "[a] ", "- a\n", "~a", "<!--", "<?", "h[tt]p://",
    }];

    [Theory]
    [MemberData(nameof(Deep))]
    public void A_long_text_of_one_sign_is_rendered_in_time(string piece)
    {
        var clock = Stopwatch.StartNew();
        Html(string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length)));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"{piece}: {clock.Elapsed}");
    }

    [Fact]
    public void Nested_blocks_are_shown_as_text_beyond_the_limit() => Assert.Contains("deep", Html(string.Concat(Enumerable.Repeat("> ", 60)) + "deep"));

    [Theory]
    [InlineData("[a](http://\u2066)")]
    [InlineData("[a](http://\uD83D.example/)")]
    [InlineData("<http://a\u200E.example/>")]
    public void A_host_that_no_name_can_be_is_no_link(string markdown)
    {
        Assert.DoesNotContain("<a", Html(markdown), StringComparison.Ordinal);
        Assert.DoesNotContain("<a", ((HtmlString)SafeMarkdown.Render(markdown, new MarkdownOptions { AllLive = true })).Value!, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_text_gives_closed_elements_only_and_no_live_link()
    {
        var random = new Random(7);
        var count = Environment.GetEnvironmentVariable("INFOHUB_DEEP") == "1" ? 1_000_000 : 2_000;
        for (var i = 0; i < count; i++)
        {
            var text = new StringBuilder();
            for (var length = random.Next(1, 40); length > 0; length--)
            {
                text.Append(Pieces[random.Next(Pieces.Length)]);
            }

            var markdown = text.ToString();
            var html = Html(markdown);
            AssertBalanced(html, markdown);
            Assert.Empty(LiveLinks.Find(SafeMarkdown.PlainText(markdown)));
        }
    }

    /// <summary>Every element is a known one, without attributes but our own, and closed in order.</summary>
    private static void AssertBalanced(string html, string markdown)
    {
        var open = new Stack<string>();
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0; at = html.IndexOf('<', at + 1))
        {
            var tag = html[(at + 1)..html.IndexOf('>', at)];
            var name = tag.TrimStart('/').Split(' ')[0];
            Assert.True(Allowed.Contains(name), $"<{tag}> from {markdown}");
            Assert.True(tag == name || tag[0] == '/' || tag is "code class=\"ioc\"" or "code class=\"invisible\"" or "th scope=\"col\"" || tag.StartsWith("ol start=\"", StringComparison.Ordinal), tag);
            if (tag[0] == '/')
            {
                Assert.Equal(open.Pop(), name);
            }
            else if (name is not ("br" or "hr"))
            {
                open.Push(name);
            }
        }

        Assert.Empty(open);
    }
}
