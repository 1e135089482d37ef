namespace Infohub.Library.Files.Inspection.Texts;

/// <summary>Text is welcome, also text about malware; what is refused is a script as a whole, an active page, or a program written as text.</summary>
internal static class TextCheck
{
    public static SampleVerdict? Look(Piece piece, ContentKind kind, string name, Inspector inspector)
    {
        var text = TextForm.Narrow(piece.Content);
        if (!text.Equals(piece.Content))
        {
            inspector.Budget.Spend(text.Length);
        }

        var plain = text.Span.TrimStart("\uFEFF \t\r\n"u8);
        if (Scripts.Is(plain, kind, piece.Kind))
        {
            return SampleVerdict.Refuse(Reason.Script, piece);
        }

        if (Markup.IsActive(plain, name, piece.Kind) is { } reason)
        {
            return SampleVerdict.Refuse(reason, piece);
        }

        return Base64Runs.Look(piece, text.Span, inspector) ?? Uuencoded.Look(piece, text.Span, inspector);
    }
}
