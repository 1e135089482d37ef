using System.Text.Json;
using Infohub.Intelligence.Values;
using Infohub.Library.Public;
using Infohub.Stix.Model;

namespace Infohub.Intelligence.Sightings;

/// <summary>STIX sightings (STIX 2.1 §5.2) are read where they stand, never copied: they are read through the items that carry them, and end with those.</summary>
internal static class StixSightings
{
    public const string Type = "sighting";

    /// <summary>Null where it says nothing of one of the objects, or that it was not seen.</summary>
    public static (string Of, Sighting Sighting)? Read(PlacedObject placed, StixObject read)
    {
        var count = read.Json.TryGetProperty("count", out var times) && times.TryGetInt64(out var n) ? n : 1;
        if (read.IsRevoked || count < 1 || !read.Json.TryGetProperty("sighting_of_ref", out var of) || of.GetString() is not { } id)
        {
            return null;
        }

        var last = Naming.Time(read.Json, "last_seen") ?? Naming.Time(read.Json, "first_seen") ?? placed.Modified;
        // OpenCTI's property for what STIX has no word for: seen, and nothing bad.
        var kind = read.Json.TryGetProperty("x_opencti_negative", out var negative) && negative.ValueKind == JsonValueKind.True ? SightingKind.FalsePositive : SightingKind.Seen;
        return (id, new Sighting("", kind, count, Naming.Time(read.Json, "first_seen") ?? last, last, Math.Max(placed.Source, 0), placed.ItemUid, placed.Label)
        {
            Note = read.Json.TryGetProperty("description", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "",
        });
    }
}
