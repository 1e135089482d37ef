using System.Text.Json;
using Infohub.Stix.Validation;

namespace Infohub.Stix.Model;

/// <summary>A type of object as the standard defines it.</summary>
public sealed class StixType : StixStructure
{
    internal StixType(string name, string clause, ObjectFamilies family, StixProperty[] properties, Constraint[]? constraints = null)
        : base(name, clause, properties, constraints) => Family = family;

    /// <summary>Of which family it is.</summary>
    public ObjectFamilies Family { get; }

    /// <summary>The extensions that the standard itself defines for it (STIX 2.1 §3.10), by name.</summary>
    public IReadOnlyList<StixStructure> Extensions { get; internal init; } = [];

    /// <summary>What is asked of it beyond single properties and their constraints.</summary>
    internal Action<Walk, JsonElement>? Rule { get; init; }

    /// <summary>Whether objects have versions (§3.6). Markings have none (§7.2.1), and observables have none.</summary>
    public bool IsVersioned => Find("modified") is not null;
}
