using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Infohub.Library.Files.Inspection;

namespace Infohub.Modules.Tests.Library.Inspection;

public sealed class ArchiveTests
{
    [Fact]
    public void A_program_in_a_zip_is_refused_with_its_path() =>
        Made.Refused("program-windows", Made.Zip(("readme.txt", Made.Bytes("hello")), ("docs/a.bin", Made.Pe())), "invoice.zip", "invoice.zip › docs/a.bin");

    [Fact]
    public void A_program_in_a_zip_in_a_zip_is_refused_with_its_path() =>
        Made.Refused("program-linux", Made.Zip(("inner.zip", Made.Zip(("b", Made.Elf())))), "outer.zip", "outer.zip › inner.zip › b");

    [Fact]
    public void A_zip_of_text_is_welcome() =>
        Made.Welcome(Made.Zip(("iocs/hashes.csv", Made.Bytes("sha256,name\nabc,evil.exe\n")), ("empty/", []), ("notes.txt", Made.Bytes(new string('x', 5000)))), "iocs.zip");

    [Fact]
    public void A_zip_without_entries_is_welcome() => Made.Welcome(Made.Zip(), "empty.zip");

    [Fact]
    public void A_zip_written_to_a_pipe_with_data_descriptors_is_welcome()
    {
        var stream = new Pipe();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in new[] { "a.txt", "b.txt" })
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Made.Bytes("some text of " + name));
            }
        }

        Made.Welcome(stream.Written.ToArray(), "piped.zip");
    }

    [Fact]
    public void Layers_up_to_the_limit_are_looked_into_and_one_more_is_refused()
    {
        var content = Made.Bytes("text");
        for (var layer = 1; layer <= 5; layer++)
        {
            content = Made.Zip(("layer.zip", content));
            if (layer == 1)
            {
                content = Made.Zip(("notes.txt", Made.Bytes("text")));
            }
        }

        Made.Welcome(content, "five.zip");
        Made.Refused("too-deep", Made.Zip(("five.zip", content)), "six.zip");
    }

    [Fact]
    public void An_encrypted_entry_is_refused()
    {
        var zip = Made.Zip(("secret.txt", Made.Bytes("text")));
        zip[6] |= 1;
        zip[Central(zip) + 8] |= 1;
        Made.Refused("encrypted", zip, "secret.zip", "secret.zip › secret.txt");
    }

    [Fact]
    public void Encryption_that_only_the_directory_tells_is_refused()
    {
        var zip = Made.Zip(("secret.txt", Made.Bytes("text")));
        BinaryPrimitives.WriteUInt16LittleEndian(zip.AsSpan(Central(zip) + 10), 99);
        Made.Refused("encrypted", zip, "aes.zip");
    }

    [Theory]
    [InlineData(6)]
    [InlineData(8)]
    [InlineData(14)]
    [InlineData(18)]
    [InlineData(22)]
    [InlineData(30)]
    public void A_local_header_that_contradicts_the_directory_is_refused(int offset)
    {
        var zip = Made.Zip(("notes.txt", Made.Bytes("some text that is long enough to pack")));
        zip[offset] ^= 0x40;
        Made.Refused("broken", zip, "two-faced.zip");
    }

    [Fact]
    public void Data_before_between_and_behind_the_entries_is_refused()
    {
        var zip = Made.Zip(("a.txt", Made.Bytes("aaaa")), ("b.txt", Made.Bytes("bbbb")));
        Made.Refused("broken", Made.Join(zip, [1, 2, 3]), "behind.zip");
        Made.Refused("archive-hidden", Made.Join(Made.Bytes("before"), zip), "before.zip");
        Made.Refused("broken", Gapped(zip), "between.zip");
    }

    [Fact]
    public void Overlapping_entries_are_refused_at_once()
    {
        // every entry of the directory points at the same packed kernel
        var kernel = Made.Zip(("a.bin", new byte[1 << 20]));
        var central = Central(kernel);
        var record = kernel[central..^22];
        var stream = new MemoryStream();
        stream.Write(kernel.AsSpan(0, central));
        for (var i = 0; i < 900; i++)
        {
            record[46] = (byte)('a' + (i % 26));
            record[47] = (byte)('a' + (i / 26));
            stream.Write(record);
        }

        var end = kernel[^22..];
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), 900);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), 900);
        BinaryPrimitives.WriteInt32LittleEndian(end.AsSpan(12), 900 * record.Length);
        stream.Write(end);
        Made.Refused("broken", stream.ToArray(), "bomb.zip");
    }

    [Fact]
    public void A_bomb_is_refused_in_little_time_and_memory()
    {
        var bomb = Made.Zip(("zeros.bin", new byte[64 << 20]));
        var watch = Stopwatch.StartNew();
        Made.Refused("too-large", bomb, "bomb.zip");
        Made.Refused("too-large", Made.Gzip(new byte[64 << 20]), "bomb.gz");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), watch.Elapsed.ToString());
    }

    [Fact]
    public void A_size_that_lies_is_refused_and_costs_no_memory()
    {
        var zip = Made.Zip(("zeros.bin", new byte[4 << 20]));
        var central = Central(zip);
        BinaryPrimitives.WriteInt32LittleEndian(zip.AsSpan(22), 100);
        BinaryPrimitives.WriteInt32LittleEndian(zip.AsSpan(central + 24), 100);
        var inspector = new Inspector(InspectionLimits.Default);
        Assert.True(SampleCheck.Examine(zip, "liar.zip", inspector).Refused);
        Assert.True(inspector.Budget.Unpacked < 1 << 16);
    }

    [Fact]
    public void Many_entries_and_much_content_are_refused()
    {
        var entries = Enumerable.Range(0, 1001).Select(i => ($"{i}.txt", Made.Bytes("x"))).ToArray();
        Made.Refused("too-many", Made.Zip(entries), "many.zip");
        Made.Refused("too-many", Made.Tar(entries), "many.tar");
        var small = InspectionLimits.Default with { MaxUnpacked = 10_000 };
        Assert.Equal("too-large", Made.Inspect(Made.Zip(("a", new byte[6000]), ("b", new byte[6000])), "much.zip", small).Code);
        Assert.Equal("too-large", Made.Inspect(new byte[100], "large.bin", small with { MaxContent = 99 }).Code);
    }

    [Theory]
    [InlineData("../evil.txt")]
    [InlineData("/etc/passwd")]
    [InlineData("C:/evil.txt")]
    [InlineData("a\\..\\..\\evil.txt")]
    public void An_entry_that_leaves_its_folder_is_refused(string name) => Made.Refused("name-outside", Made.Zip((name, Made.Bytes("x"))), "slip.zip");

    [Fact]
    public void Two_entries_of_one_name_are_refused() =>
        Made.Refused("broken", Made.Zip(("a.txt", Made.Bytes("1")), ("a.txt", Made.Bytes("2"))), "twice.zip");

    [Fact]
    public void Another_archive_end_in_the_comment_is_refused()
    {
        var zip = Made.Zip(("a.txt", Made.Bytes("1")));
        var other = Made.Zip(("a.exe", Made.Pe()));
        BinaryPrimitives.WriteUInt16LittleEndian(zip.AsSpan(zip.Length - 2), (ushort)other.Length);
        Made.Refused("broken", Made.Join(zip, other), "comment.zip");
    }

    [Fact]
    public void Packing_methods_that_are_not_looked_into_are_refused()
    {
        var zip = Made.Zip(("a.txt", Made.Bytes("some text")));
        zip[8] = 12;
        zip[Central(zip) + 10] = 12;
        Made.Refused("packed-oddly", zip, "bzip2-inside.zip");
    }

    [Fact]
    public void A_program_in_gzip_is_refused_in_any_member()
    {
        Made.Refused("program-windows", Made.Gzip(Made.Pe()), "log.gz", "log.gz › log");
        Made.Refused("program-hidden", Made.Join(Made.Gzip(Made.Bytes("harmless\0")), Made.Gzip(Made.Pe())), "log.gz");
        var pe = Made.Pe();
        Made.Refused("program-windows", Made.Join(Made.Gzip(pe[..70]), Made.Gzip(pe[70..])), "split.gz");
    }

    [Fact]
    public void Gzip_of_a_log_is_welcome_and_what_follows_it_is_not()
    {
        var gzip = Made.Gzip(Made.Bytes(string.Concat(Enumerable.Repeat("2026-01-01 GET /index.html 200\n", 9000))));
        Made.Welcome(gzip, "access.log.gz");
        Made.Refused("broken", Made.Join(gzip, [0, 0, 0]), "access.log.gz");
    }

    [Fact]
    public void A_program_in_tar_is_refused_and_text_in_tar_is_welcome()
    {
        Made.Refused("program-windows", Made.Tar(("notes.txt", Made.Bytes("x")), ("bin/tool", Made.Pe())), "files.tar", "files.tar › bin/tool");
        Made.Refused("program-linux", Made.Gzip(Made.Tar(("tool", Made.Elf()))), "files.tgz", "files.tgz › files.tar › tool");
        Made.Welcome(Made.Tar(("notes.txt", Made.Bytes("x")), (new string('d', 150) + "/long.txt", Made.Bytes("y"))), "files.tar");
    }

    [Theory]
    [InlineData("../up.txt")]
    [InlineData("/etc/cron.d/job")]
    [InlineData("C:\\up.txt")]
    public void A_name_that_leaves_the_folder_is_refused_in_tar_as_in_zip(string name)
    {
        Made.Refused("name-outside", Made.Tar((name, Made.Bytes("x"))), "a.tar");
        Made.Refused("name-outside", Made.Zip((name, Made.Bytes("x"))), "a.zip");
    }

    [Fact]
    public void A_name_in_a_long_header_is_read_by_its_length_and_a_value_with_line_ends_hides_none()
    {
        Made.Welcome(Pax('x', Record("path=notes.txt")), "a.tar");
        Made.Welcome(Pax('x', Record("comment=one\n17 path=evil.exe\n"), Record("path=notes.txt")), "a.tar");
        Made.Refused("name-program", Pax('x', Record("path=evil.exe"), Record("comment=one\n17 path=ok.txt\n")), "a.tar");
        Made.Refused("broken", Pax('x', "99 path=notes.txt\n"), "a.tar");
        Made.Refused("broken", Pax('x', "path=notes.txt\n"), "a.tar");
        Made.Welcome(Pax('g', Record("comment=by a packer")), "a.tar");
        Made.Refused("packed-oddly", Pax('g', Record("path=evil.exe")), "a.tar");

        static byte[] Pax(char type, params string[] records) => Headed((type, string.Concat(records)));

        // The length counts itself; below a hundred it has two digits.
        static string Record(string pair) => $"{pair.Length + 4} {pair}\n";
    }

    [Fact]
    public void What_two_unpackers_read_differently_in_a_tar_is_refused()
    {
        Made.Refused("packed-oddly", Headed(('X', "17 path=evil.bat\n")), "a.tar");
        Made.Refused("packed-oddly", Headed(('x', "17 path=evil.bat\n"), ('L', "ok.txt\0")), "a.tar");
        Made.Refused("packed-oddly", Headed(('L', "evil.bat\0"), ('L', "ok.txt\0")), "a.tar");
        Made.Refused("packed-oddly", Headed(('1', "a text behind a link")), "a.tar");
        Made.Refused("name-script", Headed(('L', "evil.bat\0")), "a.tar");
        Made.Welcome(Headed(('L', "a long name.txt\0"), ('K', "a long target\0")), "a.tar");
        Made.Welcome(Headed(('5', "")), "a.tar");
    }

    /// <summary>A tar of one text, and what stands before it under the type that is named.</summary>
    private static byte[] Headed(params (char Type, string Content)[] headers)
    {
        var stream = new MemoryStream();
        using (var writer = new System.Formats.Tar.TarWriter(stream, System.Formats.Tar.TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var (name, content) in headers.Select((h, n) => ("head" + n, h.Content)).Append(("short.txt", "x")))
            {
                writer.WriteEntry(new System.Formats.Tar.UstarTarEntry(System.Formats.Tar.TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Made.Bytes(content)) });
            }
        }

        var tar = stream.ToArray();
        for (var n = 0; n < headers.Length; n++)
        {
            var at = Encoding.Latin1.GetString(tar).IndexOf($"head{n}\0", StringComparison.Ordinal);
            var header = tar.AsSpan(at, 512);
            header[156] = (byte)headers[n].Type;
            header.Slice(148, 8).Fill((byte)' ');
            var sum = 0;
            foreach (var one in header)
            {
                sum += one;
            }

            Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(header[148..]);
        }

        return tar;
    }

    [Fact]
    public void Tar_with_data_behind_its_end_or_a_false_checksum_is_refused()
    {
        var tar = Made.Tar(("notes.txt", Made.Bytes("x")), ("more.txt", Made.Bytes("y")));
        Made.Refused("broken", Made.Join(tar, Made.Bytes("behind")), "behind.tar");
        var second = Encoding.Latin1.GetString(tar).LastIndexOf("more.txt", StringComparison.Ordinal);
        tar[second] ^= 1;
        Made.Refused("broken", tar, "false.tar");
    }

    [Fact]
    public void Whatever_is_cut_short_is_refused_or_harmless_and_never_throws()
    {
        var inner = Made.Zip(("a.txt", Made.Bytes("text of some length, again and again and again")));
        foreach (var content in new[] { Made.Zip(CompressionLevel.NoCompression, ("inner.zip", inner)), Made.Gzip(inner), Made.Tar(("inner.zip", inner)), Made.Compound(("Data", inner)) })
        {
            for (var length = 0; length < content.Length; length += 1 + (content.Length / 400))
            {
                Made.Inspect(content[..length], "cut.bin");
            }

            Assert.True(Made.Inspect(content[..(content.Length / 2)], "cut.bin").Refused);
        }
    }

    [Fact]
    public void Unpacking_agrees_with_the_base_library_on_every_kind_of_block()
    {
        var random = new Random(7);
        foreach (var level in new[] { CompressionLevel.NoCompression, CompressionLevel.Fastest, CompressionLevel.Optimal, CompressionLevel.SmallestSize })
        {
            for (var size = 1; size < 300_000; size = (size * 3) + 7)
            {
                var content = new byte[size];
                for (var i = 0; i < size; i++)
                {
                    content[i] = (byte)(random.Next(3) == 0 ? random.Next(256) : i / 50);
                }

                var packed = new MemoryStream();
                using (var deflate = new DeflateStream(packed, level, leaveOpen: true))
                {
                    deflate.Write(content);
                }

                var unpacked = Infohub.Library.Files.Inspection.Archives.Inflater.Run([.. packed.ToArray(), 9, 9, 9, 9, 9, 9, 9, 9, 9], size, size, out var consumed);
                Assert.Equal(packed.Length, consumed);
                Assert.True(unpacked.Span.SequenceEqual(content));
            }
        }
    }

    private static int Central(byte[] zip) => BinaryPrimitives.ReadInt32LittleEndian(zip.AsSpan(zip.Length - 6));

    private static byte[] Gapped(byte[] zip)
    {
        // four bytes between the last entry and the directory
        var central = Central(zip);
        var gapped = Made.Join(zip[..central], [0, 0, 0, 0], zip[central..]);
        BinaryPrimitives.WriteInt32LittleEndian(gapped.AsSpan(gapped.Length - 6), central + 4);
        return gapped;
    }

    private sealed class Pipe : Stream
    {
        public MemoryStream Written { get; } = new();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => Written.Write(buffer, offset, count);
    }
}
