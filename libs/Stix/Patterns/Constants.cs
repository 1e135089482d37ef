using System.Globalization;
using System.Text;
using Infohub.Stix.Json;
using Infohub.Stix.Model;

namespace Infohub.Stix.Patterns;

/// <summary>Reads the constants of STIX 2.1 §9.2.</summary>
internal static class Constants
{
    /// <summary>Null for what is none.</summary>
    public static Literal? Read(TokenKind kind, ReadOnlySpan<char> text) => kind switch
    {
        TokenKind.String => new StringLiteral(Unescape(text[1..^1])),
        TokenKind.Integer when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => new IntegerLiteral(number),
        TokenKind.Float when TryReadNumber(text, out var number) && double.IsFinite(number) => new FloatLiteral(number),
        TokenKind.Word when text is "true" => new BooleanLiteral(true),
        TokenKind.Word when text is "false" => new BooleanLiteral(false),
        TokenKind.Hex => Hex(text[2..^1]),
        TokenKind.Base64 => Base64(text[2..^1]),
        TokenKind.Timestamp => Timestamp(text[2..^1]),
        _ => null,
    };

    /// <summary>What should have stood there.</summary>
    public static FaultText Expected(TokenKind kind, ReadOnlySpan<char> text) => kind switch
    {
        TokenKind.Hex => new FaultText("h'…' holds pairs of hexadecimal digits"),
        TokenKind.Base64 => new FaultText("b'…' holds Base64"),
        TokenKind.Timestamp => new FaultText("t'…' holds a time in UTC, such as 2026-01-31T08:00:00Z"),
        TokenKind.Wrong when text.StartsWith("'") => new FaultText("a text ends with “'”, and knows \\' and \\\\ alone"),
        TokenKind.Integer or TokenKind.Float => new FaultText("the number is too large"),
        _ => new FaultText("a constant was expected"),
    };

    public static bool TryReadNumber(ReadOnlySpan<char> text, out double value) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);

    private static string Unescape(ReadOnlySpan<char> inner)
    {
        if (!inner.Contains('\\'))
        {
            return inner.ToString();
        }

        var whole = new StringBuilder(inner.Length);
        for (var i = 0; i < inner.Length; i++)
        {
            i += inner[i] == '\\' ? 1 : 0;
            whole.Append(inner[i]);
        }

        return whole.ToString();
    }

    private static BytesLiteral? Hex(ReadOnlySpan<char> digits)
    {
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit))
            {
                return null;
            }
        }

        return digits.Length % 2 == 0 ? new BytesLiteral(Convert.FromHexString(digits), IsBase64: false) : null;
    }

    private static BytesLiteral? Base64(ReadOnlySpan<char> given)
    {
        var bytes = new byte[(given.Length / 4 * 3) + 3];
        // Ends of lines are passed over (§9.2), which the decoder does, and no other white space.
        return given.IndexOfAny(" \t") >= 0 || !Convert.TryFromBase64Chars(given, bytes, out var length) ? null : new BytesLiteral(bytes.AsMemory(0, length), IsBase64: true);
    }

    private static TimestampLiteral? Timestamp(ReadOnlySpan<char> given) => StixTime.TryParse(given.ToString(), out var time) ? new TimestampLiteral(time.ToDateTimeOffset(), time.Text) : null;
}
