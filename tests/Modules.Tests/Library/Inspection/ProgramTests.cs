using System.Text;
using Infohub.Library.Files.Inspection;

namespace Infohub.Modules.Tests.Library.Inspection;

public sealed class ProgramTests
{
    [Fact]
    public void A_renamed_windows_program_is_refused() => Made.Refused("program-windows", Made.Pe(), "holiday.txt", "holiday.txt");

    [Fact]
    public void An_old_dos_program_without_a_pe_header_is_refused() => Made.Refused("program-windows", [.. "MZ"u8, 1, 0, 2, 0, .. new byte[58]], "tool.dat");

    [Theory]
    [InlineData("7F454C4602010100", "program-linux")]
    [InlineData("FEEDFACE00000012", "program-mac")]
    [InlineData("CFFAEDFE0C000001", "program-mac")]
    [InlineData("CAFEBABE00000002", "program-mac")]
    [InlineData("CAFEBABE00000034", "program-java")]
    [InlineData("6465780A30333500", "program-phone")]
    [InlineData("0061736D01000000", "program")]
    [InlineData("4C00000001140200000000" + "00C000000000000046", "shortcut")]
    [InlineData("E4525C7B8CD8A74DAEB15378D02996D3", "onenote")]
    [InlineData("377ABCAF271C0004", "packed")]
    [InlineData("526172211A070100", "packed")]
    [InlineData("526172211A0700CF", "packed")]
    [InlineData("4D53434600000000", "packed")]
    [InlineData("FD377A585A000004", "packed")]
    [InlineData("425A6839314159265359", "packed")]
    [InlineData("28B52FFD04000000", "packed")]
    [InlineData("789F3E2200000000", "packed")]
    [InlineData("636F6E6563746978" + "0000000200010000", "disk-image")]
    [InlineData("7668647866696C65" + "0000", "disk-image")]
    [InlineData("EDABEEDB03000000", "installer")]
    public void A_refused_format_is_told_by_its_first_bytes(string hex, string code) =>
        Made.Refused(code, [.. Convert.FromHexString(hex), .. new byte[64]], "report.dat");

    [Fact]
    public void Disk_images_are_told_wherever_their_mark_stands()
    {
        var iso = new byte[0x8806];
        "CD001"u8.CopyTo(iso.AsSpan(0x8001));
        Made.Refused("disk-image", iso, "data.bin");
        var vhd = new byte[4096];
        "conectix"u8.CopyTo(vhd.AsSpan(4096 - 512));
        Made.Refused("disk-image", vhd, "data.bin");
        var disk = new byte[4096];
        disk[450] = 7;
        disk[458] = 1;
        (disk[510], disk[511]) = (0x55, 0xAA);
        Made.Refused("disk-image", disk, "data.bin");
    }

    [Theory]
    [InlineData("a.exe", "name-program")]
    [InlineData("A.SCR", "name-program")]
    [InlineData("invoice.pdf.exe", "name-program")]
    [InlineData("invoice.exe.", "name-program")]
    [InlineData("invoice.exe ", "name-program")]
    [InlineData("invoice.exe:stream", "name-program")]
    [InlineData("folder/evil.msi", "name-program")]
    [InlineData("tool.jar", "name-program")]
    [InlineData("run.ps1", "name-script")]
    [InlineData("run.js", "name-script")]
    [InlineData("run.vbe", "name-script")]
    [InlineData("run.bat", "name-script")]
    [InlineData("run.sh", "name-script")]
    [InlineData("run.hta", "name-script")]
    [InlineData("shell.php", "name-script")]
    [InlineData("doc.lnk", "shortcut")]
    [InlineData("autorun.inf", "shortcut")]
    [InlineData("page.url", "shortcut")]
    [InlineData("sheet.xlsm", "macros")]
    [InlineData("disk.iso", "disk-image")]
    [InlineData("notes.one", "onenote")]
    [InlineData("files.7z", "packed")]
    [InlineData("invoice\u202Efdp.exe", "name-disguised")]
    [InlineData("invoice\u202Efdp.txt", "name-disguised")]
    [InlineData("a\0.txt", "name-disguised")]
    public void A_name_that_a_computer_acts_on_is_refused_whatever_is_in_the_file(string name, string code) => Made.Refused(code, Made.Bytes("text"), name);

    [Theory]
    [InlineData("report.txt")]
    [InlineData("exe")]
    [InlineData("iocs.exe.txt")]
    [InlineData("example.com.pcap")]
    [InlineData("id_rsa.pub")]
    [InlineData("報告.csv")]
    [InlineData("rule.yar")]
    public void Ordinary_names_are_welcome(string name) => Made.Welcome(Made.Bytes("text"), name);

    [Fact]
    public void The_name_that_is_shown_cannot_disguise_or_flood()
    {
        var verdict = Made.Inspect(Made.Pe(), "a\u202E\n" + new string('x', 5000));
        Assert.True(verdict.Args[0].Length < 200);
        Assert.DoesNotContain('\u202E', verdict.Path);
        Assert.DoesNotContain('\n', verdict.Path);
    }

    [Fact]
    public void The_test_virus_is_refused() =>
        Made.Refused("test-virus", Made.Bytes(@"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"), "eicar.txt");

    [Fact]
    public void A_picture_with_a_program_behind_it_is_refused()
    {
        Made.Refused("program-hidden", Made.Join(Made.Png(), Made.Pe()), "logo.png");
        Made.Refused("program-hidden", Made.Join(Made.Gif(), Made.Elf()), "logo.gif");
    }

    [Fact]
    public void A_picture_or_pdf_that_is_an_archive_as_well_is_refused()
    {
        var zip = Made.Zip(("notes.txt", Made.Bytes("x")));
        Made.Refused("archive-hidden", Made.Join(Made.Gif(), zip), "logo.gif");
        Made.Refused("archive-hidden", Made.Join(Made.Png(), zip, new byte[3000]), "logo.png");
        Made.Refused("archive-hidden", Made.Join(Made.Pdf(""), zip), "report.pdf");
        Made.Refused("archive-hidden", Made.Join(Made.Png(), [0x52, 0x61, 0x72, 0x21, 0x1A, 7, 1, 0]), "logo.png");
        Made.Refused("archive-hidden", Made.Join(Made.Bytes("a text"), zip), "notes.txt");
    }

    [Fact]
    public void A_picture_with_a_web_script_in_it_is_refused()
    {
        Made.Refused("script", Made.Join(Made.Gif(), Made.Bytes("<?php system($_GET['c']); ?>")), "logo.gif");
        Made.Refused("pdf-active", Made.Join(Made.Gif(), Made.Pdf("/OpenAction << /S /JavaScript >>")), "logo.gif");
    }

    [Fact]
    public void Pictures_captures_and_unknown_bytes_are_welcome()
    {
        Made.Welcome(Made.Png(), "logo.png");
        Made.Welcome(Made.Gif(), "logo.gif");
        Made.Welcome([0xD4, 0xC3, 0xB2, 0xA1, 2, 0, 4, 0, .. new byte[64]], "traffic.pcap");
        Made.Welcome([1, 2, 3, 0, 0, 255, 254], "unknown.bin");
        Made.Welcome([], "empty.txt");
    }

    [Fact]
    public void A_capture_that_carries_a_program_is_refused() =>
        Made.Refused("program-hidden", [0xD4, 0xC3, 0xB2, 0xA1, 2, 0, 4, 0, .. new byte[64], .. Made.Pe()], "traffic.pcap");

    [Fact]
    public void A_program_as_base64_in_text_is_refused_however_it_is_written()
    {
        var lines = Convert.ToBase64String(Made.Pe(), Base64FormattingOptions.InsertLineBreaks);
        var plain = Convert.ToBase64String(Made.Pe());
        Made.Refused("program-as-text", Made.Bytes("The dropper:\n\n" + lines), "notes.txt");
        Made.Refused("program-as-text", Made.Bytes("encoding: base64\r\n" + lines.Replace("\r\n", "\r\n> ", StringComparison.Ordinal)), "notes.txt");
        Made.Refused("program-as-text", Made.Bytes("{\"type\":\"artifact\",\"payload_bin\":\"" + plain.Replace("/", "\\/", StringComparison.Ordinal) + "\"}"), "bundle.json");
        Made.Refused("program-as-text", Encoding.Unicode.GetBytes("x = '" + plain + "'"), "notes.txt");
        Made.Refused("program-as-text", Made.Bytes("aGVsbG8" + plain), "shifted.txt");
        Made.Refused("program-as-text", Made.Bytes(Convert.ToBase64String(Made.Join(Made.Elf(), new byte[2000]))), "elf.txt");
    }

    [Fact]
    public void A_program_as_base64_in_json_is_refused_however_its_string_is_escaped()
    {
        var plain = Convert.ToBase64String(Made.Pe(4096));
        foreach (var written in (string[])
            [
                plain.Replace("A", "\\u0041", StringComparison.Ordinal), Escaped(plain), Escaped(plain).Replace("\\", "\\\\", StringComparison.Ordinal),
                Escaped(string.Join("\r\n\t", plain.Chunk(60).Select(c => new string(c)))), string.Join(' ', plain.Chunk(4).Select(c => new string(c))),
                string.Join("\\n\\n", plain.Chunk(76).Select(c => new string(c))), Twice(plain), Escaped(Twice(Twice(plain))), string.Concat(plain.Select(c => c + " ")),
                Escaped(Encoding.Latin1.GetString(Made.Pe(4096))),
            ])
        {
            Made.Refused("program-as-text", Made.Bytes("{\"type\":\"artifact\",\"payload_bin\":\"" + written + "\"}"), "bundle.json");
            Made.Refused("program-as-text", Made.Bytes("not closed [{\"payload_bin\": \"" + written), "notes.txt");
        }

        var noise = Noise(3000);
        Made.Refused("program-as-text", Made.Bytes("{\"a\":\"" + Escaped(Convert.ToBase64String(Made.Gzip(Made.Bytes(Convert.ToBase64String(Made.Join(Made.Pe(), noise)))))) + "\"}"), "bundle.json");
        Made.Refused("program-windows", Made.Bytes("{\"a\":\"" + Escaped(string.Join(' ', Convert.ToBase64String(Made.Gzip(Made.Join(Made.Pe(), noise))).Chunk(8).Select(c => new string(c)))) + "\"}"), "bundle.json");
    }

    [Fact]
    public void Layers_of_writing_are_followed_to_the_usual_depth_and_no_further()
    {
        var written = Convert.ToBase64String(Made.Pe());
        for (var layer = 0; layer < 4; layer++)
        {
            Made.Refused("program-as-text", Made.Bytes(written), "notes.txt");
            written = Twice(written);
        }

        for (var layer = 0; layer < 4; layer++)
        {
            written = Twice(written);
        }

        Made.Refused("too-deep", Made.Bytes(written), "notes.txt");
        var limits = InspectionLimits.Default with { MaxUnpacked = 100_000 };
        Assert.Equal("too-large", Made.Inspect(Made.Bytes("\"" + Escaped(new string('x', 50_000)) + "\""), "a.json", limits).Code);
    }

    [Fact]
    public void Escapes_and_blanks_in_honest_text_are_welcome()
    {
        Made.Welcome(Made.Bytes("{\"name\":\"" + Escaped("香港警務處網絡安全及科技罪案調查科") + Escaped(new string('x', 3000)) + "\\u00zz\\u00\\"), "bundle.json");
        Made.Welcome(Made.Bytes(string.Join(' ', Enumerable.Repeat("TV problems with the set of the neighbours are H4sI and eJw and UEs words", 400))), "notes.txt");
        Made.Welcome(Made.Bytes(string.Join('\n', Enumerable.Range(0, 400).Select(i => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([(byte)i])) + "  file" + i))), "hashes.txt");
        Made.Welcome(Made.Bytes("{\"a\":\"" + Escaped(Twice(Convert.ToBase64String(Noise(3000)))) + "\"}"), "certificates.json");
    }

    [Fact]
    public void A_zlib_stream_is_looked_into()
    {
        var program = Made.Join(Made.Pe(), Noise(3000));
        Made.Refused("program-windows", Made.Zlib(program), "data.bin", "data.bin › data.bin (unpacked)");
        Made.Refused("program-windows", Made.Zlib(program)[..^40], "data.bin");
        Made.Refused("program-windows", Made.Bytes(Convert.ToBase64String(Made.Zlib(program))), "notes.txt", "notes.txt › base64 › base64 (unpacked)");
        Made.Refused("program-windows", Made.Zlib(Made.Gzip(Made.Zlib(program))), "data.bin");
        Made.Refused("too-large", Made.Zlib(new byte[8 << 20]), "data.bin");
        var deep = program;
        for (var layer = 0; layer < 7; layer++)
        {
            deep = Made.Zlib(deep);
        }

        Made.Refused("too-deep", deep, "data.bin");
        Made.Welcome(Made.Zlib(Made.Bytes("A text that is long enough to be packed, and longer still, and no program.")), "data.bin");
        Made.Welcome(Made.Bytes("x^2 + y^2 = z^2 has no solution in which all three are odd, as can be shown modulo four."), "notes.txt");
        Made.Welcome([0x78, 0x9C, .. Noise(3000)], "data.bin");
        Made.Welcome([0x78, 0x9C], "data.bin");
    }

    private static string Twice(string text) => Convert.ToBase64String(Made.Bytes(text));

    private static string Escaped(string text) => string.Concat(text.Select(c => $"\\u{(int)c:x4}"));

    private static byte[] Noise(int length)
    {
        var noise = new byte[length];
        new Random(3).NextBytes(noise);
        return noise;
    }

    [Fact]
    public void An_archive_as_base64_in_text_is_looked_into()
    {
        var random = new byte[3000];
        new Random(3).NextBytes(random);
        Made.Refused("program-windows", Made.Bytes(Convert.ToBase64String(Made.Zip(("noise", random), ("a", Made.Pe())))), "notes.txt", "notes.txt › base64 › a");
        Made.Welcome(Made.Bytes(Convert.ToBase64String(random)), "certificate.txt");
        Made.Welcome(Made.Bytes(Convert.ToBase64String(Made.Zip(("noise", random)))), "notes.txt");
    }

    [Fact]
    public void A_program_as_uuencode_in_text_is_refused()
    {
        var text = new StringBuilder("see below\nbegin 644 tool.dat\n");
        foreach (var line in Made.Pe().Chunk(45))
        {
            text.Append((char)(32 + line.Length));
            foreach (var three in line.Chunk(3))
            {
                var bits = (three[0] << 16) | ((three.Length > 1 ? three[1] : 0) << 8) | (three.Length > 2 ? three[2] : 0);
                for (var shift = 18; shift >= 0; shift -= 6)
                {
                    var six = (bits >> shift) & 63;
                    text.Append(six == 0 ? '`' : (char)(32 + six));
                }
            }

            text.Append('\n');
        }

        Made.Refused("program-windows", Made.Bytes(text + "`\nend\n"), "old.txt", "old.txt › tool.dat");
    }

    [Fact]
    public void A_hostile_file_never_fails_the_request_and_a_stream_is_read_no_further_than_allowed()
    {
        Assert.Equal("program-windows", SampleCheck.Inspect(new MemoryStream(Made.Pe()), "a.txt", InspectionLimits.Default).Code);
        Assert.Equal("too-large", SampleCheck.Inspect(new MemoryStream(new byte[5000]), "a.txt", InspectionLimits.Default with { MaxContent = 1000 }).Code);
    }
}
