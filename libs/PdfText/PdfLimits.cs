namespace Infohub.PdfText;

/// <summary>How much of a file is read: beyond any of these the reading ends with <see cref="PdfFault.TooLarge"/>.</summary>
public sealed class PdfLimits
{
    /// <summary>Bytes that all streams together may unpack to.</summary>
    public int MostUnpacked { get; init; } = 64 << 20;

    /// <summary>Bytes that are looked at, those that are looked at again counted again.</summary>
    public long MostSteps { get; init; } = 512L << 20;

    /// <summary>Objects of the file.</summary>
    public int MostObjects { get; init; } = 500_000;

    /// <summary>Pages.</summary>
    public int MostPages { get; init; } = 2_000;

    /// <summary>Characters of text; what is beyond is left out, and <see cref="PdfReading.IsCut"/> says so.</summary>
    public int MostText { get; init; } = 1_000_000;

    /// <summary>Arrays and dictionaries within one another (the file is a stranger's; the reader calls itself).</summary>
    public int Deepest { get; init; } = 48;
}

/// <summary>Why a file could not be read.</summary>
public enum PdfFault
{
    /// <summary>It was read.</summary>
    None = 0,

    /// <summary>It is no PDF.</summary>
    NotPdf = 1,

    /// <summary>It is encrypted, with or without a password to open it (ISO 32000-2 §7.6).</summary>
    Encrypted = 2,

    /// <summary>It has no pages that can be found.</summary>
    NoPages = 3,

    /// <summary>It is larger, or made to be more work, than the limits let through.</summary>
    TooLarge = 4,
}

/// <summary>What a file says.</summary>
/// <param name="Text">The text of its pages in the order of their content, a line for each line, an empty line between pages.</param>
/// <param name="Pages">How many pages were read.</param>
/// <param name="Title">As the file names itself, or empty.</param>
/// <param name="IsCut">There is more text than the limit.</param>
/// <param name="Unreadable">Characters that are drawn and say nothing of what they are: their font has no table of Unicode.</param>
/// <param name="Fault">Why it was not read.</param>
public sealed record PdfReading(string Text, int Pages, string Title, bool IsCut, int Unreadable, PdfFault Fault);
