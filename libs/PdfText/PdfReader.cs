using Infohub.PdfText.Objects;
using Infohub.PdfText.Pages;

namespace Infohub.PdfText;

/// <summary>
/// Reads the text of a PDF (ISO 32000-2), and nothing else of it: no script, form, attachment, picture or link is looked at. The file is a stranger's: work, memory and depth are bounded,
/// and whatever it holds the answer is a reading.
/// </summary>
public static class PdfReader
{
    private const int HeaderWithin = 1024;

    /// <summary>Reads a file.</summary>
    /// <param name="pdf">The whole file.</param>
    /// <param name="limits">How much of it.</param>
    /// <param name="stop">Ends the reading.</param>
    public static PdfReading Read(ReadOnlyMemory<byte> pdf, PdfLimits limits, CancellationToken stop = default)
    {
        if (pdf.Span[..Math.Min(pdf.Length, HeaderWithin)].IndexOf("%PDF-"u8) < 0)
        {
            return Refused(PdfFault.NotPdf);
        }

        try
        {
            var file = new PdfFile(pdf, new Budget(limits, stop));
            return file.IsEncrypted ? Refused(PdfFault.Encrypted) : Read(file);
        }
        catch (TooMuchException)
        {
            return Refused(PdfFault.TooLarge);
        }
    }

    private static PdfReading Read(PdfFile file)
    {
        var limits = file.Budget.Limits;
        var into = new TextSink(limits.MostText);
        var content = new Content(file, into);
        var pages = 0;
        foreach (var (page, resources) in PageTree.Pages(file))
        {
            if (++pages > limits.MostPages)
            {
                throw new TooMuchException();
            }

            content.Show(ContentOf(page, file), resources, Matrix.One, 0);
            into.EndPage();
            if (into.IsCut)
            {
                break;
            }
        }

        return pages == 0
            ? Refused(PdfFault.NoPages)
            : new PdfReading(into.ToString(), pages, file.Text(file.Dictionary(file.Info)?.GetValueOrDefault("Title")).Trim(), into.IsCut, into.Unreadable, PdfFault.None);
    }

    /// <summary>Several streams are one, with a space between (§7.8.2).</summary>
    private static ReadOnlyMemory<byte> ContentOf(Dictionary page, PdfFile file)
    {
        var parts = file.Resolve(page.GetValueOrDefault("Contents")) switch { Packed one => [one], List<object?> several => several, _ => (List<object?>)[] };
        using var whole = new MemoryStream();
        foreach (var part in parts)
        {
            if (file.Resolve(part) is Packed stream && Unpacking.Run(stream, file) is { } bytes)
            {
                // Without a filter nothing was unpacked, and the same stream may be named again and again.
                file.Budget.Unpacked(bytes.Length / 2);
                if (file.Budget.Left <= 0)
                {
                    throw new TooMuchException();
                }

                whole.Write(bytes.Span);
                whole.WriteByte((byte)' ');
            }
        }

        return whole.ToArray();
    }

    private static PdfReading Refused(PdfFault fault) => new("", 0, "", false, 0, fault);
}
