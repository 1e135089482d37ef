namespace Infohub.Stix.Patterns;

internal enum TokenKind
{
    End,
    Wrong,
    Word,
    String,
    Integer,
    Float,
    Hex,
    Base64,
    Timestamp,
    Sign,
}

/// <summary>A piece of the text.</summary>
internal readonly record struct Token(TokenKind Kind, int Start, int End);

/// <summary>The tokens of the grammar of STIX 2.1 §9. Comments count as space.</summary>
internal ref struct PatternLexer(string text)
{
    private int at;

    public Token Next()
    {
        SkipSpace();
        if (at >= text.Length)
        {
            return new Token(TokenKind.End, text.Length, text.Length);
        }

        var start = at;
        var c = text[at];
        if (c is 'h' or 'b' or 't' && at + 1 < text.Length && text[at + 1] == '\'')
        {
            at++;
            return Quoted(c switch { 'h' => TokenKind.Hex, 'b' => TokenKind.Base64, _ => TokenKind.Timestamp }, start);
        }

        if (char.IsAsciiLetter(c) || c == '_')
        {
            while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' or '-'))
            {
                at++;
            }

            return new Token(TokenKind.Word, start, at);
        }

        return c switch
        {
            '\'' => Quoted(TokenKind.String, start),
            >= '0' and <= '9' => Number(start),
            '+' or '-' or '.' when IsNumber(c) => Number(start),
            _ => Sign(start),
        };
    }

    private readonly bool IsNumber(char sign)
    {
        var next = at + 1 < text.Length ? text[at + 1] : '\0';
        return char.IsAsciiDigit(next) || (sign != '.' && next == '.' && at + 2 < text.Length && char.IsAsciiDigit(text[at + 2]));
    }

    private Token Number(int start)
    {
        if (text[at] is '+' or '-')
        {
            at++;
        }

        var digits = at;
        SkipDigits();
        var whole = at - digits;
        if (at + 1 < text.Length && text[at] == '.' && char.IsAsciiDigit(text[at + 1]))
        {
            at++;
            SkipDigits();
            return new Token(TokenKind.Float, start, at);
        }

        // No leading zeros, and nothing of a word behind.
        var isWrong = (whole > 1 && text[digits] == '0') || (at < text.Length && (char.IsAsciiLetter(text[at]) || text[at] == '_'));
        return new Token(isWrong ? TokenKind.Wrong : TokenKind.Integer, start, at);
    }

    private Token Quoted(TokenKind kind, int start)
    {
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '\'')
            {
                at++;
                return new Token(kind, start, at);
            }

            if (text[at] == '\\')
            {
                at++;
                if (at >= text.Length || text[at] is not ('\'' or '\\'))
                {
                    break;
                }
            }
        }

        return new Token(TokenKind.Wrong, start, Math.Min(at, text.Length));
    }

    private Token Sign(int start)
    {
        var two = at + 1 < text.Length ? text.AsSpan(at, 2) : default;
        at += two is "==" or "!=" or "<>" or "<=" or ">=" ? 2 : 1;
        return new Token("=<>()[],.:*".Contains(text[start], StringComparison.Ordinal) || (text[start] == '!' && at - start == 2) ? TokenKind.Sign : TokenKind.Wrong, start, at);
    }

    private void SkipDigits()
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }
    }

    private void SkipSpace()
    {
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var rest = text.AsSpan(at);
            var length = rest.StartsWith("//") ? rest.IndexOfAny('\n', '\r') : rest.StartsWith("/*") ? rest.IndexOf("*/") + 2 : 0;
            if (length == 0 || (length == 1 && rest.StartsWith("/*")))
            {
                return;
            }

            // A line that never ends is the rest.
            at += length < 0 ? rest.Length : length;
        }
    }
}
