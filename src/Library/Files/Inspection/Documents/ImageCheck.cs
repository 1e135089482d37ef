using Infohub.Library.Files.Inspection.Programs;

namespace Infohub.Library.Files.Inspection.Documents;

/// <summary>A picture must be a picture only: no page, web script or PDF within it.</summary>
internal static class ImageCheck
{
    public static SampleVerdict? Look(Piece piece, Inspector inspector)
    {
        var content = piece.Content.Span;
        if (content.IndexOf("<?php"u8) >= 0 || content.IndexOf("<script"u8) >= 0)
        {
            return SampleVerdict.Refuse(Reason.Script, piece);
        }

        return content[..Math.Min(content.Length, PdfCheck.HeaderWithin)].IndexOf("%PDF-"u8) >= 0 ? PdfCheck.Look(piece, inspector) : null;
    }
}
