using System.Text.Json;
using Infohub.Library.Files.Inspection.Archives;
using Infohub.Library.Files.Inspection.Texts;

namespace Infohub.Library.Files.Inspection;

/// <summary>The closed list of media types under which files are kept and served, told by content.</summary>
internal static class FileTypes
{
    public const string Text = "text/plain";
    public const string Csv = "text/csv";
    public const string Json = "application/json";
    public const string Png = "image/png";
    public const string Jpeg = "image/jpeg";
    public const string Gif = "image/gif";
    public const string Webp = "image/webp";
    public const string Pdf = "application/pdf";
    public const string Zip = "application/zip";
    public const string Gzip = "application/gzip";
    public const string Tar = "application/x-tar";
    public const string Mail = "message/rfc822";
    public const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    public const string Excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string PowerPoint = "application/vnd.openxmlformats-officedocument.presentationml.presentation";
    public const string Pcap = "application/vnd.tcpdump.pcap";
    public const string Pcapng = "application/x-pcapng";
    public const string Binary = "application/octet-stream";

    // a directory of more entries is no Office document
    private const int MostParts = 10_000;

    /// <summary>The media type; pages, pictures in SVG and markdown are plain text, whatever is unknown is binary.</summary>
    /// <param name="content">The whole content.</param>
    /// <param name="fileName">Only tells CSV from other text.</param>
    public static string Of(ReadOnlyMemory<byte> content, string fileName) => Sniffing.KindOf(content.Span, fileName) switch
    {
        ContentKind.Empty or ContentKind.RichText => Text,
        ContentKind.Text => OfText(content, fileName),
        ContentKind.Mail => Mail,
        ContentKind.Pdf => Pdf,
        ContentKind.Zip => OfZip(content),
        ContentKind.Gzip => Gzip,
        ContentKind.Tar => Tar,
        ContentKind.Png => Png,
        ContentKind.Jpeg => Jpeg,
        ContentKind.Gif => Gif,
        ContentKind.Webp => Webp,
        ContentKind.Pcap => Pcap,
        ContentKind.Pcapng => Pcapng,
        _ => Binary,
    };

    public static bool IsImage(string mediaType) => mediaType is Png or Jpeg or Gif or Webp;

    public static bool IsText(string mediaType) => mediaType is Text or Csv or Json;

    private static string OfText(ReadOnlyMemory<byte> content, string fileName)
    {
        var text = TextForm.Narrow(content).Span.TrimStart("\uFEFF \t\r\n"u8);
        if (!text.IsEmpty && text[0] is (byte)'{' or (byte)'[' && IsJson(text))
        {
            return Json;
        }

        return fileName.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? Csv : Text;
    }

    private static bool IsJson(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = 128 });
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string OfZip(ReadOnlyMemory<byte> content)
    {
        try
        {
            var names = ZipDirectory.Read(content, MostParts, out _).Select(e => e.Name).ToHashSet(StringComparer.Ordinal);
            return !names.Contains("[Content_Types].xml") ? Zip
                : names.Contains("word/document.xml") ? Word
                : names.Contains("xl/workbook.xml") ? Excel
                : names.Contains("ppt/presentation.xml") ? PowerPoint
                : Zip;
        }
        catch (UnreadableException)
        {
            return Zip;
        }
    }
}
