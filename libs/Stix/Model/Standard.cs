using System.Text;
using static Infohub.Stix.Model.CommonParts;

namespace Infohub.Stix.Model;

/// <summary>The types of objects of STIX 2.1, with every property.</summary>
public static class Standard
{
    private static readonly StixType[] All = [.. DomainObjects.All, .. RelationshipObjects.All, .. ObservableObjects.All, .. MetaObjects.All];
    private static readonly NameTable Names = new([.. All.Select(t => t.Name)]);

    /// <summary>All of them: 19 domain objects, 2 relationship objects, 18 observables, 3 meta objects. (A bundle is no object, §8.)</summary>
    public static IReadOnlyList<StixType> Types => All;

    /// <summary>The type of the name, or null where the standard has none.</summary>
    public static StixType? Find(string name) => Find(Encoding.UTF8.GetBytes(name));

    internal static StixType? Find(ReadOnlySpan<byte> name) => Names.IndexOf(name) is var place and >= 0 ? All[place] : null;

    /// <summary>What is known of a type that an extension adds (§7.3).</summary>
    internal static StixType AddedDomain { get; } = new("new-sdo", "7.3.2", ObjectFamilies.Domain, OfDomain);

    internal static StixType AddedRelationship { get; } = new("new-sro", "7.3.2", ObjectFamilies.Relationship, OfDomain);

    internal static StixType AddedObservable { get; } = new("new-sco", "7.3.2", ObjectFamilies.Observable, OfObservable);

    /// <summary>What is known of a type that nobody defined (§11.2, deprecated).</summary>
    internal static StixType Custom { get; } = new("custom object", "11.2.1", ObjectFamilies.None,
    [
        CommonParts.Type, Declaring.Text("spec_version"), Id, CreatedByRef, Declaring.Time("created", TimePrecision.Milliseconds), Declaring.Time("modified", TimePrecision.Milliseconds), Revoked, Labels,
        Confidence, Lang, ExternalReferences, ObjectMarkingRefs, GranularMarkings, Declaring.Flag("defanged"), Extensions,
    ]);
}
