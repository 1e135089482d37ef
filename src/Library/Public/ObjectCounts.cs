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
public sealed class ObjectCounts(Database database, LiveParts parts)
{
    /// <summary>So many objects of one key are counted.</summary>
    public const int Most = 100;

    /// <summary>So many of a key and a part are looked at together.</summary>
    private const int Window = 400;

    /// <summary>In the order of the keys.</summary>
    public Task<List<KeyCount>> OfAsync(Viewer viewer, Channel channel, IReadOnlyList<long> keys, CancellationToken stop) =>
        database.ReadAsync(
            async sql =>
            {
                var counts = keys.Distinct().ToDictionary(k => k, _ => new KeyCount(0, 0));
                var rows = await FirstAsync(sql, keys, stop);
                while (true)
                {
                    // Also where there is none: what is hidden and what is absent take the same way (R7).
                    var runs = await RunQuery.ReadableAsync(sql, viewer, channel, rows.Select(r => r.Run), stop);
                    var more = new List<(long Part, long Key, long Before)>();
                    foreach (var of in rows.GroupBy(r => (r.Part, r.Key)))
                    {
                        var before = counts[of.Key.Key];
                        var times = of.Where(r => runs.ContainsKey(r.Run)).Select(r => runs[r.Run].Added + r.No - runs[r.Run].First).ToList();
                        counts[of.Key.Key] = new KeyCount(Math.Min(before.Objects + times.Count, Most), Math.Max(before.Newest, times.Count == 0 ? 0 : times.Max()));
                        // What may not be read pushes nothing out of the count (R7): behind it more is looked for.
                        if (of.Count() == Window && counts[of.Key.Key].Objects < Most)
                        {
                            more.Add((of.Key.Part, of.Key.Key, of.Min(r => r.No)));
                        }
                    }

                    if (more.Count == 0)
                    {
                        return keys.Select(k => counts[k]).ToList();
                    }

                    rows = await NextAsync(sql, more, stop);
                }
            },
            stop);

    /// <summary>The newest objects of each key in each part, with the run that each stands in.</summary>
    private async Task<List<Row>> FirstAsync(Sql sql, IReadOnlyList<long> keys, CancellationToken stop)
    {
        var values = await parts.ValuesAsync(sql, keys, stop);
        return sql.Engine == Engine.Sqlite
            ? await WithRunsAsync(
                sql,
                await sql.ListAsync($"select part, key, numbers from (select p.value as part, j.value as key, {Numbers("p.value", "j.value", "9223372036854775807")} as numbers from json_each(@parts) p cross join json_each(@keys) j) where numbers is not null", ReadNumbers, stop, values),
                stop)
            : await sql.ListAsync($"select p.value, j.value, k.no, {Run} from unnest(@parts) p(value) cross join unnest(@keys) j(value) cross join lateral ({Objects("p.value", "j.value", "9223372036854775807")}) k", Read, stop, values);
    }

    private static async Task<List<Row>> NextAsync(Sql sql, List<(long Part, long Key, long Before)> asked, CancellationToken stop) => sql.Engine == Engine.Sqlite
        ? await WithRunsAsync(
            sql,
            await sql.ListAsync(
                $"select part, key, numbers from (select j.value ->> 0 as part, j.value ->> 1 as key, {Numbers("j.value ->> 0", "j.value ->> 1", "j.value ->> 2")} as numbers from json_each(@asked) j) where numbers is not null",
                ReadNumbers, stop, ("asked", "[" + string.Join(',', asked.Select(a => $"[{a.Part},{a.Key},{a.Before}]")) + "]")),
            stop)
        : await sql.ListAsync(
            $"select j.part, j.key, k.no, {Run} from unnest(@a_parts, @a_keys, @befores) j(part, key, before) cross join lateral ({Objects("j.part", "j.key", "j.before")}) k", Read, stop,
            ("a_parts", asked.Select(a => a.Part).ToArray()), ("a_keys", asked.Select(a => a.Key).ToArray()), ("befores", asked.Select(a => a.Before).ToArray()));

    private const string Run = $"(select case when k.no < r.first_no + r.size then r.place end {RunQuery.OfNumber})";

    private static string Objects(string part, string key, string before) => $"select k.no from object_key k where k.part = {part} and k.key = {key} and k.no < {before} order by k.no desc limit {Window}";

    private static string Numbers(string part, string key, string before) => $"(select group_concat(no) from ({Objects(part, key, before)}))";

    private static Row Read(Platform.Data.Row r) => new(r.Long(0), r.Long(1), r.Long(2), r.LongOrNull(3) ?? 0);

    private static (long Part, long Key, string Numbers) ReadNumbers(Platform.Data.Row r) => (r.Long(0), r.Long(1), r.Text(2));

    private static async Task<List<Row>> WithRunsAsync(Sql sql, List<(long Part, long Key, string Numbers)> found, CancellationToken stop)
    {
        var numbers = found.SelectMany(f => f.Numbers.Split(',').Select(n => (f.Part, f.Key, No: long.Parse(n, CultureInfo.InvariantCulture)))).ToList();
        var runs = (await sql.ListAsync(
            $"select k.no, {Run} from (select value as no from json_each(@numbers)) k", static r => (No: r.Long(0), Run: r.LongOrNull(1) ?? 0), stop,
            ("numbers", NumberSet.Value(sql.Engine, numbers.Select(n => n.No).Distinct().Order())))).ToDictionary(r => r.No, r => r.Run);
        return numbers.ConvertAll(n => new Row(n.Part, n.Key, n.No, runs[n.No]));
    }

    private sealed record Row(long Part, long Key, long No, long Run);
}
