using System.Text;
using Infohub.PdfText;

namespace Infohub.Libs.Tests.PdfText;

/// <summary>What a PDF says, and that no PDF says more than its limits.</summary>
public sealed class PdfReaderTests
{
    private static readonly PdfLimits Limits = new();

    [Theory]
    [InlineData("BT /F1 12 Tf 72 700 Td (Seen at 198.51.100.7) Tj ET", "Seen at 198.51.100.7")]
    [InlineData("BT /F1 12 Tf 72 700 Td (one) Tj 0 -14 Td (two) Tj ET", "one\ntwo")]
    [InlineData("BT /F1 12 Tf 14 TL 72 700 Td (one) Tj T* (two) Tj (three) ' 1 0 (four) \" ET", "one\ntwo\nthree\nfour")]
    [InlineData("BT /F1 12 Tf 72 700 Td [(sign) -20 (in) -600 (here)] TJ ET", "signin here")]
    [InlineData("BT /F1 12 Tf 72 700 Td (a \\(b\\) \\101\\n<3>) Tj <41 42 4> Tj ET", "a (b) A <3>AB@")]
    [InlineData("BT /F1 12 Tf 72 700 Td (caf\\351 \\200) Tj ET", "café €")]
    [InlineData("q 1 0 0 1 0 50 cm BT /F1 12 Tf 1 0 0 1 72 700 Tm (up) Tj ET Q BT /F1 12 Tf 1 0 0 1 72 700 Tm (down) Tj ET", "up\ndown")]
    [InlineData("BT /F1 12 Tf 72 700 Td (before) Tj ET BI /W 1 /H 1 ID \u00ff\u0001EI(x) EI BT /F1 12 Tf 72 600 Td (after) Tj ET", "before\nafter")]
    [InlineData("/Span << /ActualText (whole) >> BDC BT /F1 12 Tf 72 700 Td (wh) Tj (ole) Tj ET EMC BT /F1 12 Tf 72 600 Td (next) Tj ET", "whole\nnext")]
    public void Text_is_read_as_it_is_shown(string content, string text)
    {
        foreach (var packed in (bool[])[false, true])
        {
            Assert.Equal((PdfFault.None, 1, text), PdfReader.Read(SomePdf.Page(content, packed: packed), Limits) is var read ? (read.Fault, read.Pages, read.Text) : default);
        }
    }

    [Fact]
    public void A_font_of_chinese_signs_says_what_its_table_says()
    {
        const string Table = "1 begincodespacerange <0000> <ffff> endcodespacerange 2 beginbfchar <0001> <91E3> <0002> <9B5A> endbfchar 2 beginbfrange <0010> <0012> <4E00> <0020> <0021> [<D840DC0B> <FB01>] endbfrange";
        var pdf = SomePdf.Page(
            "BT /F2 12 Tf 72 700 Td <00010002> Tj <0010> Tj <0012> Tj <00200021> Tj <0099> Tj ET",
            "/F2 << /Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 5 0 R /DescendantFonts [<< /DW 1000 /W [1 [1000 1000] 16 18 1000] >>] >>",
            more: p => p.Stream(5, "", Encoding.ASCII.GetBytes(Table), packed: true));
        var read = PdfReader.Read(pdf, Limits);
        Assert.Equal(("釣魚一丂𠀋fi", 1), (read.Text, read.Unreadable));
    }

    [Fact]
    public void Fonts_without_a_table_are_read_by_their_encoding_where_it_is_named()
    {
        const string Fonts = """
            /B << /Type /Font /Subtype /Type0 /Encoding /ETen-B5-H /DescendantFonts [<< >>] >> /G << /Type /Font /Subtype /Type0 /Encoding /GBK-EUC-H /DescendantFonts [<< >>] >>
            /U << /Type /Font /Subtype /Type0 /Encoding /UniCNS-UTF16-H /DescendantFonts [<< >>] >> /I << /Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [<< >>] >>
            /D << /Type /Font /Subtype /Type1 /Encoding << /Differences [1 /A /eacute /uni9B5A /g12] >> >>
            """;
        var read = PdfReader.Read(SomePdf.Page("BT /B 9 Tf 0 90 Td <B3BD> Tj /G 9 Tf 0 -10 Td <D3E3> Tj /U 9 Tf 0 -10 Td <9B5A> Tj /D 9 Tf 0 -10 Td <01020304> Tj /I 9 Tf 0 -10 Td <0007> Tj ET", Fonts), Limits);
        Assert.Equal(("魚\n鱼\n魚\nAé魚", 2), (read.Text, read.Unreadable));
    }

    [Fact]
    public void Objects_may_lie_packed_and_the_last_of_a_number_counts()
    {
        const string Within = "<< /Type /Pages /Kids [3 0 R] >><< /Type /Page /Contents [4 0 R 6 0 R] /Resources << /Font << /F1 7 0 R >> >> >>";
        var pdf = new SomePdf().Object(1, "<< /Type /Catalog /Pages 2 0 R >>")
            .Stream(4, "", "BT /F1 9 Tf 0 90 Td (old) Tj ET"u8.ToArray()).Stream(4, "", "BT /F1 9 Tf 0 90 Td (new"u8.ToArray(), packed: true).Stream(6, "", ") Tj ET"u8.ToArray())
            .Object(7, SomePdf.Helvetica).Stream(5, $"/Type /ObjStm /N 2 /First 10", Encoding.ASCII.GetBytes($"2 0 3 {Within.IndexOf("><", StringComparison.Ordinal) + 1}   "[..10] + Within), packed: true)
            .End("/Root 1 0 R /Info << /Title <FEFF91E39B5A> >>");
        var read = PdfReader.Read(pdf, Limits);
        Assert.Equal(("new", "釣魚"), (read.Text.Trim(), read.Title));
    }

    [Fact]
    public void What_is_encrypted_no_pdf_or_without_pages_is_told_apart()
    {
        Assert.Equal(PdfFault.NotPdf, PdfReader.Read("hello"u8.ToArray(), Limits).Fault);
        Assert.Equal(PdfFault.NotPdf, PdfReader.Read(Array.Empty<byte>(), Limits).Fault);
        Assert.Equal(PdfFault.NoPages, PdfReader.Read("%PDF-1.4 nothing"u8.ToArray(), Limits).Fault);
        Assert.Equal(PdfFault.Encrypted, PdfReader.Read(new SomePdf().Object(1, "<< /Type /Catalog >>").End("/Root 1 0 R /Encrypt 9 0 R"), Limits).Fault);
        Assert.Equal(PdfFault.Encrypted, PdfReader.Read(new SomePdf().Stream(8, "/Type /XRef /Encrypt 9 0 R", [1, 2]).End(), Limits).Fault);
    }

    [Fact]
    public void A_hostile_file_ends_within_its_limits()
    {
        var bomb = SomePdf.Pack(new byte[200 << 20]);
        Assert.Equal(PdfFault.TooLarge, PdfReader.Read(new SomePdf().Object(1, "<< /Type /Catalog /Pages 2 0 R >>").Object(2, "<< /Type /Pages /Kids [3 0 R] >>").Object(3, "<< /Type /Page /Contents 4 0 R >>")
            .Stream(4, "/Filter /FlateDecode", bomb).End(), Limits).Fault);
        Assert.Equal(PdfFault.TooLarge, PdfReader.Read(new SomePdf().Object(1, new string('[', 200_000)).End(), Limits).Fault);
        Assert.Equal(PdfFault.TooLarge, PdfReader.Read(SomePdf.Page(new string('<', 200_000)), Limits).Fault);
        // Each form shows the next twice.
        var forms = PdfReader.Read(
            SomePdf.Page("/X0 Do", more: p =>
            {
                for (var i = 0; i < 40; i++)
                {
                    p.Stream(10 + i, $"/Subtype /Form /Resources << /XObject << /X{i + 1} {11 + i} 0 R >> >>", Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat($"/X{i + 1} Do ", 30))));
                }
            }),
            Limits);
        Assert.Equal((PdfFault.None, ""), (forms.Fault, forms.Text));
        // Pages that are each other's, and a reference that leads to itself.
        Assert.Equal(PdfFault.NoPages, PdfReader.Read(new SomePdf().Object(1, "<< /Type /Catalog /Pages 2 0 R >>").Object(2, "<< /Kids [2 0 R 5 0 R] >>").Object(5, "5 0 R").End(), Limits).Fault);
        // What nothing closes, begun again and again, is looked at once.
        Assert.Equal(PdfFault.NoPages, PdfReader.Read(Encoding.ASCII.GetBytes("%PDF-1.4 " + string.Concat(Enumerable.Range(1, 40_000).Select(i => $"{i} 0 obj {(i % 2 == 0 ? "[" : "(")}"))), new PdfLimits { MostSteps = 8 << 20 }).Fault);
        Assert.True(PdfReader.Read(SomePdf.Page("BT /F1 9 Tf 0 90 Td (" + new string('a', 5000) + ") Tj ET"), new PdfLimits { MostText = 100 }) is { IsCut: true, Text.Length: 100 });
    }

    [Fact]
    public void Whatever_is_changed_in_a_file_it_is_read_or_told_as_damaged()
    {
        byte[][] wholes =
        [
            SomePdf.Page("BT /F1 12 Tf 72 700 Td [(sign) -20 (in)] TJ <41> Tj ET", more: p => p.Object(9, "<< /A [1 2 (x) <</B null>>] >>")),
            SomePdf.Page(
                "BT /F2 12 Tf 72 700 Td <00010002> Tj /X0 Do ET", "/F2 << /Type /Font /Subtype /Type0 /ToUnicode 5 0 R /DescendantFonts [<< /W [1 [1000 1000] 16 18 1000] >>] >>", packed: false,
                p => p.Stream(5, "", "1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0001> <0012> <4E00> endbfrange"u8.ToArray()).Stream(8, "/Filter [/LZWDecode /ASCII85Decode /ASCIIHexDecode]", [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01])),
        ];
        var random = new Random(7);
        for (var i = 0; i < 8000; i++)
        {
            var changed = (byte[])wholes[i % 2].Clone();
            for (var k = random.Next(1, 6); k > 0; k--)
            {
                changed[random.Next(changed.Length)] = (byte)"<>[]()/% 0R\u00ff"[random.Next(12)];
            }

            var read = PdfReader.Read(i % 3 == 0 ? changed.AsMemory(0, random.Next(changed.Length)) : changed, Limits);
            Assert.True(Enum.IsDefined(read.Fault));
        }
    }
}
