using System.Net;
using Infohub.Observables;
using Infohub.Platform.Http;

namespace Infohub.Sharing.Feeds;

/// <summary>What no block list carries, whoever shared it: blocking it would cut the reader off from their own network or from the hub.</summary>
internal static class NeverList
{
    private const int ShortestPrefix4 = 8;
    private const int ShortestPrefix6 = 20;

    private static readonly IPNetwork[] Own =
    [
        .. ((string[])[
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "224.0.0.0/4", "240.0.0.0/4",
            "::/127", "::ffff:0:0/96", "fc00::/7", "fe80::/10", "ff00::/8",
        ]).Select(IPNetwork.Parse),
    ];

    private static readonly string[] OwnNames = ["localhost", "local", "localdomain", "home.arpa", "internal", "lan"];

    /// <param name="finding">The value and its kind.</param>
    /// <param name="hubHost">The hub's own name, as the reader calls it.</param>
    public static bool Holds(Finding finding, string hubHost) => finding.Kind switch
    {
        ObservableKind.IPv4 or ObservableKind.IPv6 => !IPAddress.TryParse(finding.Value, out var address) || IsOwn(address),
        ObservableKind.IPv4Network or ObservableKind.IPv6Network => !IPNetwork.TryParse(finding.Value, out var network) || IsWideOrOwn(network),
        ObservableKind.Domain => IsOwnName(finding.Value, hubHost),
        ObservableKind.Url => !Uri.TryCreate(finding.Value, UriKind.Absolute, out var url) || UriHost.Of(url) is not { } host || IsOwnHost(host, hubHost),
        _ => false,
    };

    private static bool IsOwnHost(string host, string hubHost) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var address) ? IsOwn(address) : IsOwnName(host, hubHost);

    private static bool IsOwnName(string name, string hubHost) =>
        string.Equals(name, hubHost, StringComparison.OrdinalIgnoreCase)
        || OwnNames.Any(own => name.Equals(own, StringComparison.OrdinalIgnoreCase) || name.EndsWith("." + own, StringComparison.OrdinalIgnoreCase));

    private static bool IsOwn(IPAddress address) => Own.Any(n => n.Contains(address));

    private static bool IsWideOrOwn(IPNetwork network) =>
        network.PrefixLength < (network.BaseAddress.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? ShortestPrefix4 : ShortestPrefix6)
        || Own.Any(own => Covers(own, network) || Covers(network, own));

    /// <summary>Bit by bit: to <see cref="IPNetwork.Contains"/> of .NET 10 every IPv6 network holds ::ffff:0:0, and none would be listed.</summary>
    private static bool Covers(IPNetwork wide, IPNetwork narrow)
    {
        var (one, other) = (wide.BaseAddress.GetAddressBytes(), narrow.BaseAddress.GetAddressBytes());
        return one.Length == other.Length && wide.PrefixLength <= narrow.PrefixLength
            && Enumerable.Range(0, wide.PrefixLength).All(bit => ((one[bit / 8] ^ other[bit / 8]) & (128 >> (bit % 8))) == 0);
    }
}
