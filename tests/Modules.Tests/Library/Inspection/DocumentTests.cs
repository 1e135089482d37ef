using System.Buffers.Binary;
using System.Text;

namespace Infohub.Modules.Tests.Library.Inspection;

public sealed class DocumentTests
{
    private const string Main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

    [Fact]
    public void A_word_document_without_macros_is_welcome() => Made.Welcome(Office(), "report.docx");

    [Fact]
    public void A_document_with_macros_is_refused_however_the_part_is_called()
    {
        Made.Refused("macros", Office(("word/vbaProject.bin", Made.Bytes("x"))), "report.docx", "report.docx › word/vbaProject.bin");
        Made.Refused("macros", Office(("word/other.bin", Made.Compound(("VBA/", []), ("dir", [1])))), "report.docx");
        Made.Refused("macros", Office(("xl/macrosheets/sheet1.xml", Made.Bytes("<x/>"))), "report.xlsx");
        Made.Refused("macros", Made.Zip(("[Content_Types].xml", Made.Bytes("<Override ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/>"))), "report.docx");
        Made.Refused("macros", Made.Zip(("[Content_Types].xml", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("<Override ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/>")])), "report.docx");
    }

    [Fact]
    public void A_document_that_loads_its_template_from_elsewhere_is_refused() =>
        Made.Refused("remote-template", Office(("word/_rels/settings.xml.rels", Made.Bytes("<Relationship Type=\"http://x/attachedTemplate\" Target=\"http://example.test/a.dotm\" TargetMode=\"External\"/>"))), "report.docx");

    [Theory]
    [InlineData("_VBA_PROJECT")]
    [InlineData("VBA/")]
    [InlineData("Macros/")]
    [InlineData("_VBA_PROJECT_CUR/")]
    public void An_old_document_with_macros_is_refused(string storage) => Made.Refused("macros", Made.Compound(("WordDocument", new byte[64]), (storage, [1])), "report.doc", "report.doc");

    [Fact]
    public void An_old_document_without_macros_is_welcome() => Made.Welcome(Made.Compound(("WordDocument", new byte[64]), ("1Table", new byte[9000])), "report.doc");

    [Fact]
    public void An_excel_4_macro_sheet_and_an_encrypted_workbook_are_refused()
    {
        Made.Refused("macros", Made.Compound(("Workbook", Records((0x0809, 16), (0x0085, 1)))), "sheet.xls");
        Made.Refused("encrypted", Made.Compound(("Workbook", Records((0x0809, 16), (0x002F, 4)))), "sheet.xls");
        Made.Welcome(Made.Compound(("Workbook", Records((0x0809, 16), (0x0085, 0)))), "sheet.xls");
    }

    [Fact]
    public void An_encrypted_document_is_refused()
    {
        Made.Refused("encrypted", Made.Compound(("EncryptionInfo", [1]), ("EncryptedPackage", [1])), "report.docx");
        var word = new byte[64];
        word[11] = 1;
        Made.Refused("encrypted", Made.Compound(("WordDocument", word)), "report.doc");
    }

    [Fact]
    public void A_program_in_a_stream_is_refused_and_an_archive_in_it_is_looked_into()
    {
        Made.Refused("program-hidden", Made.Compound(("ObjectPool", Made.Pe())), "report.doc");
        Made.Refused("embedded-object", Made.Compound(("\u0001Ole10Native", Made.Bytes("xx\0\0notes.txt\0text"))), "report.doc");
        Made.Refused("name-script", Made.Compound(("\u0001Ole10Native", Made.Bytes("xx\0\0C:\\a\\run.js\0text"))), "report.doc");
        Made.Welcome(Made.Compound(("Workbook", Made.Join(new byte[100], Made.Zip(("theme/theme1.xml", Made.Bytes("<a/>")))))), "sheet.xls");
        Made.Refused("program-linux", Made.Compound(("Data", Made.Join(new byte[100], Made.Zip(("a", Made.Bytes("x"))), Made.Zip(("b", Made.Elf()))))), "sheet.xls");
    }

    [Fact]
    public void An_installer_is_refused()
    {
        Made.Refused("installer", Made.Compound(("\u4840\u3F3F\u4577", [1])), "tool.doc");
        var msi = Made.Compound(("Data", [1]));
        new Guid("000C1084-0000-0000-C000-000000000046").TryWriteBytes(msi.AsSpan(1024 + 80));
        Made.Refused("installer", msi, "tool.doc");
    }

    [Fact]
    public void A_saved_outlook_mail_tells_its_attachments_names() =>
        Made.Refused("name-script", Made.Compound(("__substg1.0_3707001F", Encoding.Unicode.GetBytes("run.vbs\0"))), "mail.msg");

    [Theory]
    [InlineData("/OpenAction << /S /JavaScript /JS (app.alert(1)) >>", "pdf-active")]
    [InlineData("/OpenAction << /S /Java#53cript /JS (x) >>", "pdf-active")]
    [InlineData("/OpenAction << /S /Launch /F (calc.exe) >>", "pdf-active")]
    [InlineData("/Names << /EmbeddedFiles 3 0 R >>", "pdf-attachment")]
    [InlineData("/Encrypt 9 0 R", "encrypted")]
    [InlineData("/Type /ObjStm /Filter /LZWDecode >> stream\nxx", "packed-oddly")]
    public void A_pdf_that_acts_or_hides_is_refused(string objects, string code)
    {
        Made.Refused(code, Made.Pdf(objects), "report.pdf");
        Made.Refused(code, Made.Join(Made.Bytes("junk\n"), Made.Pdf(objects)), "report.pdf");
    }

    [Fact]
    public void A_script_in_a_packed_stream_of_a_pdf_is_refused()
    {
        var packed = Made.Zlib(Made.Bytes("1 0 2 40 << /S /JavaScript /JS (x) >> " + new string(' ', 3000)));
        var head = Made.Bytes("%PDF-1.7\n5 0 obj << /Type /ObjStm /Filter /FlateDecode /Length 1 >>\nstream\r\n");
        Made.Refused("pdf-active", Made.Join(head, packed, Made.Bytes("\nendstream endobj")), "report.pdf");
        Made.Refused("pdf-active", Made.Join(head, packed[..^6], Made.Bytes("\nendstream endobj")), "report.pdf");
    }

    [Fact]
    public void An_ordinary_pdf_is_welcome()
    {
        var page = Made.Zlib(Made.Bytes("BT /F1 12 Tf (We saw JavaScript and a Launch action) Tj ET"));
        Made.Welcome(Made.Join(Made.Bytes("%PDF-1.7\n1 0 obj << /Filter /FlateDecode >>\nstream\n"), page, Made.Bytes("\nendstream endobj\ntrailer << /Root 1 0 R >>")), "report.pdf");
    }

    [Fact]
    public void A_pdf_of_streams_within_streams_ends_in_bounded_time()
    {
        var start = Made.Join(Made.Bytes("stream\n"), [0x78, 0x9C, 0, 7, 0, 0xF8, 0xFF]);
        var content = Made.Join(Made.Bytes("%PDF-1.7\n"), [.. Enumerable.Repeat(start, 200_000).SelectMany(s => s)]);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Made.Inspect(content, "report.pdf");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), watch.Elapsed.ToString());
    }

    [Fact]
    public void Rich_text_with_an_object_is_refused_and_without_is_welcome()
    {
        Made.Refused("embedded-object", Made.Bytes("{\\rt{\\object\\objocx{\\*\\objdata 0105}}}"), "report.doc");
        Made.Welcome(Made.Bytes("{\\rtf1 hello}"), "report.rtf");
    }

    [Fact]
    public void An_open_document_with_basic_is_refused() =>
        Made.Refused("macros", Made.Zip(("mimetype", Made.Bytes("application/vnd.oasis.opendocument.text")), ("Basic/Standard/Module1.xml", Made.Bytes("<x/>"))), "report.odt");

    private static byte[] Office(params (string Name, byte[] Content)[] more) =>
        Made.Zip([("[Content_Types].xml", Made.Bytes($"<Types><Override ContentType=\"{Main}\"/></Types>")), ("word/document.xml", Made.Bytes("<w:document/>")), .. more]);

    private static byte[] Records(params (int Type, int Kind)[] records)
    {
        var stream = new MemoryStream();
        foreach (var (type, kind) in records)
        {
            var record = new byte[4 + 12];
            BinaryPrimitives.WriteUInt16LittleEndian(record, (ushort)type);
            BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(2), 12);
            record[9] = (byte)(type == 0x0085 ? kind : 0);
            stream.Write(record);
        }

        stream.Write([0x0A, 0, 0, 0]);
        return stream.ToArray();
    }
}
