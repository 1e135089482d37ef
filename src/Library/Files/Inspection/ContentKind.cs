namespace Infohub.Library.Files.Inspection;

/// <summary>What some bytes are, by themselves: the one answer that type and inspection share.</summary>
internal enum ContentKind
{
    Empty,
    Binary,
    Text,
    Mail,
    Pdf,
    RichText,
    Compound,
    Zip,
    Gzip,
    Tar,
    Png,
    Jpeg,
    Gif,
    Webp,
    Pcap,
    Pcapng,
}
