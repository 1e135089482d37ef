using Infohub.Observables;

namespace Infohub.Intelligence.WarningLists;

/// <summary>
/// Names that no registry gives to anybody: IANA's registry of special-use domain names (RFC 6761), with <c>internal</c>, which ICANN reserved for private use in 2024. One of the registry is not here:
/// <c>onion</c> (RFC 7686), whose names are given to nobody by DNS but are used by many, also by those of whom members warn.
/// </summary>
internal static class SpecialNames
{
    private static readonly KindSet Kinds = KindSet.Of(ObservableKind.Domain, ObservableKind.Url, ObservableKind.Email);

    public static IReadOnlyList<BuiltInList> Lists { get; } =
    [
        new("built-in-special-names", "Special-use domain names", "IANA registry of special-use domain names (RFC 6761), and the name reserved for private use", ListType.Hostname, Kinds,
        [
            "localhost", // RFC 6761
            "invalid", // RFC 6761
            "local", // RFC 6762
            "alt", // RFC 9476
            "home.arpa", // RFC 8375
            "ipv4only.arpa", // RFC 8880
            "resolver.arpa", // RFC 9462
            "service.arpa", // RFC 9665
            "6tisch.arpa", // RFC 9031
            "eap-noob.arpa", // RFC 9140
            "internal", // ICANN Board, 29 July 2024
            // The reverse trees of private and link-local networks, RFC 6761, RFC 6762.
            "10.in-addr.arpa", "168.192.in-addr.arpa", "254.169.in-addr.arpa",
            .. Enumerable.Range(16, 16).Select(n => $"{n}.172.in-addr.arpa"),
            "8.e.f.ip6.arpa", "9.e.f.ip6.arpa", "a.e.f.ip6.arpa", "b.e.f.ip6.arpa",
        ]),
        new("built-in-example-names", "Names for examples and tests", "RFC 2606 and RFC 6761", ListType.Hostname, Kinds, ["example", "test", "example.com", "example.net", "example.org"], IsOfExamples: true),
    ];
}
