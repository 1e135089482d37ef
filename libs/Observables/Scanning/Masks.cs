using System.Buffers;
using System.Text;

namespace Infohub.Observables.Scanning;

/// <summary>The change of a hit's own characters from live to masked and back; all others are copied.</summary>
internal static class Masks
{
    private static readonly SearchValues<char> Signs = SearchValues.Create(".:\u3002\uFF0E\uFF61");

    /// <summary>Whether the hit has a live part that would make it a link: what <see cref="AppendMasked"/> would change.</summary>
    public static bool IsLive(ReadOnlySpan<char> text, Hit hit) =>
        hit.IsLink && (HasLiveHost(text, hit)
            || (hit.Kind == ObservableKind.Email && text[hit.Mark] == '@')
            || (hit.Kind == ObservableKind.Url && MaskedScheme(text[hit.Start..hit.Mark]) is not null));

    public static void AppendMasked(StringBuilder to, ReadOnlySpan<char> text, Hit hit)
    {
        var at = hit.Start;
        if (hit.Kind == ObservableKind.Url)
        {
            var scheme = text[hit.Start..hit.Mark];
            to.Append(MaskedScheme(scheme) ?? scheme);
            at = hit.Mark;
        }
        else if (hit.Kind == ObservableKind.Email)
        {
            to.Append(text[hit.Start..hit.Mark]);
            at = hit.Mark + Forms.At(text, hit.Mark);
            to.Append(text[hit.Mark] == '@' ? "[@]" : text[hit.Mark..at]);
        }

        to.Append(text[at..hit.HostStart]);
        AppendHost(to, text, hit);
        to.Append(text[hit.HostEnd..hit.End]);
    }

    /// <summary>Every masked sign of the part made live; in a tail (path, query, fragment) round and curly brackets are its own.</summary>
    public static void AppendLive(StringBuilder to, ReadOnlySpan<char> part, bool tail)
    {
        for (var at = 0; at < part.Length;)
        {
            var (sign, length) = tail && part[at] != '[' ? (part[at], 1) : Sign(part, at);
            to.Append(sign);
            at += length;
        }
    }

    public static void AppendLive(StringBuilder to, ReadOnlySpan<char> text, Hit hit)
    {
        var at = hit.Start;
        if (hit.Kind == ObservableKind.Url)
        {
            AppendLiveScheme(to, text[hit.Start..hit.Mark]);
            at = hit.Mark + Forms.Separator(text, hit.Mark);
            var separator = text[hit.Mark..at];
            to.Append(separator.Contains('\\') ? separator : "://");
        }

        AppendLive(to, text[at..hit.HostEnd], tail: false);
        AppendLive(to, text[hit.HostEnd..hit.End], tail: true);
    }

    /// <summary>The sign that stands in brackets here, and how long it is with them; else the character itself.</summary>
    private static (char Sign, int Length) Sign(ReadOnlySpan<char> part, int at)
    {
        if (Forms.Dot(part, at) is > 1 and var dot)
        {
            return (Chars.IsWideDot(part[at + 1]) ? part[at + 1] : '.', dot);
        }

        if (Forms.Colon(part, at) is > 1 and var colon)
        {
            return (':', colon);
        }

        return Forms.At(part, at) is > 1 and var sign ? ('@', sign) : (part[at], 1);
    }

    private static bool HasLiveHost(ReadOnlySpan<char> text, Hit hit)
    {
        var host = text[hit.HostStart..hit.HostEnd];
        return !host.ContainsAny(Chars.Brackets) && host.ContainsAny(Signs);
    }

    private static void AppendHost(StringBuilder to, ReadOnlySpan<char> text, Hit hit)
    {
        var host = text[hit.HostStart..hit.HostEnd];
        if (!HasLiveHost(text, hit))
        {
            to.Append(host);
            return;
        }

        var colon = host.IndexOf(':');
        if (colon >= 0)
        {
            to.Append(host[..colon]).Append("[:]").Append(host[(colon + 1)..]);
            return;
        }

        foreach (var c in host)
        {
            if (c == '.' || Chars.IsWideDot(c))
            {
                to.Append('[').Append(c).Append(']');
            }
            else
            {
                to.Append(c);
            }
        }
    }

    /// <summary>hxxp, hxxps, fxp or fxps in the case of the original, or null for schemes that are left as they are.</summary>
    private static string? MaskedScheme(ReadOnlySpan<char> scheme) => scheme switch
    {
        _ when scheme.Equals("http", StringComparison.OrdinalIgnoreCase) || scheme.Equals("https", StringComparison.OrdinalIgnoreCase) =>
            $"{scheme[0]}{X(scheme[1])}{X(scheme[2])}{scheme[3..]}",
        _ when scheme.Equals("ftp", StringComparison.OrdinalIgnoreCase) || scheme.Equals("ftps", StringComparison.OrdinalIgnoreCase) =>
            $"{scheme[0]}{X(scheme[1])}{scheme[2..]}",
        _ => null,
    };

    private static char X(char t) => t == 'T' ? 'X' : 'x';

    private static void AppendLiveScheme(StringBuilder to, ReadOnlySpan<char> scheme)
    {
        var live = Forms.Scheme(scheme);
        if (live.Length != scheme.Length)
        {
            to.Append(live);
            return;
        }

        // Letter by letter in the case of the masked form, so that HTTP comes back as it was.
        for (var i = 0; i < live.Length; i++)
        {
            to.Append(char.IsAsciiLetterUpper(scheme[i]) ? char.ToUpperInvariant(live[i]) : live[i]);
        }
    }
}
