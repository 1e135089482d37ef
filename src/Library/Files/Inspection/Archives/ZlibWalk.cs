using System.Buffers.Binary;

namespace Infohub.Library.Files.Inspection.Archives;

/// <summary>
/// Looks into a zlib stream (RFC 1950). Two bytes name the format, which also begin honest texts and noise: so what unpacks is looked at,
/// and the piece as it stands as well.
/// </summary>
internal static class ZlibWalk
{
    private const int HeaderLength = 2;

    // a few bytes unpack from any noise that begins so, and no program fits into less: the stream is none
    private const int Shortest = 16;

    /// <summary>§2.2: deflate in the usual window of 32 kB, without a dictionary, and a header that divides by 31.</summary>
    public static bool Begins(ReadOnlySpan<byte> content) =>
        content.Length > HeaderLength && content[0] == 0x78 && (content[1] & 0x20) == 0 && BinaryPrimitives.ReadUInt16BigEndian(content) % 31 == 0;

    public static SampleVerdict? Look(Piece piece, Inspector inspector)
    {
        if (!Begins(piece.Content.Span))
        {
            return null;
        }

        var packed = piece.Content.Span[HeaderLength..];
        var content = Inflater.Salvage(packed, inspector.Budget.RoomFor(packed.Length), out _);
        inspector.Budget.Spend(content.Length);
        if (content.Length < Shortest)
        {
            return null;
        }

        if (piece.Depth >= inspector.Limits.MaxDepth)
        {
            throw new UnreadableException(Reason.TooDeep);
        }

        inspector.Budget.SpendEntry();
        return inspector.Look(piece.Inner(content, piece.Name + " (unpacked)"), piece.Name + " (unpacked)");
    }
}
