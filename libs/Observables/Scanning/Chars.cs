using System.Buffers;
using System.Runtime.CompilerServices;

namespace Infohub.Observables.Scanning;

/// <summary>Classes of characters. Chinese, Japanese and Korean write no space between a word and a value, so their letters bound it.</summary>
internal static class Chars
{
    private const byte Alnum = 1;
    private const byte Label = 2;
    private const byte Hex = 4;

    public static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>What opens the brackets of a masked sign; Chinese keyboards give the wide round one.</summary>
    public static readonly SearchValues<char> Brackets = SearchValues.Create("[({\uFF08");

    /// <summary>All of <see cref="IsFullWidth"/> and <see cref="IsWideDot"/>.</summary>
    public static readonly SearchValues<char> Wide =
        SearchValues.Create([.. Enumerable.Range('\u3000', 0xFF62 - 0x3000).Select(c => (char)c).Where(c => IsFullWidth(c) || IsWideDot(c))]);

    private static readonly byte[] Classes = Build();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAlnum(char c) => c < 128 && (Classes[c] & Alnum) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsHex(char c) => c < 128 && (Classes[c] & Hex) != 0;

    /// <summary>What may stand in a label or a file name: letters but those of <see cref="IsIdeographic"/>, digits, hyphen, low line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLabel(char c) => c < 128 ? (Classes[c] & Label) != 0 : c < 0x2E80 && IsForeignLetter(c);

    /// <summary>A letter or digit of ASCII in its full-width form (U+FF10 to U+FF5A), which a browser reads as the plain one (UTS #46 §4).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsFullWidth(char c) =>
        c >= '\uFF10' && c is <= '\uFF19' or (>= '\uFF21' and <= '\uFF3A') or (>= '\uFF41' and <= '\uFF5A');

    /// <summary>The plain form of a full-width letter or digit; every other character as it is.</summary>
    public static char Fold(char c) => IsFullWidth(c) ? (char)(c - '\uFEE0') : c;

    /// <summary>A full stop that a browser reads as a dot in a host (UTS #46 §4): <c>。</c>, <c>．</c>, <c>｡</c>. In Chinese it ends a sentence too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsWideDot(char c) => c >= '\u3002' && c is '\u3002' or '\uFF0E' or '\uFF61';

    /// <summary>A letter of a script that is written without spaces around it.</summary>
    public static bool IsIdeographic(char c) =>
        (c is >= '\u2E80' and < '\uD800' || c is >= '\uF900' and < '\uFB00') && char.IsLetter(c);

    /// <summary>What cannot follow a hexadecimal or numeric word without being part of it.</summary>
    public static bool IsWord(char c) => c == '_' || IsAlnum(c) || (c >= 128 && IsLabel(c));

    private static bool IsForeignLetter(char c) => char.IsLetter(c) || char.IsDigit(c);

    private static byte[] Build()
    {
        var classes = new byte[128];
        for (var c = '\0'; c < 128; c++)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                classes[c] |= Alnum | Label;
            }

            if (c is '-' or '_')
            {
                classes[c] |= Label;
            }

            if (char.IsAsciiHexDigit(c))
            {
                classes[c] |= Hex;
            }
        }

        return classes;
    }
}
