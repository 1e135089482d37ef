using Infohub.Observables;

namespace Infohub.Platform.Ui;

/// <summary>Kinds of values for people.</summary>
public static class ValueKind
{
    /// <summary>The English name, a key of the texts.</summary>
    /// <exception cref="ArgumentOutOfRangeException">For no kind.</exception>
    public static string Name(ObservableKind kind) => kind switch
    {
        ObservableKind.IPv4 => "IPv4 address",
        ObservableKind.IPv6 => "IPv6 address",
        ObservableKind.IPv4Network => "IPv4 network",
        ObservableKind.IPv6Network => "IPv6 network",
        ObservableKind.Domain => "Domain name",
        ObservableKind.Url => "URL",
        ObservableKind.Email => "E-mail address",
        ObservableKind.Md5 => "MD5 hash",
        ObservableKind.Sha1 => "SHA-1 hash",
        ObservableKind.Sha256 => "SHA-256 hash",
        ObservableKind.Sha512 => "SHA-512 hash",
        ObservableKind.Cve => "CVE",
        ObservableKind.Technique => "ATT&CK technique",
        ObservableKind.Asn => "Autonomous system",
        ObservableKind.FileName => "File name",
        ObservableKind.RegistryKey => "Registry key",
        ObservableKind.CryptoAddress => "Cryptocurrency address",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
