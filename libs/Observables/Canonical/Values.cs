using System.Buffers;
using System.Net;
using System.Text;
using Infohub.Observables.Names;
using Infohub.Observables.Scanning;

namespace Infohub.Observables.Canonical;

/// <summary>The canonical true value of a hit.</summary>
internal static class Values
{
    public static string Of(ReadOnlySpan<char> text, Hit hit)
    {
        var written = text[hit.Start..hit.End];
        return hit.Kind switch
        {
            ObservableKind.IPv4 or ObservableKind.IPv6 or ObservableKind.Domain => Host(written),
            ObservableKind.IPv4Network or ObservableKind.IPv6Network => Network(Host(text[hit.HostStart..hit.HostEnd]), text[(hit.HostEnd + 1)..hit.End]),
            ObservableKind.Url => Url(text, hit),
            ObservableKind.Email => $"{Live(text[hit.Start..hit.Mark], tail: false).ToLowerInvariant()}@{Host(text[hit.HostStart..hit.HostEnd])}",
            ObservableKind.Md5 or ObservableKind.Sha1 or ObservableKind.Sha256 or ObservableKind.Sha512 => Lower(written),
            ObservableKind.Cve => $"CVE-{Digits(written[4..8])}-{Digits(written[9..])}",
            ObservableKind.Technique => new string(written).ToUpperInvariant().Replace('/', '.'),
            ObservableKind.Asn => $"AS{written[written.IndexOfAnyInRange('0', '9')..]}",
            ObservableKind.RegistryKey => Key(written),
            ObservableKind.CryptoAddress => written[0] is '0' or 'B' ? new string(written).ToLowerInvariant() : new string(written),
            _ => Live(written, tail: false),
        };
    }

    private static string Host(ReadOnlySpan<char> written)
    {
        if (written.Contains(':'))
        {
            return IPv6Text.Of(IPAddress.Parse(Live(written, tail: false)));
        }

        // Nearly all: logs hold hundreds of thousands, and each piece built on the way would be garbage.
        if (Ascii.IsValid(written) && !written.ContainsAny(Chars.Brackets))
        {
            return Lower(written);
        }

        var host = new StringBuilder(written.Length);
        var at = 0;
        while (at < written.Length)
        {
            var end = at;
            while (end < written.Length && Forms.HostDot(written, end) == 0)
            {
                end++;
            }

            Punycode.AppendLabel(host, written[at..end]);
            var dot = Forms.HostDot(written, end);
            host.Append(dot > 0 ? "." : "");
            at = end + dot;
        }

        return host.ToString();
    }

    private static string Network(string address, ReadOnlySpan<char> prefix)
    {
        var length = int.Parse(prefix, provider: null);
        var bytes = IPAddress.Parse(address).GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var kept = Math.Clamp(length - (8 * i), 0, 8);
            bytes[i] &= (byte)(0xFF << (8 - kept));
        }

        var first = new IPAddress(bytes);
        return $"{(bytes.Length == 16 ? IPv6Text.Of(first) : first.ToString())}/{length}";
    }

    private static string Lower(ReadOnlySpan<char> written) => string.Create(written.Length, written, static (to, from) => Ascii.ToLower(from, to, out _));

    private static string Url(ReadOnlySpan<char> text, Hit hit)
    {
        var written = text[hit.Start..hit.End];
        if (IsCanonical(written, text[hit.HostStart..hit.HostEnd]))
        {
            return new string(written);
        }

        var authority = hit.Mark + Forms.Separator(text, hit.Mark);
        var user = Live(text[authority..hit.HostStart], tail: false);
        var host = Numbers.TryRead(text[hit.HostStart..hit.HostEnd], out var address) ? Numbers.Dotted(address) : Host(text[hit.HostStart..hit.HostEnd]);
        var tail = Live(text[hit.HostEnd..hit.End], tail: true).Replace(@"\/", "/", StringComparison.Ordinal).Replace(@"\=", "=", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);
        return $"{Forms.Scheme(text[hit.Start..hit.Mark])}://{user}{host}{tail}";
    }

    /// <summary>Live, with the scheme and the host in lower case and nothing escaped for where it stands.</summary>
    private static bool IsCanonical(ReadOnlySpan<char> written, ReadOnlySpan<char> host) =>
        (written.StartsWith("http://") || written.StartsWith("https://"))
        && Ascii.IsValid(host) && !host.ContainsAnyInRange('A', 'Z') && !host.Contains(':') && !Numbers.AreOdd(host)
        && !written.ContainsAny(Escapes) && written.IndexOf("&amp;") < 0;

    private static readonly SearchValues<char> Escapes = SearchValues.Create("[({\\");

    /// <summary>The text with its masked signs live; in a tail only square brackets mask, round ones are part of paths.</summary>
    public static string Live(ReadOnlySpan<char> written, bool tail)
    {
        if (!written.ContainsAny(Chars.Brackets))
        {
            return new string(written);
        }

        var live = new StringBuilder(written.Length);
        Masks.AppendLive(live, written, tail);
        return live.ToString();
    }

    private static string Digits(ReadOnlySpan<char> written) => string.Create(written.Length, written, static (to, from) =>
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = Chars.Fold(from[i]);
        }
    });

    private static string Key(ReadOnlySpan<char> written)
    {
        var name = written[..written.IndexOf('\\')];
        var rest = new string(written[name.Length..]).Replace(@"\\", @"\", StringComparison.Ordinal);
        return Hives.Of(name.TrimEnd(':')) + rest;
    }
}
