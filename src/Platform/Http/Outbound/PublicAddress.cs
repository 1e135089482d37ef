using System.Net;
using System.Net.Sockets;

namespace Infohub.Platform.Http.Outbound;

/// <summary>
/// Which addresses lie on the public network. The ranges are those that IANA's special-purpose address registries (RFC 6890) list as not globally reachable, multicast, and what leads into such a range by
/// translation or a tunnel.
/// </summary>
public static class PublicAddress
{
    private static readonly IPNetwork[] Inside4 =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.0.0.0/24"), IPNetwork.Parse("192.0.2.0/24"), IPNetwork.Parse("192.88.99.0/24"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("198.18.0.0/15"),
        IPNetwork.Parse("198.51.100.0/24"), IPNetwork.Parse("203.0.113.0/24"), IPNetwork.Parse("224.0.0.0/4"), IPNetwork.Parse("240.0.0.0/4"),
    ];

    /// <summary>Global unicast (RFC 4291 §2.4): nothing else is given to anybody.</summary>
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    /// <summary>Protocol assignments with Teredo, documentation, 6to4, documentation (RFC 9637).</summary>
    private static readonly IPNetwork[] Inside6 = [IPNetwork.Parse("2001::/23"), IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("2002::/16"), IPNetwork.Parse("3fff::/20")];

    public static bool Is(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily switch
        {
            AddressFamily.InterNetwork => !Array.Exists(Inside4, n => n.Contains(plain)),
            AddressFamily.InterNetworkV6 => plain.ScopeId == 0 && Global6.Contains(plain) && !Array.Exists(Inside6, n => n.Contains(plain)),
            _ => false,
        };
    }
}
