using Infohub.Library.Files.Inspection.Archives;
using Infohub.Library.Files.Inspection.Mails;
using Infohub.Library.Files.Inspection.Programs;

namespace Infohub.Library.Files.Inspection.Texts;

/// <summary>Finds programs and archives that are written into text as base64; hex dumps and short quotations stay welcome.</summary>
internal static class Base64Runs
{
    // 1 kB of bytes: below that nothing runs, and reports quote such beginnings
    private const int Shortest = 1368;

    // the DOS header, or the whole of an ELF one, in digits
    private const int Head = 88;

    /// <summary>Once as mail readers join the lines, and once with every blank passed over, so that prose before a run does not shift the first reading.</summary>
    public static SampleVerdict? Look(Piece piece, ReadOnlySpan<byte> text, Inspector inspector) =>
        Look(piece, text, inspector, blanks: false) ?? Look(piece, text, inspector, blanks: true);

    private static SampleVerdict? Look(Piece piece, ReadOnlySpan<byte> text, Inspector inspector, bool blanks)
    {
        var run = new byte[Math.Min(text.Length, 4096)];
        var (length, joined) = (0, false);
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && TransferEncodings.Digit(text[at]) >= 0)
            {
                if (length == run.Length)
                {
                    Array.Resize(ref run, Math.Min(text.Length, run.Length * 2));
                }

                run[length++] = text[at];
                continue;
            }

            var joint = at < text.Length && length > 0 ? Joint(text[at..]) : 0;
            if (joint == 0 && blanks && at < text.Length && text[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'>')
            {
                (joint, joined) = (1, length > 0);
            }

            if (joint > 0)
            {
                at += joint - 1;
                continue;
            }

            // without a blank in it the run was looked at before
            if (length >= Shortest && (joined || !blanks) && OfRun(piece, run.AsSpan(0, length), inspector, blanks) is { } verdict)
            {
                return verdict;
            }

            (length, joined) = (0, false);
        }

        return null;
    }

    // How many bytes may stand between two pieces of one run: one line break with what quoting puts after it, or its
    // escape in JSON. An empty line ends a run, so that a header before it does not shift the digits.
    private static int Joint(ReadOnlySpan<byte> rest)
    {
        if (rest[0] == '\\' && rest.Length > 1)
        {
            return rest[1] is (byte)'/' ? 1 : rest.StartsWith("\\r\\n"u8) ? 4 : rest[1] is (byte)'n' or (byte)'r' ? 2 : 0;
        }

        var line = rest.StartsWith("\r\n"u8) ? 2 : rest[0] == '\n' ? 1 : 0;
        if (line == 0)
        {
            return 0;
        }

        var blanks = rest[line..].IndexOfAnyExcept((byte)' ', (byte)'\t', (byte)'>');
        return blanks >= 0 && TransferEncodings.Digit(rest[line + blanks]) >= 0 ? line + blanks : 0;
    }

    private static SampleVerdict? OfRun(Piece piece, ReadOnlySpan<byte> run, Inspector inspector, bool isLoose)
    {
        if (HasProgram(run, "TV"u8, inspector.Budget) || HasProgram(run, "f0VMR"u8, inspector.Budget))
        {
            return SampleVerdict.Refuse(Reason.QuotedProgram, piece);
        }

        if (isLoose && !IsPlausible(TransferEncodings.Base64(run[..Head])))
        {
            return null;
        }

        if (piece.Depth > inspector.Limits.MaxDepth)
        {
            throw new UnreadableException(Reason.TooDeep);
        }

        var decoded = TransferEncodings.Base64(run);
        inspector.Budget.Spend(decoded.Length);
        return inspector.Look(piece.Inner(decoded, "base64", PieceKind.Quotation), "base64");
    }

    // words without punctuation between them read as a run too, which decodes to noise
    private static bool IsPlausible(ReadOnlySpan<byte> head) =>
        ZlibWalk.Begins(head) || HiddenArchives.Within(head) || Sniffing.KindOf(head, "") is not ContentKind.Binary;

    // A program may begin anywhere in a run, after other digits that shift it: tried at each place that reads "MZ" or ELF.
    private static bool HasProgram(ReadOnlySpan<byte> run, ReadOnlySpan<byte> start, Budget budget)
    {
        for (var at = run.IndexOf(start); at >= 0; at = run.IndexOf(start))
        {
            run = run[at..];
            var head = TransferEncodings.Base64(run[..Math.Min(run.Length, Head)]);
            if (NativeCode.Within(head) || (NativeCode.PeHeaderEnd(head) is > 0 and var end && IsProgram(run, end, budget)))
            {
                return true;
            }

            run = run[start.Length..];
        }

        return false;
    }

    private static bool IsProgram(ReadOnlySpan<byte> run, int length, Budget budget)
    {
        budget.Spend(length);
        return NativeCode.Within(TransferEncodings.Base64(run[..Math.Min(run.Length, (length / 3 * 4) + 8)]));
    }
}
