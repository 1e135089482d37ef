namespace Infohub.Taxii.Client;

/// <summary>What a client takes from a server at most.</summary>
public sealed record TaxiiLimits
{
    /// <summary>Bytes of a page of objects.</summary>
    public int PageBytes { get; init; } = 32 << 20;

    /// <summary>Bytes of any other answer.</summary>
    public int ResourceBytes { get; init; } = 1 << 20;

    /// <summary>Letters of what says where the next page begins.</summary>
    public int NextLetters { get; init; } = 4096;

    /// <summary>How deep JSON may be nested.</summary>
    public int Depth { get; init; } = 64;
}
