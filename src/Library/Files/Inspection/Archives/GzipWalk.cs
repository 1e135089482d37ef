using System.Buffers.Binary;
using System.Text;

namespace Infohub.Library.Files.Inspection.Archives;

/// <summary>Looks into a gzip file (RFC 1952), all its members together, as unpackers write them.</summary>
internal static class GzipWalk
{
    private const int HeaderLength = 10;
    private const int TrailerLength = 8;

    public static bool Begins(ReadOnlySpan<byte> content) => content.Length >= 3 && content[0] == 0x1F && content[1] == 0x8B;

    public static SampleVerdict? Look(Piece piece, Inspector inspector)
    {
        var rest = piece.Content;
        var parts = new List<ReadOnlyMemory<byte>>();
        var names = new List<string> { NameWithout(piece.Name) };
        do
        {
            inspector.Budget.SpendEntry();
            parts.Add(Member(ref rest, names, inspector.Budget));
        }
        while (rest.Length > 0);

        foreach (var name in names)
        {
            var inner = piece.Inner(default, name);
            if (inspector.LookAtName(inner, name) is { } named)
            {
                return named;
            }
        }

        return inspector.Look(piece.Inner(Together(parts, inspector.Budget), names[0]), names[0]);
    }

    private static ReadOnlyMemory<byte> Member(ref ReadOnlyMemory<byte> rest, List<string> names, Budget budget)
    {
        var start = HeaderEnd(rest.Span, names);
        var packed = rest.Span[start..];
        var content = Inflater.Run(packed, budget.RoomFor(packed.Length), packed.Length, out var consumed);
        budget.Spend(content.Length);
        var trailer = packed[consumed..];
        if (trailer.Length < TrailerLength || BinaryPrimitives.ReadUInt32LittleEndian(trailer) != Crc32.Of(content.Span)
            || BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) != (uint)content.Length)
        {
            throw UnreadableException.Broken;
        }

        rest = rest[(start + consumed + TrailerLength)..];
        return content;
    }

    // §2.3: flags for a checksum, an extra field, a name and a comment; the upper three must be zero
    private static int HeaderEnd(ReadOnlySpan<byte> member, List<string> names)
    {
        if (member.Length < HeaderLength || member[0] != 0x1F || member[1] != 0x8B || member[2] != 8 || (member[3] & 0xE0) != 0)
        {
            throw UnreadableException.Broken;
        }

        var at = HeaderLength;
        if ((member[3] & 4) != 0)
        {
            at = member.Length >= at + 2 ? at + 2 + BinaryPrimitives.ReadUInt16LittleEndian(member[at..]) : member.Length;
        }

        if ((member[3] & 8) != 0)
        {
            var end = TextEnd(member, at);
            names.Add(Encoding.Latin1.GetString(member[at..(end - 1)]));
            at = end;
        }

        if ((member[3] & 16) != 0)
        {
            at = TextEnd(member, at);
        }

        at += (member[3] & 2) != 0 ? 2 : 0;
        return at < member.Length ? at : throw UnreadableException.Broken;
    }

    private static int TextEnd(ReadOnlySpan<byte> member, int at)
    {
        var zero = at < member.Length ? member[at..].IndexOf((byte)0) : -1;
        return zero >= 0 ? at + zero + 1 : throw UnreadableException.Broken;
    }

    private static ReadOnlyMemory<byte> Together(List<ReadOnlyMemory<byte>> parts, Budget budget)
    {
        if (parts.Count == 1)
        {
            return parts[0];
        }

        var length = parts.Sum(p => (long)p.Length);
        budget.Spend(length);
        var whole = new byte[length];
        var at = 0;
        foreach (var part in parts)
        {
            part.CopyTo(whole.AsMemory(at));
            at += part.Length;
        }

        return whole;
    }

    private static string NameWithout(string name) => name.ToLowerInvariant() switch
    {
        var n when n.EndsWith(".tgz", StringComparison.Ordinal) => name[..^4] + ".tar",
        var n when n.EndsWith(".gz", StringComparison.Ordinal) && n.Length > 3 => name[..^3],
        _ => name + " (unpacked)",
    };
}
