using System.Buffers.Binary;
using Infohub.Library.Files.Inspection.Archives;

namespace Infohub.Library.Files.Inspection.Programs;

/// <summary>Archives behind other content (polyglots): a picture that an unpacker opens as an archive.</summary>
internal static class HiddenArchives
{
    /// <summary>Whether a RAR, 7z or CAB archive begins anywhere after the start.</summary>
    public static bool Within(ReadOnlySpan<byte> content) => RarWithin(content) || SevenZipWithin(content) || CabinetWithin(content);

    /// <summary>Finds a ZIP archive whose end stands anywhere from <paramref name="at"/> on: end record and directory must agree.</summary>
    public static bool ZipWithin(ReadOnlySpan<byte> content, ref int at, out Range range)
    {
        range = default;
        for (; ; at += 4)
        {
            var found = content[at..].IndexOf(ZipRecords.EndSignature);
            if (found < 0)
            {
                return false;
            }

            at += found;
            if (IsZipEnd(content, at, out range))
            {
                at += 4;
                return true;
            }
        }
    }

    private static bool IsZipEnd(ReadOnlySpan<byte> content, int at, out Range range)
    {
        range = default;
        if (content.Length - at < ZipRecords.EndLength)
        {
            return false;
        }

        var end = content[at..];
        var entries = BinaryPrimitives.ReadUInt16LittleEndian(end[10..]);
        long size = BinaryPrimitives.ReadUInt32LittleEndian(end[12..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
        var comment = BinaryPrimitives.ReadUInt16LittleEndian(end[20..]);
        if (entries == 0 || size < ZipRecords.CentralLength || size > at || !content[(int)(at - size)..].StartsWith(ZipRecords.CentralSignature))
        {
            return false;
        }

        // the offset may count from the archive's start or from the file's: both are opened by unpackers
        var start = Math.Max(0, at - size - offset);
        range = (int)start..(int)Math.Min(content.Length, at + ZipRecords.EndLength + (long)comment);
        return true;
    }

    private static bool RarWithin(ReadOnlySpan<byte> content)
    {
        for (var at = 0; ; at += 6)
        {
            var found = content[at..].IndexOf(RarSignature);
            if (found < 0)
            {
                return false;
            }

            at += found;
            if (content[(at + 6)..] is [0, ..] or [1, 0, ..])
            {
                return true;
            }
        }
    }

    // six bytes may stand in a report's hex table as bytes; the checksum of the start header does not by chance
    private static bool SevenZipWithin(ReadOnlySpan<byte> content)
    {
        for (var at = 0; ; at += 6)
        {
            var found = content[at..].IndexOf(SevenZipSignature);
            if (found < 0)
            {
                return false;
            }

            at += found;
            var header = content[at..];
            if (header.Length >= 32 && Crc32.Of(header.Slice(12, 20)) == BinaryPrimitives.ReadUInt32LittleEndian(header[8..]))
            {
                return true;
            }
        }
    }

    private static bool CabinetWithin(ReadOnlySpan<byte> content)
    {
        for (var at = 0; ; at += 4)
        {
            var found = content[at..].IndexOf("MSCF\0\0\0\0"u8);
            if (found < 0)
            {
                return false;
            }

            at += found;
            var header = content[at..];

            // CFHEADER: the three reserved fields are zero and the version is 1.3
            if (header.Length >= 36 && BinaryPrimitives.ReadUInt32LittleEndian(header[12..]) == 0
                && BinaryPrimitives.ReadUInt32LittleEndian(header[20..]) == 0 && header[24] == 3 && header[25] == 1)
            {
                return true;
            }
        }
    }

    private static ReadOnlySpan<byte> RarSignature => [0x52, 0x61, 0x72, 0x21, 0x1A, 0x07];

    private static ReadOnlySpan<byte> SevenZipSignature => [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C];
}
