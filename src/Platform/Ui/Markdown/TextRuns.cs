using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Infohub.Observables;

namespace Infohub.Platform.Ui.Markdown;

/// <summary>Running text as HTML: masked, indicators set apart, invisible characters shown.</summary>
internal static class TextRuns
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Text whose live addresses become links as far as the options let them.</summary>
    public static void Append(StringBuilder html, string text, MarkdownOptions options, bool insideLink)
    {
        var masked = Masked(text);
        var shown = Extractor.Find(masked);
        var written = insideLink || ReferenceEquals(text, masked) ? [] : Extractor.Find(text);
        var copied = 0;
        for (var i = 0; i < shown.Count; i++)
        {
            var finding = shown[i];
            if (!IsSetApart(finding.Kind))
            {
                continue;
            }

            AppendEncoded(html, masked.AsSpan(copied, finding.Start - copied));
            copied = finding.Start + finding.Length;
            var live = written.Count == shown.Count && finding.Kind == ObservableKind.Url && IsLive(text, written[i])
                ? options.LiveAddress(written[i].Value)
                : null;
            if (live is not null)
            {
                AppendLinkStart(html, live);
                AppendEncoded(html, text.AsSpan(written[i].Start, written[i].Length));
                html.Append("</a>");
            }
            else
            {
                AppendIndicator(html, masked.AsSpan(finding.Start, finding.Length));
            }
        }

        AppendEncoded(html, masked.AsSpan(copied));
    }

    /// <summary>Masked text without elements of its own, for code.</summary>
    public static void AppendMasked(StringBuilder html, string text) => AppendEncoded(html, Masked(text));

    /// <summary>An inline of code; as an indicator where it holds one value and nothing else.</summary>
    public static void AppendCode(StringBuilder html, string text)
    {
        var masked = Masked(text);
        if (Extractor.Find(masked, new ExtractOptions { MaxFindings = 1 }) is [var only] && only.Length == masked.Length)
        {
            AppendIndicator(html, masked);
            return;
        }

        html.Append("<code>");
        AppendEncoded(html, masked);
        html.Append("</code>");
    }

    /// <summary>Masked as it is seen: an invisible character is spelt, so that what stands beside it stands alone.</summary>
    public static string Masked(string text)
    {
        var masked = Masking.MaskText(text);
        StringBuilder? parts = null;
        var copied = 0;
        for (var at = 0; at < masked.Length; at++)
        {
            if (Invisible.At(masked, at) is > 0 and var length)
            {
                parts ??= new StringBuilder(masked.Length + 16);
                parts.Append(Masking.MaskText(masked[copied..at])).Append(masked, at, length);
                copied = at + length;
                at += length - 1;
            }
        }

        return parts is null ? masked : parts.Append(Masking.MaskText(masked[copied..])).ToString();
    }

    public static void AppendLinkStart(StringBuilder html, string address) =>
        html.Append("<a rel=\"noopener noreferrer nofollow\" href=\"").Append(Encoder.Encode(address)).Append("\">");

    /// <summary>What its author masked is no link, whoever owns the host.</summary>
    private static bool IsLive(string text, Finding url) =>
        text.AsSpan(url.Start).StartsWith("http", StringComparison.OrdinalIgnoreCase) && !text.AsSpan(url.Start, url.Length).Contains('[');

    private static bool IsSetApart(ObservableKind kind) =>
        kind is not (ObservableKind.Cve or ObservableKind.Technique or ObservableKind.Asn or ObservableKind.FileName);

    private static void AppendIndicator(StringBuilder html, ReadOnlySpan<char> value)
    {
        html.Append("<code class=\"ioc\">");
        var copied = 0;
        for (var at = 0; at < value.Length; at++)
        {
            if (!IsSign(value, at))
            {
                continue;
            }

            AppendEncoded(html, value[copied..at]);
            html.Append("<span>").Append(value.Slice(at, 3)).Append("</span>");
            copied = at + 3;
        }

        AppendEncoded(html, value[copied..]);
        html.Append("</code>");
    }

    private static bool IsSign(ReadOnlySpan<char> value, int at) =>
        at + 2 < value.Length && value[at] == '[' && value[at + 1] is '.' or '@' or ':' && value[at + 2] == ']';

    private static void AppendEncoded(StringBuilder html, ReadOnlySpan<char> text)
    {
        var copied = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (Invisible.At(text, at) is > 0 and var length)
            {
                html.Append(Encoder.Encode(text[copied..at].ToString())).Append("<code class=\"invisible\">")
                    .Append(Invisible.Name(text.Slice(at, length))).Append("</code>");
                copied = at + length;
                at += length - 1;
            }
        }

        html.Append(Encoder.Encode(text[copied..].ToString()));
    }
}
