using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Intelligence.Sightings;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Keys;

namespace Infohub.Intelligence.Values;

/// <summary>All that the viewer reads of one value, within bounds.</summary>
/// <param name="Named">The newest version of each object that names it, of each source.</param>
/// <param name="Sightings">The last first.</param>
internal sealed record KnownValue(ObjectValue Value, IReadOnlyList<Naming> Named, IReadOnlyList<Sighting> Sightings);

/// <summary>
/// What the viewer reads of values: the objects that name them, and what was said of them (law R10). What may not be read is not found, costs the same as what is not there, and pushes nothing out (R7).
/// </summary>
internal sealed class ReadValues(ObjectShelf shelf, VersionRows rows, KeyRing keys)
{
    /// <summary>So many of the newest objects, and of the newest sightings, of one value.</summary>
    public const int Each = 500;

    public const int Most = 1000;

    /// <summary>Values whose objects are held in memory together.</summary>
    private const int Together = 100;

    /// <summary>In the order of the values.</summary>
    public async Task<List<KnownValue>> RunAsync(Viewer viewer, Channel channel, IReadOnlyList<ObjectValue> values, CancellationToken stop)
    {
        var known = new Dictionary<ObjectValue, KnownValue>();
        foreach (var chunk in values.Distinct().Chunk(Together))
        {
            foreach (var value in await TogetherAsync(viewer, channel, chunk, stop))
            {
                known[value.Value] = value;
            }
        }

        return [.. values.Select(v => known[v])];
    }

    private async Task<List<KnownValue>> TogetherAsync(Viewer viewer, Channel channel, ObjectValue[] values, CancellationToken stop)
    {
        var byKey = values.ToDictionary(v => ValueKeys.Of(keys, v));
        var named = values.ToDictionary(v => v, _ => new List<(PlacedObject Placed, Naming Naming)>());
        foreach (var (key, placed) in await shelf.NewestOfEachAsync(viewer, channel, byKey.Keys, [], Each, stop))
        {
            using var read = ShownObject.Open(viewer, placed);
            if (read is not null && Naming.Of(placed, read, byKey[key]) is { } naming)
            {
                named[byKey[key]].Add((placed, naming));
            }
        }

        var said = (await rows.ListAsync(viewer, channel, SightingRows.OfValues(byKey.Keys) with { Each = Each }, (version, r, at) => (Key: SightingRows.KeyOf(r, at), SightingRows.Read(viewer, version, r, at).Sighting), stop)).ToLookup(s => s.Key, s => s.Sighting);
        // Also where nothing names a value: what is hidden and what is absent take the same way.
        var of = await StixAsync(viewer, channel, named.Values.SelectMany(n => n.Select(x => x.Naming.Id)).ToHashSet(StringComparer.Ordinal), stop);
        return byKey.Select(b =>
        {
            var current = named[b.Value].GroupBy(n => (n.Naming.Id, n.Naming.Source)).Select(g => g.MaxBy(n => (n.Placed.Modified, n.Placed.Place)).Naming).ToList();
            var sightings = said[b.Key].Concat(current.Select(c => c.Id).Distinct(StringComparer.Ordinal).SelectMany(id => of[id]));
            return new KnownValue(b.Value, current, [.. sightings.OrderByDescending(s => s.LastAt).Take(Each)]);
        }).ToList();
    }

    private async Task<ILookup<string, Sighting>> StixAsync(Viewer viewer, Channel channel, HashSet<string> ids, CancellationToken stop)
    {
        var found = new List<(PlacedObject Placed, string Of, Sighting Sighting)>();
        foreach (var (_, placed) in await shelf.NewestOfEachAsync(viewer, channel, [.. ids.Select(id => ValueKeys.OfReference(keys, id))], [StixSightings.Type], Each, stop))
        {
            using var read = ShownObject.Open(viewer, placed);
            if (read is not null && StixSightings.Read(placed, read) is { } one && ids.Contains(one.Of))
            {
                found.Add((placed, one.Of, one.Sighting));
            }
        }

        return found.GroupBy(f => (f.Placed.Uid, f.Placed.Source)).Select(g => g.MaxBy(f => (f.Placed.Modified, f.Placed.Place))).ToLookup(f => f.Of, f => f.Sighting, StringComparer.Ordinal);
    }
}
