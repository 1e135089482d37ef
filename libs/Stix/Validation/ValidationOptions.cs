using Infohub.Stix.Json;

namespace Infohub.Stix.Validation;

/// <summary>How objects are checked.</summary>
public sealed record ValidationOptions
{
    /// <summary>Whether what the standard only asks for (SHOULD) is told too.</summary>
    public bool Warnings { get; init; } = true;

    /// <summary>Faults that are told of one object; what is wrong beyond is not told.</summary>
    public int MostFaults { get; init; } = 1000;

    /// <summary>Bounds of what is read.</summary>
    public ReadingLimits Limits { get; init; } = new();

    internal static ValidationOptions Default { get; } = new();
}
