namespace Infohub.Observables.Scanning;

internal ref partial struct Scanner
{
    private static readonly string[] VersionWords = ["v", "ver", "version", "versions", "release", "releases", "build", "firmware", "rev", "revision", "section", "chapter", "clause", "§"];
    private static readonly string[] VersionIdeographs = ["版本", "版", "版本號", "版本号", "固件", "韌體", "第"];
    private static readonly string[] Connectors =
        [",", "and", "or", "to", "through", "-", "–", "、", "，", "及", "至", "或", "和", "到", "/", "and before", "before"];

    private static readonly string[] VersionTails = [" to version", " or later", " or above", " or newer", " or earlier", " and later", " and earlier", "及以上", "或以上", "以上版本", "之前版本"];

    /// <summary>Four numbers behind "version", in a list of such, or behind a product's name and a slash are no address.</summary>
    private readonly bool IsVersion(int start, int end)
    {
        if (text[start..end].ContainsAny(Chars.Brackets))
        {
            return false;
        }

        foreach (var tail in VersionTails)
        {
            if (text[end..].StartsWith(tail, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        if (lastVersionEnd >= 0 && start - lastVersionEnd <= 12)
        {
            var between = text[lastVersionEnd..start].Trim();
            foreach (var connector in Connectors)
            {
                if (between.SequenceEqual(connector))
                {
                    return true;
                }
            }
        }

        var at = start;
        at -= text[..at].EndsWith(" is ") ? 4 : 0;
        var least = at;
        while (at > 0 && least - at < 4 && text[at - 1] is ' ' or ':' or '=' or '.' or '：' or '"' or '\u00A0')
        {
            at--;
        }

        foreach (var word in VersionIdeographs)
        {
            if (text[..at].EndsWith(word))
            {
                return true;
            }
        }

        var head = at - (At(at - 1) == '/' ? 1 : 0);
        var first = head;
        while (first > 0 && head - first < 24 && (char.IsAsciiLetter(text[first - 1]) || text[first - 1] == '§'))
        {
            first--;
        }

        // User agents: Chrome/120.0.0.0, sqlmap/1.7.2.5. Firewalls write their interfaces in lower case, and a port: outside/203.0.113.5(443).
        if (head < at)
        {
            // Proxies write how they went in words with low lines: HIER_DIRECT/203.0.113.5.
            return head == start - 1 && first < head && At(first - 1) != '_'
                && (char.IsAsciiLetterUpper(text[first]) || (At(start + 1) == '.' && At(end) is not ('(' or '/' or ':')));
        }

        foreach (var word in VersionWords)
        {
            if (text[first..head].Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
