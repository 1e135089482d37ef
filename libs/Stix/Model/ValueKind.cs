namespace Infohub.Stix.Model;

/// <summary>How the value of a property is written.</summary>
public enum ValueKind
{
    /// <summary>A string (STIX 2.1 §2.15).</summary>
    Text,

    /// <summary><c>true</c> or <c>false</c> (§2.2).</summary>
    Boolean,

    /// <summary>A whole number of at most 54 bits (§2.10).</summary>
    Integer,

    /// <summary>A number (§2.6).</summary>
    Float,

    /// <summary>A time in UTC (§2.16).</summary>
    Timestamp,

    /// <summary>The identifier of an object (§2.9).</summary>
    Identifier,

    /// <summary>Bytes in base 64 (§2.1).</summary>
    Binary,

    /// <summary>Bytes in hexadecimal digits (§2.8).</summary>
    Hexadecimal,

    /// <summary>Hashes by the names of their algorithms (§2.7).</summary>
    Hashes,

    /// <summary>Values by their names (§2.3).</summary>
    Dictionary,

    /// <summary>A word of a vocabulary (§2.4, §2.14).</summary>
    Word,

    /// <summary>An object with properties of its own: an external reference, for example (§2.5).</summary>
    Structure,

    /// <summary>Extensions by their names or identifiers (§3.2, §7.3).</summary>
    Extensions,

    /// <summary>Observables by their local names (§2.13, deprecated).</summary>
    Container,

    /// <summary>Translations by their languages (§7.1).</summary>
    Translations,

    /// <summary>Nothing: the name is kept for a later version of the standard (§3.8).</summary>
    Reserved,
}

/// <summary>The families of objects. Several together where a reference may name objects of any of them.</summary>
[Flags]
public enum ObjectFamilies
{
    /// <summary>None: only objects of the types that are listed.</summary>
    None = 0,

    /// <summary>Domain objects, SDO (STIX 2.1 §4).</summary>
    Domain = 1,

    /// <summary>Relationship objects, SRO (§5).</summary>
    Relationship = 2,

    /// <summary>Cyber-observable objects, SCO (§6).</summary>
    Observable = 4,

    /// <summary>Meta objects: translations, markings, definitions of extensions (§7).</summary>
    Meta = 8,

    /// <summary>Every object. A bundle is none (§8).</summary>
    All = Domain | Relationship | Observable | Meta,
}

/// <summary>What a text must look like beside being one.</summary>
internal enum TextForm
{
    Any,
    Language,
    Url,
    UrlIfCan,
    MimeType,
    CharacterSet,
    Cpe,
    DomainName,
    Ipv4,
    Ipv6,
    Mac,
    EmailAddress,
    RelationshipType,
    Country,
    Subdivision,
    LowerHyphened,
    LowerCase,
    Priority,
    HeaderText,
    RegistryKey,
    PropertyName,
}

/// <summary>What the values of a dictionary are.</summary>
internal enum MapValues
{
    Any,
    Text,
    Texts,
    Integer,
    TextOrInteger,
}
