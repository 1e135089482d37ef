using System.Buffers.Binary;
using Infohub.Library.Files.Inspection;

namespace Infohub.Modules.Tests.Library.Inspection;

public sealed class FileTypeTests
{
    [Theory]
    [InlineData("hello", "a.txt", "text/plain")]
    [InlineData("# Title\n", "a.md", "text/plain")]
    [InlineData("<html><p>x</p></html>", "a.html", "text/plain")]
    [InlineData("<svg/>", "a.svg", "text/plain")]
    [InlineData("a,b\n1,2\n", "a.csv", "text/csv")]
    [InlineData(" {\"a\":1}", "a.bin", "application/json")]
    [InlineData("{not json", "a.json", "text/plain")]
    [InlineData("From: a@example.test\nMIME-Version: 1.0\n\nhello", "a.txt", "message/rfc822")]
    [InlineData("%PDF-1.7\n", "a.txt", "application/pdf")]
    [InlineData("", "a.png", "text/plain")]
    [InlineData("\0\u0001", "a.txt", "application/octet-stream")]
    public void Text_is_typed_by_its_content(string text, string name, string type) => Assert.Equal(type, FileTypes.Of(Made.Bytes(text), name));

    [Fact]
    public void Pictures_archives_and_captures_are_typed_by_their_content()
    {
        Assert.Equal("image/png", FileTypes.Of(Made.Png(), "a.exe"));
        Assert.Equal("image/gif", FileTypes.Of(Made.Gif(), "a"));
        Assert.Equal("image/jpeg", FileTypes.Of(Jpeg(2, 2), "a"));
        Assert.Equal("image/webp", FileTypes.Of(Webp(), "a"));
        Assert.Equal("application/zip", FileTypes.Of(Made.Zip(("a", [1])), "a"));
        Assert.Equal("application/gzip", FileTypes.Of(Made.Gzip([1]), "a"));
        Assert.Equal("application/x-tar", FileTypes.Of(Made.Tar(("a", [1])), "a"));
        Assert.Equal("application/vnd.tcpdump.pcap", FileTypes.Of(new byte[] { 0xA1, 0xB2, 0xC3, 0xD4 }.Concat(new byte[20]).ToArray(), "a"));
        Assert.Equal("application/x-pcapng", FileTypes.Of(new byte[] { 10, 13, 13, 10, 28, 0, 0, 0, 0x4D, 0x3C, 0x2B, 0x1A }, "a"));
    }

    [Theory]
    [InlineData("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    [InlineData("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation")]
    [InlineData("other.xml", "application/zip")]
    public void Office_documents_are_typed_by_their_main_part(string part, string type) =>
        Assert.Equal(type, FileTypes.Of(Made.Zip(("[Content_Types].xml", [1]), (part, [1])), "a.zip"));

    [Fact]
    public void The_size_of_a_picture_is_read_from_its_header()
    {
        Assert.Equal(new ImageInfo(640, 480), ImageInfo.Read(Made.Png(640, 480)));
        Assert.Equal(new ImageInfo(8, 6), ImageInfo.Read(Made.Gif()));
        Assert.Equal(new ImageInfo(300, 200), ImageInfo.Read(Jpeg(300, 200)));
        Assert.Equal(new ImageInfo(11, 21), ImageInfo.Read(Webp()));
        Assert.Null(ImageInfo.Read(Made.Bytes("text")));
        Assert.Null(ImageInfo.Read(Made.Png(0, 5)));
        Assert.Null(ImageInfo.Read(Made.Png().AsSpan(0, 20)));
        Assert.Null(ImageInfo.Read([0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0, 0, 0, 0, 0, 0]));
    }

    [Fact]
    public void A_picture_above_forty_megapixels_is_too_large()
    {
        Assert.False(ImageInfo.Read(Made.Png(8000, 5000))!.Value.IsTooLarge);
        Assert.True(ImageInfo.Read(Made.Png(8000, 5001))!.Value.IsTooLarge);
        Assert.True(ImageInfo.Read(Made.Png(int.MaxValue, int.MaxValue))!.Value.IsTooLarge);
    }

    private static byte[] Jpeg(int width, int height)
    {
        byte[] content = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 1, 0xFF, 0xFF, 0xC0, 0, 17, 8, 0, 0, 0, 0, 3, 0, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(content.AsSpan(14), (ushort)height);
        BinaryPrimitives.WriteUInt16BigEndian(content.AsSpan(16), (ushort)width);
        return content;
    }

    private static byte[] Webp() => [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBPVP8X"u8, 10, 0, 0, 0, 0, 0, 0, 0, 10, 0, 0, 20, 0, 0];
}
