namespace Infohub.Library.Files.Inspection.Mails;

/// <summary>The encodings of a body, undone as leniently as any mail reader does.</summary>
internal static class TransferEncodings
{
    /// <summary>Base64 (RFC 2045 §6.8): other characters are passed over, and what follows padding is read on.</summary>
    public static byte[] Base64(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[(text.Length / 4 * 3) + 3];
        var length = 0;
        int bits = 0, held = 0;
        foreach (var c in text)
        {
            var value = Digit(c);
            if (value < 0)
            {
                (bits, held) = c == '=' ? (0, 0) : (bits, held);
                continue;
            }

            bits = (bits << 6) | value;
            held += 6;
            if (held >= 8)
            {
                held -= 8;
                bytes[length++] = (byte)(bits >> held);
                bits &= (1 << held) - 1;
            }
        }

        return bytes[..length];
    }

    /// <summary>The value of a base64 digit, also of the alphabet for addresses (RFC 4648 §5), or -1.</summary>
    public static int Digit(byte c) => c switch
    {
        >= (byte)'A' and <= (byte)'Z' => c - 'A',
        >= (byte)'a' and <= (byte)'z' => c - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => c - '0' + 52,
        (byte)'+' or (byte)'-' => 62,
        (byte)'/' or (byte)'_' => 63,
        _ => -1,
    };

    /// <summary>Quoted-printable (RFC 2045 §6.7).</summary>
    public static byte[] QuotedPrintable(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[text.Length];
        var length = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '=')
            {
                bytes[length++] = text[at];
                continue;
            }

            var line = SoftBreak(text[(at + 1)..]);
            if (line > 0)
            {
                at += line;
            }
            else if (at + 2 < text.Length && Hex(text[at + 1]) is >= 0 and var high && Hex(text[at + 2]) is >= 0 and var low)
            {
                bytes[length++] = (byte)((high << 4) | low);
                at += 2;
            }
            else
            {
                bytes[length++] = (byte)'=';
            }
        }

        return bytes[..length];
    }

    private static int Hex(byte c) => char.IsAsciiHexDigit((char)c) ? Convert.ToInt32(((char)c).ToString(), 16) : -1;

    private static int SoftBreak(ReadOnlySpan<byte> rest)
    {
        var blanks = rest.IndexOfAnyExcept((byte)' ', (byte)'\t', (byte)'\r');
        return blanks >= 0 && rest[blanks] == '\n' ? blanks + 1 : 0;
    }
}
