using Infohub.Stix.Vocabularies;

namespace Infohub.Stix.Model;

/// <summary>A property as the standard defines it.</summary>
public sealed class StixProperty
{
    /// <summary>The largest integer that all readers of JSON keep exactly (RFC 7493 §2.2, STIX 2.1 §2.10).</summary>
    public const long LargestInteger = (1L << 53) - 1;

    internal StixProperty(string name, ValueKind kind) => (Name, Kind) = (name, kind);

    /// <summary>As it is written.</summary>
    public string Name { get; }

    /// <summary>How its value, or each value of its list, is written.</summary>
    public ValueKind Kind { get; }

    /// <summary>Whether it is a list of such values, which is never empty (STIX 2.1 §2.12).</summary>
    public bool IsList { get; internal set; }

    /// <summary>Whether every object has it.</summary>
    public bool IsRequired { get; internal set; }

    /// <summary>Of a <see cref="ValueKind.Word"/>: where it comes from.</summary>
    public Vocabulary? Vocabulary { get; internal init; }

    /// <summary>Of a <see cref="ValueKind.Structure"/>: its properties.</summary>
    public StixStructure? Structure { get; internal init; }

    /// <summary>Of a <see cref="ValueKind.Identifier"/>: the families of which it may name objects.</summary>
    public ObjectFamilies TargetFamilies { get; internal init; }

    /// <summary>Of a <see cref="ValueKind.Identifier"/>: further types of which it may name objects.</summary>
    public IReadOnlyList<string> TargetTypes { get; internal init; } = [];

    /// <summary>The least value of a number.</summary>
    public double Minimum { get; internal init; } = double.NegativeInfinity;

    /// <summary>The largest value of a number.</summary>
    public double Maximum { get; internal init; } = double.PositiveInfinity;

    /// <summary>Where it is not the clause of the structure.</summary>
    internal string? Clause { get; set; }

    internal TextForm Form { get; init; }

    internal MapValues Values { get; init; }

    /// <summary>Digits behind the second: at least three, none, or as they are.</summary>
    internal TimePrecision Precision { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

internal enum TimePrecision
{
    Any,
    Milliseconds,
    Seconds,
}
