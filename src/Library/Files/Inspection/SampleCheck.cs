namespace Infohub.Library.Files.Inspection;

/// <summary>
/// Law H2: no malware sample is kept, by content, also inside archives, mails and the payloads of STIX artifacts.
/// What cannot be looked into is refused as well. Text about malware is welcome.
/// </summary>
internal static class SampleCheck
{
    /// <summary>Inspects a whole file.</summary>
    /// <param name="content">The bytes as they would be kept.</param>
    /// <param name="fileName">The name as it was sent; a STIX artifact without one is given <c>artifact</c>.</param>
    /// <param name="inspector">What the inspection may cost, and what files before this one have cost.</param>
    public static SampleVerdict Inspect(ReadOnlyMemory<byte> content, string fileName, Inspector inspector)
    {
        try
        {
            return Examine(content, fileName, inspector);
        }
        catch (Exception fault) when (fault is ArgumentException or IndexOutOfRangeException or OverflowException or FormatException)
        {
            // a defect of a reader met by a hostile file must neither fail the request nor let the file in
            return SampleVerdict.Refuse(Reason.Broken, Piece.Root(content, fileName));
        }
    }

    /// <summary>Reads at most the allowed bytes of the stream, then inspects them.</summary>
    public static SampleVerdict Inspect(Stream content, string fileName, InspectionLimits limits)
    {
        var most = limits.MaxContent + 1L;
        var read = new byte[content.CanSeek ? Math.Min(most, content.Length - content.Position) : most];
        return Inspect(read.AsMemory(0, content.ReadAtLeast(read, read.Length, throwOnEndOfStream: false)), fileName, new Inspector(limits));
    }

    /// <summary>Without the net of <see cref="Inspect(ReadOnlyMemory{byte}, string, Inspector)"/>, so that tests see a reader's defects.</summary>
    public static SampleVerdict Examine(ReadOnlyMemory<byte> content, string fileName, Inspector inspector)
    {
        var piece = Piece.Root(content, fileName);
        return content.Length > inspector.Limits.MaxContent
            ? SampleVerdict.Refuse(Reason.TooLarge, piece)
            : inspector.Look(piece, fileName) ?? SampleVerdict.Welcome(piece.Path);
    }
}
