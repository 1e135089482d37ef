namespace Infohub.Observables;

/// <summary>The kinds of values that are recognised in text.</summary>
public enum ObservableKind
{
    /// <summary>An IPv4 address in four decimal parts without leading zeros: <c>203.0.113.5</c>.</summary>
    IPv4,

    /// <summary>An IPv6 address in the form of RFC 5952: <c>2001:db8::1</c>.</summary>
    IPv6,

    /// <summary>An IPv4 network with its host bits cleared (RFC 4632): <c>198.51.100.0/24</c>.</summary>
    IPv4Network,

    /// <summary>An IPv6 network with its host bits cleared: <c>2001:db8::/32</c>.</summary>
    IPv6Network,

    /// <summary>A domain name in lower case, its international labels in punycode (RFC 3492), without a trailing dot.</summary>
    Domain,

    /// <summary>A URL with a scheme; scheme and host in lower case, the rest as written.</summary>
    Url,

    /// <summary>An e-mail address in lower case.</summary>
    Email,

    /// <summary>32 hexadecimal digits in lower case.</summary>
    Md5,

    /// <summary>40 hexadecimal digits in lower case.</summary>
    Sha1,

    /// <summary>64 hexadecimal digits in lower case.</summary>
    Sha256,

    /// <summary>128 hexadecimal digits in lower case.</summary>
    Sha512,

    /// <summary>A CVE identifier in upper case: <c>CVE-2021-44228</c>.</summary>
    Cve,

    /// <summary>An ATT&amp;CK technique or sub-technique: <c>T1059.003</c>.</summary>
    Technique,

    /// <summary>An autonomous system number: <c>AS64500</c>.</summary>
    Asn,

    /// <summary>A file name with a known extension, without its folder, as written.</summary>
    FileName,

    /// <summary>A Windows registry key with its hive written out: <c>HKEY_LOCAL_MACHINE\Software\…</c>.</summary>
    RegistryKey,

    /// <summary>A Bitcoin address whose checksum holds, or an Ethereum address (<c>0x</c> and 40 hexadecimal digits).</summary>
    CryptoAddress,
}
