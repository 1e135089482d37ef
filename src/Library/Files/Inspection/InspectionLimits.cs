namespace Infohub.Library.Files.Inspection;

/// <summary>What an inspection may cost, of one file or of all files of a request together; whatever needs more is refused unread.</summary>
internal sealed record InspectionLimits
{
    public static InspectionLimits Default { get; } = new();

    /// <summary>Bytes of the file itself.</summary>
    public int MaxContent { get; init; } = 64 << 20;

    /// <summary>Containers within containers, the file itself being the first.</summary>
    public int MaxDepth { get; init; } = 5;

    /// <summary>Entries of all its containers together.</summary>
    public int MaxEntries { get; init; } = 1_000;

    /// <summary>Bytes of all that is unpacked, decoded or cut out.</summary>
    public long MaxUnpacked { get; init; } = 200L << 20;

    /// <summary>Unpacked bytes for one packed byte, above <see cref="FreeOfRatio"/>.</summary>
    public int MaxRatio { get; init; } = 200;

    /// <summary>A short log of equal lines packs better than any bomb: below this the ratio says nothing.</summary>
    public int FreeOfRatio { get; init; } = 1 << 20;
}
