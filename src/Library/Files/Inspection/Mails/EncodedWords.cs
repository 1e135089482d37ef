using System.Text;

namespace Infohub.Library.Files.Inspection.Mails;

/// <summary>Encoded words of a header (RFC 2047): <c>=?utf-8?B?aW52b2ljZS5leGU=?=</c>.</summary>
internal static class EncodedWords
{
    // RFC 2047 allows 75 characters; each word is searched no further than this, whatever the field's length
    private const int Longest = 1_000;

    public static string Decode(string value)
    {
        var text = new StringBuilder(value.Length);
        var at = 0;
        while (at < value.Length)
        {
            var start = value.IndexOf("=?", at, StringComparison.Ordinal);
            if (start < 0 || !TryWord(value, start, out var word, out var end))
            {
                var plain = start < 0 ? value.Length : start + 2;
                text.Append(value, at, plain - at);
                at = plain;
                continue;
            }

            // §6.2: white space between two encoded words is none
            var gap = value.AsSpan(at, start - at);
            text.Append(gap.IsWhiteSpace() ? "" : gap).Append(word);
            at = end;
        }

        return text.ToString();
    }

    private static bool TryWord(string value, int start, out string word, out int end)
    {
        (word, end) = ("", start);
        var offset = start;
        value = value[offset..Math.Min(value.Length, offset + Longest)];
        start = 0;
        var charset = value.IndexOf('?', start + 2);
        var kind = charset < 0 ? -1 : value.IndexOf('?', charset + 1);
        var close = kind < 0 ? -1 : value.IndexOf("?=", kind + 1, StringComparison.Ordinal);
        if (close < 0 || kind != charset + 2)
        {
            return false;
        }

        var encoded = Encoding.Latin1.GetBytes(value[(kind + 1)..close].Replace('_', ' '));
        var bytes = value[charset + 1] is 'B' or 'b' ? TransferEncodings.Base64(encoded) : TransferEncodings.QuotedPrintable(encoded);
        word = Charset(value[(start + 2)..charset]).GetString(bytes);
        end = offset + close + 2;
        return true;
    }

    // for an ending only ASCII letters matter, which all charsets but the wide ones share
    private static Encoding Charset(string name) => name.ToLowerInvariant() switch
    {
        var n when n.StartsWith("utf-16be", StringComparison.Ordinal) || n == "utf-16" => Encoding.BigEndianUnicode,
        var n when n.StartsWith("utf-16le", StringComparison.Ordinal) => Encoding.Unicode,
        _ => Encoding.UTF8,
    };
}
