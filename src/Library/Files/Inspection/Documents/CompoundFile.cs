using System.Buffers.Binary;
using System.Text;

namespace Infohub.Library.Files.Inspection.Documents;

/// <summary>A storage or stream of a compound file.</summary>
internal sealed record CompoundEntry(string Name, bool IsStream, Guid Class, uint Start, long Size);

/// <summary>Reads the streams of a compound file (MS-CFB), the container of Office 97, MSI and saved Outlook mails.</summary>
internal sealed class CompoundFile
{
    private const uint LastSpecial = 0xFFFFFFFA;
    // §2.2: shorter streams are kept in small sectors of their own
    private const int MiniCutoff = 4096;
    private const int EntryLength = 128;
    private const int MostEntries = 20_000;

    private readonly ReadOnlyMemory<byte> content;
    private readonly int sector;
    private readonly int miniSector;
    private readonly uint[] fat;
    private readonly Lazy<uint[]> miniFat;
    private readonly Lazy<ReadOnlyMemory<byte>> miniStream;

    private CompoundFile(ReadOnlyMemory<byte> content)
    {
        this.content = content;
        var header = content.Span;
        int shift = BinaryPrimitives.ReadUInt16LittleEndian(header[30..]), miniShift = BinaryPrimitives.ReadUInt16LittleEndian(header[32..]);
        if (shift is not (9 or 12) || miniShift != 6 || BinaryPrimitives.ReadUInt32LittleEndian(header[56..]) != MiniCutoff)
        {
            throw UnreadableException.Broken;
        }

        (sector, miniSector) = (1 << shift, 1 << miniShift);
        fat = ReadFat();
        Entries = ReadEntries(BinaryPrimitives.ReadUInt32LittleEndian(header[48..]));
        var miniStart = BinaryPrimitives.ReadUInt32LittleEndian(header[60..]);
        miniFat = new(() => Numbers(Chain(miniStart, long.MaxValue)));
        miniStream = new(() => Chain(Entries[0].Start, Entries[0].Size));
    }

    public static bool Begins(ReadOnlySpan<byte> content) => content.StartsWith(Signature);

    /// <summary>All entries of the directory, also those that no storage names.</summary>
    public IReadOnlyList<CompoundEntry> Entries { get; }

    /// <exception cref="UnreadableException">Damaged.</exception>
    public static CompoundFile Read(ReadOnlyMemory<byte> content) => content.Length >= 512 ? new CompoundFile(content) : throw UnreadableException.Broken;

    public ReadOnlyMemory<byte> Open(CompoundEntry entry, Budget budget)
    {
        budget.Spend(Math.Min(entry.Size, content.Length));
        return entry.Size >= MiniCutoff ? Chain(entry.Start, entry.Size) : MiniChain(entry.Start, (int)entry.Size);
    }

    private uint[] ReadFat()
    {
        var header = content.Span;
        var sectors = new List<uint>();
        for (var at = 76; at < 512; at += 4)
        {
            AddSector(sectors, BinaryPrimitives.ReadUInt32LittleEndian(header[at..]));
        }

        // §2.5: further places of the table stand in a chain of sectors of their own, the last number being the next
        var next = BinaryPrimitives.ReadUInt32LittleEndian(header[68..]);
        for (var steps = 0; next < LastSpecial; steps++)
        {
            if (steps > content.Length / sector)
            {
                throw UnreadableException.Broken;
            }

            var table = Sector(next);
            for (var at = 0; at < table.Length - 4; at += 4)
            {
                AddSector(sectors, BinaryPrimitives.ReadUInt32LittleEndian(table[at..]));
            }

            next = BinaryPrimitives.ReadUInt32LittleEndian(table[^4..]);
        }

        var perSector = sector / 4;
        var numbers = new uint[sectors.Count * perSector];
        for (var i = 0; i < sectors.Count; i++)
        {
            CopyNumbers(Sector(sectors[i]), numbers.AsSpan(i * perSector));
        }

        return numbers;
    }

    private void AddSector(List<uint> sectors, uint number)
    {
        if (number >= LastSpecial)
        {
            return;
        }

        // a table cannot have more sectors than the file
        if (sectors.Count > content.Length / sector)
        {
            throw UnreadableException.Broken;
        }

        sectors.Add(number);
    }

    private List<CompoundEntry> ReadEntries(uint start)
    {
        var directory = Chain(start, long.MaxValue).Span;
        var entries = new List<CompoundEntry>();
        for (; directory.Length >= EntryLength; directory = directory[EntryLength..])
        {
            var type = directory[66];
            if (entries.Count == 0 && type != 5)
            {
                throw UnreadableException.Broken;
            }

            if (type is 1 or 2 or 5)
            {
                var length = Math.Clamp(BinaryPrimitives.ReadUInt16LittleEndian(directory[64..]) - 2, 0, 62);
                var name = Encoding.Unicode.GetString(directory[..length]);
                entries.Add(new CompoundEntry(name, type == 2, new Guid(directory.Slice(80, 16)), BinaryPrimitives.ReadUInt32LittleEndian(directory[116..]), BinaryPrimitives.ReadUInt32LittleEndian(directory[120..])));
            }

            if (entries.Count > MostEntries)
            {
                throw new UnreadableException(Reason.TooMany);
            }
        }

        return entries.Count > 0 ? entries : throw UnreadableException.Broken;
    }

    private ReadOnlyMemory<byte> Chain(uint start, long size)
    {
        var most = Math.Min(size, content.Length);
        var sectors = new List<uint>();
        for (var at = start; at < LastSpecial && (long)sectors.Count * sector < most; at = fat[at])
        {
            if (at >= fat.Length || sectors.Count > fat.Length)
            {
                throw UnreadableException.Broken;
            }

            sectors.Add(at);
        }

        var bytes = new byte[Math.Min(most, (long)sectors.Count * sector)];
        var filled = 0;
        foreach (var number in sectors)
        {
            var part = Sector(number);
            part = part[..Math.Min(part.Length, bytes.Length - filled)];
            part.CopyTo(bytes.AsSpan(filled));
            filled += part.Length;
        }

        return bytes.AsMemory(0, filled);
    }

    private ReadOnlyMemory<byte> MiniChain(uint start, int size)
    {
        var bytes = new byte[Math.Min(size, miniStream.Value.Length)];
        var filled = 0;
        for (var at = start; at < LastSpecial && filled < bytes.Length; at = miniFat.Value[at])
        {
            var from = (long)at * miniSector;
            if (at >= miniFat.Value.Length || from >= miniStream.Value.Length)
            {
                throw UnreadableException.Broken;
            }

            var part = miniStream.Value[(int)from..];
            part = part[..Math.Min(Math.Min(miniSector, part.Length), bytes.Length - filled)];
            part.CopyTo(bytes.AsMemory(filled));
            filled += part.Length;
        }

        return bytes.AsMemory(0, filled);
    }

    // the last sector of a file may be short
    private ReadOnlySpan<byte> Sector(uint number)
    {
        var from = ((long)number + 1) * sector;
        return from < content.Length ? content.Span.Slice((int)from, (int)Math.Min(sector, content.Length - from)) : throw UnreadableException.Broken;
    }

    private static uint[] Numbers(ReadOnlyMemory<byte> bytes)
    {
        var numbers = new uint[bytes.Length / 4];
        CopyNumbers(bytes.Span, numbers);
        return numbers;
    }

    private static void CopyNumbers(ReadOnlySpan<byte> bytes, Span<uint> numbers)
    {
        for (var i = 0; i < bytes.Length / 4; i++)
        {
            numbers[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(i * 4)..]);
        }
    }

    private static ReadOnlySpan<byte> Signature => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
}
