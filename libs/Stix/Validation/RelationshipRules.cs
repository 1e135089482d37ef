using System.Text.Json;
using Infohub.Stix.Identifiers;
using Infohub.Stix.Json;
using Infohub.Stix.Model;

namespace Infohub.Stix.Validation;

/// <summary>Which relationships the standard knows (STIX 2.1 §3.7, §5.1.2).</summary>
internal static class RelationshipRules
{
    public static void Check(Walk walk, JsonElement relationship)
    {
        if (Raw.String(relationship, "relationship_type"u8) is { } type
            && StixIdentifier.TryParse(Raw.String(relationship, "source_ref"u8), out var source) && StixIdentifier.TryParse(Raw.String(relationship, "target_ref"u8), out var target)
            && Standard.Find(source.Type) is not null && Standard.Find(target.Type) is not null && !Relationships.Knows(source.Type, type, target.Type))
        {
            walk.Warn("STIX 2.1 §5.1.2", new FaultText("the standard knows no {0} that {1} {2}", source.Type, type, target.Type), "relationship_type");
        }
    }
}
