namespace Infohub.Observables;

/// <summary>What <see cref="Extractor"/> gives back; what it recognises does not change with them.</summary>
public sealed record ExtractOptions
{
    /// <summary>Only these kinds; null means all.</summary>
    public IReadOnlySet<ObservableKind>? Kinds { get; init; }

    /// <summary>Each pair of kind and value once, at its first place.</summary>
    public bool Distinct { get; init; }

    /// <summary>At most so many findings; the rest of the text is then not read.</summary>
    public int MaxFindings { get; init; } = int.MaxValue;
}
