using Infohub.Observables;

namespace Infohub.Intelligence.WarningLists;

/// <summary>Resolvers that anybody may ask, as their operators publish them on their own pages. They stand in many logs and so in many reports; who blocks one leaves people without names.</summary>
internal static class PublicResolvers
{
    public static IReadOnlyList<BuiltInList> Lists { get; } =
    [
        new("built-in-resolver-addresses", "Public DNS resolvers (addresses)", "Published by their operators", ListType.Cidr,
            KindSet.Of(ObservableKind.IPv4, ObservableKind.IPv6, ObservableKind.IPv4Network, ObservableKind.IPv6Network, ObservableKind.Url),
        [
            // Google Public DNS
            "8.8.8.8", "8.8.4.4", "2001:4860:4860::8888", "2001:4860:4860::8844",
            // Cloudflare, also with filters for malware and for families
            "1.1.1.1", "1.0.0.1", "2606:4700:4700::1111", "2606:4700:4700::1001",
            "1.1.1.2", "1.0.0.2", "2606:4700:4700::1112", "2606:4700:4700::1002",
            "1.1.1.3", "1.0.0.3", "2606:4700:4700::1113", "2606:4700:4700::1003",
            // Quad9: filtered, unfiltered, with client subnet
            "9.9.9.9", "149.112.112.112", "2620:fe::fe", "2620:fe::9",
            "9.9.9.10", "149.112.112.10", "2620:fe::10", "2620:fe::fe:10",
            "9.9.9.11", "149.112.112.11", "2620:fe::11", "2620:fe::fe:11",
            // OpenDNS
            "208.67.222.222", "208.67.220.220", "208.67.222.123", "208.67.220.123", "2620:119:35::35", "2620:119:53::53",
            // AdGuard: default, family, unfiltered
            "94.140.14.14", "94.140.15.15", "2a10:50c0::ad1:ff", "2a10:50c0::ad2:ff", "94.140.14.15", "94.140.15.16", "94.140.14.140", "94.140.14.141",
            // CleanBrowsing, security filter
            "185.228.168.9", "185.228.169.9",
            // AliDNS, DNSPod, 114DNS
            "223.5.5.5", "223.6.6.6", "2400:3200::1", "2400:3200:baba::1", "119.29.29.29", "114.114.114.114", "114.114.115.115",
            // Yandex
            "77.88.8.8", "77.88.8.1",
        ]),
        new("built-in-resolver-names", "Public DNS resolvers (names)", "Published by their operators", ListType.Hostname, KindSet.Of(ObservableKind.Domain, ObservableKind.Url),
            ["dns.google", "one.one.one.one", "cloudflare-dns.com", "dns.quad9.net", "doh.opendns.com", "dns.adguard-dns.com", "dns.alidns.com", "doh.pub"]),
    ];
}
