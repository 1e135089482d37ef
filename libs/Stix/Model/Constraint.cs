using Infohub.Stix.Json;

namespace Infohub.Stix.Model;

/// <summary>What properties ask of each other.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Names">Of which properties.</param>
/// <param name="Severity">Whether it must be so, or should.</param>
internal sealed record Constraint(ConstraintKind Kind, string[] Names, Severity Severity = Severity.Error)
{
    /// <summary>Where it is not the clause of the structure.</summary>
    public string? Clause { get; init; }
}

internal enum ConstraintKind
{
    /// <summary>At least one of them is there.</summary>
    Any,

    /// <summary>Where the first is, none of the others is.</summary>
    Not,

    /// <summary>Where the first is, all others are.</summary>
    Needs,

    /// <summary>The second time is not before the first.</summary>
    NotBefore,

    /// <summary>The second time is after the first.</summary>
    After,

    /// <summary>There is at least one property that is not among these.</summary>
    Beside,
}
