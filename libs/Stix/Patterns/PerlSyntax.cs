using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Infohub.Stix.Patterns;

/// <summary>
/// Regular expressions as §9.6.1 has them (PCRE) in the words of the framework, which knows most of them by the same. What has no such words (verbs, recursion, possessive quantifiers, names of scripts) is left as it is, for the
/// framework to refuse.
/// </summary>
internal static class PerlSyntax
{
    private const string Vertical = @"\n\x0b\f\r\x85\u2028\u2029";

    private const int LongestName = 40;

    private static readonly Dictionary<string, string> Posix = new(StringComparer.Ordinal)
    {
        ["alpha"] = "a-zA-Z",
        ["digit"] = "0-9",
        ["alnum"] = "a-zA-Z0-9",
        ["upper"] = "A-Z",
        ["lower"] = "a-z",
        ["space"] = @"\s",
        ["blank"] = @" \t",
        ["punct"] = @"!-/:-@\[-`{-~",
        ["xdigit"] = "0-9A-Fa-f",
        ["word"] = @"\w",
        ["cntrl"] = @"\x00-\x1f\x7f",
        ["graph"] = "!-~",
        ["print"] = " -~",
        ["ascii"] = @"\x00-\x7f",
    };

    public static string ToDotNet(string text)
    {
        if (text.AsSpan().IndexOfAny('\\', '[', '(') < 0)
        {
            return text;
        }

        var (written, isInSet) = (new StringBuilder(text.Length + 16), false);
        for (var at = 0; at < text.Length;)
        {
            var rest = text.AsSpan(at);
            if (rest[0] == '\\' && rest.Length > 1)
            {
                at += Escape(rest, isInSet, written);
            }
            else if (isInSet && NameEnd(rest) is var end and > 0)
            {
                // Of one that there is not, as [[:^alpha:]], the framework would make another set: it gets one that does not end, and refuses it.
                if (!Posix.TryGetValue(rest[2..end].ToString(), out var letters))
                {
                    return "[";
                }

                at += Append(written, letters, end + 2);
            }
            else if (!isInSet && rest[0] == '[')
            {
                isInSet = true;
                // A bracket that stands first is a letter.
                var opens = rest.StartsWith("[^]") ? 3 : rest.StartsWith("[]") || rest.StartsWith("[^") ? 2 : 1;
                written.Append(rest[..opens]);
                at += opens;
            }
            else
            {
                isInSet &= rest[0] != ']';
                // Before a set within a set the framework takes it away.
                at += isInSet && rest[0] == '[' ? Append(written, @"\[", 1) : !isInSet && rest.StartsWith("(?P<") ? Append(written, "(?<", 4) : !isInSet && rest.StartsWith("(?P=") && rest[..Math.Min(rest.Length, LongestName)].IndexOf(')') is var close and > 0
                    ? Append(written, $@"\k<{rest[4..close]}>", close + 1) : Append(written, rest[..1], 1);
            }
        }

        return written.ToString();
    }

    /// <summary>Where the name of a class of POSIX ends, as in [:alpha:]; 0 where none stands there.</summary>
    private static int NameEnd(ReadOnlySpan<char> rest)
    {
        if (!rest.StartsWith("[:"))
        {
            return 0;
        }

        var end = rest.StartsWith("[:^") ? 3 : 2;
        while (end < rest.Length && char.IsAsciiLetterLower(rest[end]))
        {
            end++;
        }

        return end > 2 && rest[end..].StartsWith(":]") ? end : 0;
    }

    private static int Escape(ReadOnlySpan<char> rest, bool isInSet, StringBuilder written)
    {
        switch (rest[1])
        {
            case 'Q':
                var end = rest.IndexOf(@"\E");
                var given = end < 0 ? rest[2..] : rest[2..end];
                foreach (var letter in isInSet ? given : [])
                {
                    written.Append(@"\[]^-".Contains(letter, StringComparison.Ordinal) ? "\\" : "").Append(letter);
                }

                written.Append(isInSet ? "" : Regex.Escape(given.ToString()));
                return end < 0 ? rest.Length : end + 2;
            case 'E':
                return 2;
            case 'c' when rest.Length > 2:
                return Append(written, rest[..3], 3);
            case 'v':
                return Append(written, isInSet ? Vertical : $"[{Vertical}]", 2);
            case 'h':
                return Append(written, isInSet ? @" \t" : @"[ \t]", 2);
            case 'H' when !isInSet:
                return Append(written, @"[^ \t]", 2);
            case 'R' when !isInSet:
                return Append(written, $@"(?:\r\n|[{Vertical}])", 2);
            case 'N' when !isInSet && !rest.StartsWith(@"\N{"):
                return Append(written, @"[^\n]", 2);
            case 'x' when rest.Length > 3 && rest[2] == '{' && rest[..Math.Min(rest.Length, LongestName)].IndexOf('}') is var close and > 3
                && int.TryParse(rest[3..close], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= char.MaxValue:
                return Append(written, $@"\u{number:x4}", close + 1);
            default:
                return Append(written, rest[..2], 2);
        }
    }

    private static int Append(StringBuilder written, ReadOnlySpan<char> text, int read)
    {
        written.Append(text);
        return read;
    }
}
