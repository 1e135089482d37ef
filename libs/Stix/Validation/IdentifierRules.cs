using System.Text.Json;
using Infohub.Stix.Identifiers;
using Infohub.Stix.Json;
using Infohub.Stix.Model;

namespace Infohub.Stix.Validation;

/// <summary>Identifiers and references (STIX 2.1 §2.9, §3.3).</summary>
internal static class IdentifierRules
{
    public static void Check(Walk walk, JsonElement value, StixProperty property, string clause)
    {
        var text = Raw.Text(value);
        if (walk.Container is { } container && property.Name is not ("created_by_ref" or "object_marking_refs" or "marking_ref"))
        {
            if (property.Name != "id")
            {
                Local(walk, container, value, property, clause);
            }

            return;
        }

        if (!StixIdentifier.TryRead(text, out var typeLength, out _))
        {
            walk.Error("STIX 2.1 §2.9", "this is no identifier: a type, two hyphens, a UUID as RFC 4122 has it");
            return;
        }

        if (property.Name != "id" && !MayName(property, text[..typeLength]))
        {
            walk.Error(text.StartsWith("bundle--"u8) ? "STIX 2.1 §8.2" : clause, Allowed(property));
        }
    }

    /// <summary>§2.13: within a container a reference is the key of another of its objects.</summary>
    private static void Local(Walk walk, Dictionary<string, JsonElement> container, JsonElement value, StixProperty property, string clause)
    {
        if (!container.TryGetValue(value.GetString()!, out var named))
        {
            walk.Error("STIX 2.1 §2.13", "there is no such object in the container");
        }
        else if (named.ValueKind == JsonValueKind.Object && named.TryGetProperty("type"u8, out var type) && type.ValueKind == JsonValueKind.String && !MayName(property, Raw.Text(type)))
        {
            walk.Error(clause, Allowed(property));
        }
    }

    /// <summary>Types that the standard does not know may be of any family.</summary>
    private static bool MayName(StixProperty property, ReadOnlySpan<byte> type)
    {
        foreach (var allowed in property.TargetTypes)
        {
            if (System.Text.Ascii.Equals(type, allowed))
            {
                return true;
            }
        }

        return !type.SequenceEqual("bundle"u8) && (Standard.Find(type) is { } known ? (known.Family & property.TargetFamilies) != 0 : property.TargetFamilies != ObjectFamilies.None);
    }

    private static FaultText Allowed(StixProperty property) => property.TargetTypes.Count == 0
        ? new FaultText("it may not name an object of this type")
        : new FaultText("it may not name an object of this type, but {0}", string.Join(", ", property.TargetTypes));
}
