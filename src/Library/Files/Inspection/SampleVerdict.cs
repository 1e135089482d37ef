namespace Infohub.Library.Files.Inspection;

/// <summary>What the inspection says of a file.</summary>
/// <param name="Refused">Whether it may not be kept.</param>
/// <param name="Code">A stable word for machines; empty where it may be kept.</param>
/// <param name="Sentence">English, translated at the door; <c>{0}</c> and <c>{1}</c> stand for the arguments.</param>
/// <param name="Path">Where within the file: <c>mail.eml › invoice.zip › a.exe</c>.</param>
/// <param name="Args">What fills the sentence; the first is the name of the entry that is refused.</param>
internal sealed record SampleVerdict(bool Refused, string Code, string Sentence, string Path, string[] Args)
{
    public static SampleVerdict Welcome(string name) => new(false, "", "", name, []);

    public static SampleVerdict Refuse(Reason reason, Piece piece, string? detail = null) =>
        new(true, reason.Code, reason.Sentence, piece.Path, detail is null ? [piece.Name] : [piece.Name, detail]);
}
