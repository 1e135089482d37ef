using Infohub.Platform.Ui.Markdown;
using Microsoft.AspNetCore.Html;

namespace Infohub.Modules.Tests.Platform.Markdown;

public sealed class SafeMarkdownTests
{
    private static readonly MarkdownOptions Trusting = new() { LiveHosts = new HashSet<string> { "trusted.example" } };

    private static string Html(string markdown, MarkdownOptions? options = null) =>
        ((HtmlString)SafeMarkdown.Render(markdown, options ?? MarkdownOptions.Masked)).Value!.Trim();

    [Theory]
    [InlineData("# One\n\n##### Five", "<h3>One</h3>\n<h6>Five</h6>")]
    [InlineData("*a* **b** ~~c~~\\\nd", "<p><em>a</em> <strong>b</strong> <del>c</del><br>d</p>")]
    [InlineData("- a\n- b", "<ul>\n<li>a\n</li>\n<li>b\n</li>\n</ul>")]
    [InlineData("3. a", "<ol start=\"3\">\n<li>a\n</li>\n</ol>")]
    [InlineData("> q", "<blockquote><p>q</p>\n</blockquote>")]
    [InlineData("---", "<hr>")]
    [InlineData("`x < y`", "<p><code>x &lt; y</code></p>")]
    [InlineData("```\n<b> evil.example\n```", "<pre><code>&lt;b&gt; evil[.]example</code></pre>")]
    [InlineData("|a|b|\n|-|-|\n|1|2|", "<table>\n<thead><tr><th scope=\"col\">a\n</th><th scope=\"col\">b\n</th></tr></thead>\n<tr><td>1\n</td><td>2\n</td></tr>\n</table>")]
    [InlineData("惡意網站", "<p>惡意網站</p>")]
    public void Markdown_becomes_elements_of_a_closed_set(string markdown, string html) => Assert.Equal(html, Html(markdown));

    [Theory]
    [InlineData("at evil.example now", "<p>at <code class=\"ioc\">evil<span>[.]</span>example</code> now</p>")]
    [InlineData("hxxps://evil[.]example/a_b_c", "<p><code class=\"ioc\">hxxps://evil<span>[.]</span>example/a_b_c</code></p>")]
    [InlineData("mail user@evil.example", "<p>mail <code class=\"ioc\">user<span>[@]</span>evil<span>[.]</span>example</code></p>")]
    [InlineData("`update.css` and `evil.example`", "<p><code class=\"ioc\">update.css</code> and <code class=\"ioc\">evil<span>[.]</span>example</code></p>")]
    [InlineData("evil\\.example", "<p><code class=\"ioc\">evil<span>[.]</span>example</code></p>")]
    public void Indicators_are_masked_and_set_apart(string markdown, string html) => Assert.Equal(html, Html(markdown));

    [Theory]
    [InlineData("[here](https://evil.example/x)", "<p>here (<code class=\"ioc\">hxxps://evil<span>[.]</span>example/x</code>)</p>")]
    [InlineData("<https://evil.example/x>", "<p><code class=\"ioc\">hxxps://evil<span>[.]</span>example/x</code></p>")]
    [InlineData("![alt](https://evil.example/x.png)", "<p>alt (<code class=\"ioc\">hxxps://evil<span>[.]</span>example/x.png</code>)</p>")]
    [InlineData("[x](javascript:alert(1))", "<p>x (javascript:alert(1))</p>")]
    [InlineData("[x](https://trusted.example@evil.example/)", "<p>x (<code class=\"ioc\">hxxps://trusted.example@evil<span>[.]</span>example/</code>)</p>")]
    [InlineData("[x](data:text/html,<b>)", "<p>x (data:text/html,&lt;b&gt;)</p>")]
    [InlineData("see https://ev**il.exam**ple/x", "<p>see hxxps://evil[.]example/x</p>")]
    public void A_link_is_text_and_a_masked_address(string markdown, string html) => Assert.Equal(html, Html(markdown, Trusting));

    [Theory]
    [InlineData("[here](https://trusted.example/x)", "<p><a rel=\"noopener noreferrer nofollow\" href=\"https://trusted.example/x\">here</a></p>")]
    [InlineData("see https://trusted.example/x.", "<p>see <a rel=\"noopener noreferrer nofollow\" href=\"https://trusted.example/x\">https://trusted.example/x</a>.</p>")]
    [InlineData("hxxps://trusted.example/", "<p><code class=\"ioc\">hxxps://trusted<span>[.]</span>example/</code></p>")]
    public void A_link_to_a_trusted_host_stays_a_link(string markdown, string html) => Assert.Equal(html, Html(markdown, Trusting));

    [Fact]
    public void In_the_references_every_web_link_stays_a_link_and_no_other()
    {
        var html = Html("[a](http://any.example/) [b](ftp://any.example/) [c](javascript:x)", new MarkdownOptions { AllLive = true });
        Assert.Equal("<p><a rel=\"noopener noreferrer nofollow\" href=\"http://any.example/\">a</a> b (<code class=\"ioc\">fxp://any<span>[.]</span>example/</code>) c (javascript:x)</p>", html);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>")]
    [InlineData("a <img src=x onerror=y> b", "<p>a &lt;img src=x onerror=y&gt; b</p>")]
    [InlineData("a\u202Eb\u200Bc", "<p>a<code class=\"invisible\">U+202E</code>b<code class=\"invisible\">U+200B</code>c</p>")]
    [InlineData("\U000E0041", "<p><code class=\"invisible\">U+E0041</code></p>")]
    [InlineData("👩‍💻", "<p>&#x1F469;\u200D&#x1F4BB;</p>")]
    public void Html_is_text_and_what_is_invisible_is_shown(string markdown, string html) => Assert.Equal(html, Html(markdown));

    [Fact]
    public void A_summary_is_masked_words_of_the_given_length()
    {
        Assert.Equal("Title See evil[.]example and x.", SafeMarkdown.PlainText("# Title\n\nSee **evil.example** and `x`."));
        Assert.Equal(20, SafeMarkdown.PlainText(new string('a', 500), 20).Length);
        Assert.Equal("They came from…", SafeMarkdown.PlainText("They came from 198.51.100.77 and more", 20));
        Assert.Equal("假冒速遞公司…", SafeMarkdown.PlainText("假冒速遞公司的短訊", 7));
        Assert.Equal("a[U+202E]b", SafeMarkdown.PlainText("a\u202Eb"));
    }
}
