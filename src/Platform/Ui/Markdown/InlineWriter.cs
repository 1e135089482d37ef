using System.Text;
using Infohub.Observables;
using Markdig.Syntax.Inlines;

namespace Infohub.Platform.Ui.Markdown;

/// <summary>The inside of a paragraph. Neighbouring literals are joined before they are masked: Markdig parts text at every sign that could be markup.</summary>
internal sealed class InlineWriter(StringBuilder html, MarkdownOptions options)
{
    private const int DeepestNesting = 32;
    private readonly StringBuilder run = new();
    private readonly List<string> pieces = [];
    private bool insideLink;

    public void WriteAll(ContainerInline? inlines)
    {
        var start = html.Length;
        pieces.Clear();
        WriteChildren(inlines, 0);
        Flush();
        if (!options.AllLive && pieces.Count > 1 && LiveLinks.Find(string.Concat(pieces.Select(TextRuns.Masked))).Count > 0)
        {
            // Markup that parts an address hides it from masking, not from a reader: then the words stay and the markup goes.
            html.Length = start;
            TextRuns.AppendMasked(html, string.Concat(pieces));
        }
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
                pieces.Add("\n");
                html.Append("<br>");
                break;
            case LineBreakInline:
                run.Append('\n');
                break;
            case CodeInline code:
                Flush();
                pieces.Add(code.Content);
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
            pieces.Add($" ({link.Url})");
            html.Append(" (");
            TextRuns.Append(html, link.Url, MarkdownOptions.Masked, insideLink: true);
            html.Append(')');
        }
    }

    private void WriteAddress(string address)
    {
        Flush();
        pieces.Add(address);
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
            var text = run.ToString();
            run.Clear();
            pieces.Add(text);
            TextRuns.Append(html, text, options, insideLink);
        }
    }
}
