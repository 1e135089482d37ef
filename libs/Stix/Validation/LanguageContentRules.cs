using System.Text.Json;
using Infohub.Stix.Identifiers;
using Infohub.Stix.Json;
using Infohub.Stix.Model;

namespace Infohub.Stix.Validation;

/// <summary>Translations of an object's text (STIX 2.1 §7.1.1).</summary>
internal static class LanguageContentRules
{
    public static void Check(Walk walk, JsonElement contents)
    {
        var isEmpty = true;
        var of = StixIdentifier.TryParse(Raw.String(walk.Root, "object_ref"u8), out var named) ? Standard.Find(named.Type) : null;
        foreach (var language in contents.EnumerateObject())
        {
            isEmpty = false;
            walk.Enter(language);
            TextForms.Check(walk, Raw.Name(language), TextForm.Language, "STIX 2.1 §7.1.1");
            if (ValueRules.Is(walk, language.Value, JsonValueKind.Object, "STIX 2.1 §7.1.1", "this is no object"))
            {
                Properties(walk, of, language.Value);
            }

            walk.Leave();
        }

        if (isEmpty)
        {
            walk.Error("STIX 2.1 §2.3", "a dictionary has at least one entry");
        }
    }

    /// <summary>What is no text of the object, or is not there, is ignored.</summary>
    private static void Properties(Walk walk, StixType? of, JsonElement language)
    {
        var isEmpty = true;
        foreach (var member in language.EnumerateObject())
        {
            isEmpty = false;
            if (of?.Find(member.Name) is { Kind: ValueKind.Text or ValueKind.Word or ValueKind.Structure })
            {
                walk.Enter(member);
                Translated(walk, member.Value);
                walk.Leave();
            }
        }

        if (isEmpty)
        {
            walk.Error("STIX 2.1 §2.3", "a dictionary has at least one entry");
        }
    }

    /// <summary>It mirrors the object: strings, lists and objects of these.</summary>
    private static void Translated(Walk walk, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in value.EnumerateArray())
                {
                    walk.Enter(index++);
                    Translated(walk, item);
                    walk.Leave();
                }

                if (index == 0)
                {
                    walk.Error("STIX 2.1 §2.12", "a list has at least one value");
                }

                break;
            case JsonValueKind.Object:
                var isEmpty = true;
                foreach (var member in value.EnumerateObject())
                {
                    isEmpty = false;
                    walk.Enter(member);
                    Translated(walk, member.Value);
                    walk.Leave();
                }

                if (isEmpty)
                {
                    walk.Error("STIX 2.1 §2.3", "a dictionary has at least one entry");
                }

                break;
            default:
                walk.Error("STIX 2.1 §7.1.1", "this is no translation of a text");
                break;
        }
    }
}
