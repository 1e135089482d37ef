using System.Globalization;
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
                var byKey = found.ToLookup(f => f.Key);
                foreach (var key in keys)
                {
                    var readable = byKey[key].Where(f => runs.ContainsKey(f.Run)).Take(Most).ToList();
                    counts.Add(new KeyCount(readable.Count, readable.Count == 0 ? 0 : readable.Max(f => runs[f.Run].Added + f.No - runs[f.Run].First)));
                }

                return counts;
            },
            stop);

    /// <summary>The newest objects of each key, with the run that each stands in.</summary>
    private static async Task<List<(long Key, long No, long Run)>> PlacesAsync(Sql sql, IReadOnlyList<long> keys, CancellationToken stop)
    {
        const string run = "(select r.place from object_run r where r.first_no <= k.no order by r.first_no desc limit 1)";
        var values = await KeyRows.ValuesAsync(sql, keys, stop);
        if (sql.Engine == Engine.Postgres)
        {
            return await sql.ListAsync(
                $"""
                select j.key, k.no, {run} from unnest(@keys) j(key)
                cross join lateral (select k.no from unnest(@parts) p(part) join object_key k on k.part = p.part and k.key = j.key order by k.no desc limit {MostLooked}) k
                """,
                static r => (r.Long(0), r.Long(1), r.LongOrNull(2) ?? 0), stop, values);
        }

        // A value that is seen very often is not read to its end.
        var found = await sql.ListAsync(
            $"""
            select key, numbers from (select j.value as key, (select group_concat(no) from (
                select k.no from object_key k where k.part = p.value and k.key = j.value order by k.no desc limit {MostLooked})) as numbers
              from json_each(@parts) p cross join json_each(@keys) j) where numbers is not null
            """,
            static r => (Key: r.Long(0), Numbers: r.Text(1)), stop, values);
        var numbers = found.SelectMany(f => f.Numbers.Split(',').Select(n => (f.Key, No: long.Parse(n, CultureInfo.InvariantCulture)))).ToList();
        var runs = (await sql.ListAsync(
            $"select k.no, {run} from (select value as no from json_each(@numbers)) k", static r => (No: r.Long(0), Run: r.LongOrNull(1) ?? 0), stop,
            ("numbers", NumberSet.Value(sql.Engine, numbers.Select(n => n.No).Distinct().Order())))).ToDictionary(r => r.No, r => r.Run);
        return numbers.ConvertAll(n => (n.Key, n.No, runs[n.No]));
    }
}
