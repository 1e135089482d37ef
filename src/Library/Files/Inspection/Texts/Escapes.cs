using System.Globalization;

namespace Infohub.Library.Files.Inspection.Texts;

/// <summary>The escapes of strings (RFC 8259 §7): JSON may write each character so. Undone in any text, whether or not the whole is well-formed.</summary>
internal static class Escapes
{
    private const int Unicode = 6;

    /// <summary>Whether some characters of one byte are written as <c>\u00XX</c>.</summary>
    public static bool Within(ReadOnlySpan<byte> text) => text.IndexOf("\\u00"u8) >= 0;

    /// <summary>The text with one layer undone, a byte for each character of Latin-1; a question mark stands for the others, which carry no bytes.</summary>
    public static ReadOnlySpan<byte> Undo(ReadOnlySpan<byte> text)
    {
        var undone = new byte[text.Length];
        var length = 0;
        while (!text.IsEmpty)
        {
            var plain = text.IndexOf((byte)'\\') is >= 0 and var escape ? escape : text.Length;
            text[..plain].CopyTo(undone.AsSpan(length));
            length += plain;
            text = text[plain..];
            if (!text.IsEmpty)
            {
                undone[length++] = One(text, out var taken);
                text = text[taken..];
            }
        }

        return undone.AsSpan(0, length);
    }

    private static byte One(ReadOnlySpan<byte> escape, out int taken)
    {
        if (escape.Length >= Unicode && escape[1] == 'u' && ushort.TryParse(escape[2..Unicode], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var character))
        {
            taken = Unicode;
            return character <= byte.MaxValue ? (byte)character : (byte)'?';
        }

        var sign = escape.Length > 1 ? escape[1] : (byte)0;
        taken = sign is (byte)'n' or (byte)'r' or (byte)'t' or (byte)'b' or (byte)'f' or (byte)'/' or (byte)'"' or (byte)'\\' ? 2 : 1;
        return sign switch
        {
            (byte)'n' => (byte)'\n',
            (byte)'r' => (byte)'\r',
            (byte)'t' => (byte)'\t',
            (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f',
            (byte)'/' or (byte)'"' or (byte)'\\' => sign,
            _ => (byte)'\\',
        };
    }
}
