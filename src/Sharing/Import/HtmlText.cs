using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Infohub.Sharing.Import;

/// <summary>
/// The text of a page as its reader sees it. One pass over its signs and no tree: a page that opens a hundred thousand elements, or never closes one, costs no more than its bytes. Nothing of it is
/// run, fetched or shown as markup.
/// </summary>
internal static partial class HtmlText
{
    private const int LongestTag = 32;

    private static readonly HashSet<string> Unseen = new(StringComparer.Ordinal) { "script", "style", "noscript", "template", "head", "svg", "iframe", "object", "textarea", "select" };

    private static readonly HashSet<string> Blocks = new(StringComparer.Ordinal)
    {
        "address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav",
        "ol", "p", "pre", "section", "table", "tr", "ul",
    };

    public static bool Is(string text, string name) =>
        Begins().IsMatch(text.Length > 1024 ? text[..1024] : text) || (name.EndsWith(".html", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".htm", StringComparison.OrdinalIgnoreCase));

    /// <summary>The encoding that the page names for itself, as a word of <see cref="TextCoding.Words"/>; empty where it names none that is known.</summary>
    public static string EncodingOf(ReadOnlySpan<byte> bytes)
    {
        var name = Charset().Match(Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 2048)])).Groups["name"].Value.ToLowerInvariant();
        return name switch { "utf-8" or "utf8" => "utf-8", "big5" or "big5-hkscs" => "big5", "gb2312" or "gbk" or "gb18030" => "gb18030", "iso-8859-1" or "windows-1252" or "latin1" => "windows-1252", _ => "" };
    }

    public static (string Title, string Text) Of(string html)
    {
        var text = new StringBuilder();
        var title = "";
        for (var at = 0; at < html.Length;)
        {
            var open = html.IndexOf('<', at);
            Append(text, html.AsSpan(at, (open < 0 ? html.Length : open) - at));
            if (open < 0)
            {
                break;
            }

            at = Markup(html, open, text, ref title);
        }

        return (Line(WebUtility.HtmlDecode(title)), Tidy(text.ToString()));
    }

    /// <returns>Behind the tag, the remark, or the element that nobody sees.</returns>
    private static int Markup(string html, int open, StringBuilder text, ref string title)
    {
        if (html.AsSpan(open).StartsWith("<!--", StringComparison.Ordinal))
        {
            return After(html, "-->", open + 4);
        }

        var isEnd = open + 1 < html.Length && html[open + 1] == '/';
        var from = open + (isEnd ? 2 : 1);
        var to = from;
        while (to < html.Length && to - from < LongestTag && char.IsAsciiLetterOrDigit(html[to]))
        {
            to++;
        }

        if (to == from && !(open + 1 < html.Length && html[open + 1] is '!' or '?' or '/'))
        {
            // A sign of its own: 3 < 4.
            text.Append('<');
            return open + 1;
        }

        var name = html[from..to].ToLowerInvariant();
        var end = TagEnd(html, to);
        if (name == "title" && !isEnd)
        {
            var close = IndexOf(html, "</title", end);
            title = title.Length == 0 ? html[end..Math.Min(close, end + 1000)] : title;
            return close;
        }

        if (Blocks.Contains(name))
        {
            text.Append('\n');
        }
        else if (name is "td" or "th" && !isEnd)
        {
            text.Append('\t');
        }

        return isEnd || !Unseen.Contains(name) ? end : name == "head" ? end : IndexOf(html, "</" + name, end);
    }

    /// <summary>Past values in quotes, in which a &gt; may stand.</summary>
    private static int TagEnd(string html, int at)
    {
        for (var quote = '\0'; at < html.Length; at++)
        {
            var c = html[at];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'' && html[at - 1] == '=')
            {
                quote = c;
            }
            else if (c == '>')
            {
                return at + 1;
            }
        }

        return html.Length;
    }

    private static int IndexOf(string html, string what, int from)
    {
        var found = from < html.Length ? html.IndexOf(what, from, StringComparison.OrdinalIgnoreCase) : -1;
        return found < 0 ? html.Length : found;
    }

    private static int After(string html, string what, int from)
    {
        var found = from < html.Length ? html.IndexOf(what, from, StringComparison.Ordinal) : -1;
        return found < 0 ? html.Length : found + what.Length;
    }

    private static void Append(StringBuilder text, ReadOnlySpan<char> raw)
    {
        foreach (var c in WebUtility.HtmlDecode(raw.ToString()))
        {
            // A line of the source is no line of the page.
            text.Append(c is '\n' or '\r' or '\t' or '\u00A0' ? ' ' : c);
        }
    }

    private static string Line(string text) => Spaces().Replace(text, " ").Trim();

    private static string Tidy(string text) => Gaps().Replace(string.Join('\n', text.Split('\n').Select(l => Line(l.Trim('\t')))), "\n\n").Trim();

    [GeneratedRegex(@"^\s*(<\?xml[^>]*>\s*)?(<!--[^>]*-->\s*)*<(!doctype html|html|head|body)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Begins();

    [GeneratedRegex("charset *= *[\"']?(?<name>[A-Za-z0-9_-]{3,20})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Charset();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\n{3,}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Gaps();
}
