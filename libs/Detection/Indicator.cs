using Infohub.Observables;

namespace Infohub.Detection;

/// <summary>A value that other programs are to look for or to block.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">True, in the canonical form that <see cref="ObservableKind"/> describes.</param>
public sealed record Indicator(ObservableKind Kind, string Value)
{
    /// <summary>How sure one is of it, from 0 to 100; null where nobody said.</summary>
    public int? Score { get; init; }

    /// <summary>What it is about, in a few words for people.</summary>
    public string Title { get; init; } = "";

    /// <summary>Where it is told of, as a whole address or as a path; empty for nowhere.</summary>
    public string Address { get; init; } = "";

    /// <summary>The label under which it goes out, for example <c>TLP:GREEN</c>.</summary>
    public string Label { get; init; } = "";

    /// <summary>Of any size, the same for the same value each time: what numbers of rules are made of.</summary>
    public ulong Number { get; init; }

    /// <summary>Grows with each change of what is said of the value; at least 1.</summary>
    public uint Revision { get; init; } = 1;
}
