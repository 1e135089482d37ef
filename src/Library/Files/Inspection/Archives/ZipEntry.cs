using System.Buffers.Binary;
using System.Text;

namespace Infohub.Library.Files.Inspection.Archives;

/// <summary>One entry as the central directory tells it.</summary>
internal sealed record ZipEntry
{
    private const ushort AesExtra = 0x9901;
    private const ushort StrongEncryptionExtra = 0x0017;
    private const ushort UnicodePathExtra = 0x7075;

    // §4.4.4: bit 0 encrypted, bit 6 strong encryption, bit 13 masked headers
    private const int EncryptionFlags = 0x2041;

    public required int Flags { get; init; }

    public required int Method { get; init; }

    public required uint Crc { get; init; }

    public required int Packed { get; init; }

    public required int Size { get; init; }

    public required int Offset { get; init; }

    public required ReadOnlyMemory<byte> RawName { get; init; }

    public required ReadOnlyMemory<byte> Extra { get; init; }

    public required int Length { get; init; }

    public bool HasDescriptor => (Flags & 8) != 0;

    public string Name => ((Flags & 0x800) != 0 ? Encoding.UTF8 : Encoding.Latin1).GetString(RawName.Span);

    public bool IsFolder => RawName.Length > 0 && RawName.Span[^1] == (byte)'/';

    public bool IsEncrypted => (Flags & EncryptionFlags) != 0 || Method == 99 || ExtraField(AesExtra) is not null || ExtraField(StrongEncryptionExtra) is not null;

    /// <summary>A second name that some unpackers prefer (§4.6.9).</summary>
    public string? OtherName => ExtraField(UnicodePathExtra) is { Length: > 5 } path ? Encoding.UTF8.GetString(path.Span[5..]) : null;

    public static ZipEntry Read(ReadOnlyMemory<byte> rest)
    {
        var record = rest.Span;
        if (record.Length < ZipRecords.CentralLength || !record.StartsWith(ZipRecords.CentralSignature))
        {
            throw UnreadableException.Broken;
        }

        var name = BinaryPrimitives.ReadUInt16LittleEndian(record[28..]);
        var extra = BinaryPrimitives.ReadUInt16LittleEndian(record[30..]);
        var comment = BinaryPrimitives.ReadUInt16LittleEndian(record[32..]);
        var length = ZipRecords.CentralLength + name + extra + comment;
        if (length > record.Length || BinaryPrimitives.ReadUInt16LittleEndian(record[34..]) != 0)
        {
            throw UnreadableException.Broken;
        }

        return new ZipEntry
        {
            Flags = BinaryPrimitives.ReadUInt16LittleEndian(record[8..]),
            Method = BinaryPrimitives.ReadUInt16LittleEndian(record[10..]),
            Crc = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]),
            Packed = Small(record[20..]),
            Size = Small(record[24..]),
            Offset = Small(record[42..]),
            RawName = rest.Slice(ZipRecords.CentralLength, name),
            Extra = rest.Slice(ZipRecords.CentralLength + name, extra),
            Length = length,
        };
    }

    /// <summary>A field of the extra area, or null; what is damaged there is no field.</summary>
    private ReadOnlyMemory<byte>? ExtraField(ushort id)
    {
        var rest = Extra;
        while (rest.Length >= 4)
        {
            var size = BinaryPrimitives.ReadUInt16LittleEndian(rest.Span[2..]);
            if (size > rest.Length - 4)
            {
                return null;
            }

            if (BinaryPrimitives.ReadUInt16LittleEndian(rest.Span) == id)
            {
                return rest.Slice(4, size);
            }

            rest = rest[(4 + size)..];
        }

        return null;
    }

    // ZIP64 marks its numbers with 0xFFFFFFFF: nothing that fits our limits needs it
    private static int Small(ReadOnlySpan<byte> field)
    {
        var value = BinaryPrimitives.ReadUInt32LittleEndian(field);
        return value <= int.MaxValue ? (int)value : throw new UnreadableException(value == uint.MaxValue ? Reason.OddlyPacked : Reason.Broken);
    }
}
