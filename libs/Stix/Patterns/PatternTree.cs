namespace Infohub.Stix.Patterns;

/// <summary>What is said about observed data: one or several observations (STIX 2.1 §9.3).</summary>
public abstract record Observation
{
    /// <summary>Where it begins in the text, in characters from 0. Two that say the same are equal wherever they stand.</summary>
    public int Position { get; init; }

    /// <inheritdoc/>
    public virtual bool Equals(Observation? other) => other is not null && EqualityContract == other.EqualityContract;

    /// <inheritdoc/>
    public override int GetHashCode() => EqualityContract.GetHashCode();
}

/// <summary><c>[ … ]</c>: one observation holds the comparison.</summary>
public sealed record SingleObservation(Comparison Test) : Observation;

/// <summary>Several observations, joined alike (STIX 2.1 §9.5.2).</summary>
public sealed record JoinedObservations(ObservationJoin Join, IReadOnlyList<Observation> Parts) : Observation
{
    /// <inheritdoc/>
    public bool Equals(JoinedObservations? other) => other is not null && Join == other.Join && Parts.SequenceEqual(other.Parts);

    /// <inheritdoc/>
    public override int GetHashCode() => Parts.Aggregate((int)Join, HashCode.Combine);
}

/// <summary>An observation under a qualifier (STIX 2.1 §9.5.1).</summary>
public sealed record QualifiedObservation(Observation Of, Qualifier By) : Observation;

/// <summary>How observations are joined, from what binds strongest.</summary>
public enum ObservationJoin
{
    /// <summary><c>AND</c>: each is met, by observations that are not the same.</summary>
    And,

    /// <summary><c>OR</c>: one is met.</summary>
    Or,

    /// <summary><c>FOLLOWEDBY</c>: each is met, in this order of time.</summary>
    FollowedBy,
}

/// <summary>When, or how often, what it stands after was observed.</summary>
public abstract record Qualifier;

/// <summary><c>WITHIN … SECONDS</c>; more than 0.</summary>
public sealed record Within(double Seconds) : Qualifier;

/// <summary><c>REPEATS … TIMES</c>; at least 1.</summary>
public sealed record Repeats(long Times) : Qualifier;

/// <summary><c>START … STOP …</c>: from the first on, before the second.</summary>
public sealed record Between(TimestampLiteral Start, TimestampLiteral Stop) : Qualifier;

/// <summary>What one object, or what it refers to, is asked (STIX 2.1 §9.6).</summary>
public abstract record Comparison
{
    /// <summary>Where it begins in the text, in characters from 0. Two that say the same are equal wherever they stand.</summary>
    public int Position { get; init; }

    /// <inheritdoc/>
    public virtual bool Equals(Comparison? other) => other is not null && EqualityContract == other.EqualityContract;

    /// <inheritdoc/>
    public override int GetHashCode() => EqualityContract.GetHashCode();
}

/// <summary>Comparisons joined by <c>AND</c> or by <c>OR</c>.</summary>
public sealed record JoinedComparisons(bool All, IReadOnlyList<Comparison> Parts) : Comparison
{
    /// <inheritdoc/>
    public bool Equals(JoinedComparisons? other) => other is not null && All == other.All && Parts.SequenceEqual(other.Parts);

    /// <inheritdoc/>
    public override int GetHashCode() => Parts.Aggregate(All ? 1 : 0, HashCode.Combine);
}

/// <summary>A property against a constant.</summary>
/// <param name="Path">Which property.</param>
/// <param name="By">The operator.</param>
/// <param name="Value">The constant.</param>
/// <param name="Negated">Behind a <c>NOT</c>.</param>
public sealed record PropertyTest(ObjectPath Path, TestOperator By, Literal Value, bool Negated) : Comparison;

/// <summary><c>EXISTS</c>.</summary>
public sealed record ExistsTest(ObjectPath Path, bool Negated) : Comparison;

/// <summary>The operators of STIX 2.1 §9.6.1.</summary>
public enum TestOperator
{
    /// <summary><c>=</c>.</summary>
    Equal,

    /// <summary><c>!=</c>.</summary>
    NotEqual,

    /// <summary><c>&gt;</c>.</summary>
    Greater,

    /// <summary><c>&lt;</c>.</summary>
    Less,

    /// <summary><c>&gt;=</c>.</summary>
    GreaterOrEqual,

    /// <summary><c>&lt;=</c>.</summary>
    LessOrEqual,

    /// <summary>One of a set.</summary>
    In,

    /// <summary>With <c>%</c> for any run of characters and <c>_</c> for one.</summary>
    Like,

    /// <summary>A regular expression finds something.</summary>
    Matches,

    /// <summary>An address or network within a network.</summary>
    IsSubset,

    /// <summary>A network that holds an address or network.</summary>
    IsSuperset,
}

/// <summary>From a type of object to one of its properties (STIX 2.1 §9.7).</summary>
public sealed record ObjectPath(string ObjectType, IReadOnlyList<PathStep> Steps)
{
    /// <inheritdoc/>
    public bool Equals(ObjectPath? other) => other is not null && ObjectType == other.ObjectType && Steps.SequenceEqual(other.Steps);

    /// <inheritdoc/>
    public override int GetHashCode() => Steps.Aggregate(ObjectType.GetHashCode(StringComparison.Ordinal), HashCode.Combine);
}

/// <summary>One step of a path.</summary>
public abstract record PathStep;

/// <summary>Into a property, or into what a reference names.</summary>
public sealed record PropertyStep(string Name) : PathStep;

/// <summary>Into an element of a list: by its place, from 0; negative ones are read and found nowhere.</summary>
public sealed record IndexStep(long Index) : PathStep;

/// <summary><c>[*]</c>: into any element of a list.</summary>
public sealed record AnyStep : PathStep;
