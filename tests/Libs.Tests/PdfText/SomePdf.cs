using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Infohub.Libs.Tests.PdfText;

/// <summary>Small PDFs, written out.</summary>
internal sealed class SomePdf
{
    public const string Helvetica = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";

    private readonly List<byte> bytes = [];

    public SomePdf() => Write("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");

    public SomePdf Object(int number, string text)
    {
        Write(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n{text}\nendobj\n"));
        return this;
    }

    public SomePdf Stream(int number, string dictionary, byte[] content, bool packed = false)
    {
        var lying = packed ? Pack(content) : content;
        Write(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n<< {dictionary} /Length {lying.Length}{(packed ? " /Filter /FlateDecode" : "")} >>\nstream\n"));
        bytes.AddRange(lying);
        Write("\nendstream\nendobj\n");
        return this;
    }

    public byte[] End(string trailer = "/Root 1 0 R")
    {
        Write($"trailer\n<< {trailer} >>\n%%EOF\n");
        return [.. bytes];
    }

    /// <summary>One page with this content; fonts by their names.</summary>
    public static byte[] Page(string content, string fonts = "/F1 " + Helvetica, bool packed = true, Action<SomePdf>? more = null)
    {
        var pdf = new SomePdf().Object(1, "<< /Type /Catalog /Pages 2 0 R >>").Object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
            .Object(3, $"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << {fonts} >> >> >>").Stream(4, "", Encoding.Latin1.GetBytes(content), packed);
        more?.Invoke(pdf);
        return pdf.End();
    }

    public static byte[] Pack(byte[] content)
    {
        using var into = new MemoryStream();
        using (var zip = new ZLibStream(into, CompressionLevel.SmallestSize))
        {
            zip.Write(content);
        }

        return into.ToArray();
    }

    private void Write(string text) => bytes.AddRange(Encoding.Latin1.GetBytes(text));
}
