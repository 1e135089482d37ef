using System.Buffers.Binary;

namespace Infohub.Library.Files.Inspection.Archives;

/// <summary>The central directory: read strictly, for what two unpackers read differently hides things from one of them.</summary>
internal static class ZipDirectory
{
    /// <summary>The entries in the order of their place in the file, and where the directory begins.</summary>
    /// <exception cref="UnreadableException">Damaged, contradictory, spanned, or more entries than allowed.</exception>
    public static List<ZipEntry> Read(ReadOnlyMemory<byte> content, int atMost, out int start)
    {
        var at = FindEnd(content.Span);
        var end = content.Span[at..];
        var count = BinaryPrimitives.ReadUInt16LittleEndian(end[10..]);
        var size = BinaryPrimitives.ReadUInt32LittleEndian(end[12..]);
        var offset = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
        if (offset == uint.MaxValue || size == uint.MaxValue || count == ushort.MaxValue || HasLocator(content.Span, at))
        {
            throw new UnreadableException(Reason.OddlyPacked);
        }

        // disk numbers must be 0: one volume of several cannot be looked into alone
        if (BinaryPrimitives.ReadUInt32LittleEndian(end[4..]) != 0 || BinaryPrimitives.ReadUInt16LittleEndian(end[8..]) != count || offset + (long)size != at)
        {
            throw UnreadableException.Broken;
        }

        if (count > atMost)
        {
            throw new UnreadableException(Reason.TooMany);
        }

        start = (int)offset;
        return Entries(content[start..at], count);
    }

    private static List<ZipEntry> Entries(ReadOnlyMemory<byte> rest, int count)
    {
        var entries = new List<ZipEntry>(count);
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var entry = ZipEntry.Read(rest);
            if (!names.Add(entry.Name))
            {
                throw UnreadableException.Broken;
            }

            entries.Add(entry);
            rest = rest[entry.Length..];
        }

        if (rest.Length != 0)
        {
            throw UnreadableException.Broken;
        }

        entries.Sort((a, b) => a.Offset.CompareTo(b.Offset));
        return entries;
    }

    // The end record must end the file, and no other may stand in its comment, where another unpacker would find it.
    private static int FindEnd(ReadOnlySpan<byte> content)
    {
        var furthest = Math.Max(0, content.Length - ZipRecords.EndLength - ushort.MaxValue);
        var last = content[furthest..].LastIndexOf(ZipRecords.EndSignature);
        var at = furthest + last;
        if (last < 0 || content.Length - at < ZipRecords.EndLength
            || BinaryPrimitives.ReadUInt16LittleEndian(content[(at + 20)..]) != content.Length - at - ZipRecords.EndLength)
        {
            throw UnreadableException.Broken;
        }

        return at;
    }

    private static bool HasLocator(ReadOnlySpan<byte> content, int end) =>
        end >= ZipRecords.LocatorLength && content[(end - ZipRecords.LocatorLength)..].StartsWith(ZipRecords.LocatorSignature);
}
