using Infohub.Observables;

namespace Infohub.Intelligence.WarningLists;

/// <summary>Kinds of values, one bit each; read from the attribute types of MISP that a list is for.</summary>
internal readonly record struct KindSet(uint Bits)
{
    private static readonly ObservableKind[] Addresses = [ObservableKind.IPv4, ObservableKind.IPv6, ObservableKind.IPv4Network, ObservableKind.IPv6Network];

    private static readonly Dictionary<string, ObservableKind[]> Words = new(StringComparer.Ordinal)
    {
        ["ip-src"] = Addresses,
        ["ip-dst"] = Addresses,
        ["ip"] = Addresses,
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

    /// <summary>All kinds: a list that names no attribute types is for all.</summary>
    public static KindSet All { get; } = Of([.. Enum.GetValues<ObservableKind>()]);

    /// <summary>Both halves of a pair count; words that no kind here answers to are passed over.</summary>
    public static KindSet Read(IEnumerable<string> attributes)
    {
        var words = attributes.ToList();
        return words.Count == 0 ? All : Of([.. words.SelectMany(w => w.Split('|')).SelectMany(w => Words.GetValueOrDefault(w, []))]);
    }

    public static KindSet Of(params ReadOnlySpan<ObservableKind> kinds)
    {
        var bits = 0u;
        foreach (var kind in kinds)
        {
            bits |= 1u << (int)kind;
        }

        return new KindSet(bits);
    }

    public bool Has(ObservableKind kind) => (Bits & (1u << (int)kind)) != 0;
}
