using Infohub.Observables;

namespace Infohub.Intelligence.WarningLists;

/// <summary>
/// Networks of which no host on the Internet can be meant: IANA's IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890, kept up by its successors), and multicast, which has registries of its own
/// (RFC 5771, RFC 4291 §2.7). Nested entries of the registries are left out.
/// </summary>
internal static class SpecialNetworks
{
    private static readonly KindSet Kinds = KindSet.Of(
        ObservableKind.IPv4, ObservableKind.IPv6, ObservableKind.IPv4Network, ObservableKind.IPv6Network, ObservableKind.Url, ObservableKind.Email);

    public static IReadOnlyList<BuiltInList> Lists { get; } =
    [
        new("built-in-special-ipv4", "Special-purpose IPv4 networks", "IANA IPv4 Special-Purpose Address Registry (RFC 6890), and multicast (RFC 5771)", ListType.Cidr, Kinds,
        [
            "0.0.0.0/8", // this network, RFC 791
            "10.0.0.0/8", // private, RFC 1918
            "100.64.0.0/10", // shared address space, RFC 6598
            "127.0.0.0/8", // loopback, RFC 1122
            "169.254.0.0/16", // link-local, RFC 3927
            "172.16.0.0/12", // private, RFC 1918
            "192.0.0.0/24", // IETF protocol assignments, RFC 6890
            "192.31.196.0/24", // AS112, RFC 7535
            "192.52.193.0/24", // AMT, RFC 7450
            "192.88.99.0/24", // 6to4 relays, ended by RFC 7526
            "192.168.0.0/16", // private, RFC 1918
            "192.175.48.0/24", // AS112, RFC 7534
            "198.18.0.0/15", // benchmarking, RFC 2544
            "224.0.0.0/4", // multicast, RFC 5771
            "240.0.0.0/4", // reserved, RFC 1112, with the broadcast address, RFC 919
        ]),
        new("built-in-special-ipv6", "Special-purpose IPv6 networks", "IANA IPv6 Special-Purpose Address Registry (RFC 6890), and multicast (RFC 4291)", ListType.Cidr, Kinds,
        [
            "::/128", // unspecified, RFC 4291
            "::1/128", // loopback, RFC 4291
            "::ffff:0:0/96", // IPv4 within IPv6, RFC 4291
            "64:ff9b::/96", // translation, RFC 6052
            "64:ff9b:1::/48", // translation within a network, RFC 8215
            "100::/64", // discard only, RFC 6666
            "100:0:0:1::/64", // dummy prefix, RFC 9780
            "2001::/23", // IETF protocol assignments, RFC 2928
            // Not 2002::/16 (6to4, RFC 3056): each of its addresses is somebody's public IPv4 address.
            "2620:4f:8000::/48", // AS112, RFC 7534
            "5f00::/16", // segment routing, RFC 9602
            "fc00::/7", // unique local, RFC 4193
            "fe80::/10", // link-local, RFC 4291
            "ff00::/8", // multicast, RFC 4291
        ]),
        new("built-in-example-networks", "Networks for documentation", "RFC 5737 (IPv4), RFC 3849 and RFC 9637 (IPv6)", ListType.Cidr, Kinds,
            ["192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20"], IsOfExamples: true),
    ];
}
