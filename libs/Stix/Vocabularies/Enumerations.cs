namespace Infohub.Stix.Vocabularies;

/// <summary>Vocabularies that may not be added to (STIX 2.1 §10, names that end in <c>-enum</c>).</summary>
public static class Enumerations
{
    /// <summary><c>encryption-algorithm-enum</c>.</summary>
    public static Vocabulary EncryptionAlgorithm { get; } = new("encryption-algorithm-enum", "10.4", "AES-256-GCM ChaCha20-Poly1305 mime-type-indicated");

    /// <summary><c>extension-type-enum</c>.</summary>
    public static Vocabulary ExtensionType { get; } = new("extension-type-enum", "10.5", "new-sdo new-sco new-sro property-extension toplevel-property-extension");

    /// <summary><c>network-socket-address-family-enum</c>.</summary>
    public static Vocabulary NetworkSocketAddressFamily { get; } = new("network-socket-address-family-enum", "10.16",
        "AF_UNSPEC AF_INET AF_IPX AF_APPLETALK AF_NETBIOS AF_INET6 AF_IRDA AF_BTH");

    /// <summary><c>network-socket-type-enum</c>.</summary>
    public static Vocabulary NetworkSocketType { get; } = new("network-socket-type-enum", "10.17", "SOCK_STREAM SOCK_DGRAM SOCK_RAW SOCK_RDM SOCK_SEQPACKET");

    /// <summary><c>opinion-enum</c>, from disagreement to agreement.</summary>
    public static Vocabulary Opinion { get; } = new("opinion-enum", "10.18", "strongly-disagree disagree neutral agree strongly-agree");

    /// <summary><c>windows-integrity-level-enum</c>.</summary>
    public static Vocabulary WindowsIntegrityLevel { get; } = new("windows-integrity-level-enum", "10.27", "low medium high system");

    /// <summary><c>windows-registry-datatype-enum</c>.</summary>
    public static Vocabulary WindowsRegistryDatatype { get; } = new("windows-registry-datatype-enum", "10.29", """
        REG_NONE REG_SZ REG_EXPAND_SZ REG_BINARY REG_DWORD REG_DWORD_BIG_ENDIAN REG_DWORD_LITTLE_ENDIAN REG_LINK REG_MULTI_SZ REG_RESOURCE_LIST
        REG_FULL_RESOURCE_DESCRIPTION REG_RESOURCE_REQUIREMENTS_LIST REG_QWORD REG_INVALID_TYPE
        """);

    /// <summary><c>windows-service-start-type-enum</c>.</summary>
    public static Vocabulary WindowsServiceStartType { get; } = new("windows-service-start-type-enum", "10.30",
        "SERVICE_AUTO_START SERVICE_BOOT_START SERVICE_DEMAND_START SERVICE_DISABLED SERVICE_SYSTEM_ALERT");

    /// <summary><c>windows-service-type-enum</c>.</summary>
    public static Vocabulary WindowsServiceType { get; } = new("windows-service-type-enum", "10.31",
        "SERVICE_KERNEL_DRIVER SERVICE_FILE_SYSTEM_DRIVER SERVICE_WIN32_OWN_PROCESS SERVICE_WIN32_SHARE_PROCESS");

    /// <summary><c>windows-service-status-enum</c>.</summary>
    public static Vocabulary WindowsServiceStatus { get; } = new("windows-service-status-enum", "10.32", """
        SERVICE_CONTINUE_PENDING SERVICE_PAUSE_PENDING SERVICE_PAUSED SERVICE_RUNNING SERVICE_START_PENDING SERVICE_STOP_PENDING SERVICE_STOPPED
        """);
}
