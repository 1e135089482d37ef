using System.Globalization;
using Infohub.Library.Public;
using Infohub.Platform.Data;

namespace Infohub.Library.Search;

/// <summary>The newest of many lanes: a few of each, then more of those whose last still reaches the page.</summary>
internal static class LaneMerge
{
    public const string Items = "item_lane";

    public static Task<List<long>> NewestAsync(Sql sql, IReadOnlyList<Lane> lanes, long before, int take, CancellationToken stop) => HighestAsync(sql, Items, lanes, before, take, stop);

    /// <summary>The highest places below one.</summary>
    /// <param name="sql">Where it is asked.</param>
    /// <param name="table">The rows of the lanes.</param>
    /// <param name="lanes">Which of them.</param>
    /// <param name="before">Below this place.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="stop">Ends the waiting.</param>
    public static Task<List<long>> HighestAsync(Sql sql, string table, IReadOnlyList<Lane> lanes, long before, int take, CancellationToken stop) =>
        sql.Engine == Engine.Sqlite ? SqliteAsync(sql, table, lanes, before, take, stop) : PostgresAsync(sql, table, lanes, before, take, stop);

    private static async Task<List<long>> SqliteAsync(Sql sql, string table, IReadOnlyList<Lane> lanes, long before, int take, CancellationToken stop)
    {
        var newest = new List<long>();
        var edge = long.MinValue;
        // Where all are alike busy, twice their share of the page is enough of each; the busier ones are asked again.
        for (var each = Math.Clamp(2 * take / lanes.Count, 1, take); lanes.Count > 0; each = Math.Min(each * 8, take))
        {
            var places = await PlacesAsync(sql, table, lanes, before, edge, each, stop);
            newest = [.. newest.Concat(places.Select(p => p.Place)).Distinct().OrderDescending().Take(take)];
            // Nothing below the page's last comes onto it.
            edge = newest.Count < take ? long.MinValue : newest[^1];
            lanes = each == take ? [] : [.. places.GroupBy(p => p.Lane).Where(l => l.Count() == each && l.Min(p => p.Place) > edge).Select(l => l.Key)];
        }

        return newest;
    }

    /// <summary>Of each lane the newest, as many as asked for. Most lanes are kind and number alone: together one number, which the engine reads from a list with half the work.</summary>
    private static async Task<List<(long Place, Lane Lane)>> PlacesAsync(Sql sql, string table, IReadOnlyList<Lane> lanes, long before, long from, int each, CancellationToken stop)
    {
        var places = new List<(long, Lane)>();
        foreach (var alike in lanes.GroupBy(l => l is { RefOrg: 0, From: 0 }))
        {
            var some = alike.ToList();
            var (holds, list) = alike.Key
                ? ("l.kind = (j.value & 15) and l.ref = (j.value >> 4) and l.ref_org = 0", some.Select(l => string.Create(CultureInfo.InvariantCulture, $"{(l.Ref << 4) | (long)l.Kind}")))
                : ("l.kind = j.value ->> 0 and l.ref = j.value ->> 1 and l.ref_org = j.value ->> 2 and l.shared_at >= j.value ->> 3", some.Select(l => string.Create(CultureInfo.InvariantCulture, $"[{l.Kind},{l.Ref},{l.RefOrg},{l.From}]")));
            var found = await sql.ListAsync(
                $"""
                select at, places from (
                  select j.key as at, (select group_concat(l.item_seq) from (
                      select l.item_seq from {table} l where {holds} and l.item_seq < @before and l.item_seq >= @from order by l.item_seq desc limit @each) l) as places
                  from json_each(@lanes) j)
                where places is not null
                """,
                static r => (At: r.Int(0), Places: r.Text(1)),
                stop,
                ("lanes", $"[{string.Join(',', list)}]"),
                ("before", before),
                ("from", from),
                ("each", each));
            places.AddRange(found.SelectMany(f => f.Places.Split(',').Select(place => (long.Parse(place, CultureInfo.InvariantCulture), some[f.At]))));
        }

        return places;
    }

    private static Task<List<long>> PostgresAsync(Sql sql, string table, IReadOnlyList<Lane> lanes, long before, int take, CancellationToken stop) =>
        sql.ListAsync(
            $"""
            with heads as materialized (
              select a.kind, a.ref, a.org, a.since, h.item_seq from unnest(@kinds, @refs, @orgs, @froms) a(kind, ref, org, since)
              cross join lateral (select item_seq from {table} where kind = a.kind and ref = a.ref and ref_org = a.org and item_seq < @before and shared_at >= a.since
                order by item_seq desc limit 1) h),
            edge as materialized (select case when count(*) = @take then min(item_seq) else -9223372036854775808 end as floor from (select distinct item_seq from heads order by item_seq desc limit @take) h)
            select distinct i.item_seq from heads a
            cross join lateral (select item_seq from {table} where kind = a.kind and ref = a.ref and ref_org = a.org and item_seq < @before
                and item_seq >= (select floor from edge) and shared_at >= a.since order by item_seq desc limit @take) i
            where a.item_seq >= (select floor from edge)
            order by i.item_seq desc limit @take
            """,
            static r => r.Long(0),
            stop,
            ("kinds", lanes.Select(l => (long)l.Kind).ToArray()),
            ("refs", lanes.Select(l => l.Ref).ToArray()),
            ("orgs", lanes.Select(l => l.RefOrg).ToArray()),
            ("froms", lanes.Select(l => l.From).ToArray()),
            ("before", before),
            ("take", take));
}
