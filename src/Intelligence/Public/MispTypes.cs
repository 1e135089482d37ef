using Infohub.Observables;

namespace Infohub.Intelligence.Public;

/// <summary>MISP's types of attributes (its list of describeTypes), and the kinds of values that they hold.</summary>
public static class MispTypes
{
    private static readonly ObservableKind[] Address = [ObservableKind.IPv4, ObservableKind.IPv6, ObservableKind.IPv4Network, ObservableKind.IPv6Network];

    private static readonly Dictionary<string, ObservableKind[]> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ip-src"] = Address,
        ["ip-dst"] = Address,
        ["ip"] = Address,
        ["domain"] = [ObservableKind.Domain],
        ["hostname"] = [ObservableKind.Domain],
        ["url"] = [ObservableKind.Url],
        ["uri"] = [ObservableKind.Url],
        ["link"] = [ObservableKind.Url],
        ["email"] = [ObservableKind.Email],
        ["email-src"] = [ObservableKind.Email],
        ["email-dst"] = [ObservableKind.Email],
        ["email-reply-to"] = [ObservableKind.Email],
        ["target-email"] = [ObservableKind.Email],
        ["whois-registrant-email"] = [ObservableKind.Email],
        ["dns-soa-email"] = [ObservableKind.Email],
        ["md5"] = [ObservableKind.Md5],
        ["sha1"] = [ObservableKind.Sha1],
        ["sha256"] = [ObservableKind.Sha256],
        ["sha512"] = [ObservableKind.Sha512],
        ["malware-sample"] = [ObservableKind.Md5, ObservableKind.FileName],
        ["vulnerability"] = [ObservableKind.Cve],
        ["AS"] = [ObservableKind.Asn],
        ["filename"] = [ObservableKind.FileName],
        ["attachment"] = [ObservableKind.FileName],
        ["regkey"] = [ObservableKind.RegistryKey],
        ["btc"] = [ObservableKind.CryptoAddress],
    };

    /// <summary>The kinds that a value of a type may be; none for a type that no kind here answers to.</summary>
    /// <param name="type">One word: of a pair, as <c>filename|md5</c>, each half by itself.</param>
    public static IReadOnlyList<ObservableKind> KindsOf(string type) => Kinds.GetValueOrDefault(type, []);
}
