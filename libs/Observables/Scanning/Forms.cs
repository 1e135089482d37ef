namespace Infohub.Observables.Scanning;

/// <summary>The live and masked forms of the characters that hold a value together; each answers the form's length at a place, or 0.</summary>
internal static class Forms
{
    /// <summary><c>.</c> or <c>[.]</c> <c>(.)</c> <c>{.}</c> <c>[dot]</c> <c>(dot)</c> <c>{dot}</c>, the same with 點 or 点, or a wide full stop in square brackets.</summary>
    public static int Dot(ReadOnlySpan<char> text, int at) =>
        at >= text.Length ? 0 : text[at] == '.' ? 1 : Enclosed(text, at, ".", "dot") is > 0 and var dot ? dot : Enclosed(text, at, "\u9EDE", "\u70B9");

    /// <summary>The same within a host that was read, where a wide full stop is a dot.</summary>
    public static int HostDot(ReadOnlySpan<char> host, int at) => at < host.Length && Chars.IsWideDot(host[at]) ? 1 : Dot(host, at);

    /// <summary><c>@</c>, live, wide or as HTML escapes it, or <c>@</c> and <c>at</c> in brackets.</summary>
    public static int At(ReadOnlySpan<char> text, int at) =>
        at >= text.Length ? 0 : text[at] is '@' or '\uFF20' ? 1 : text[at] == '&' && text[at..].StartsWith("&#64;") ? 5 : Enclosed(text, at, "@", "at");

    /// <summary><c>:</c>, or <c>:</c> in brackets.</summary>
    public static int Colon(ReadOnlySpan<char> text, int at) =>
        at >= text.Length ? 0 : text[at] == ':' ? 1 : Enclosed(text, at, ":", ":");

    /// <summary><c>://</c> in its live form, as JSON escapes it (<c>:\/\/</c>), or masked.</summary>
    public static int Separator(ReadOnlySpan<char> text, int at)
    {
        if (at >= text.Length || text[at] is not (':' or '[' or '(' or '{'))
        {
            return 0;
        }

        var rest = text[at..];
        return rest switch
        {
            _ when rest.StartsWith("://") => 3,
            _ when rest.StartsWith("[://]") || rest.StartsWith("(://)") || rest.StartsWith("[:]//") || rest.StartsWith("(:)//") || rest.StartsWith("{:}//")
                || rest.StartsWith(":[//]") || rest.StartsWith(@":\/\/") => 5,
            _ => 0,
        };
    }

    /// <summary>What a masked scheme has after its first letter: <c>[tt]p</c>, <c>(tt)p</c>, <c>**p</c>, and an <c>s</c>.</summary>
    public static int SchemeRest(ReadOnlySpan<char> text, int at)
    {
        if (at >= text.Length || text[at] is not ('[' or '(' or '*'))
        {
            return 0;
        }

        var rest = text[at..];
        var length = rest switch
        {
            _ when rest.StartsWith("[tt]p", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("(tt)p", StringComparison.OrdinalIgnoreCase) => 5,
            _ when rest.StartsWith("**p", StringComparison.OrdinalIgnoreCase) => 3,
            _ => 0,
        };
        return length > 0 && length < rest.Length && rest[length] is 's' or 'S' ? length + 1 : length;
    }

    /// <summary>The true scheme in lower case.</summary>
    public static string Scheme(ReadOnlySpan<char> written)
    {
        var lower = new string(written).ToLowerInvariant();
        return lower switch
        {
            "http" or "hxxp" or "hxtp" or "htxp" or "h[tt]p" or "h(tt)p" or "h**p" or "meow" => "http",
            "https" or "hxxps" or "hxtps" or "htxps" or "h[tt]ps" or "h(tt)ps" or "h**ps" or "meows" => "https",
            "ftp" or "fxp" => "ftp",
            "ftps" or "fxps" => "ftps",
            _ => lower,
        };
    }

    private static int Enclosed(ReadOnlySpan<char> text, int at, string sign, string word)
    {
        var close = text[at] switch { '[' => ']', '(' => ')', '{' => '}', '\uFF08' => '\uFF09', _ => '\0' };
        if (close == '\0')
        {
            return 0;
        }

        var rest = text[(at + 1)..];
        if (rest.Length > 1 && rest[1] == close && (rest[0] == sign[0] || (close == ']' && sign == "." && Chars.IsWideDot(rest[0]))))
        {
            return 3;
        }

        return rest.Length > word.Length && rest[word.Length] == close && rest.StartsWith(word, StringComparison.OrdinalIgnoreCase)
            ? word.Length + 2
            : 0;
    }
}
