using Infohub.Library.Files.Inspection.Archives;
using Infohub.Library.Files.Inspection.Documents;
using Infohub.Library.Files.Inspection.Mails;
using Infohub.Library.Files.Inspection.Programs;
using Infohub.Library.Files.Inspection.Texts;

namespace Infohub.Library.Files.Inspection;

/// <summary>The inspection of one file or of several: their budget, and the way from a piece to the check that its kind needs.</summary>
internal sealed class Inspector(InspectionLimits limits)
{
    public InspectionLimits Limits => limits;

    public Budget Budget { get; } = new(limits);

    /// <summary>The reason to refuse the piece or anything in it, or null.</summary>
    /// <param name="piece">The bytes.</param>
    /// <param name="name">The name as it was sent; the piece has the one that is shown.</param>
    public SampleVerdict? Look(Piece piece, string name) => LookAtName(piece, name) ?? LookAtContent(piece, name);

    public SampleVerdict? LookAtName(Piece piece, string name) =>
        DangerousNames.Of(name, out var detail) is { } reason ? SampleVerdict.Refuse(reason, piece, detail) : null;

    private SampleVerdict? LookAtContent(Piece piece, string name)
    {
        try
        {
            return LookAtSight(piece) ?? LookInside(piece, name);
        }
        catch (UnreadableException unreadable)
        {
            return SampleVerdict.Refuse(unreadable.Reason, piece);
        }
    }

    private static SampleVerdict? LookAtSight(Piece piece)
    {
        var content = piece.Content.Span;
        if (Eicar.Is(content))
        {
            return SampleVerdict.Refuse(Reason.TestVirus, piece);
        }

        if (NativeCode.AtStart(content) is { } program)
        {
            return SampleVerdict.Refuse(program, piece);
        }

        return RefusedFormats.Of(content, out var detail) is { } format && (piece.Kind != PieceKind.Quotation || format != Reason.Script)
            ? SampleVerdict.Refuse(format, piece, detail)
            : null;
    }

    private SampleVerdict? LookInside(Piece piece, string name)
    {
        var kind = Sniffing.KindOf(piece.Content.Span, name);
        if (piece.Depth >= limits.MaxDepth && kind is ContentKind.Zip or ContentKind.Gzip or ContentKind.Tar or ContentKind.Mail or ContentKind.Compound
            && !(piece.Kind == PieceKind.Quotation && kind == ContentKind.Mail))
        {
            throw new UnreadableException(Reason.TooDeep);
        }

        return kind switch
        {
            ContentKind.Zip => ZipWalk.Look(piece, this),
            ContentKind.Gzip => GzipWalk.Look(piece, this),
            ContentKind.Tar => TarWalk.Look(piece, this),
            ContentKind.Empty => null,
            _ => ZlibWalk.Look(piece, this) ?? LookForHidden(piece, kind) ?? LookAtDocument(piece, kind, name),
        };
    }

    private SampleVerdict? LookAtDocument(Piece piece, ContentKind kind, string name) => kind switch
    {
        ContentKind.Compound => CompoundCheck.Look(piece, this),
        ContentKind.Pdf => PdfCheck.Look(piece, this),
        ContentKind.RichText => RichTextCheck.Look(piece),
        ContentKind.Png or ContentKind.Jpeg or ContentKind.Gif or ContentKind.Webp => ImageCheck.Look(piece, this),
        ContentKind.Text or ContentKind.Binary or ContentKind.Mail when piece.Kind == PieceKind.Quotation => TextCheck.LookAtQuotation(piece, this),
        ContentKind.Mail => MailWalk.Look(piece, this),
        ContentKind.Text or ContentKind.Binary => TextCheck.Look(piece, kind, name, this),
        _ => null,
    };

    private SampleVerdict? LookForHidden(Piece piece, ContentKind kind)
    {
        var content = piece.Content.Span;
        if (NativeCode.Within(content))
        {
            return SampleVerdict.Refuse(Reason.HiddenProgram, piece);
        }

        // the streams of a compound document are looked at one by one
        if (kind == ContentKind.Compound)
        {
            return null;
        }

        if (HiddenArchives.Within(content))
        {
            return SampleVerdict.Refuse(Reason.HiddenArchive, piece);
        }

        return LookForZip(piece);
    }

    private SampleVerdict? LookForZip(Piece piece)
    {
        for (var at = 0; HiddenArchives.ZipWithin(piece.Content.Span, ref at, out var range);)
        {
            // Office keeps its themes as small archives within streams: those are looked into instead
            if (piece.Kind != PieceKind.DocumentStream)
            {
                return SampleVerdict.Refuse(Reason.HiddenArchive, piece);
            }

            var inner = piece.Content[range];
            Budget.SpendEntry();
            Budget.Spend(inner.Length);
            if (Look(piece.Inner(inner, "archive"), "archive") is { } verdict)
            {
                return verdict;
            }
        }

        return null;
    }
}
