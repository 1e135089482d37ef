using System.Text.Json;
using Infohub.Stix.Identifiers;
using Infohub.Stix.Model;
using Infohub.Stix.Vocabularies;

namespace Infohub.Stix.Validation;

/// <summary>Extensions of objects, and their definitions (STIX 2.1 §3.2, §3.10, §7.3, §11.3).</summary>
internal static class ExtensionRules
{
    /// <summary>§7.3: properties beside those of the standard are defined by a new object or by an extension at the top level.</summary>
    public static bool AddProperties(JsonElement root)
    {
        if (root.TryGetProperty("extensions"u8, out var extensions) && extensions.ValueKind == JsonValueKind.Object)
        {
            foreach (var extension in extensions.EnumerateObject())
            {
                if (extension.Value.ValueKind == JsonValueKind.Object && extension.Value.TryGetProperty("extension_type"u8, out var type)
                    && (Raw.Text(type).StartsWith("new-"u8) || Raw.Text(type).SequenceEqual("toplevel-property-extension"u8)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    public static void Check(Walk walk, JsonElement extensions)
    {
        var isEmpty = true;
        foreach (var extension in extensions.EnumerateObject())
        {
            isEmpty = false;
            walk.Enter(extension);
            if (ValueRules.Is(walk, extension.Value, JsonValueKind.Object, "STIX 2.1 §3.2", "this is no object"))
            {
                One(walk, Raw.Name(extension), extension.Value);
            }

            walk.Leave();
        }

        if (isEmpty)
        {
            walk.Error("STIX 2.1 §2.3", "a dictionary has at least one entry");
        }
    }

    /// <summary>Of an extension-definition.</summary>
    public static void Definition(Walk walk, JsonElement definition)
    {
        var addsToTop = Raw.Strings(definition, "extension_types"u8).Contains("toplevel-property-extension", StringComparer.Ordinal);
        var hasProperties = definition.TryGetProperty("extension_properties"u8, out _);
        if (hasProperties && !addsToTop)
        {
            walk.Error("STIX 2.1 §7.3.1", "only a toplevel-property-extension lists properties", "extension_properties");
        }
        else if (addsToTop && !hasProperties)
        {
            walk.Warn("STIX 2.1 §7.3.1", "a toplevel-property-extension lists its properties", "extension_properties");
        }
    }

    private static void One(Walk walk, ReadOnlySpan<byte> name, JsonElement extension)
    {
        foreach (var predefined in walk.Type.Extensions)
        {
            if (System.Text.Ascii.Equals(name, predefined.Name))
            {
                walk.Members(extension, predefined);
                return;
            }
        }

        if (name.StartsWith("extension-definition--"u8))
        {
            Defined(walk, name, extension);
        }
        else
        {
            Custom(walk, name, extension);
        }
    }

    private static void Defined(Walk walk, ReadOnlySpan<byte> name, JsonElement extension)
    {
        if (!StixIdentifier.TryRead(name, out _, out _))
        {
            walk.Error("STIX 2.1 §2.9", "the definition of the extension is named by no identifier");
        }

        if (!extension.TryGetProperty("extension_type"u8, out var type))
        {
            walk.Error("STIX 2.1 §3.2", "“extension_type” is required", "extension_type");
        }
        else if (!Enumerations.ExtensionType.Contains(Raw.Text(type)))
        {
            walk.Error("STIX 2.1 §10.5", "this is no word of extension-type-enum", "extension_type");
        }
        else if (Raw.Text(type).StartsWith("new-"u8) && walk.Type.Family != ObjectFamilies.None && Standard.Find(walk.Type.Name) is not null)
        {
            walk.Error("STIX 2.1 §7.3", "an extension does not define a type of the standard anew", "extension_type");
        }

        Own(walk, extension, "STIX 2.1 §7.3.2");
    }

    /// <summary>§11.3, deprecated: observables alone have such.</summary>
    private static void Custom(Walk walk, ReadOnlySpan<byte> name, JsonElement extension)
    {
        if (walk.Type.Family == ObjectFamilies.Observable)
        {
            if (IsPredefinedElsewhere(name))
            {
                walk.Warn("STIX 2.1 §3.10", "the standard describes this extension for other types");
            }
            else if (!name.EndsWith("-ext"u8) || !StixIdentifier.IsTypeName(name))
            {
                walk.Error("STIX 2.1 §11.3.1", "an extension of one's own is named by its definition, or by small letters, digits and hyphens with -ext at the end");
            }

            if (!extension.EnumerateObject().Any())
            {
                walk.Error("STIX 2.1 §11.3.1", "it has no property");
            }

            walk.Warn("STIX 2.1 §11.3", "an extension of one's own is defined by an extension-definition");
            if (!name.StartsWith("x-"u8))
            {
                walk.Warn("STIX 2.1 §11.3.1", "the name of an extension of one's own begins with x-");
            }
        }
        else
        {
            walk.Warn("STIX 2.1 §3.2", "an extension is named by its definition");
        }

        Own(walk, extension, "STIX 2.1 §11.3.1");
    }

    private static void Own(Walk walk, JsonElement extension, string clause)
    {
        foreach (var member in extension.EnumerateObject())
        {
            walk.Enter(member);
            if (!CustomRules.IsPropertyName(Raw.Name(member)))
            {
                walk.Error(clause, "a name of a property has 3 to 250 small letters, digits and underscores, a letter first");
            }

            ValueRules.Undescribed(walk, member.Value);
            walk.Leave();
        }
    }

    private static bool IsPredefinedElsewhere(ReadOnlySpan<byte> name)
    {
        foreach (var type in Standard.Types)
        {
            foreach (var extension in type.Extensions)
            {
                if (System.Text.Ascii.Equals(name, extension.Name))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
