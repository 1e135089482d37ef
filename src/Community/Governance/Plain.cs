using System.Globalization;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Governance;

/// <summary>Names and lines that people type: trimmed, in one Unicode form, without control or direction characters.</summary>
internal static class Plain
{
    public const int NameLength = 120;
    public const int TextLength = 4000;

    /// <summary>One line, or null where it is empty, too long or holds what a line may not.</summary>
    public static string? Line(string? text, int longest = NameLength) => Clean(text, longest, lines: false) is { Length: > 0 } clean ? clean : null;

    /// <summary>Several lines, perhaps none; null where it is too long or holds what a text may not.</summary>
    public static string? Text(string? text, int longest = TextLength) => Clean(text, longest, lines: true);

    public static Refusal NameNeeded(string field) => Refusal.Invalid("name", "Give a name of at most {0} characters.", field, NameLength);

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
        return clean.Length <= longest && clean.All(c => Fits(c, lines)) ? clean : null;
    }

    private static bool Fits(char c, bool lines) =>
        (c == '\n' && lines) || (!char.IsControl(c) && (char.GetUnicodeCategory(c) != UnicodeCategory.Format || c == '\u200d') && c is not ('\u2028' or '\u2029'));

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
