namespace Infohub.Observables.Personal;

/// <summary>Numbers of payment cards, in one piece or in groups parted by single spaces or hyphens.</summary>
internal static class PaymentCards
{
    /// <summary>The end of a card number that starts at the place, or -1.</summary>
    public static int EndAt(ReadOnlySpan<char> text, int start)
    {
        Span<char> digits = stackalloc char[19];
        var (count, at, end) = (0, start, start);
        while (at < text.Length)
        {
            if (char.IsAsciiDigit(text[at]))
            {
                if (count == 19)
                {
                    return -1;
                }

                digits[count++] = text[at++];
                end = at;
            }
            else if (text[at] is ' ' or '-' && count > 0 && char.IsAsciiDigit(text[at - 1]))
            {
                at++;
            }
            else
            {
                break;
            }
        }

        var bounded = (end == text.Length || !Scanning.Chars.IsWord(text[end])) && (start == 0 || text[start - 1] is not ('.' or '-'));
        return count >= 13 && bounded && IsIssued(digits[..count]) && Luhn(digits[..count]) ? end : -1;
    }

    /// <summary>Prefixes and lengths of the large schemes: Visa, Mastercard, American Express, JCB, UnionPay, Discover, Diners Club.</summary>
    private static bool IsIssued(ReadOnlySpan<char> digits)
    {
        var four = int.Parse(digits[..4], provider: null);
        return (four / 1000, digits.Length) switch
        {
            (4, 13 or 16 or 19) => true,
            (5, 16) => four is >= 5100 and <= 5599,
            (2, 16) => four is >= 2221 and <= 2720,
            (3, 15) => four / 100 is 34 or 37,
            (3, 14) => four / 100 is 36 or 38 or 39 || four is >= 3000 and <= 3059,
            (3, >= 16) => four is >= 3528 and <= 3589,
            (6, >= 16) => four / 100 is 62 or 65 || four == 6011 || four is >= 6440 and <= 6499,
            (8, >= 16) => four / 100 == 81,
            _ => false,
        };
    }

    private static bool Luhn(ReadOnlySpan<char> digits)
    {
        var (sum, twice) = (0, false);
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            var digit = digits[i] - '0';
            digit = twice ? digit * 2 : digit;
            sum += digit > 9 ? digit - 9 : digit;
            twice = !twice;
        }

        return sum % 10 == 0 && sum > 0;
    }
}
