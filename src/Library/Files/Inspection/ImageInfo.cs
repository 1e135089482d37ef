using System.Buffers.Binary;

namespace Infohub.Library.Files.Inspection;

/// <summary>The size of a picture as its header tells it; nothing is decoded.</summary>
internal readonly record struct ImageInfo(int Width, int Height)
{
    /// <summary>A reader's browser unpacks four bytes for each pixel.</summary>
    public const long MostPixels = 40_000_000;

    public bool IsTooLarge => (long)Width * Height > MostPixels;

    /// <summary>Null where it is no PNG, JPEG, GIF or WebP, or its header is damaged.</summary>
    public static ImageInfo? Read(ReadOnlySpan<byte> content) => Sniffing.KindOf(content, "") switch
    {
        ContentKind.Png => Png(content),
        ContentKind.Jpeg => Jpeg(content),
        ContentKind.Gif => Gif(content),
        ContentKind.Webp => Webp(content),
        _ => null,
    };

    private static ImageInfo? Sized(uint width, uint height) =>
        width is > 0 and <= int.MaxValue && height is > 0 and <= int.MaxValue ? new ImageInfo((int)width, (int)height) : null;

    // ISO 15948 §11.2.2: the header is the first chunk
    private static ImageInfo? Png(ReadOnlySpan<byte> content) =>
        content.Length >= 33 && content[12..].StartsWith("IHDR"u8)
            ? Sized(BinaryPrimitives.ReadUInt32BigEndian(content[16..]), BinaryPrimitives.ReadUInt32BigEndian(content[20..]))
            : null;

    // ITU T.81 §B.2.2: the size stands in the start of frame, behind any number of other segments
    private static ImageInfo? Jpeg(ReadOnlySpan<byte> content)
    {
        var rest = content[2..];
        while (rest.Length >= 9 && rest[0] == 0xFF)
        {
            var marker = rest[1];
            if (marker is 0xFF)
            {
                rest = rest[1..];
                continue;
            }

            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return Sized(BinaryPrimitives.ReadUInt16BigEndian(rest[7..]), BinaryPrimitives.ReadUInt16BigEndian(rest[5..]));
            }

            var size = marker is 0x01 or (>= 0xD0 and <= 0xD8) ? 0 : BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            if (marker == 0xDA || size == 1 || size + 2 > rest.Length)
            {
                return null;
            }

            rest = rest[(size + 2)..];
        }

        return null;
    }

    private static ImageInfo? Gif(ReadOnlySpan<byte> content) =>
        content.Length >= 10 ? Sized(BinaryPrimitives.ReadUInt16LittleEndian(content[6..]), BinaryPrimitives.ReadUInt16LittleEndian(content[8..])) : null;

    // RFC 9649: simple (lossy or lossless) or extended, each with the size in a place of its own
    private static ImageInfo? Webp(ReadOnlySpan<byte> content)
    {
        if (content.Length < 30)
        {
            return null;
        }

        var chunk = content[12..];
        if (chunk.StartsWith("VP8X"u8))
        {
            return Sized(UInt24(chunk[12..]) + 1, UInt24(chunk[15..]) + 1);
        }

        if (chunk.StartsWith("VP8L"u8) && chunk[8] == 0x2F)
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(chunk[9..]);
            return Sized((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1);
        }

        return chunk.StartsWith("VP8 "u8) && chunk[11..].StartsWith(KeyFrame)
            ? Sized((uint)BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]) & 0x3FFF, (uint)BinaryPrimitives.ReadUInt16LittleEndian(chunk[16..]) & 0x3FFF)
            : null;
    }

    private static uint UInt24(ReadOnlySpan<byte> bytes) => bytes[0] | ((uint)bytes[1] << 8) | ((uint)bytes[2] << 16);

    private static ReadOnlySpan<byte> KeyFrame => [0x9D, 0x01, 0x2A];
}
