using System.Globalization;
using System.Net;
using Infohub.Observables;

namespace Infohub.Detection;

/// <summary>What a resolver answers for what a zone lists, as the target of a CNAME record (draft-vixie-dnsop-dns-rpz); any other name is a walled garden.</summary>
public static class RpzAction
{
    /// <summary>There is no such name.</summary>
    public const string NoSuchName = ".";

    /// <summary>There is such a name, without data.</summary>
    public const string NoData = "*.";

    /// <summary>No answer.</summary>
    public const string Drop = "rpz-drop.";

    /// <summary>As if it were not listed.</summary>
    public const string PassThrough = "rpz-passthru.";

    /// <summary>Ask again by TCP.</summary>
    public const string TcpOnly = "rpz-tcp-only.";
}

/// <summary>How a zone is written.</summary>
public sealed record RpzOptions
{
    /// <summary>Must rise with each change of what is in it (RFC 1982).</summary>
    public required uint Serial { get; init; }

    /// <summary>Seconds for which an answer may be kept.</summary>
    public int TimeToLive { get; init; } = 300;

    /// <summary>One of <see cref="RpzAction"/>, or a name with a dot at its end.</summary>
    public string Action { get; init; } = RpzAction.NoSuchName;
}

/// <summary>
/// A response policy zone, with names relative to the zone's, which the resolver's configuration says. A domain stands with all names below it. An address or network stands as a trigger on
/// answers (<c>rpz-ip</c>). A link is left out: with its host more would be blocked than somebody reported.
/// </summary>
public static class RpzZone
{
    /// <summary>Octets that are left for the zone's own name, of the 255 of RFC 1035 §2.3.4.</summary>
    private const int LongestOrigin = 64;

    /// <param name="to">Where it goes.</param>
    /// <param name="indicators">Domains, addresses and networks are taken, each once.</param>
    /// <param name="options">The serial at least.</param>
    /// <param name="head">Null for none.</param>
    /// <returns>How many values were written.</returns>
    public static int Write(TextWriter to, IEnumerable<Indicator> indicators, RpzOptions options, SheetHead? head = null)
    {
        head?.WriteTo(to, "; ");
        to.Write(string.Create(CultureInfo.InvariantCulture, $"$TTL {options.TimeToLive}\n@ IN SOA localhost. root.localhost. ({options.Serial} 3600 600 604800 {options.TimeToLive})\n@ IN NS localhost.\n"));
        var count = 0;
        foreach (var indicator in indicators)
        {
            foreach (var owner in OwnersOf(indicator))
            {
                to.Write(owner);
                to.Write(" CNAME ");
                to.Write(options.Action);
                to.Write('\n');
                count += owner.StartsWith("*.", StringComparison.Ordinal) ? 0 : 1;
            }
        }

        return count;
    }

    private static IEnumerable<string> OwnersOf(Indicator indicator) => indicator.Kind switch
    {
        ObservableKind.Domain when IsName(indicator.Value) => [indicator.Value, "*." + indicator.Value],
        ObservableKind.IPv4 or ObservableKind.IPv6 when IPAddress.TryParse(indicator.Value, out var address) => [Trigger(address, address.GetAddressBytes().Length * 8)],
        ObservableKind.IPv4Network or ObservableKind.IPv6Network when IPNetwork.TryParse(indicator.Value, out var network) => [Trigger(network.BaseAddress, network.PrefixLength)],
        _ => [],
    };

    /// <summary>Nothing that means something to a zone file, and with the asterisk short enough.</summary>
    private static bool IsName(string name) =>
        name.Length > 0 && name.Length + 4 + LongestOrigin <= 255 && name.Split('.').All(l => l.Length is > 0 and <= 63 && l.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'));

    /// <summary>The prefix, then the parts in reverse order; of an IPv6 address the longest run of zeros is <c>zz</c>, of two such the one nearer the address's beginning: BIND passes over any other form.</summary>
    private static string Trigger(IPAddress address, int prefix)
    {
        var bytes = address.GetAddressBytes();
        var parts = bytes.Length == 4
            ? bytes.Reverse().Select(b => b.ToString(CultureInfo.InvariantCulture)).ToList()
            : [.. Enumerable.Range(0, 8).Reverse().Select(i => ((bytes[2 * i] << 8) | bytes[(2 * i) + 1]).ToString("x", CultureInfo.InvariantCulture))];
        if (bytes.Length == 16)
        {
            var (first, length) = LongestZeros(parts);
            if (length > 1)
            {
                parts.RemoveRange(first, length);
                parts.Insert(first, "zz");
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{prefix}.{string.Join('.', parts)}.rpz-ip");
    }

    private static (int First, int Length) LongestZeros(List<string> parts)
    {
        var (first, length) = (0, 0);
        for (var i = 0; i < parts.Count; i++)
        {
            var run = parts.Skip(i).TakeWhile(p => p == "0").Count();
            (first, length) = run > 0 && run >= length ? (i, run) : (first, length);
        }

        return (first, length);
    }
}
