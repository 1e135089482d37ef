using System.Buffers.Binary;

namespace Infohub.Library.Files.Inspection.Programs;

/// <summary>Programs by their structure: at the start of a file, and hidden anywhere in it.</summary>
internal static class NativeCode
{
    private const int DosHeader = 0x40;

    // linkers put the PE header within the first kilobyte; a far pointer would only invite chance hits
    private const int FurthestPeHeader = 0x1000;

    private static ReadOnlySpan<byte> ElfMagic => [0x7F, 0x45, 0x4C, 0x46];

    private static readonly ushort[] PeMachines = [0x014C, 0x8664, 0xAA64, 0x01C0, 0x01C2, 0x01C4, 0x0200, 0x0EBC, 0x5032, 0x5064, 0x6232, 0x6264, 0xA641, 0xA64E];

    public static Reason? AtStart(ReadOnlySpan<byte> content)
    {
        if (content.Length < 4)
        {
            return null;
        }

        if (IsMz(content))
        {
            return Reason.WindowsProgram;
        }

        if (content.StartsWith(ElfMagic))
        {
            return Reason.LinuxProgram;
        }

        return BinaryPrimitives.ReadUInt32BigEndian(content) switch
        {
            0xFEEDFACE or 0xFEEDFACF or 0xCEFAEDFE or 0xCFFAEDFE or 0xCAFEBABF or 0xBEBAFECA or 0xBFBAFECA => Reason.MacProgram,
            0xCAFEBABE => JavaOrFat(content),
            0x6465780A or 0x6465790A or 0x6172740A or 0x7664_6578 => Reason.PhoneProgram,
            0x0061736D or 0x1B4C7561 or 0x4243C0DE or 0xDEC0170B => Reason.OtherProgram,
            _ => null,
        };
    }

    /// <summary>Whether a whole program header stands anywhere: behind an image, in a stream, in a captured packet.</summary>
    public static bool Within(ReadOnlySpan<byte> content) => PeWithin(content) || ElfWithin(content);

    /// <summary>How many bytes tell whether this is a PE program, or 0 where its DOS header says that it is none.</summary>
    public static int PeHeaderEnd(ReadOnlySpan<byte> content) =>
        content.Length >= DosHeader && content.StartsWith("MZ"u8) && BinaryPrimitives.ReadUInt32LittleEndian(content[0x3C..]) is <= FurthestPeHeader and var header
            ? (int)header + 6
            : 0;

    // An old DOS program needs no PE header. A note that begins with the letters MZ is text and stays welcome.
    private static bool IsMz(ReadOnlySpan<byte> content) =>
        (content.StartsWith("MZ"u8) || content.StartsWith("ZM"u8))
        && content[..Math.Min(content.Length, 1024)].IndexOfAnyInRange((byte)0, (byte)8) >= 0;

    // Java class files and fat Mach-O share a magic number: the next four bytes are a version or a small count.
    private static Reason JavaOrFat(ReadOnlySpan<byte> content) =>
        content.Length >= 8 && BinaryPrimitives.ReadUInt32BigEndian(content[4..]) is > 0 and < 40 ? Reason.MacProgram : Reason.JavaProgram;

    private static bool PeWithin(ReadOnlySpan<byte> content)
    {
        for (var at = 0; ;)
        {
            var found = content[at..].IndexOf("MZ"u8);
            if (found < 0)
            {
                return false;
            }

            at += found;
            if (IsPe(content[at..]))
            {
                return true;
            }

            at += 2;
        }
    }

    private static bool IsPe(ReadOnlySpan<byte> content)
    {
        var end = PeHeaderEnd(content);
        return end > 0 && end <= content.Length
            && content[(end - 6)..].StartsWith("PE\0\0"u8)
            && PeMachines.AsSpan().Contains(BinaryPrimitives.ReadUInt16LittleEndian(content[(end - 2)..]));
    }

    private static bool ElfWithin(ReadOnlySpan<byte> content)
    {
        for (var at = 0; ;)
        {
            var found = content[at..].IndexOf(ElfMagic);
            if (found < 0)
            {
                return false;
            }

            at += found;
            if (IsElf(content[at..]))
            {
                return true;
            }

            at += 4;
        }
    }

    private static bool IsElf(ReadOnlySpan<byte> content) =>
        content.Length >= 24
        && content[4] is 1 or 2
        && content[5] is 1 or 2
        && content[6] == 1
        && (content[5] == 1 ? (content[16] is >= 1 and <= 4 && content[17] == 0) : (content[17] is >= 1 and <= 4 && content[16] == 0));
}
