using Infohub.Library.Files.Inspection.Archives;

namespace Infohub.Library.Files.Inspection.Documents;

/// <summary>
/// Refuses what a PDF does by itself, what is attached to it, and what hides from this check. It looks for names
/// (ISO 32000-2 §7.3.5) in the raw bytes and in every stream that unpacks, and so needs no object tree to be fooled by.
/// </summary>
internal static class PdfCheck
{
    /// <summary>Readers look for the header in the first kilobyte.</summary>
    public const int HeaderWithin = 1024;

    // a page in colour at 400 dots per inch
    private const int LargestStream = 64 << 20;

    public static bool Begins(ReadOnlySpan<byte> content, string name)
    {
        var at = content[..Math.Min(content.Length, HeaderWithin)].IndexOf("%PDF-"u8);
        return at == 0 || (at > 0 && (content[..at].TrimStart("\uFEFF \t\r\n\0"u8).IsEmpty || name.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase)
            || content[at..Math.Min(content.Length, at + HeaderWithin)].IndexOfAnyInRange((byte)0, (byte)8) >= 0));
    }

    public static SampleVerdict? Look(Piece piece, Inspector inspector) =>
        OfNames(piece, piece.Content.Span) ?? OfStreams(piece, inspector);

    private static SampleVerdict? OfNames(Piece piece, ReadOnlySpan<byte> content)
    {
        for (var at = content.IndexOf((byte)'/'); at >= 0;)
        {
            var name = PdfName.Read(content[(at + 1)..]);
            if (PdfName.ReasonFor(name) is { } reason)
            {
                return SampleVerdict.Refuse(reason, piece, reason == Reason.ActivePdf ? "/" + name : null);
            }

            if (name == "ObjStm" && IsOddlyPacked(content, at))
            {
                return SampleVerdict.Refuse(Reason.OddlyPacked, piece);
            }

            var next = content[(at + 1)..].IndexOf((byte)'/');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return null;
    }

    // Object streams carry the dictionaries: they must be packed in the one way that is undone here.
    private static bool IsOddlyPacked(ReadOnlySpan<byte> content, int at)
    {
        var from = content[Math.Max(0, at - 1024)..at].LastIndexOf("obj"u8);
        var start = from < 0 ? Math.Max(0, at - 1024) : Math.Max(0, at - 1024) + from;
        var length = content[at..Math.Min(content.Length, at + 2048)].IndexOf("stream"u8);
        var dictionary = content[start..(length < 0 ? Math.Min(content.Length, at + 2048) : at + length)];
        for (var slash = dictionary.IndexOf((byte)'/'); slash >= 0;)
        {
            dictionary = dictionary[(slash + 1)..];
            if (PdfName.Read(dictionary) is "LZWDecode" or "LZW" or "ASCIIHexDecode" or "AHx" or "ASCII85Decode" or "A85" or "RunLengthDecode" or "RL" or "Crypt" or "Predictor")
            {
                return true;
            }

            slash = dictionary.IndexOf((byte)'/');
        }

        return false;
    }

    private static SampleVerdict? OfStreams(Piece piece, Inspector inspector)
    {
        var rest = piece.Content.Span;
        for (var at = rest.IndexOf("stream"u8); at >= 0; at = rest.IndexOf("stream"u8))
        {
            rest = rest[(at + 6)..];
            var body = rest.TrimStart("\r\n \t"u8);
            if (body.Length > 6 && (body[0] & 0x0F) == 8 && (((body[0] << 8) | body[1]) % 31) == 0
                && OfStream(piece, Unpacked(body, inspector)) is { } verdict)
            {
                return verdict;
            }
        }

        return null;
    }

    private static SampleVerdict? OfStream(Piece piece, ReadOnlyMemory<byte> stream)
    {
        if (Programs.NativeCode.Within(stream.Span))
        {
            return SampleVerdict.Refuse(Reason.HiddenProgram, piece);
        }

        return OfNames(piece, stream.Span);
    }

    // What is packed and what it becomes are both counted: streams may be written to overlap.
    private static ReadOnlyMemory<byte> Unpacked(ReadOnlySpan<byte> body, Inspector inspector)
    {
        var room = Math.Min(LargestStream, inspector.Budget.RoomFor(int.MaxValue));
        var stream = Inflater.Salvage(body[2..], room, out var consumed);
        inspector.Budget.Spend(stream.Length + consumed + 64L);
        return stream;
    }
}
