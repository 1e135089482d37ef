using System.Text.Json;
using Infohub.Stix.Json;
using Infohub.Stix.Markings;
using Infohub.Stix.Model;

namespace Infohub.Stix.Validation;

/// <summary>What markings are (STIX 2.1 §7.2.1), and that nobody makes another of the standard's own.</summary>
internal static class MarkingDefinitionRules
{
    public static void Check(Walk walk, JsonElement marking)
    {
        Circles(walk, marking);
        var id = Raw.String(marking, "id"u8) ?? "";
        var hasExtensions = marking.TryGetProperty("extensions"u8, out var extensions);
        var hasType = marking.TryGetProperty("definition_type"u8, out _);
        var hasDefinition = marking.TryGetProperty("definition"u8, out var definition);
        foreach (var (has, name) in ((bool, string)[])[(hasType, "definition_type"), (hasDefinition, "definition")])
        {
            if (!has && !hasExtensions)
            {
                walk.Error("STIX 2.1 §7.2.1", new FaultText("a marking without extensions has “{0}”", name), name);
            }
        }

        var known = TlpMarkings.Find(id);
        switch (Raw.String(marking, "definition_type"u8))
        {
            case "statement":
                if (hasDefinition && Raw.String(definition, "statement"u8) is null)
                {
                    walk.Error("STIX 2.1 §7.2.1.3", "a statement has its text", "definition");
                }

                break;
            case "tlp":
                if (known is not { IsVersion2: false } || Raw.String(definition, "tlp"u8) != known.Word || !IsMadeAt(marking, known))
                {
                    walk.Error("STIX 2.1 §7.2.1.4", "there are four markings of the Traffic Light Protocol, and no others", "definition");
                }

                return;
            case not null:
                walk.Warn("STIX 2.1 §7.2.1", "a marking that is neither a statement nor of the Traffic Light Protocol is an extension", "definition_type");
                break;
            case null:
                break;
        }

        Tlp2(walk, marking, extensions, known);
    }

    /// <summary>§3.2: no marking marks itself. Circles over several are found in a bundle.</summary>
    private static void Circles(Walk walk, JsonElement marking)
    {
        var id = Raw.String(marking, "id"u8);
        if (id is not null && Raw.Strings(marking, "object_marking_refs"u8).Contains(id, StringComparer.Ordinal))
        {
            walk.Error("STIX 2.1 §3.2", "a marking does not mark itself", "object_marking_refs");
        }

        if (id is not null && GranularMarking.Of(marking).Any(m => m.MarkingRef == id))
        {
            walk.Error("STIX 2.1 §3.2", "a marking does not mark itself", "granular_markings");
        }
    }

    /// <summary>The extension by which OASIS publishes TLP 2.0: five markings, each with its word.</summary>
    private static void Tlp2(Walk walk, JsonElement marking, JsonElement extensions, TlpMarking? known)
    {
        JsonElement extension = default;
        var isTlp2 = extensions.ValueKind == JsonValueKind.Object && extensions.TryGetProperty(TlpMarkings.Extension, out extension);
        if (known is { IsVersion2: false } || (known is null ? isTlp2 : !isTlp2 || Raw.String(extension, "tlp_2_0"u8) != known.Word || !IsMadeAt(marking, known)))
        {
            walk.Error("STIX 2.1 §7.2.1.4", known is null ? "there are five markings of TLP 2.0, and no others" : new FaultText("this identifier is that of {0}", known.Name), isTlp2 ? "extensions" : "id");
        }
    }

    private static bool IsMadeAt(JsonElement marking, TlpMarking known) => StixTime.TryParse(Raw.String(marking, "created"u8), out var created) && StixTime.TryParse(known.Created, out var right) && created == right;
}
