using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Infohub.Library.Files.Inspection;

namespace Infohub.Modules.Tests.Library.Inspection;

/// <summary>Files made for the tests; no sample is kept in the repository.</summary>
internal static class Made
{
    public static SampleVerdict Inspect(byte[] content, string name, InspectionLimits? limits = null) =>
        SampleCheck.Examine(content, name, new Inspector(limits ?? InspectionLimits.Default));

    public static void Refused(string code, byte[] content, string name = "notes.txt", string? path = null)
    {
        var verdict = Inspect(content, name);
        Assert.True(verdict.Refused, $"{name} was let in, not refused as {code}");
        Assert.Equal(code, verdict.Code);
        Assert.Contains("{0}", verdict.Sentence, StringComparison.Ordinal);
        Assert.Equal(verdict.Sentence.Contains("{1}", StringComparison.Ordinal) ? 2 : 1, verdict.Args.Length);
        if (path is not null)
        {
            Assert.Equal(path, verdict.Path);
        }
    }

    public static void Welcome(byte[] content, string name)
    {
        var verdict = Inspect(content, name);
        Assert.False(verdict.Refused, $"{name} was refused as {verdict.Code} at {verdict.Path}");
    }

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(p => p)];

    /// <summary>The headers of a Windows program around nothing that runs.</summary>
    public static byte[] Pe(int length = 2048)
    {
        var content = new byte[length];
        "MZ"u8.CopyTo(content);
        BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(0x3C), 0x80);
        "PE\0\0"u8.CopyTo(content.AsSpan(0x80));
        BinaryPrimitives.WriteUInt16LittleEndian(content.AsSpan(0x84), 0x8664);
        BinaryPrimitives.WriteUInt16LittleEndian(content.AsSpan(0x98), 0x20B);
        return content;
    }

    public static byte[] Elf()
    {
        var content = new byte[256];
        byte[] head = [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0];
        head.CopyTo(content, 0);
        content[16] = 2;
        return content;
    }

    public static byte[] Zip(params (string Name, byte[] Content)[] entries) => Zip(CompressionLevel.Optimal, entries);

    public static byte[] Zip(CompressionLevel level, params (string Name, byte[] Content)[] entries)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name, level).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    public static byte[] Gzip(byte[] content)
    {
        var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return stream.ToArray();
    }

    public static byte[] Tar(params (string Name, byte[] Content)[] entries)
    {
        var stream = new MemoryStream();
        using (var tar = new System.Formats.Tar.TarWriter(stream, System.Formats.Tar.TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                tar.WriteEntry(new System.Formats.Tar.PaxTarEntry(System.Formats.Tar.TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
            }
        }

        return stream.ToArray();
    }

    public static byte[] Mail(string fileName, byte[] attachment) => Mail($"Content-Disposition: attachment; filename=\"{fileName}\"", attachment, "base64");

    public static byte[] Mail(string field, byte[] attachment, string encoding)
    {
        var body = encoding == "base64" ? Convert.ToBase64String(attachment, Base64FormattingOptions.InsertLineBreaks) : Encoding.Latin1.GetString(attachment);
        return Encoding.Latin1.GetBytes($"""
            From: Wong <wong@example.test>
            To: Chan <chan@example.test>
            Subject: Invoice
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="edge"

            --edge
            Content-Type: text/plain; charset=utf-8

            Please see the invoice.
            --edge
            Content-Type: application/octet-stream
            {field}
            Content-Transfer-Encoding: {encoding}

            {body}
            --edge--

            """.ReplaceLineEndings("\r\n"));
    }

    public static byte[] Png(int width = 4, int height = 3)
    {
        var content = new byte[64];
        byte[] head = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R'];
        head.CopyTo(content, 0);
        BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(20), height);
        return content;
    }

    public static byte[] Gif() => [.. "GIF89a"u8, 8, 0, 6, 0, 0, 0, 0, 0x3B];

    public static byte[] Pdf(string objects) => Bytes($"%PDF-1.7\n%\u00e2\u00e3\n1 0 obj\n<< /Type /Catalog {objects} >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n");

    public static byte[] Zlib(byte[] content)
    {
        var stream = new MemoryStream();
        using (var zlib = new ZLibStream(stream, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(content);
        }

        return stream.ToArray();
    }

    /// <summary>A compound file with these streams in its root; a name that ends with a slash is a storage.</summary>
    public static byte[] Compound(params (string Name, byte[] Content)[] streams)
    {
        const int Sector = 512;
        var directorySectors = (streams.Length + 1 + 3) / 4;
        var bodies = streams.Select(s => s.Name.EndsWith('/') ? 0 : Math.Max(8, (s.Content.Length + Sector - 1) / Sector)).ToArray();
        var content = new byte[Sector * (2 + directorySectors + bodies.Sum())];
        var fat = Enumerable.Repeat(0xFFFFFFFF, 128).ToArray();
        byte[] signature = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        signature.CopyTo(content, 0);
        Put16(30, 9);
        Put16(32, 6);
        Put32(44, 1);
        Put32(48, 1);
        Put32(56, 4096);
        Put32(60, 0xFFFFFFFE);
        Put32(68, 0xFFFFFFFE);
        for (var at = 76; at < 512; at += 4)
        {
            Put32(at, 0xFFFFFFFF);
        }

        Put32(76, 0);
        fat[0] = 0xFFFFFFFD;
        ChainUp(1, directorySectors);
        PutEntry(0, "Root Entry", 5, 0xFFFFFFFE, 0);
        var next = 1 + directorySectors;
        for (var i = 0; i < streams.Length; i++)
        {
            var size = bodies[i] * Sector;
            PutEntry(i + 1, streams[i].Name.TrimEnd('/'), bodies[i] == 0 ? 1 : 2, bodies[i] == 0 ? 0xFFFFFFFE : (uint)next, size);
            ChainUp(next, bodies[i]);
            streams[i].Content.AsSpan(0, bodies[i] == 0 ? 0 : streams[i].Content.Length).CopyTo(content.AsSpan(Math.Min(content.Length, Sector * (next + 1))));
            next += bodies[i];
        }

        for (var i = 0; i < fat.Length; i++)
        {
            Put32(Sector + (i * 4), fat[i]);
        }

        return content;

        void Put16(int at, int value) => BinaryPrimitives.WriteUInt16LittleEndian(content.AsSpan(at), (ushort)value);
        void Put32(int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(content.AsSpan(at), value);
        void ChainUp(int start, int count)
        {
            for (var i = 0; i < count; i++)
            {
                fat[start + i] = i == count - 1 ? 0xFFFFFFFE : (uint)(start + i + 1);
            }
        }

        void PutEntry(int index, string name, int type, uint start, int size)
        {
            var at = (Sector * 2) + (index * 128);
            Encoding.Unicode.GetBytes(name).CopyTo(content, at);
            Put16(at + 64, (name.Length * 2) + 2);
            content[at + 66] = (byte)type;
            Put32(at + 116, start);
            Put32(at + 120, (uint)size);
        }
    }
}
