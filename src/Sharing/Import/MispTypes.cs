using Infohub.Observables;

namespace Infohub.Sharing.Import;

/// <summary>MISP's types of attributes (its list of describeTypes), as far as a value of a post can be made of them. Those with a bar hold two values, or a value and what belongs to it.</summary>
internal static class MispTypes
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
        ["md5"] = [ObservableKind.Md5],
        ["sha1"] = [ObservableKind.Sha1],
        ["sha256"] = [ObservableKind.Sha256],
        ["sha512"] = [ObservableKind.Sha512],
        ["vulnerability"] = [ObservableKind.Cve],
        ["AS"] = [ObservableKind.Asn],
        ["filename"] = [ObservableKind.FileName],
        ["regkey"] = [ObservableKind.RegistryKey],
        ["btc"] = [ObservableKind.CryptoAddress],
    };

    /// <summary>The kinds that each part of a value may be, an empty list for a part that is none (a port); null for a type of which nothing is made.</summary>
    public static IReadOnlyList<ObservableKind[]>? Parts(string type)
    {
        var parts = type.Trim().Split('|').Select(p => Kinds.GetValueOrDefault(p, [])).ToList();
        return parts.Count is 1 or 2 && parts.Exists(p => p.Length > 0) ? parts : null;
    }
}
