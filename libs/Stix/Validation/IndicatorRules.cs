using System.Text.Json;
using Infohub.Stix.Json;
using Infohub.Stix.Model;
using Infohub.Stix.Patterns;

namespace Infohub.Stix.Validation;

/// <summary>What an indicator asks of its pattern (STIX 2.1 §4.7.1, §9).</summary>
internal static class IndicatorRules
{
    public static void Check(Walk walk, JsonElement indicator)
    {
        if (!indicator.TryGetProperty("pattern_type"u8, out var type) || !Raw.Text(type).SequenceEqual("stix"u8)
            || !indicator.TryGetProperty("pattern"u8, out var text) || text.ValueKind != JsonValueKind.String)
        {
            return;
        }

        if (!Pattern.TryParse(text.GetString()!, out var pattern, out var fault))
        {
            // Another version of the language may have another grammar.
            var isOfOther = Raw.String(indicator, "pattern_version"u8) is { } version && version != "2.1";
            walk.Tell("STIX 2.1 §" + fault.Clause, new FaultText("at {0}: {1}", fault.Position, fault.Text), "pattern", isOfOther ? Severity.Warning : Severity.Error);
            return;
        }

        var from = StixTime.TryParse(Raw.String(indicator, "valid_from"u8), out var start) ? start.ToDateTimeOffset() : DateTimeOffset.MinValue;
        var until = StixTime.TryParse(Raw.String(indicator, "valid_until"u8), out var stop) ? stop.ToDateTimeOffset() : DateTimeOffset.MaxValue;
        if (IsOutside(pattern.Root, from, until))
        {
            walk.Warn("STIX 2.1 §9.5.1", "it asks for a time at which the indicator does not hold", "pattern");
        }
    }

    private static bool IsOutside(Observation observation, DateTimeOffset from, DateTimeOffset until) => observation switch
    {
        JoinedObservations joined => joined.Parts.Any(p => IsOutside(p, from, until)),
        QualifiedObservation { By: Between between } when between.Start.Value < from || between.Stop.Value > until || between.Start.Value >= between.Stop.Value => true,
        QualifiedObservation qualified => IsOutside(qualified.Of, from, until),
        _ => false,
    };
}
