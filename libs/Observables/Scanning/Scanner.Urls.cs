using Infohub.Observables.Canonical;
using Infohub.Observables.Names;

namespace Infohub.Observables.Scanning;

internal ref partial struct Scanner
{
    private const int LongestUserInfo = 256;

    /// <summary>A URL whose scheme is the chain's tail.</summary>
    private bool TryUrl(Chain chain, out Hit hit)
    {
        var schemeEnd = chain.End;
        if (chain.Length == 1 && text[chain.Start] is 'h' or 'H')
        {
            schemeEnd += Forms.SchemeRest(text, schemeEnd);
        }

        var separator = Forms.Separator(text, schemeEnd);
        if (separator == 0)
        {
            return Refuse(out hit);
        }

        var start = schemeEnd > chain.End ? chain.Start : chain.End;
        while (start > chain.Start && chain.End - start < 16 && char.IsAsciiLetter(text[start - 1]))
        {
            start--;
        }

        var scheme = text[start..schemeEnd];
        if (scheme.Length < 2 || scheme.Length > 15)
        {
            return Refuse(out hit);
        }

        var host = HostStart(schemeEnd + separator);
        var masked = !scheme.Equals("https", StringComparison.OrdinalIgnoreCase) && !scheme.Equals("http", StringComparison.OrdinalIgnoreCase)
            && !scheme.Equals(Forms.Scheme(scheme), StringComparison.OrdinalIgnoreCase);
        var (first, end) = ReadHost(host, masked);
        if (end < 0 && char.IsAsciiDigit(Chars.Fold(At(host))) && Forms.Scheme(scheme) is "http" or "https" or "ftp" or "ftps")
        {
            end = EndOfNumbers(host);
        }

        return end < 0
            ? Refuse(out hit)
            : Accept(new Hit(ObservableKind.Url, start, EndOfUrl(start, end), first, end, schemeEnd), out hit);
    }

    /// <summary>The place behind the user information, if the authority has one.</summary>
    private readonly int HostStart(int authority)
    {
        var host = authority;
        for (var at = authority; at < text.Length && at - authority < LongestUserInfo; at++)
        {
            var c = text[at];
            if (c is <= ' ' or > '~' or '/' or '?' or '#' or '"' or '<' or '>' or '`' or ',' or ';' or '\'' or '|' or '\\')
            {
                break;
            }

            if (Forms.At(text, at) is > 0 and var sign && at > authority)
            {
                host = at + sign;
            }
        }

        return host;
    }

    /// <summary>First and end of the host (an IPv6 address without its brackets), or an end of -1.</summary>
    private readonly (int First, int End) ReadHost(int host, bool maskedScheme)
    {
        if (At(host) == '[' && EndOfIPv6(host + 1) is > 0 and var literal && At(literal) == ']')
        {
            return (host + 1, literal);
        }

        if (char.IsAsciiDigit(At(host)) && EndOfIPv4(host) is > 0 and var address)
        {
            return (host, address);
        }

        var chain = ReadChain(host, ideographs: true, anchored: true);
        if (chain.Length is 0 or > LongestName)
        {
            return (host, -1);
        }

        if (chain.Labels > 2 && !chain.LastMasked && !IsTopLevel(chain) && IsTopLevel(Cut(chain))
            && (Chars.IsIdeographic(text[chain.Last]) || char.IsAsciiLetterUpper(text[chain.Last])))
        {
            chain = Cut(chain);
        }

        while (chain.End > chain.Last && text[chain.End - 1] is '-' or '_')
        {
            chain.End--;
        }

        var last = text[chain.Last..chain.End];
        var named = last.Length >= 2 && char.IsLetter(last[0]) && HasValidLabels(chain);
        return named && (chain.Labels > 1 || maskedScheme) ? (host, chain.End) : (host, -1);
    }

    /// <summary>The end of an address that is written as one number or a few, or -1.</summary>
    private readonly int EndOfNumbers(int host)
    {
        var chain = ReadChain(host, ideographs: false, anchored: true);
        return chain.Length <= LongestName && Numbers.TryRead(text[host..chain.End], out _) ? chain.End : -1;
    }

    /// <summary>The end of port, path, query and fragment, without the punctuation of the sentence around.</summary>
    private readonly int EndOfUrl(int start, int hostEnd)
    {
        var at = At(hostEnd) == ']' ? hostEnd + 1 : hostEnd;
        var port = at + Forms.Colon(text, at);
        if (port > at && char.IsAsciiDigit(At(port)))
        {
            at = port;
            while (char.IsAsciiDigit(At(at)) && at - port < 5)
            {
                at++;
            }
        }

        if (At(at) is not ('/' or '?' or '#') && !(At(at) == '\\' && At(at + 1) == '/'))
        {
            return at;
        }

        return TrimUrl(at, EndOfTail(at, At(start - 1)), At(start - 1));
    }

    private readonly int EndOfTail(int tail, char before)
    {
        var (round, square, curly) = (0, 0, 0);
        for (var at = tail; at < text.Length; at++)
        {
            var c = text[at];
            if (EndOfIdeographicFile(at) is > 0 and var file)
            {
                at = file - 1;
                continue;
            }

            switch (c)
            {
                case <= ' ' or '\u007F' or '"' or '<' or '>' or '`' or '|' or '^' or '\'':
                case > '\u007F' when !Chars.IsLabel(c):
                case '\\' when At(at + 1) is not ('/' or '='):
                case '(' when ++round > 8:
                case ')' when --round < 0:
                case '[' when ++square > 8:
                case ']' when --square < 0:
                case '{' when ++curly > 8:
                case '}' when --curly < 0:

                // In CSV the comma parts fields; in a path it may be part of the name.
                case ',' when before is '\0' or '\n' or '\r' or ',':
                case ';' when before is ';':
                case '&' when IsEntity(at):
                    return at;
            }
        }

        return text.Length;
    }

    /// <summary>The end of a file with a Chinese name (<c>/安装包.exe</c>), or -1: elsewhere Chinese letters go on with the sentence.</summary>
    private readonly int EndOfIdeographicFile(int start)
    {
        if (!Chars.IsIdeographic(text[start]) || At(start - 1) != '/')
        {
            return -1;
        }

        var at = start;
        while (at - start < LongestIdeographicLabel && (Chars.IsIdeographic(At(at)) || Chars.IsLabel(At(at))))
        {
            at++;
        }

        var end = at + 1;
        while (end - at <= LongestExtension && Chars.IsAlnum(At(end)))
        {
            end++;
        }

        return At(at) == '.' && FileExtensions.Contains(text[(at + 1)..end]) ? end : -1;
    }

    private readonly bool IsEntity(int at) =>
        text[at..].StartsWith("&quot;") || text[at..].StartsWith("&lt;") || text[at..].StartsWith("&gt;")
        || text[at..].StartsWith("&#39;") || text[at..].StartsWith("&#34;") || text[at..].StartsWith("&nbsp;");

    private readonly int TrimUrl(int tail, int end, char before)
    {
        while (end > tail && (text[end - 1] is '.' or ',' or ';' or ':' or '!' or '?' or '*' or '~' or '(' or '[' or '{' or '\\'
            || (text[end - 1] == '_' && before == '_')))
        {
            end--;
        }

        return end;
    }
}
