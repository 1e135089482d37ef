using System.Buffers.Binary;
using Infohub.Library.Files.Inspection.Documents;

namespace Infohub.Library.Files.Inspection.Archives;

/// <summary>Looks into every entry of a ZIP archive; the entries must fill the file without gap or overlap.</summary>
internal static class ZipWalk
{
    public static SampleVerdict? Look(Piece piece, Inspector inspector)
    {
        var entries = ZipDirectory.Read(piece.Content, inspector.Limits.MaxEntries, out var directory);
        var at = 0;
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            var next = i + 1 < entries.Count ? entries[i + 1].Offset : directory;
            inspector.Budget.SpendEntry();

            // overlapping entries are the better bomb, and a gap is a hiding place
            if (entry.Offset != at || next <= at || next > directory)
            {
                throw UnreadableException.Broken;
            }

            if (LookAt(piece, entry, piece.Content[at..next], inspector) is { } verdict)
            {
                return verdict;
            }

            at = next;
        }

        if (at != directory)
        {
            throw UnreadableException.Broken;
        }

        return null;
    }

    private static SampleVerdict? LookAt(Piece piece, ZipEntry entry, ReadOnlyMemory<byte> region, Inspector inspector)
    {
        var inner = piece.Inner(default, entry.Name);
        if (entry.IsEncrypted)
        {
            return SampleVerdict.Refuse(Reason.Encrypted, inner);
        }

        if (Names(entry, inner) is { } named)
        {
            return named;
        }

        var data = Data(entry, region);
        var content = Unpack(entry, data, inspector);
        return entry.IsFolder && content.Length > 0
            ? SampleVerdict.Refuse(Reason.Broken, inner)
            : OfficePart.Look(inner with { Content = content }, entry.Name) ?? inspector.Look(inner with { Content = content }, entry.Name);
    }

    private static SampleVerdict? Names(ZipEntry entry, Piece inner)
    {
        if (EntryName.IsOutside(entry.Name) || (entry.OtherName is { } other && (EntryName.IsOutside(other) || Programs.DangerousNames.Of(other, out _) is not null)))
        {
            return SampleVerdict.Refuse(Reason.Outside, inner);
        }

        return null;
    }

    // APPNOTE §4.3.7: the local header repeats the central one, but for what a data descriptor brings later.
    private static ReadOnlyMemory<byte> Data(ZipEntry entry, ReadOnlyMemory<byte> region)
    {
        var local = region.Span;
        if (local.Length < ZipRecords.LocalLength || !local.StartsWith(ZipRecords.LocalSignature))
        {
            throw UnreadableException.Broken;
        }

        var name = BinaryPrimitives.ReadUInt16LittleEndian(local[26..]);
        var start = ZipRecords.LocalLength + name + BinaryPrimitives.ReadUInt16LittleEndian(local[28..]);
        if (start > local.Length
            || BinaryPrimitives.ReadUInt16LittleEndian(local[6..]) != entry.Flags
            || BinaryPrimitives.ReadUInt16LittleEndian(local[8..]) != entry.Method
            || !local.Slice(ZipRecords.LocalLength, name).SequenceEqual(entry.RawName.Span)
            || !SameNumber(local[14..], entry.Crc, entry) || !SameNumber(local[18..], (uint)entry.Packed, entry) || !SameNumber(local[22..], (uint)entry.Size, entry)
            || entry.Packed > local.Length - start)
        {
            throw UnreadableException.Broken;
        }

        CheckDescriptor(entry, local[(start + entry.Packed)..]);
        return region.Slice(start, entry.Packed);
    }

    private static bool SameNumber(ReadOnlySpan<byte> field, uint central, ZipEntry entry)
    {
        var value = BinaryPrimitives.ReadUInt32LittleEndian(field);
        return value == central || (entry.HasDescriptor && value == 0);
    }

    // §4.3.9: three numbers, with or without a signature before them; nothing else may follow the data
    private static void CheckDescriptor(ZipEntry entry, ReadOnlySpan<byte> rest)
    {
        if (!entry.HasDescriptor)
        {
            if (rest.Length != 0)
            {
                throw UnreadableException.Broken;
            }

            return;
        }

        if (rest.Length == 16 && rest.StartsWith(ZipRecords.DescriptorSignature))
        {
            rest = rest[4..];
        }

        if (rest.Length != 12 || BinaryPrimitives.ReadUInt32LittleEndian(rest) != entry.Crc
            || BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]) != entry.Packed || BinaryPrimitives.ReadUInt32LittleEndian(rest[8..]) != entry.Size)
        {
            throw UnreadableException.Broken;
        }
    }

    private static ReadOnlyMemory<byte> Unpack(ZipEntry entry, ReadOnlyMemory<byte> data, Inspector inspector)
    {
        var room = inspector.Budget.RoomFor(data.Length);
        if (entry.Size > room)
        {
            throw new UnreadableException(Reason.TooLarge);
        }

        var consumed = data.Length;
        var content = entry.Method switch
        {
            0 => data,
            8 => Inflater.Run(data.Span, Math.Min(room, entry.Size), entry.Size, out consumed),
            _ => throw new UnreadableException(Reason.OddlyPacked),
        };
        inspector.Budget.Spend(content.Length);
        if (content.Length != entry.Size || consumed != data.Length || Crc32.Of(content.Span) != entry.Crc)
        {
            throw UnreadableException.Broken;
        }

        return content;
    }
}
