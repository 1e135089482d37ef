using System.Globalization;
using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace Infohub.Platform.Ui.Markdown;

/// <summary>The walk over the blocks; whatever is not named here is shown as its source.</summary>
internal sealed class BlockWriter(StringBuilder html, string source, MarkdownOptions options)
{
    private const int DeepestNesting = 32;
    private readonly InlineWriter inlines = new(html, options);

    public void WriteAll(MarkdownDocument document) => WriteChildren(document, 0, tight: false);

    private void WriteChildren(ContainerBlock blocks, int depth, bool tight)
    {
        foreach (var block in blocks)
        {
            Write(block, depth, tight);
        }
    }

    private void Write(Block block, int depth, bool tight)
    {
        switch (block)
        {
            case LinkReferenceDefinitionGroup or LinkReferenceDefinition or BlankLineBlock:
                break;
            case ContainerBlock when depth >= DeepestNesting:
                WriteSource(block);
                break;
            case ParagraphBlock paragraph when tight:
                inlines.WriteAll(paragraph.Inline);
                html.Append('\n');
                break;
            case ParagraphBlock paragraph:
                WriteElement("p", () => inlines.WriteAll(paragraph.Inline));
                break;
            case HeadingBlock heading:
                WriteElement($"h{Math.Min(heading.Level - 1 + options.TopHeading, 6)}", () => inlines.WriteAll(heading.Inline));
                break;
            case ThematicBreakBlock:
                html.Append("<hr>\n");
                break;
            case QuoteBlock quote:
                WriteElement("blockquote", () => WriteChildren(quote, depth + 1, tight: false));
                break;
            case ListBlock list:
                WriteList(list, depth);
                break;
            case CodeBlock code:
                html.Append("<pre><code>");
                TextRuns.AppendMasked(html, code.Lines.ToString());
                html.Append("</code></pre>\n");
                break;
            case Table table:
                WriteTable(table, depth);
                break;
            default:
                WriteSource(block);
                break;
        }
    }

    private void WriteList(ListBlock list, int depth)
    {
        var start = list.IsOrdered && int.TryParse(list.OrderedStart, CultureInfo.InvariantCulture, out var first) && first != 1
            ? string.Create(CultureInfo.InvariantCulture, $" start=\"{first}\"")
            : "";
        var element = list.IsOrdered ? "ol" : "ul";
        html.Append('<').Append(element).Append(start).Append(">\n");
        foreach (var item in list.OfType<ListItemBlock>())
        {
            WriteElement("li", () => WriteChildren(item, depth + 1, tight: !list.IsLoose));
        }

        html.Append("</").Append(element).Append(">\n");
    }

    private void WriteTable(Table table, int depth)
    {
        html.Append("<table>\n");
        foreach (var row in table.OfType<TableRow>())
        {
            html.Append(row.IsHeader ? "<thead><tr>" : "<tr>");
            foreach (var cell in row.OfType<TableCell>())
            {
                html.Append(row.IsHeader ? "<th scope=\"col\">" : "<td>");
                WriteChildren(cell, depth + 1, tight: true);
                html.Append(row.IsHeader ? "</th>" : "</td>");
            }

            html.Append(row.IsHeader ? "</tr></thead>\n" : "</tr>\n");
        }

        html.Append("</table>\n");
    }

    private void WriteElement(string element, Action content)
    {
        html.Append('<').Append(element).Append('>');
        content();
        html.Append("</").Append(element).Append(">\n");
    }

    private void WriteSource(Block block)
    {
        var start = Math.Clamp(block.Span.Start, 0, source.Length);
        var end = Math.Clamp(block.Span.End + 1, start, source.Length);
        html.Append("<p>");
        TextRuns.Append(html, source[start..end], MarkdownOptions.Masked, insideLink: true);
        html.Append("</p>\n");
    }
}
