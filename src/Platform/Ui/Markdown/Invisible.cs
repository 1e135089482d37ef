using System.Globalization;
using System.Text;

namespace Infohub.Platform.Ui.Markdown;

/// <summary>Characters that are not seen but change what is: bidirectional controls, zero-width characters, tags, other controls.</summary>
public static class Invisible
{
    /// <summary>A text as one line in which everything is seen: breaks and other controls become spaces, what is invisible goes.</summary>
    public static string OneLine(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var line = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var length = At(text, at);
            if (char.IsControl(text[at]))
            {
                line.Append(' ');
            }
            else if (length == 0)
            {
                line.Append(text[at]);
            }

            at += Math.Max(0, length - 1);
        }

        return line.ToString().Trim();
    }

    /// <summary>How many UTF-16 units of an invisible character start here; 0 for a visible one.</summary>
    public static int At(ReadOnlySpan<char> text, int at)
    {
        var c = text[at];
        if (c == '\u200D' && JoinsEmoji(text, at))
        {
            return 0;
        }

        // U+E0000 to U+E01EF: tags and variation selectors, in which whole messages have been hidden.
        if (c == '\uDB40')
        {
            return at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
        }

        var hidden = c is < ' ' and not ('\n' or '\r' or '\t') or >= '\u007F' and < '\u00A0' or '\u00AD' or '\u034F' or '\u061C' or '\u115F' or '\u1160'
            or '\u17B4' or '\u17B5' or '\u180E' or >= '\u200B' and <= '\u200F' or >= '\u2028' and <= '\u202E' or >= '\u2060' and <= '\u206F'
            or '\u3164' or '\uFEFF' or '\uFFA0' or >= '\uFFF9' and <= '\uFFFB';
        return hidden ? 1 : 0;
    }

    internal static string Name(ReadOnlySpan<char> character)
    {
        var code = character.Length == 2 ? char.ConvertToUtf32(character[0], character[1]) : character[0];
        return string.Create(CultureInfo.InvariantCulture, $"U+{code:X4}");
    }

    /// <summary>The text with each invisible character as its number in brackets.</summary>
    public static string Spell(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        StringBuilder? spelled = null;
        var copied = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (At(text, at) is > 0 and var length)
            {
                spelled ??= new StringBuilder(text.Length + 16);
                spelled.Append(text, copied, at - copied).Append('[').Append(Name(text.AsSpan(at, length))).Append(']');
                copied = at + length;
                at += length - 1;
            }
        }

        return spelled is null ? text : spelled.Append(text, copied, text.Length - copied).ToString();
    }

    private static bool JoinsEmoji(ReadOnlySpan<char> text, int at) =>
        at > 0 && at + 1 < text.Length && (char.IsLowSurrogate(text[at - 1]) || text[at - 1] == '\uFE0F')
        && (char.IsHighSurrogate(text[at + 1]) || text[at + 1] is >= '\u2600' and < '\u2C00');
}
