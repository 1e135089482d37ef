using System.Buffers.Binary;

namespace Infohub.Library.Files.Inspection.Programs;

/// <summary>Formats that are refused at sight, by the bytes that name them.</summary>
internal static class RefusedFormats
{
    /// <param name="IsText">Whether the format is text itself; the others count only where the content is not.</param>
    private sealed record Format(int Offset, byte[] Magic, Reason Reason, string? Detail = null, bool IsText = false);

    private static readonly Format[] Table =
    [
        // run or open something by themselves
        new(0, Hex("4C0000000114020000000000C000000000000046"), Reason.Shortcut),
        new(0, Hex("E4525C7B8CD8A74DAEB15378D02996D3"), Reason.OneNote),
        new(0, Ascii("ITSF"), Reason.OtherProgram),
        new(0, Ascii("FWS"), Reason.OtherProgram),
        new(0, Ascii("CWS"), Reason.OtherProgram),
        new(0, Ascii("ZWS"), Reason.OtherProgram),
        new(0, Ascii("#@~^"), Reason.Script, IsText: true),
        new(0, Ascii("ActiveMime"), Reason.Macros),
        new(0, Ascii("ID;P"), Reason.Macros, IsText: true),
        new(0, Hex("EDABEEDB"), Reason.Installer),
        new(0, Ascii("!<arch>\n"), Reason.Installer),
        new(0, Ascii("xar!"), Reason.Installer),
        new(0, Ascii("Cr24"), Reason.Installer),

        // packed in ways that are not looked into
        new(0, Hex("377ABCAF271C"), Reason.Packed, "7z"),
        new(0, Hex("526172211A07"), Reason.Packed, "RAR"),
        new(0, Ascii("RE~^"), Reason.Packed, "RAR"),
        new(0, Ascii("MSCF"), Reason.Packed, "CAB"),
        new(0, Ascii("ISc("), Reason.Packed, "CAB"),
        new(0, Hex("FD377A585A00"), Reason.Packed, "xz"),
        new(0, Hex("5D00008000"), Reason.Packed, "LZMA"),
        new(0, Ascii("LZIP"), Reason.Packed, "lzip"),
        new(0, Hex("28B52FFD"), Reason.Packed, "zstd"),
        new(0, Hex("04224D18"), Reason.Packed, "LZ4"),
        new(0, Hex("1F9D"), Reason.Packed, "compress"),
        new(0, Hex("1FA0"), Reason.Packed, "compress"),
        new(2, Ascii("-lh"), Reason.Packed, "LZH"),
        new(7, Ascii("**ACE**"), Reason.Packed, "ACE"),
        new(0, Hex("60EA"), Reason.Packed, "ARJ"),
        new(0, Ascii("ALZ\u0001"), Reason.Packed, "ALZ"),
        new(0, Ascii("EGGA"), Reason.Packed, "EGG"),
        new(0, Ascii("070701"), Reason.Packed, "cpio", IsText: true),
        new(0, Ascii("070702"), Reason.Packed, "cpio", IsText: true),
        new(0, Ascii("070707"), Reason.Packed, "cpio", IsText: true),
        new(0, Hex("789F3E22"), Reason.Packed, "TNEF (winmail.dat)"),
        new(0, Ascii("=ybegin "), Reason.Packed, "yEnc", IsText: true),

        // images of disks
        new(0x8001, Ascii("CD001"), Reason.DiskImage),
        new(0x8801, Ascii("CD001"), Reason.DiskImage),
        new(0x9001, Ascii("CD001"), Reason.DiskImage),
        new(0x8001, Ascii("BEA01"), Reason.DiskImage),
        new(0x8801, Ascii("NSR0"), Reason.DiskImage),
        new(0, Ascii("conectix"), Reason.DiskImage),
        new(0, Ascii("vhdxfile"), Reason.DiskImage),
        new(0, Ascii("KDMV"), Reason.DiskImage),
        new(0, Ascii("# Disk DescriptorFile"), Reason.DiskImage, IsText: true),
        new(0, Hex("514649FB"), Reason.DiskImage),
        new(0, Ascii("MSWIM\0\0\0"), Reason.DiskImage),
        new(0, Ascii("hsqs"), Reason.DiskImage),
        new(0, Ascii("<<< Oracle VM VirtualBox Disk Image"), Reason.DiskImage),
        new(3, Ascii("NTFS    "), Reason.DiskImage),
        new(3, Ascii("EXFAT   "), Reason.DiskImage),
        new(54, Ascii("FAT1"), Reason.DiskImage),
        new(82, Ascii("FAT32   "), Reason.DiskImage),
        new(512, Ascii("EFI PART"), Reason.DiskImage),
    ];

    public static Reason? Of(ReadOnlySpan<byte> content, out string? detail)
    {
        detail = null;
        foreach (var format in Table)
        {
            if (content.Length > format.Offset && content[format.Offset..].StartsWith(format.Magic) && !IsWord(content, format))
            {
                detail = format.Detail;
                return format.Reason;
            }
        }

        if (IsBzip2(content))
        {
            detail = "bzip2";
            return Reason.Packed;
        }

        return HasDiskFooter(content) || HasPartitions(content) || IsExt(content) ? Reason.DiskImage : null;
    }

    // Letters that name a format also begin honest sentences: "MSCF is the magic number of CAB files".
    private static bool IsWord(ReadOnlySpan<byte> content, Format format) =>
        !format.IsText && content[..Math.Min(content.Length, 512)].IndexOfAnyInRange((byte)0, (byte)8) < 0
        && format.Magic.AsSpan().IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0;

    private static bool IsBzip2(ReadOnlySpan<byte> content) =>
        content.Length >= 10 && content.StartsWith("BZh"u8) && content[3] is >= (byte)'1' and <= (byte)'9'
        && (content[4..].StartsWith(Bzip2Block) || content[4..].StartsWith(Bzip2End));

    private static ReadOnlySpan<byte> Bzip2Block => [0x31, 0x41, 0x59, 0x26, 0x53, 0x59];

    private static ReadOnlySpan<byte> Bzip2End => [0x17, 0x72, 0x45, 0x38, 0x50, 0x90];

    // VHD and DMG are named by their last 512 bytes
    private static bool HasDiskFooter(ReadOnlySpan<byte> content) =>
        content.Length >= 1024 && (content[^512..].StartsWith("conectix"u8) || content[^512..].StartsWith("koly\0\0\0"u8));

    private static bool HasPartitions(ReadOnlySpan<byte> content)
    {
        if (content.Length < 1024 || content[510] != 0x55 || content[511] != 0xAA)
        {
            return false;
        }

        var used = 0;
        for (var at = 446; at < 510; at += 16)
        {
            var entry = content.Slice(at, 16);
            if (entry[0] is not (0 or 0x80))
            {
                return false;
            }

            used += entry[4] != 0 && BinaryPrimitives.ReadUInt32LittleEndian(entry[12..]) != 0 ? 1 : 0;
        }

        return used > 0;
    }

    // ext2 to ext4: the magic alone is two bytes, so block size and revision must fit as well
    private static bool IsExt(ReadOnlySpan<byte> content) =>
        content.Length >= 0x800 && content[0x438] == 0x53 && content[0x439] == 0xEF
        && BinaryPrimitives.ReadUInt32LittleEndian(content[0x418..]) <= 6
        && BinaryPrimitives.ReadUInt32LittleEndian(content[0x44C..]) <= 1;

    private static byte[] Hex(string hex) => Convert.FromHexString(hex);

    private static byte[] Ascii(string text) => System.Text.Encoding.Latin1.GetBytes(text);
}
