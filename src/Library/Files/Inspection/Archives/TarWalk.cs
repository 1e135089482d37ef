using System.Globalization;
using System.Text;

namespace Infohub.Library.Files.Inspection.Archives;

/// <summary>Looks into a tar archive: the old form, ustar, GNU long names and pax headers (POSIX.1-2017, pax).</summary>
internal static class TarWalk
{
    private const int Block = 512;

    /// <summary>The header's own checksum tells a tar, for the old form has no magic number.</summary>
    public static bool Begins(ReadOnlySpan<byte> content) => content.Length >= Block && content[0] != 0 && HasChecksum(content[..Block]);

    public static SampleVerdict? Look(Piece piece, Inspector inspector)
    {
        var rest = piece.Content;
        string? longName = null;
        while (rest.Length >= Block && rest.Span[..Block].ContainsAnyExcept((byte)0))
        {
            inspector.Budget.SpendEntry();
            var header = rest.Span[..Block];
            var body = Body(rest, header);
            rest = rest[Math.Min(rest.Length, Block + Padded(body.Length))..];
            inspector.Budget.Spend(body.Length);
            switch (header[156])
            {
                case (byte)'L':
                    longName = Once(longName, Encoding.UTF8.GetString(body.Span).TrimEnd('\0'));
                    break;
                case (byte)'K':
                    break;
                case (byte)'x':
                    longName = Once(longName, PaxName(body.Span));
                    break;
                // one name for all that follow: no packer writes that
                case (byte)'g' when PaxName(body.Span) is not null:
                    throw new UnreadableException(Reason.OddlyPacked);
                case (byte)'g':
                    break;
                // a file, in the old form or the new; a link, a device or a folder has no content of its own, and what some unpackers take for it others take for entries
                case 0 or (byte)'0' or (byte)'7':
                case >= (byte)'1' and <= (byte)'6' when body.IsEmpty:
                    if (LookAt(piece, body, longName ?? NameIn(header), NameIn(header), inspector) is { } verdict)
                    {
                        return verdict;
                    }

                    longName = null;
                    break;
                default:
                    throw new UnreadableException(Reason.OddlyPacked);
            }
        }

        // after the closing blocks of zeros nothing may follow
        return rest.Span.ContainsAnyExcept((byte)0) ? throw UnreadableException.Broken : null;
    }

    // of two long names one unpacker takes the first, another the last
    private static string? Once(string? before, string? name) => before is null || name is null ? name ?? before : throw new UnreadableException(Reason.OddlyPacked);

    private static SampleVerdict? LookAt(Piece piece, ReadOnlyMemory<byte> body, string name, string shortName, Inspector inspector)
    {
        var inner = piece.Inner(body, name);
        return EntryName.IsOutside(name)
            ? SampleVerdict.Refuse(Reason.Outside, inner)
            : inspector.LookAtName(inner, shortName) ?? inspector.Look(inner, name);
    }

    private static ReadOnlyMemory<byte> Body(ReadOnlyMemory<byte> rest, ReadOnlySpan<byte> header)
    {
        if (!HasChecksum(header))
        {
            throw UnreadableException.Broken;
        }

        var size = Number(header.Slice(124, 12));
        return size >= 0 && size <= rest.Length - Block ? rest.Slice(Block, (int)size) : throw UnreadableException.Broken;
    }

    private static int Padded(int length) => (int)Math.Min(int.MaxValue - Block, ((long)length + Block - 1) / Block * Block);

    private static string NameIn(ReadOnlySpan<byte> header)
    {
        var name = Text(header[..100]);
        return header[257..].StartsWith("ustar\0"u8) && header[345] != 0 ? Text(header.Slice(345, 155)) + "/" + name : name;
    }

    // pax: "length key=value\n" by its stated length, for a value may hold line ends; the size of the entry must not be told anew there
    private static string? PaxName(ReadOnlySpan<byte> records)
    {
        string? name = null;
        while (!records.IsEmpty)
        {
            var space = records.IndexOf((byte)' ');
            if (space < 1 || !int.TryParse(records[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                || length <= space + 1 || length > records.Length || records[length - 1] != (byte)'\n')
            {
                throw UnreadableException.Broken;
            }

            var pair = Encoding.UTF8.GetString(records[(space + 1)..(length - 1)]);
            records = records[length..];
            if (pair.StartsWith("size=", StringComparison.Ordinal) || pair.StartsWith("GNU.sparse", StringComparison.Ordinal))
            {
                throw new UnreadableException(Reason.OddlyPacked);
            }

            name = pair.StartsWith("path=", StringComparison.Ordinal) ? pair[5..] : name;
        }

        return name;
    }

    private static bool HasChecksum(ReadOnlySpan<byte> header)
    {
        var sum = 8 * ' ';
        for (var i = 0; i < Block; i++)
        {
            sum += i is >= 148 and < 156 ? 0 : header[i];
        }

        var field = header.Slice(148, 8);
        return field.IndexOfAnyInRange((byte)'0', (byte)'7') >= 0 && Octal(field) == sum;
    }

    private static long Number(ReadOnlySpan<byte> field)
    {
        // GNU: a set high bit means a binary number; no size within our limits needs it
        return (field[0] & 0x80) != 0 ? throw new UnreadableException(Reason.OddlyPacked) : Octal(field);
    }

    private static long Octal(ReadOnlySpan<byte> field)
    {
        long value = 0;
        foreach (var digit in Text(field).Trim())
        {
            if (digit is < '0' or > '7')
            {
                return -1;
            }

            value = (value << 3) | (uint)(digit - '0');
        }

        return value;
    }

    private static string Text(ReadOnlySpan<byte> field)
    {
        var zero = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString(zero < 0 ? field : field[..zero]);
    }
}
