using System.Text.Json;
using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Intelligence.Values;
using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Stix.Model;

namespace Infohub.Intelligence.Correlation;

/// <summary>Reads what objects say.</summary>
internal static class Reading
{
    /// <summary>Each object once in its newest version, without what is gone or revoked, in the order that they come in.</summary>
    public static List<SaidObject> Current(Viewer viewer, IEnumerable<PlacedObject> placed) => CurrentOf(viewer, placed).ConvertAll(c => c.Said);

    /// <summary>The same, beside what they were read of.</summary>
    public static List<(PlacedObject Placed, SaidObject Said)> CurrentOf(Viewer viewer, IEnumerable<PlacedObject> placed)
    {
        var read = new List<(PlacedObject, SaidObject)>();
        foreach (var versions in placed.GroupBy(p => (p.Type, p.Uid, Source: p.IsCommon ? 0 : p.Source)))
        {
            var newest = versions.Max(v => v.Modified);
            foreach (var version in versions.Where(v => v.Modified == newest && v.GoneAt == 0).DistinctBy(v => v.ItemSeq))
            {
                if (Any(viewer, version) is { IsRevoked: false } said)
                {
                    read.Add((version, said));
                }
            }
        }

        return read;
    }

    /// <summary>Also what is revoked; null where nothing is left to see (R10).</summary>
    public static SaidObject? Any(Viewer viewer, PlacedObject placed)
    {
        using var read = ShownObject.Open(viewer, placed);
        return read is null ? null : Of(placed, read);
    }

    private static SaidObject Of(PlacedObject placed, StixObject read) => new()
    {
        Id = read.Id,
        Type = read.Type,
        Label = placed.Label,
        ItemUid = placed.ItemUid,
        ItemSeq = placed.ItemSeq,
        At = placed.SharedAt,
        Modified = placed.Modified,
        IsCommon = placed.IsCommon,
        EmbargoUntil = placed.EmbargoUntil,
        IsRevoked = read.IsRevoked,
        Description = Text(read.Json, "description"),
        Name = Text(read.Json, "name"),
        Roles = [.. Texts(read.Json, $"{read.Type.Replace('-', '_')}_types"), .. Texts(read.Json, "roles")],
        Confidence = read.Confidence,
        Valid = (Time(read.Json, "valid_from"), Time(read.Json, "valid_until")),
        Values = [.. StixValues.Of(read.Type, read.Json).Select(v => (v.Kind, v.Value))],
        References = [.. read.References().Where(ValueKeys.IsSubject).Select(r => (r.Path.Split('/')[1], r.Target))],
        Relation = Text(read.Json, "relationship_type"),
    };

    private static string Text(JsonElement root, string property) => root.TryGetProperty(property, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";

    private static IEnumerable<string> Texts(JsonElement root, string property) =>
        root.TryGetProperty(property, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Where(t => t.ValueKind == JsonValueKind.String).Select(t => t.GetString()!) : [];

    private static long Time(JsonElement root, string property) => StixTime.TryParse(Text(root, property), out var time) ? Micros.From(time.ToDateTimeOffset()) : 0;
}
