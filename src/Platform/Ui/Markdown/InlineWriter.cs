using System.Text;
using Markdig.Syntax.Inlines;

namespace Infohub.Platform.Ui.Markdown;

/// <summary>The inside of a paragraph. Neighbouring literals are joined before they are masked: Markdig parts text at every sign that could be markup.</summary>
internal sealed class InlineWriter(StringBuilder html, MarkdownOptions options)
{
    private const int DeepestNesting = 32;
    private readonly StringBuilder run = new();
    private bool insideLink;

    public void WriteAll(ContainerInline? inlines)
    {
        WriteChildren(inlines, 0);
        Flush();
    }

    private void WriteChildren(ContainerInline? inlines, int depth)
    {
        for (var inline = inlines?.FirstChild; inline is not null; inline = inline.NextSibling)
        {
            Write(inline, depth);
        }
    }

    private void Write(Inline inline, int depth)
    {
        switch (inline)
        {
            case LiteralInline literal:
                run.Append(literal.Content.AsSpan());
                break;
            case HtmlEntityInline entity:
                run.Append(entity.Transcoded.AsSpan());
                break;
            case LineBreakInline { IsHard: true }:
                Flush();
                html.Append("<br>");
                break;
            case LineBreakInline:
                run.Append('\n');
                break;
            case CodeInline code:
                Flush();
                TextRuns.AppendCode(html, code.Content);
                break;
            case AutolinkInline auto:
                WriteAddress(auto.Url);
                break;
            case ContainerInline when depth >= DeepestNesting:
                WriteText((ContainerInline)inline);
                break;
            case LinkInline link:
                WriteLink(link, depth);
                break;
            case EmphasisInline emphasis:
                var element = emphasis.DelimiterChar == '~' ? "del" : emphasis.DelimiterCount > 1 ? "strong" : "em";
                Flush();
                html.Append('<').Append(element).Append('>');
                WriteChildren(emphasis, depth + 1);
                Flush();
                html.Append("</").Append(element).Append('>');
                break;
            case DelimiterInline delimiter:
                run.Append(delimiter.ToLiteral());
                WriteChildren(delimiter, depth + 1);
                break;
            case ContainerInline container:
                WriteChildren(container, depth + 1);
                break;
            case HtmlInline tag:
                run.Append(tag.Tag);
                break;
        }
    }

    private void WriteLink(LinkInline link, int depth)
    {
        Flush();
        var live = link.IsImage || insideLink ? null : options.LiveAddress(link.Url);
        if (live is not null)
        {
            TextRuns.AppendLinkStart(html, live);
            insideLink = true;
            WriteChildren(link, depth + 1);
            Flush();
            insideLink = false;
            html.Append("</a>");
            return;
        }

        WriteChildren(link, depth + 1);
        var text = run.ToString();
        Flush();
        if (!string.IsNullOrEmpty(link.Url) && !string.Equals(text, link.Url, StringComparison.Ordinal))
        {
            html.Append(" (");
            TextRuns.Append(html, link.Url, MarkdownOptions.Masked, insideLink: true);
            html.Append(')');
        }
    }

    private void WriteAddress(string address)
    {
        Flush();
        TextRuns.Append(html, address, options, insideLink);
    }

    /// <summary>What is nested too deep, as text alone and without recursion.</summary>
    private void WriteText(ContainerInline deep)
    {
        foreach (var literal in deep.FindDescendants<LiteralInline>())
        {
            run.Append(literal.Content.AsSpan());
        }
    }

    private void Flush()
    {
        if (run.Length > 0)
        {
            TextRuns.Append(html, run.ToString(), options, insideLink);
            run.Clear();
        }
    }
}
