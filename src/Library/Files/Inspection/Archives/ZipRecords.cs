namespace Infohub.Library.Files.Inspection.Archives;

/// <summary>The records of PKWARE's APPNOTE 6.3.10 §4.3: their signatures and fixed lengths.</summary>
internal static class ZipRecords
{
    public const int LocalLength = 30;
    public const int CentralLength = 46;
    public const int EndLength = 22;
    public const int LocatorLength = 20;

    public static ReadOnlySpan<byte> LocalSignature => [0x50, 0x4B, 3, 4];

    public static ReadOnlySpan<byte> CentralSignature => [0x50, 0x4B, 1, 2];

    public static ReadOnlySpan<byte> EndSignature => [0x50, 0x4B, 5, 6];

    public static ReadOnlySpan<byte> LocatorSignature => [0x50, 0x4B, 6, 7];

    public static ReadOnlySpan<byte> DescriptorSignature => [0x50, 0x4B, 7, 8];

    /// <summary>Whether the content begins as a ZIP archive does, be it empty or one of several volumes.</summary>
    public static bool Begin(ReadOnlySpan<byte> content) =>
        content.StartsWith(LocalSignature) || content.StartsWith(EndSignature) || content.StartsWith(DescriptorSignature) || content.StartsWith(CentralSignature);
}
