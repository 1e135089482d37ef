using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Observables;

namespace Infohub.Intelligence.Public;

/// <summary>How one thing lies to another.</summary>
public enum Nearness
{
    /// <summary>It holds the value: a network an address, a domain the names under it.</summary>
    Around,

    /// <summary>The host that a link or an e-mail address names.</summary>
    Host,

    /// <summary>The value holds it.</summary>
    Within,

    /// <summary>A link or an e-mail address on the value.</summary>
    On,

    /// <summary>One object names both, as a file its hashes.</summary>
    Together,

    /// <summary>An object that names the one refers to the other: <see cref="Why.Word"/> says by what.</summary>
    Refers,

    /// <summary>A relationship stands between them: <see cref="Why.Word"/> is its type.</summary>
    Relation,

    /// <summary>A report or the like holds both: <see cref="Why.Word"/> is its name.</summary>
    Report,
}

/// <summary>Why something is related.</summary>
/// <param name="How">The kind of the reason.</param>
/// <param name="Word">The relationship's type, the property, or the name of a report; empty for what needs none.</param>
public readonly record struct Why(Nearness How, string Word);

/// <summary>An object that the viewer may read, and what it says.</summary>
public sealed record SaidObject
{
    /// <summary>The object's id.</summary>
    public required string Id { get; init; }

    public required string Type { get; init; }

    /// <summary>The stricter of its own and its item's label.</summary>
    public required Tlp Label { get; init; }

    /// <summary>The item that carries it.</summary>
    public required string ItemUid { get; init; }

    /// <summary>The item's key, for its card; of no meaning outside.</summary>
    public required long ItemSeq { get; init; }

    /// <summary>When the version of its item was shared under which it stands, in microseconds.</summary>
    public required long At { get; init; }

    /// <summary>The time of its version in microseconds; 0 where its type has none.</summary>
    public required long Modified { get; init; }

    /// <summary>Its name; empty where it has none.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its description; empty where it has none.</summary>
    public string Description { get; init; } = "";

    /// <summary>Who said it does not stand by it any more.</summary>
    public bool IsRevoked { get; init; }

    /// <summary>What it calls what it is about: indicator types, malware types and the like.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>From 0 to 100; null where it says nothing.</summary>
    public int? Confidence { get; init; }

    /// <summary>Good from and until, in microseconds; 0 where it says nothing.</summary>
    public (long From, long Until) Valid { get; init; }

    /// <summary>The values that it names, each with its kind, a word of <see cref="ObservableKind"/> or of the standard.</summary>
    public IReadOnlyList<(string Kind, string Value)> Values { get; init; } = [];

    /// <summary>The ids that it refers to, with the property that does.</summary>
    public IReadOnlyList<(string Property, string Target)> References { get; init; } = [];

    /// <summary>A post names it, and says so by its report.</summary>
    internal bool IsCommon { get; init; }

    /// <summary>Until then nobody exports it (law section 2), in microseconds; 0 for no embargo.</summary>
    internal long EmbargoUntil { get; init; }

    /// <summary>What it is of a relationship: its type; empty for all else.</summary>
    public string Relation { get; init; } = "";
}

/// <summary>A value that lies to the one that was asked for.</summary>
/// <param name="Kind">A word of <see cref="ObservableKind"/> or of the standard.</param>
/// <param name="Value">In canonical form.</param>
/// <param name="Whys">Why, each reason once.</param>
/// <param name="Label">The weakest label under which that is said.</param>
/// <param name="Newest">When that was shared last, in microseconds.</param>
public sealed record RelatedValue(string Kind, string Value, IReadOnlyList<Why> Whys, Tlp Label, long Newest)
{
    /// <summary>Something that says it is under an embargo until then, in microseconds; 0 for nothing.</summary>
    internal long EmbargoUntil { get; init; }
}

/// <summary>An object that is no value and lies to what was asked for: a report, an actor, a piece of malware.</summary>
/// <param name="Object">The object.</param>
/// <param name="Whys">Why, each reason once.</param>
public sealed record RelatedObject(SaidObject Object, IReadOnlyList<Why> Whys);

/// <summary>All that the viewer may know of a value (law R7, R10): made of what may be read, and of nothing else.</summary>
public sealed record Correlated
{
    public required ObservableKind Kind { get; init; }

    public required string Value { get; init; }

    /// <summary>The objects that name it, the newest first, each in its newest version that is not revoked.</summary>
    public required IReadOnlyList<SaidObject> Said { get; init; }

    /// <summary>There are more: the value is too common for its relations to say much, and only the newest are looked at.</summary>
    public bool IsCommon { get; init; }

    /// <summary>The items that carry these objects, by their keys, as the viewer gets them in a list.</summary>
    public required IReadOnlyDictionary<long, Card> Items { get; init; }

    public required IReadOnlyList<RelatedValue> Values { get; init; }

    public required IReadOnlyList<RelatedObject> Objects { get; init; }

    /// <summary>What refers to the objects that name it: reports, relationships and the like.</summary>
    public IReadOnlyList<SaidObject> Links { get; init; } = [];

    /// <summary>A network so wide that what lies within was not looked for.</summary>
    public bool IsTooWide { get; init; }
}
