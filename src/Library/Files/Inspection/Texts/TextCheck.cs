using Infohub.Library.Files.Inspection.Programs;

namespace Infohub.Library.Files.Inspection.Texts;

/// <summary>Text is welcome, also text about malware; what is refused is a script as a whole, an active page, or a program written as text.</summary>
internal static class TextCheck
{
    public static SampleVerdict? Look(Piece piece, ContentKind kind, string name, Inspector inspector)
    {
        var text = Narrow(piece, inspector);
        var plain = text.Span.TrimStart("\uFEFF \t\r\n"u8);
        if (Scripts.Is(plain, kind, piece.Kind))
        {
            return SampleVerdict.Refuse(Reason.Script, piece);
        }

        if (Markup.IsActive(plain, name, piece.Kind) is { } reason)
        {
            return SampleVerdict.Refuse(reason, piece);
        }

        return LookForWritten(piece, text.Span, inspector, escaped: 0);
    }

    /// <summary>What is decoded from a text may be a text with more written into it.</summary>
    public static SampleVerdict? LookAtQuotation(Piece piece, Inspector inspector) => LookForWritten(piece, Narrow(piece, inspector).Span, inspector, escaped: 0);

    private static SampleVerdict? LookForWritten(Piece piece, ReadOnlySpan<byte> text, Inspector inspector, int escaped)
    {
        if (Base64Runs.Look(piece, text, inspector) is { } run)
        {
            return run;
        }

        if (Uuencoded.Look(piece, text, inspector) is { } old)
        {
            return old;
        }

        return Escapes.Within(text) ? LookBehindEscapes(piece, text, inspector, escaped) : null;
    }

    private static SampleVerdict? LookBehindEscapes(Piece piece, ReadOnlySpan<byte> text, Inspector inspector, int escaped)
    {
        inspector.Budget.Spend(text.Length);
        var undone = Escapes.Undo(text);
        if (undone.Length == text.Length)
        {
            return null;
        }

        if (escaped >= inspector.Limits.MaxDepth)
        {
            throw new UnreadableException(Reason.TooDeep);
        }

        return NativeCode.Within(undone) ? SampleVerdict.Refuse(Reason.QuotedProgram, piece) : LookForWritten(piece, undone, inspector, escaped + 1);
    }

    private static ReadOnlyMemory<byte> Narrow(Piece piece, Inspector inspector)
    {
        var text = TextForm.Narrow(piece.Content);
        if (!text.Equals(piece.Content))
        {
            inspector.Budget.Spend(text.Length);
        }

        return text;
    }
}
