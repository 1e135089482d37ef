namespace Infohub.Library.Files.Inspection.Documents;

/// <summary>RTF carries programs as objects written in hexadecimal, and Word repairs whatever is wrong with them.</summary>
internal static class RichTextCheck
{
    public static SampleVerdict? Look(Piece piece)
    {
        var content = piece.Content.Span;
        return content.IndexOf("\\objdata"u8) >= 0 || content.IndexOf("\\object"u8) >= 0 || content.IndexOf("\\objupdate"u8) >= 0 || content.IndexOf("\\*\\template http"u8) >= 0
            ? SampleVerdict.Refuse(Reason.EmbeddedObject, piece)
            : null;
    }
}
