using Infohub.Stix.Validation;
using static Infohub.Stix.Model.CommonParts;
using static Infohub.Stix.Model.Declaring;

namespace Infohub.Stix.Model;

/// <summary>Relationship objects (STIX 2.1 §5).</summary>
internal static class RelationshipObjects
{
    private const ObjectFamilies Ends = ObjectFamilies.Domain | ObjectFamilies.Observable;

    public static StixType[] All { get; } =
    [
        new("relationship", "5.1.2", ObjectFamilies.Relationship,
        [
            .. OfDomain, Must(Text("relationship_type", TextForm.RelationshipType)), Description, Must(Ref("source_ref", Ends)), Must(Ref("target_ref", Ends)), Time("start_time"), Time("stop_time"),
        ],
        [After("start_time", "stop_time")]) { Rule = RelationshipRules.Check },
        new("sighting", "5.2.1", ObjectFamilies.Relationship,
        [
            .. OfDomain, Description, Time("first_seen"), Time("last_seen"), Whole("count", 0, 999_999_999), Must(Ref("sighting_of_ref", ObjectFamilies.Domain)),
            List(Ref("observed_data_refs", "observed-data")), List(Ref("where_sighted_refs", "identity", "location")), Flag("summary"),
        ],
        [NotBefore("first_seen", "last_seen")]),
    ];
}
