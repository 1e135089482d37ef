using System.Text;

namespace Infohub.House.Tests;

/// <summary>A string literal of a source file: its value, with what interpolated holes held left out as <c>{}</c>.</summary>
internal readonly record struct Literal(int Start, int End, string Value, bool Interpolated);

/// <summary>A small reader of C# (and of the C# inside of pages): finds literals, passes over comments and characters.</summary>
internal static class CSharpText
{
    public static List<Literal> Literals(string text)
    {
        var found = new List<Literal>();
        var i = 0;
        while (i < text.Length)
        {
            if (Starts(text, i, "//") && !(i > 0 && text[i - 1] == ':'))
            {
                i = IndexOrEnd(text, "\n", i);
            }
            else if (Starts(text, i, "/*") || Starts(text, i, "@*"))
            {
                i = IndexOrEnd(text, text[i] == '/' ? "*/" : "*@", i + 2) + 2;
            }
            else if (text[i] == '\'' && CharacterEnd(text, i) is var end and > 0)
            {
                i = end;
            }
            else if (text[i] is '"' or '$' or '@' && Read(text, i) is { } literal)
            {
                found.Add(literal);
                i = literal.End;
            }
            else
            {
                i++;
            }
        }

        return found;
    }

    /// <summary>A literal that begins exactly here, or null.</summary>
    public static Literal? Read(string text, int start)
    {
        var i = start;
        var dollars = 0;
        var verbatim = false;
        for (; i < text.Length && text[i] is '$' or '@'; i++)
        {
            dollars += text[i] == '$' ? 1 : 0;
            verbatim |= text[i] == '@';
        }

        if (i >= text.Length || text[i] != '"')
        {
            return null;
        }

        var quotes = 0;
        while (i + quotes < text.Length && text[i + quotes] == '"')
        {
            quotes++;
        }

        return quotes >= 3 ? Raw(text, start, i, quotes, dollars) : Ordinary(text, start, i + 1, dollars > 0, verbatim);
    }

    /// <summary>The arguments between a bracket at <paramref name="open"/> and the one that closes it: where each begins and ends.</summary>
    public static List<Range> Arguments(string text, int open)
    {
        var found = new List<Range>();
        var depth = 0;
        var start = open + 1;
        for (var i = open; i < text.Length;)
        {
            if (text[i] is '"' or '$' or '@' && Read(text, i) is { } literal)
            {
                i = literal.End;
                continue;
            }

            if (text[i] == '\'' && CharacterEnd(text, i) is var end and > 0)
            {
                i = end;
                continue;
            }

            depth += text[i] switch { '(' or '[' or '{' => 1, ')' or ']' or '}' => -1, _ => 0 };
            if (depth == 0 || (depth == 1 && text[i] == ','))
            {
                found.Add(start..i);
                start = i + 1;
            }

            if (depth == 0)
            {
                break;
            }

            i++;
        }

        return found;
    }

    /// <summary>The literals of one expression, those joined by + as one; literals inside of calls and indexers are not of it.</summary>
    public static List<Literal> LiteralsOf(string text, Range expression)
    {
        var found = new List<Literal>();
        var depth = 0;
        var end = expression.End.GetOffset(text.Length);
        for (var i = expression.Start.GetOffset(text.Length); i < end;)
        {
            if (text[i] is '"' or '$' or '@' && Read(text, i) is { } literal)
            {
                if (depth == 0 && found.Count > 0 && text[found[^1].End..literal.Start].Trim() == "+")
                {
                    found[^1] = new Literal(found[^1].Start, literal.End, found[^1].Value + literal.Value, found[^1].Interpolated || literal.Interpolated);
                }
                else if (depth == 0)
                {
                    found.Add(literal);
                }

                i = literal.End;
                continue;
            }

            // the arms of a switch stand in braces
            depth += text[i] switch { '(' or '[' => 1, ')' or ']' => -1, _ => 0 };
            i++;
        }

        return found;
    }

    private static Literal Raw(string text, int start, int open, int quotes, int dollars)
    {
        var end = IndexOrEnd(text, new string('"', quotes), open + quotes);
        var lines = text[(open + quotes)..end].Split('\n');
        var value = lines.Length == 1 ? lines[0] : Dedent(lines);
        return new Literal(start, Math.Min(text.Length, end + quotes), value, dollars > 0);
    }

    private static string Dedent(string[] lines)
    {
        var indent = lines[^1].Length;
        return string.Join('\n', lines[1..^1].Select(l => l.Length >= indent ? l[indent..] : ""));
    }

    private static Literal Ordinary(string text, int start, int i, bool holes, bool verbatim)
    {
        var value = new StringBuilder();
        while (i < text.Length && text[i] != '"' || verbatim && Starts(text, i, "\"\""))
        {
            if (verbatim && text[i] == '"')
            {
                value.Append('"');
                i += 2;
            }
            else if (holes && text[i] == '{' && !Starts(text, i, "{{"))
            {
                value.Append("{}");
                i = HoleEnd(text, i);
            }
            else if (!verbatim && text[i] == '\\')
            {
                i += Escape(text, i, value);
            }
            else
            {
                value.Append(text[i]);
                i += holes && text[i] is '{' or '}' ? 2 : 1;
            }
        }

        return new Literal(start, Math.Min(text.Length, i + 1), value.ToString(), holes);
    }

    private static int Escape(string text, int i, StringBuilder value)
    {
        if (text[i + 1] == 'u')
        {
            value.Append((char)Convert.ToInt32(text.Substring(i + 2, 4), 16));
            return 6;
        }

        value.Append(text[i + 1] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', '0' => '\0', var c => c });
        return 2;
    }

    private static int HoleEnd(string text, int i)
    {
        var depth = 0;
        while (i < text.Length)
        {
            if (text[i] is '"' or '$' && Read(text, i) is { } inner)
            {
                i = inner.End;
                continue;
            }

            depth += text[i] switch { '{' => 1, '}' => -1, _ => 0 };
            i++;
            if (depth == 0)
            {
                break;
            }
        }

        return i;
    }

    /// <summary>After 'x' or '\n'; 0 where the mark is an apostrophe of running text.</summary>
    private static int CharacterEnd(string text, int i)
    {
        var close = i + 1 < text.Length && text[i + 1] == '\\' ? text.IndexOf('\'', Math.Min(text.Length - 1, i + 3)) : i + 2;
        return close > 0 && close < text.Length && close <= i + 8 && text[close] == '\'' ? close + 1 : 0;
    }

    private static int IndexOrEnd(string text, string what, int from)
    {
        var at = from < text.Length ? text.IndexOf(what, from, StringComparison.Ordinal) : -1;
        return at < 0 ? text.Length : at;
    }

    private static bool Starts(string text, int at, string what) => string.CompareOrdinal(text, at, what, 0, what.Length) == 0;
}
