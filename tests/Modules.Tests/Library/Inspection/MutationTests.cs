using System.Diagnostics;
using System.IO.Compression;
using Infohub.Library.Files.Inspection;
using Infohub.Library.Files.Inspection.Archives;

namespace Infohub.Modules.Tests.Library.Inspection;

public sealed class MutationTests
{
    private static readonly InspectionLimits Small = InspectionLimits.Default with { MaxUnpacked = 1 << 20, MaxEntries = 50, FreeOfRatio = 1 << 16 };

    [Fact]
    public void Ten_thousand_damaged_files_neither_throw_nor_exceed_a_limit()
    {
        var seeds = Seeds();
        var random = new Random(20260101);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 10_000; i++)
        {
            var (name, content) = seeds[i % seeds.Length];
            var damaged = Damage(content, random);
            var inspector = new Inspector(Small);
            var verdict = SampleCheck.Examine(damaged, name, inspector);
            Assert.True(inspector.Budget.Unpacked <= Small.MaxUnpacked);
            Assert.True(inspector.Budget.Entries <= Small.MaxEntries + 1);
            Assert.True(verdict.Path.Length < 2000);
            FileTypes.Of(damaged, name);
            ImageInfo.Read(damaged);
        }

        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), watch.Elapsed.ToString());
    }

    [Fact]
    public void A_damaged_zip_never_hides_a_program_that_the_base_library_unpacks()
    {
        var zip = Made.Zip(("notes.txt", Made.Bytes(new string('a', 200))), ("data.bin", Made.Pe(600)), ("more.txt", Made.Bytes("more")));
        var random = new Random(42);
        for (var i = 0; i < 3_000; i++)
        {
            var damaged = Damage(zip, random);
            if (Unpacks(damaged))
            {
                Assert.True(Made.Inspect(damaged, "a.zip").Refused);
            }
        }
    }

    [Fact]
    public void Noise_is_never_taken_for_more_than_bytes()
    {
        var random = new Random(5);
        var budget = InspectionLimits.Default;
        for (var i = 0; i < 300; i++)
        {
            var noise = new byte[random.Next(1, 4000)];
            random.NextBytes(noise);
            Inflater.Salvage(noise, 1 << 16, out var consumed);
            Assert.InRange(consumed, 0, noise.Length);
            SampleCheck.Examine(noise, "noise.bin", new Inspector(budget));
        }
    }

    private static bool Unpacks(byte[] zip)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(zip), ZipArchiveMode.Read);
            return archive.Entries.Any(e =>
            {
                var content = new MemoryStream();
                using var stream = e.Open();
                stream.CopyTo(content);
                return content.ToArray().AsSpan().StartsWith("MZ\0"u8);
            });
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private static byte[] Damage(byte[] content, Random random)
    {
        var damaged = (byte[])content.Clone();
        for (var hits = random.Next(1, 6); hits > 0; hits--)
        {
            var at = random.Next(damaged.Length);
            switch (random.Next(6))
            {
                case 0:
                    damaged[at] = (byte)random.Next(256);
                    break;
                case 1:
                    damaged[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    damaged[at] = random.Next(2) == 0 ? (byte)0 : (byte)0xFF;
                    break;
                case 3:
                    damaged.AsSpan(at, Math.Min(4, damaged.Length - at)).Fill((byte)(random.Next(3) * 0x7F));
                    break;
                case 4:
                    damaged = Made.Join(damaged[..at], damaged[Math.Max(0, at - random.Next(64))..]);
                    break;
                default:
                    damaged = random.Next(4) == 0 ? damaged[..Math.Max(1, at)] : damaged;
                    break;
            }
        }

        return damaged;
    }

    private static (string Name, byte[] Content)[] Seeds()
    {
        var text = Made.Bytes(string.Concat(Enumerable.Range(0, 120).Select(i => $"line {i} of a log; ")));
        var zip = Made.Zip(("a.txt", text), ("b/c.json", Made.Bytes("{\"a\":[1,2,3]}")), ("inner.zip", Made.Zip(("d.txt", text))));
        return
        [
            ("a.zip", zip),
            ("b.gz", Made.Gzip(zip)),
            ("c.tar", Made.Tar(("a.zip", zip), ("b.txt", text))),
            ("d.eml", Made.Mail("a.zip", zip)),
            ("e.doc", Made.Compound(("Workbook", text), ("Data", zip), ("__substg1.0_3707001F", text))),
            ("f.pdf", Made.Join(Made.Pdf("/Pages 2 0 R"), Made.Bytes("stream\n"), Made.Zlib(text), Made.Bytes("\nendstream"))),
            ("g.png", Made.Join(Made.Png(), text)),
            ("h.txt", Made.Bytes(Convert.ToBase64String(Made.Join(zip, text)) + "\nbegin 644 a.txt\n#0V%T\n`\nend\n")),
            ("i.docx", Made.Zip(("[Content_Types].xml", text), ("word/document.xml", text))),
            ("k.json", Made.Bytes("{\"a\":\"" + string.Concat(Convert.ToBase64String(Made.Bytes(Convert.ToBase64String(Made.Zlib(zip)))).Select(c => $"\\u{(int)c:x4} ")) + "\"}")),
            ("l.bin", Made.Zlib(Made.Zlib(zip))),
            ("j.bin", Made.Zip(CompressionLevel.NoCompression, ("a.tar", Made.Tar(("x.txt", text))))),
        ];
    }
}
