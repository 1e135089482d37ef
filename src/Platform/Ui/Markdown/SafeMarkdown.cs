using System.Text;
using Infohub.Observables;
using Markdig;
using Markdig.Syntax;
using Microsoft.AspNetCore.Html;

namespace Infohub.Platform.Ui.Markdown;

/// <summary>Markdown of members as HTML of a closed set of elements, its links and addresses masked (law C3).</summary>
public static class SafeMarkdown
{
    /// <summary>A longer text is shown as plain text.</summary>
    public const int LongestText = 200_000;

    // Markdig reads unclosed links in quadratic time (measured: 50,000 of them in 26 s), so beyond this the text is shown plain.
    private const int MostLinks = 4_000;

    // HTML is not parsed at all, so it comes out as the text that it is.
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml().UsePipeTables().UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough).Build();

    public static IHtmlContent Render(string markdown, MarkdownOptions options)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        ArgumentNullException.ThrowIfNull(options);
        var html = new StringBuilder(markdown.Length + (markdown.Length / 2));
        if (Parse(markdown) is { } document)
        {
            new BlockWriter(html, markdown, options).WriteAll(document);
        }
        else
        {
            html.Append("<pre>");
            TextRuns.AppendMasked(html, markdown);
            html.Append("</pre>");
        }

        return new HtmlString(html.ToString());
    }

    /// <summary>The first characters of the text alone, masked, for summaries and cards.</summary>
    public static string PlainText(string markdown, int length = 200)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        var text = new StringBuilder();
        if (Parse(markdown) is { } document)
        {
            PlainWriter.Append(text, document, length * 2);
        }
        else
        {
            text.Append(markdown.AsSpan(0, Math.Min(markdown.Length, length * 2)));
        }

        var masked = Masking.MaskText(Invisible.Spell(text.ToString().Trim()));
        // The cut may have taken the masked part of a host and left a live one.
        return masked.Length > length ? Masking.MaskText(Cut(masked, length - 1)) + "…" : Masking.MaskText(masked);
    }

    /// <summary>Ends between words, or between the signs of a script without spaces: no value is cut in two, but for one of a line's length.</summary>
    private static string Cut(string text, int length)
    {
        var end = length;
        while (end > length / 2 && !char.IsWhiteSpace(text[end]) && !IsOfItself(text[end]) && !IsOfItself(text[end - 1]))
        {
            end--;
        }

        end = end > length / 2 ? end : char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
        return text[..end].TrimEnd();
    }

    private static bool IsOfItself(char sign) => sign is >= '\u2e80' and < '\ud800';

    private static MarkdownDocument? Parse(string markdown)
    {
        if (markdown.Length > LongestText || markdown.AsSpan().Count("](") > MostLinks)
        {
            return null;
        }

        try
        {
            return Markdig.Markdown.Parse(markdown, Pipeline);
        }
        catch (ArgumentException)
        {
            // Markdig refuses nesting beyond its own limit in this way.
            return null;
        }
    }
}
