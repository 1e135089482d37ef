using System.Text.Json;
using Infohub.Stix.Identifiers;
using Infohub.Stix.Json;
using Infohub.Stix.Model;

namespace Infohub.Stix.Validation;

/// <summary>What the standard does not describe: properties and objects of somebody's own (STIX 2.1 §3.8, §7.3.2, §11).</summary>
internal static class CustomRules
{
    private static readonly NameTable Reserved = new(["severity", "username", "phone_number", "action"]);

    /// <summary>What is known of an object whose type the standard does not know: an extension says of which family it is.</summary>
    public static StixType TypeOf(JsonElement root)
    {
        if (root.TryGetProperty("extensions"u8, out var extensions) && extensions.ValueKind == JsonValueKind.Object)
        {
            foreach (var extension in extensions.EnumerateObject())
            {
                switch (Raw.String(extension.Value, "extension_type"u8))
                {
                    case "new-sdo":
                        return Standard.AddedDomain;
                    case "new-sro":
                        return Standard.AddedRelationship;
                    case "new-sco":
                        return Standard.AddedObservable;
                    default:
                        break;
                }
            }
        }

        return Standard.Custom;
    }

    /// <summary>Of an object that the standard does not describe.</summary>
    public static void Object(Walk walk, JsonElement root, ReadOnlySpan<byte> type)
    {
        if (!StixIdentifier.IsTypeName(type))
        {
            if (!type.IsEmpty)
            {
                walk.Error(walk.Type.Clause, "a type has 3 to 250 small letters, digits and single hyphens, a letter first", "type");
            }

            return;
        }

        var hasOwn = false;
        foreach (var member in root.EnumerateObject())
        {
            hasOwn |= CommonParts.All.Find(Raw.Name(member), out _) is null || (member.NameEquals("extensions"u8) && DefineProperties(member.Value));
        }

        if (!hasOwn)
        {
            walk.Error(walk.Type.Clause, "it has no property of its own");
        }

        if (walk.Type == Standard.Custom)
        {
            walk.Warn("STIX 2.1 §11.2", "an object of one's own is defined by an extension", "type");
            if (!type.StartsWith("x-"u8))
            {
                walk.Warn("STIX 2.1 §11.2.1", "a type of one's own begins with x-", "type");
            }
        }
    }

    /// <summary>§7.3.2: properties of a new type may stand within the extension that defines it.</summary>
    private static bool DefineProperties(JsonElement extensions) => extensions.ValueKind == JsonValueKind.Object
        && extensions.EnumerateObject().Any(e => Raw.String(e.Value, "extension_type"u8)?.StartsWith("new-", StringComparison.Ordinal) == true && e.Value.EnumerateObject().Count() > 1);

    /// <summary>A member that the structure does not have. The walk stands at it.</summary>
    public static void Property(Walk walk, JsonElement of, StixStructure structure, JsonProperty member, ReadOnlySpan<byte> name)
    {
        if (structure is StixType type)
        {
            if (CommonParts.All.Find(name, out _) is { } common)
            {
                Common(walk, type, member.Value, common);
                return;
            }

            if (Reserved.IndexOf(name) >= 0)
            {
                walk.Error("STIX 2.1 §3.8", "the name is reserved");
            }

            if (!walk.HasAddedProperties && type != Standard.Custom)
            {
                Told(walk, name);
            }
        }

        if (!IsPropertyName(name))
        {
            walk.Error(walk.HasAddedProperties ? "STIX 2.1 §7.3.2" : "STIX 2.1 §11.1.1", "a name of a property has 3 to 250 small letters, digits and underscores, a letter first");
        }

        if (name.EndsWith("_enc"u8) && walk.MayLookUp() && !of.TryGetProperty(name[..^4], out _))
        {
            walk.Error("STIX 2.1 §3.1", "there is no text whose encoding this is");
        }

        if (!name.EndsWith("_ref"u8) && StixIdentifier.TryRead(Raw.Text(member.Value), out _, out _))
        {
            walk.Warn("STIX 2.1 §3.1", "a name of a property that names an object ends in _ref");
        }

        ValueRules.Undescribed(walk, member.Value);
    }

    /// <summary>§3.1, §7.3.2, §11.1.1.</summary>
    public static bool IsPropertyName(ReadOnlySpan<byte> name) =>
        name.Length is >= 3 and <= 250 && name[0] is >= (byte)'a' and <= (byte)'z' && !name.ContainsAnyExcept(Letters.PropertyName);

    /// <summary>A property that other objects have, and that has no meaning here.</summary>
    private static void Common(Walk walk, StixType type, JsonElement value, StixProperty common)
    {
        if (common.Name == "defanged")
        {
            walk.Error("STIX 2.1 §3.2", "only observables are defanged");
        }
        else
        {
            walk.Warn("STIX 2.1 §3.2", new FaultText("it has no meaning on {0}", type.Name));
        }

        ValueRules.Check(walk, value, common, "STIX 2.1 §3.2");
    }

    private static void Told(Walk walk, ReadOnlySpan<byte> name)
    {
        if (!walk.ToldOfCustomProperties)
        {
            walk.ToldOfCustomProperties = true;
            walk.Warn("STIX 2.1 §11.1", "properties of one's own are defined by an extension");
        }

        if (!name.StartsWith("x_"u8))
        {
            walk.Warn("STIX 2.1 §11.1.1", "a property of one's own begins with x_");
        }
    }
}
