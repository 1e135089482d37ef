using Infohub.Observables.Canonical;

namespace Infohub.Observables.Scanning;

internal ref partial struct Scanner
{
    /// <summary>The next hash, identifier or address of money in the chain that was no host.</summary>
    private bool NextWord(out Hit hit)
    {
        while (position < wordsUntil)
        {
            if (!Chars.IsAlnum(text[position]))
            {
                position++;
                continue;
            }

            var (start, end) = (position, position + 1);
            while (end < text.Length && Chars.IsAlnum(text[end]))
            {
                end++;
            }

            position = end;
            if (end - start > 1 && TryWord(start, end, out hit))
            {
                return true;
            }
        }

        return Refuse(out hit);
    }

    private bool TryWord(int start, int end, out Hit hit)
    {
        var word = text[start..end];
        if (word.Length >= 25)
        {
            return TryLongWord(word, start, end, out hit);
        }

        return (word[0] | 0x20) switch
        {
            'c' when word.Length == 3 && word.Equals("cve", StringComparison.OrdinalIgnoreCase) => TryCve(start, end, out hit),
            't' when word.Length == 5 => TryTechnique(start, end, out hit),
            'a' when word[1] is 's' or 'S' => TryAsn(start, end, out hit),
            _ => Refuse(out hit),
        };
    }

    private bool TryLongWord(ReadOnlySpan<char> word, int start, int end, out Hit hit)
    {
        ObservableKind? hash = word.Length switch
        {
            32 => ObservableKind.Md5,
            40 => ObservableKind.Sha1,
            64 => ObservableKind.Sha256,
            128 => ObservableKind.Sha512,
            _ => null,
        };

        // Bounded by characters that continue no word; digits alone are a number, one digit repeated is a filler.
        if (hash is { } kind && At(start - 1) != '_' && At(end) != '_' && !word.ContainsAnyExcept(Chars.HexDigits)
            && word.IndexOfAnyExceptInRange('0', '9') >= 0 && word.IndexOfAnyExcept(word[0]) >= 0)
        {
            return Accept(Hit.Whole(kind, start, end), out hit);
        }

        return CryptoAddresses.IsAddress(word) ? Accept(Hit.Whole(ObservableKind.CryptoAddress, start, end), out hit) : Refuse(out hit);
    }

    /// <summary>CVE-2021-44228 in any case and with any hyphen, and <c>cve.2021.44228</c> as Sigma writes its tags.</summary>
    private bool TryCve(int start, int end, out Hit hit)
    {
        var year = end + 1;
        var tag = text[start] == 'c' && At(end) == '.';
        var century = (Chars.Fold(At(year)), Chars.Fold(At(year + 1))) is ('1', '9') or ('2', '0');
        if (!century || !(tag || IsHyphen(At(end))) || !IsDigit(year + 2) || !IsDigit(year + 3) || !(IsHyphen(At(year + 4)) || (tag && At(year + 4) == '.')))
        {
            return Refuse(out hit);
        }

        var last = year + 5;
        while (IsDigit(last) && last - year < 5 + 19)
        {
            last++;
        }

        return last - (year + 5) >= 4 && !Chars.IsAlnum(Chars.Fold(At(last)))
            ? Accept(Hit.Whole(ObservableKind.Cve, start, last), out hit)
            : Refuse(out hit);
    }

    /// <summary>T1001 to T1999, and T0800 to T0899 of the matrix for industrial control; in lower case only as a Sigma tag.</summary>
    private bool TryTechnique(int start, int end, out Hit hit)
    {
        var known = IsDigits(start + 1, 4) && ((text[start + 1] == '1' && !text[(start + 1)..].StartsWith("1000")) || text[(start + 1)..].StartsWith("08"))
            && (text[start] == 'T' || text[..start].EndsWith("attack.")) && At(start - 1) != '-';
        if (!known)
        {
            return Refuse(out hit);
        }

        if (At(end) is '.' or '/' && IsDigits(end + 1, 3) && !Chars.IsAlnum(At(end + 4)))
        {
            end += 4;
        }

        return Accept(Hit.Whole(ObservableKind.Technique, start, end), out hit);
    }

    private bool TryAsn(int start, int end, out Hit hit)
    {
        var digits = start + (At(start + 2) is 'N' or 'n' ? 3 : 2);
        var named = digits == start + 3;
        if (digits == end)
        {
            digits += At(digits) is ' ' or ':' or '=' or '：' ? 1 : 0;
            digits += digits > end && At(digits) == ' ' ? 1 : 0;
            if (digits == end || (!named && (text[start] != 'A' || text[start + 1] != 'S')))
            {
                return Refuse(out hit);
            }
        }

        var last = digits;
        while (char.IsAsciiDigit(At(last)) && last - digits < 11)
        {
            last++;
        }

        var number = text[digits..last];
        var apart = digits > end;

        // AS2 is a protocol, AS/400 a machine, "AS 2023" a year.
        var plausible = number.Length is >= 1 and <= 10 && number[0] != '0' && !Chars.IsWord(At(last)) && !(At(last) == '.' && char.IsAsciiDigit(At(last + 1)))
            && !number.SequenceEqual("400") && (named || number.Length >= (apart || text[start] == 'a' ? 4 : 2))
            && !(apart && !named && (number.StartsWith("19") || number.StartsWith("20")) && number.Length == 4)
            && long.Parse(number, provider: null) <= uint.MaxValue;
        return plausible ? Accept(Hit.Whole(ObservableKind.Asn, start, last), out hit) : Refuse(out hit);
    }

    // Word processors turn hyphens into U+2010, U+2011 or U+2013, Chinese keyboards into U+FF0D.
    private static bool IsHyphen(char c) => c is '-' or '\uFF0D' or '\u2010' or '\u2011' or '\u2013';

    /// <summary>A digit, full-width or not.</summary>
    private readonly bool IsDigit(int at) => char.IsAsciiDigit(Chars.Fold(At(at)));

    private readonly bool IsDigits(int at, int count) =>
        at + count <= text.Length && text.Slice(at, count).IndexOfAnyExceptInRange('0', '9') < 0;
}
