using System.Text;

namespace Infohub.Library.Files.Inspection.Texts;

/// <summary>Text as UTF-8, whichever way it is written: Windows runs scripts in UTF-16 as well.</summary>
internal static class TextForm
{
    private const int Sample = 512;

    public static ReadOnlyMemory<byte> Narrow(ReadOnlyMemory<byte> content) =>
        WideEncoding(content.Span) is { } wide ? Encoding.UTF8.GetBytes(wide.GetString(content.Span)) : content;

    /// <summary>The characters; what is not of its encoding becomes U+FFFD.</summary>
    public static string Decode(ReadOnlyMemory<byte> content) => Encoding.UTF8.GetString(Narrow(content).Span).TrimStart('\uFEFF');

    /// <summary>Whether each character takes two or four bytes.</summary>
    public static bool IsWide(ReadOnlySpan<byte> content) => WideEncoding(content) is not null;

    public static int IndexOfIgnoreCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word)
    {
        var (small, large) = ((byte)char.ToLowerInvariant((char)word[0]), (byte)char.ToUpperInvariant((char)word[0]));
        for (var at = 0; at <= text.Length - word.Length; at++)
        {
            var found = text[at..].IndexOfAny(small, large);
            if (found < 0 || at + found > text.Length - word.Length)
            {
                return -1;
            }

            at += found;
            if (Ascii.EqualsIgnoreCase(text.Slice(at, word.Length), word))
            {
                return at;
            }
        }

        return -1;
    }

    private static Encoding? WideEncoding(ReadOnlySpan<byte> content) => content switch
    {
        [0xFF, 0xFE, 0, 0, ..] => Encoding.UTF32,
        [0, 0, 0xFE, 0xFF, ..] => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
        [0xFF, 0xFE, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
        _ when IsHalfZero(content, 1) => Encoding.Unicode,
        _ when IsHalfZero(content, 0) => Encoding.BigEndianUnicode,
        _ => null,
    };

    // Western text in UTF-16: nearly every second byte is zero and the others are printable.
    private static bool IsHalfZero(ReadOnlySpan<byte> content, int zeros)
    {
        var pairs = Math.Min(content.Length, Sample) / 2;
        var fitting = 0;
        for (var i = 0; i < pairs; i++)
        {
            var letter = content[(2 * i) + 1 - zeros];
            fitting += content[(2 * i) + zeros] == 0 && letter is (>= 32 and < 127) or 9 or 10 or 13 ? 1 : 0;
        }

        return pairs >= 4 && fitting * 10 >= pairs * 7;
    }
}
