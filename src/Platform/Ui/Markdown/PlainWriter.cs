using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Infohub.Platform.Ui.Markdown;

/// <summary>The words of a text without its markup, up to a length.</summary>
internal static class PlainWriter
{
    public static void Append(StringBuilder text, MarkdownDocument document, int enough)
    {
        foreach (var block in document.Descendants<LeafBlock>())
        {
            if (text.Length >= enough)
            {
                return;
            }

            if (block is LinkReferenceDefinition)
            {
                continue;
            }

            text.Append(text.Length > 0 ? " " : "");
            if (block is CodeBlock code)
            {
                text.Append(code.Lines.ToString().ReplaceLineEndings(" "));
            }
            else if (block.Inline is not null)
            {
                AppendInlines(text, block.Inline);
            }
        }
    }

    private static void AppendInlines(StringBuilder text, ContainerInline inlines)
    {
        foreach (var inline in inlines.Descendants())
        {
            _ = inline switch
            {
                LiteralInline literal => text.Append(literal.Content.AsSpan()),
                CodeInline code => text.Append(code.Content),
                HtmlEntityInline entity => text.Append(entity.Transcoded.AsSpan()),
                AutolinkInline auto => text.Append(auto.Url),
                DelimiterInline delimiter => text.Append(delimiter.ToLiteral()),
                LineBreakInline => text.Append(' '),
                _ => text,
            };
        }
    }
}
