using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Html;

namespace Infohub.Sharing.Changes;

/// <summary>A changed text as HTML, written here and not in a page, for each space in it is one of the text.</summary>
internal static class StretchesHtml
{
    /// <summary>Lines that stay visible beside a change; more that did not change are folded away.</summary>
    private const int Around = 2;

    private const int FewestFolded = 4;

    public static IHtmlContent Of(IReadOnlyList<Stretch> stretches, Words words)
    {
        var html = new HtmlContentBuilder().AppendHtml("<div class=\"diff\">");
        for (var i = 0; i < stretches.Count; i++)
        {
            var (fate, text) = stretches[i];
            if (fate == Fate.Same)
            {
                AppendSame(html, text, i == 0 ? 0 : Around + 1, i == stretches.Count - 1 ? 0 : Around + 1, words);
            }
            else
            {
                var (tag, word) = fate == Fate.Removed ? ("del", words["removed"]) : ("ins", words["added"]);
                html.AppendHtml($"<{tag}><span class=\"visually-hidden\">").Append(word + ": ").AppendHtml("</span>").Append(text).AppendHtml($"</{tag}>");
            }
        }

        return html.AppendHtml("</div>");
    }

    private static void AppendSame(IHtmlContentBuilder html, string text, int head, int tail, Words words)
    {
        var lines = TextPieces.Lines(text);
        var folded = lines.Count - head - tail;
        if (folded < FewestFolded)
        {
            html.Append(text);
            return;
        }

        html.Append(string.Concat(lines.Take(head))).AppendHtml("<details><summary>").Append(words["{0} lines that did not change", folded]).AppendHtml("</summary>")
            .Append(string.Concat(lines.Skip(head).Take(folded))).AppendHtml("</details>").Append(string.Concat(lines.TakeLast(tail)));
    }
}
