namespace Infohub.Library.Files.Inspection;

/// <summary>How a piece came to be looked at; what reads as a quotation is judged more mildly than a file.</summary>
internal enum PieceKind
{
    File,

    /// <summary>The text that a mail shows: pages in it are cleaned by every mail reader.</summary>
    MailBody,

    /// <summary>Decoded from text: only programs and archives count, for quoting a script is welcome.</summary>
    Quotation,

    /// <summary>A stream of a compound document, in which Office itself keeps small archives.</summary>
    DocumentStream,
}

/// <summary>Some bytes with their name and their place within the file.</summary>
internal readonly record struct Piece(ReadOnlyMemory<byte> Content, string Name, string Path, int Depth, PieceKind Kind)
{
    private const int LongestName = 120;

    // a path names at most a few layers, but each of them comes from outside
    private const int LongestPath = 600;

    public static Piece Root(ReadOnlyMemory<byte> content, string name)
    {
        var shown = Shown(name);
        return new Piece(content, shown, shown, 0, PieceKind.File);
    }

    public Piece Inner(ReadOnlyMemory<byte> content, string name, PieceKind kind = PieceKind.File)
    {
        var shown = Shown(name);
        var path = Path + " › " + shown;
        return new Piece(content, shown, path.Length > LongestPath ? path[..LongestPath] + "…" : path, Depth + 1, kind);
    }

    // The name is shown to people: control and direction characters would let it lie there too.
    private static string Shown(string name)
    {
        var tidy = string.Concat(name.Select(c => char.IsControl(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format || char.IsSurrogate(c) ? '�' : c)).Trim();
        return tidy.Length switch
        {
            0 => "file",
            > LongestName => tidy[..(LongestName / 2)] + "…" + tidy[^(LongestName / 2)..],
            _ => tidy,
        };
    }
}
