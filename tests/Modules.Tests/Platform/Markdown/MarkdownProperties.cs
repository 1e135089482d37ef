using System.Net;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Infohub.Observables;
using Infohub.Platform.Ui.Markdown;
using Microsoft.AspNetCore.Html;

namespace Infohub.Modules.Tests.Platform.Markdown;

/// <summary>Whatever Markdown is written: a page made of it has no live address, no foreign element and nothing that is not seen.</summary>
public sealed partial class MarkdownProperties
{
    private static readonly string[] Pieces =
    [
        "[", "]", "(", ")", "![", "](", "<", ">", "*", "_", "**", "~~", "`", "``", "```\n", "\n", "\n\n", "    ", "- ", "1. ", "> ", "# ", "|", "|-|-|\n", "\\", "&lt;", "&#46;", "&#x202E;", "&period;", "&colon;",
        "http://", "https://", "HTTPS://", "hxxp://", "ftp://", "ldap://", "javascript:", "data:text/html,", "vbscript:", "mailto:", "//", "file:///", "ht", "tp://", "blob:", "view-source:http://",
        "evil", ".", "example", "evil.example", "evil[.]example", "раураl.example", "xn--pypal-4ve.example", "例子.test", "evil。example", "evil．example", "203.0.113.9", "203.0.113.", "9", "2001:db8::1", "::1", "user@evil.example", "user@", "@",
        "\u202E", "\u200B", "\u2066", "\u00AD", "\uFEFF", "\u3164", "\U000E0041", "\uD83D", "\0", "[a]: http://evil.example/\n", "[a]", "<http://evil.example/x>", "<a href=\"http://evil.example\">", "<!--", "/x?y=z#a", " ", "a", "文字", "\t", "\r\n", ":8080",
    ];

    /// <summary>The same texts each time; the deep run seeks new ones.</summary>
    private static Config Config => Environment.GetEnvironmentVariable("INFOHUB_DEEP") == "1"
        ? Config.QuickThrowOnFailure.WithMaxTest(1_000_000).WithEndSize(40)
        : Config.QuickThrowOnFailure.WithMaxTest(3_000).WithEndSize(40).WithReplay(2026, 1125);

    private static Arbitrary<string> Any => Arb.From(
        Gen.Elements(Pieces).ListOf().Select(string.Concat),
        text => Enumerable.Range(0, text.Length).Select(at => text.Remove(at, 1)));

    [Fact]
    public void No_address_is_live_in_what_a_reader_sees() => Prop.ForAll(Any, markdown => LiveLinks.Find(Seen(Html(markdown))).Count == 0).Check(Config);

    [Theory, InlineData("9\u3164子.test"), InlineData("a\u200Bevil.example"), InlineData("203.0.113\u200B.9 x\u00ADevil.example/y")]
    public void What_stands_beside_an_invisible_character_is_masked_as_it_is_seen(string markdown) => Assert.Empty(LiveLinks.Find(Seen(Html(markdown))));

    [Fact]
    public void A_masked_text_has_no_link_and_no_attribute_that_names_an_address() => Prop.ForAll(Any, markdown =>
    {
        var html = Html(markdown);
        return !html.Contains("<a", StringComparison.OrdinalIgnoreCase) && Tags().Matches(html).All(t => !t.Value.Contains(':', StringComparison.Ordinal));
    }).Check(Config);

    [Fact]
    public void References_link_to_the_web_alone_and_never_past_user_information() => Prop.ForAll(Any, markdown =>
        Links().Matches(Html(markdown, new MarkdownOptions { AllLive = true })).All(l => Uri.TryCreate(WebUtility.HtmlDecode(l.Groups[1].Value), UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.UserInfo.Length == 0)).Check(Config);

    [Fact]
    public void What_cannot_be_seen_is_spelt_in_pages_and_gone_from_titles() => Prop.ForAll(Any, text =>
        !Hidden(WebUtility.HtmlDecode(Html(text))) && !Hidden(Invisible.OneLine(text)) && !Invisible.OneLine(text).Contains('\n', StringComparison.Ordinal)).Check(Config);

    private static string Html(string markdown, MarkdownOptions? options = null) => ((HtmlString)SafeMarkdown.Render(markdown, options ?? MarkdownOptions.Masked)).Value!;

    /// <summary>Text as it stands on the page: elements within a line join their neighbours, others part them, and so does the number of what is not seen.</summary>
    private static string Seen(string html) => WebUtility.HtmlDecode(Tags().Replace(Inline().Replace(Spelt().Replace(html, "\n"), ""), "\n"));

    private static bool Hidden(string text) => Enumerable.Range(0, text.Length).Any(at => Invisible.At(text, at) > 0);

    [GeneratedRegex("<code class=\"invisible\">[^<]*</code>")]
    private static partial Regex Spelt();

    [GeneratedRegex("</?(em|strong|del|code|span)\\b[^>]*>")]
    private static partial Regex Inline();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("href=\"([^\"]*)\"")]
    private static partial Regex Links();
}
