using System.Buffers;
using System.Buffers.Binary;
using Infohub.Library.Files.Inspection.Archives;
using Infohub.Library.Files.Inspection.Documents;
using Infohub.Library.Files.Inspection.Mails;

namespace Infohub.Library.Files.Inspection;

/// <summary>Tells a content's kind from its bytes; the name only decides whether text is a mail or a damaged PDF.</summary>
internal static class Sniffing
{
    private const int TextSample = 64 << 10;

    // tab, line feed, form feed, carriage return and escape (coloured logs) stand in honest text
    private static readonly SearchValues<byte> NotText = SearchValues.Create([0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 28, 29, 30, 31, 127]);

    public static ContentKind KindOf(ReadOnlySpan<byte> content, string name)
    {
        if (content.IsEmpty)
        {
            return ContentKind.Empty;
        }

        return Archive(content) ?? Image(content) ?? Document(content, name) ?? Capture(content)
            ?? (MailHeaders.Begin(content, name) ? ContentKind.Mail : IsText(content) ? ContentKind.Text : ContentKind.Binary);
    }

    public static bool IsText(ReadOnlySpan<byte> content)
    {
        if (Texts.TextForm.IsWide(content))
        {
            return true;
        }

        return !content[..Math.Min(content.Length, TextSample)].ContainsAny(NotText);
    }

    private static ContentKind? Archive(ReadOnlySpan<byte> content) =>
        ZipRecords.Begin(content) ? ContentKind.Zip
        : GzipWalk.Begins(content) ? ContentKind.Gzip
        : TarWalk.Begins(content) ? ContentKind.Tar
        : null;

    private static ContentKind? Image(ReadOnlySpan<byte> content) =>
        content.StartsWith(PngSignature) ? ContentKind.Png
        : content.Length > 3 && content[0] == 0xFF && content[1] == 0xD8 && content[2] == 0xFF ? ContentKind.Jpeg
        : content.StartsWith("GIF87a"u8) || content.StartsWith("GIF89a"u8) ? ContentKind.Gif
        : content.Length > 12 && content.StartsWith("RIFF"u8) && content[8..].StartsWith("WEBP"u8) ? ContentKind.Webp
        : null;

    private static ContentKind? Document(ReadOnlySpan<byte> content, string name) =>
        CompoundFile.Begins(content) ? ContentKind.Compound
        : PdfCheck.Begins(content, name) ? ContentKind.Pdf
        : content.TrimStart(" \t\r\n"u8).StartsWith("{\\rt"u8) ? ContentKind.RichText
        : null;

    private static ContentKind? Capture(ReadOnlySpan<byte> content)
    {
        if (content.Length < 12)
        {
            return null;
        }

        return BinaryPrimitives.ReadUInt32BigEndian(content) switch
        {
            0xA1B2C3D4 or 0xD4C3B2A1 or 0xA1B23C4D or 0x4D3CB2A1 when content.Length >= 24 => ContentKind.Pcap,
            0x0A0D0D0A when BinaryPrimitives.ReadUInt32BigEndian(content[8..]) is 0x1A2B3C4D or 0x4D3C2B1A => ContentKind.Pcapng,
            _ => null,
        };
    }

    private static ReadOnlySpan<byte> PngSignature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
}
