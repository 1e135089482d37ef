namespace Infohub.Observables.Scanning;

internal ref partial struct Scanner
{
    private bool TryIPv4(int start, out Hit hit)
    {
        var end = EndOfIPv4(start);
        if (end < 0 || (At(start - 1) == '.' && char.IsAsciiDigit(At(start - 2))))
        {
            return Refuse(out hit);
        }

        if (IsVersion(start, end))
        {
            position = lastVersionEnd = end;
            return Refuse(out hit);
        }

        var prefix = EndOfPrefix(end, 32);
        var kind = prefix > end && !IsPort(start, end, prefix) ? ObservableKind.IPv4Network : ObservableKind.IPv4;
        NotePath(end);
        return Accept(new Hit(kind, start, kind == ObservableKind.IPv4 ? end : prefix, start, end, start), out hit);
    }

    /// <summary>The end of four decimal parts, or -1; what follows must not make them part of something longer.</summary>
    private readonly int EndOfIPv4(int start)
    {
        var at = start;
        for (var part = 0; part < 4; part++)
        {
            if (part > 0)
            {
                // bare numbers with Chinese full stops are numbers, masked or not; behind a scheme they are read as Numbers
                var dot = Forms.Dot(text, at);
                if (dot == 0 || (dot > 1 && Chars.IsWideDot(text[at + 1])))
                {
                    return -1;
                }

                at += dot;
            }

            var (first, value) = (at, 0);
            while (at < text.Length && char.IsAsciiDigit(text[at]) && at - first < 4)
            {
                value = (value * 10) + text[at++] - '0';
            }

            if (at == first || value > 255 || (at - first > 1 && text[first] == '0'))
            {
                return -1;
            }
        }

        if (Chars.IsWord(At(at)) || (At(at) == '-' && (char.IsAsciiLetter(At(at + 1)) || IsHeadOfHost(at))))
        {
            return -1;
        }

        var next = Forms.Dot(text, at);
        return next > 0 && Chars.IsLabel(At(at + next)) && !char.IsAsciiLetterUpper(At(at + next)) ? -1 : at;
    }

    /// <summary>Whether a hyphen and what follows make four numbers the head of a name: <c>1.2.3.4-7.evil.com</c>.</summary>
    private readonly bool IsHeadOfHost(int hyphen)
    {
        var (at, last, dots) = (EndOfLabel(hyphen + 1, ideographs: false), hyphen + 1, 0);
        while (at > last && at - hyphen <= LongestName && Forms.Dot(text, at) is > 0 and var dot && !(dot > 1 && Chars.IsWideDot(text[at + 1])))
        {
            (last, dots, at) = (at + dot, dot, EndOfLabel(at + dot, ideographs: false));
        }

        return dots > 0 && at > last && Forms.At(text, at) == 0 && !char.IsAsciiLetterUpper(text[last]) && (IsTopLevel(text[last..at]) || (dots > 1 && IsAlphabetic(text[last..at])));
    }

    // A length of 0 behind an address is a port of ICMP in firewall logs; the default route names no network.
    private readonly int EndOfPrefix(int at, int most)
    {
        if (At(at) != '/')
        {
            return at;
        }

        var (digit, value) = (at + 1, 0);
        while (char.IsAsciiDigit(At(digit)) && digit < at + 4)
        {
            value = (value * 10) + text[digit++] - '0';
        }

        var dot = Forms.Dot(text, digit);
        return digit > at + 1 && value > 0 && value <= most && !Chars.IsLabel(At(digit)) && !(dot > 0 && char.IsAsciiDigit(At(digit + dot)))
            ? digit
            : at;
    }

    /// <summary>Firewalls write <c>outside:203.0.113.5/22</c> for a port: so it reads behind an interface, unless the host bits are clear.</summary>
    private readonly bool IsPort(int start, int end, int prefix) =>
        At(start - 1) is ':' or '/' && char.IsAsciiLetterOrDigit(At(start - 2)) && prefix > end
        && !(At(end - 1) == '0' && !char.IsAsciiDigit(At(end - 2)));

    private readonly bool IsIPv6Start(int at)
    {
        var end = at;
        while (end < text.Length && end - at < 5 && Chars.IsHex(text[end]))
        {
            end++;
        }

        var colon = end - at < 5 ? Forms.Colon(text, end) : 0;
        if (colon == 0 || (At(at - 1) is ':' && !IsMailLiteral(at)) || (At(at - 1) == ']' && At(at - 2) == ':') || Chars.IsWord(At(at - 1)))
        {
            return false;
        }

        return end > at ? Chars.IsHex(At(end + colon)) || Forms.Colon(text, end + colon) > 0 : Forms.Colon(text, end + colon) > 0;
    }

    /// <summary><c>[IPv6:2001:db8::1]</c> (RFC 5321 §4.1.3).</summary>
    private readonly bool IsMailLiteral(int at) => text[..at].EndsWith("[IPv6:", StringComparison.OrdinalIgnoreCase);

    private bool TryIPv6(int start, out Hit hit)
    {
        var end = EndOfIPv6(start);
        if (end < 0)
        {
            return Refuse(out hit);
        }

        var prefix = EndOfPrefix(end, 128);
        return Accept(new Hit(prefix > end ? ObservableKind.IPv6Network : ObservableKind.IPv6, start, prefix, start, end, start), out hit);
    }

    /// <summary>Nothing is assigned in 0000::/8 but 64:ff9b:: and what starts with zeros (RFC 4291 §2.4, RFC 6052): <c>3:2::1</c> is a ratio, <c>23:00::</c> a time.</summary>
    private readonly bool IsReserved(int start)
    {
        var end = start;
        while (Chars.IsHex(At(end)))
        {
            end++;
        }

        return end - start is 1 or 2 && text[start] != '0' && !text[start..end].SequenceEqual("64");
    }

    /// <summary>The end of an address of RFC 4291 §2.2, or -1.</summary>
    private readonly int EndOfIPv6(int start)
    {
        var (at, groups, compressed, digits, pairs, zero) = (start, 0, false, false, true, true);
        while (true)
        {
            var first = at;
            while (at < text.Length && Chars.IsHex(text[at]) && at - first < 5)
            {
                zero &= text[at] == '0';
                digits |= char.IsAsciiDigit(text[at++]);
            }

            if (at > first && Forms.Dot(text, at) > 0 && groups > 0 && EndOfIPv4(first) is > 0 and var dotted)
            {
                (at, groups, zero) = (dotted, groups + 2, false);
                break;
            }

            if (at - first > 4 || (at == first && !compressed && groups > 0))
            {
                return -1;
            }

            groups += at > first ? 1 : 0;
            pairs &= at - first == 2;
            var colon = Forms.Colon(text, at);
            var second = colon > 0 ? Forms.Colon(text, at + colon) : 0;
            if (second > 0 && !compressed)
            {
                (compressed, at) = (true, at + colon + second);
                if (!Chars.IsHex(At(at)))
                {
                    break;
                }
            }
            else if (colon > 0 && at > first && Chars.IsHex(At(at + colon)))
            {
                at += colon;
            }
            else
            {
                break;
            }

            if (groups >= 8)
            {
                return -1;
            }
        }

        // All zeros name no host. Eight pairs are an EUI-64 or the head of a fingerprint; letters alone with :: are a name of C++ or Ruby.
        var shape = compressed ? groups is > 0 and < 8 && (digits || groups > 3) : groups == 8 && !pairs;
        shape &= !compressed || !IsReserved(start);
        var after = Forms.Colon(text, at);
        var dot = Forms.Dot(text, at);
        var ends = !Chars.IsWord(At(at)) && !(dot > 0 && char.IsAsciiDigit(At(at + dot)))
            && !(after > 0 && (Forms.Colon(text, at + after) > 0 || Chars.IsHex(At(at + after))));
        return shape && ends && !zero ? at : -1;
    }
}
