using Infohub.Community.Public;
using Infohub.Library.Objects;
using Infohub.Markings;
using Infohub.Platform.Data;

namespace Infohub.Library.Public;

/// <summary>What the viewer may read under one key.</summary>
/// <param name="Objects">How many objects, at most <see cref="ObjectCounts.Most"/>.</param>
/// <param name="Newest">When the newest of them was added, in microseconds; 0 for none.</param>
public sealed record KeyCount(int Objects, long Newest);

/// <summary>How many objects stand under each of many keys, by the index alone: no object is opened, and nothing but numbers is told.</summary>
public sealed class ObjectCounts(Database database)
{
    /// <summary>So many objects of one key are counted.</summary>
    public const int Most = 100;

    /// <summary>So many are looked at, for some may not be read.</summary>
    private const int MostLooked = 400;

    /// <summary>In the order of the keys.</summary>
    public Task<List<KeyCount>> OfAsync(Viewer viewer, Channel channel, IReadOnlyList<long> keys, CancellationToken stop) =>
        database.ReadAsync(
            async sql =>
            {
                var found = await PlacesAsync(sql, keys, stop);
                // Also where there is none: what is hidden and what is absent take the same way (R7).
                var runs = await RunQuery.ReadableAsync(sql, viewer, channel, found.Select(f => f.Run), stop);
                var counts = new List<KeyCount>(keys.Count);
                var byKey = found.ToLookup(f => f.At);
                for (var at = 0; at < keys.Count; at++)
                {
                    var readable = byKey[at].Where(f => runs.ContainsKey(f.Run)).Take(Most).ToList();
                    counts.Add(new KeyCount(readable.Count, readable.Count == 0 ? 0 : readable.Max(f => runs[f.Run].Added + f.No - runs[f.Run].First)));
                }

                return counts;
            },
            stop);

    /// <summary>The newest objects of each key, with the run that each stands in.</summary>
    private static async Task<List<(int At, long No, long Run)>> PlacesAsync(Sql sql, IReadOnlyList<long> keys, CancellationToken stop)
    {
        const string run = "(select r.place from object_run r where r.first_no <= k.no order by r.first_no desc limit 1)";
        var values = await KeyRows.ValuesAsync(sql, keys, stop);
        if (sql.Engine == Engine.Postgres)
        {
            return await sql.ListAsync(
                $"""
                select j.at, k.no, {run} from unnest(@keys) with ordinality j(key, at)
                cross join lateral (select k.no from unnest(@parts) p(part) join object_key k on k.part = p.part and k.key = j.key order by k.no desc limit {MostLooked}) k
                """,
                static r => ((int)r.Long(0) - 1, r.Long(1), r.LongOrNull(2) ?? 0), stop, values);
        }

        return await sql.ListAsync(
            $"select j.key, k.no, {run} from json_each(@keys) j cross join json_each(@parts) p cross join object_key k on k.part = p.value and k.key = j.value limit {10_000L * MostLooked}",
            static r => (r.Int(0), r.Long(1), r.LongOrNull(2) ?? 0), stop, values);
    }
}
