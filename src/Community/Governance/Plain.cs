using System.Globalization;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui.Markdown;

namespace Infohub.Community.Governance;

/// <summary>Names and lines that people type: trimmed, in one Unicode form, without control or hidden characters.</summary>
internal static class Plain
{
    public const int NameLength = 120;
    public const int TextLength = 4000;

    /// <summary>One line, or null where it is empty, too long or holds what a line may not.</summary>
    public static string? Line(string? text, int longest = NameLength) => Clean(text, longest, lines: false) is { Length: > 0 } clean ? clean : null;

    /// <summary>One line, perhaps empty; null where it is too long or holds what a line may not.</summary>
    public static string? LineOrNone(string? text) => Clean(text, NameLength, lines: false);

    /// <summary>Several lines, perhaps none; null where it is too long or holds what a text may not.</summary>
    public static string? Text(string? text, int longest = TextLength) => Clean(text, longest, lines: true);

    public static Refusal NameNeeded(string field) => Refusal.Invalid("name", "Give a name of at most {0} characters, none of them hidden, and no word in letters of two alphabets.", field, NameLength);

    public static Refusal TextTooLong(string field) => Refusal.Invalid("text", "This text is too long, or holds characters that cannot be shown.", field);

    /// <summary>An address in lower case, or null. Whether it exists, the invitation will tell.</summary>
    public static string? Email(string? text)
    {
        var email = (text ?? "").Trim().ToLowerInvariant();
        var at = email.IndexOf('@', StringComparison.Ordinal);
        var fits = at is > 0 and <= 64 && at == email.LastIndexOf('@') && at < email.Length - 3 && email.Length <= 254
            && email.AsSpan(at).Contains('.') && !email.EndsWith('.') && email.All(c => c is > ' ' and < '\x7f' and not ('<' or '>' or '"' or ',' or ';' or '(' or ')'));
        return fits ? email : null;
    }

    private static string? Clean(string? text, int longest, bool lines)
    {
        if ((text ?? "").Any(c => char.IsSurrogate(c) && !IsPaired(text!)))
        {
            return null;
        }

        var clean = (text ?? "").Trim().Normalize().ReplaceLineEndings("\n");
        return clean.Length <= longest && Enumerable.Range(0, clean.Length).All(at => Fits(clean, at, lines)) && (lines || !MixesAlphabets(clean)) ? clean : null;
    }

    private static bool Fits(string text, int at, bool lines) =>
        (text[at] == '\n' && lines) || (!char.IsControl(text[at]) && Invisible.At(text, at) == 0 && (char.GetUnicodeCategory(text[at]) != UnicodeCategory.Format || text[at] == '\u200d'));

    /// <summary>A word with letters of Latin and of an alphabet that has the same shapes: one name would pass for another.</summary>
    private static bool MixesAlphabets(string line)
    {
        var (latin, other) = (false, false);
        foreach (var c in line)
        {
            latin = char.IsLetter(c) && (latin || c is < '\u0250' or (>= '\u1E00' and < '\u1F00'));
            other = char.IsLetter(c) && (other || c is (>= '\u0370' and < '\u0590') or (>= '\u13A0' and < '\u1400') or (>= '\u1F00' and < '\u2000') or (>= '\uA640' and < '\uA6A0'));
            if (latin && other)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPaired(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return false;
            }
        }

        return true;
    }
}
