using System.Globalization;
using Infohub.Library.Public;
using Infohub.Platform.Data;

namespace Infohub.Library.Search;

/// <summary>The newest of many lanes: the head of each, then the lanes with the newest heads as far as they can reach the page.</summary>
internal static class LaneMerge
{
    public static Task<List<long>> NewestAsync(Sql sql, IReadOnlyList<Lane> lanes, long before, int take, CancellationToken stop) =>
        sql.Engine == Engine.Sqlite ? SqliteAsync(sql, lanes, before, take, stop) : PostgresAsync(sql, lanes, before, take, stop);

    private static async Task<List<long>> SqliteAsync(Sql sql, IReadOnlyList<Lane> lanes, long before, int take, CancellationToken stop)
    {
        var heads = new List<(long Head, Lane Lane)>();
        // Most lanes differ by one number alone, which the engine reads from a list with half the work.
        foreach (var alike in lanes.GroupBy(l => (l.Kind, IsPlain: l is { RefOrg: 0, From: 0 })))
        {
            heads.AddRange(await (alike.Key.IsPlain ? PlainHeadsAsync(sql, alike.Key.Kind, [.. alike], before, stop) : HeadsAsync(sql, [.. alike], before, stop)));
        }

        heads.Sort(static (a, b) => b.Head.CompareTo(a.Head));
        var newest = new SortedSet<long>();
        foreach (var (head, lane) in heads)
        {
            // Heads fall: from here on no lane reaches the page.
            if (newest.Count >= take && head < newest.Min)
            {
                break;
            }

            foreach (var place in await sql.ListAsync(
                """
                select item_seq from item_lane where kind = @kind and ref = @ref and ref_org = @org and item_seq < @before and item_seq > @floor and shared_at >= @from
                order by item_seq desc limit @take
                """,
                static r => r.Long(0),
                stop,
                ("kind", lane.Kind),
                ("ref", lane.Ref),
                ("org", lane.RefOrg),
                ("from", lane.From),
                ("before", before),
                ("floor", newest.Count < take ? 0 : newest.Min),
                ("take", take)))
            {
                newest.Add(place);
            }

            while (newest.Count > take)
            {
                newest.Remove(newest.Min);
            }
        }

        return [.. newest.Reverse()];
    }

    private static async Task<IEnumerable<(long Head, Lane Lane)>> PlainHeadsAsync(Sql sql, int kind, List<Lane> lanes, long before, CancellationToken stop)
    {
        var heads = await sql.ListAsync(
            """
            select at, head from (
              select j.key as at, (select l.item_seq from item_lane l where l.kind = @kind and l.ref = j.value and l.ref_org = 0 and l.item_seq < @before order by l.item_seq desc limit 1) as head
              from json_each(@refs) j)
            where head is not null
            """,
            static r => (At: r.Int(0), Head: r.Long(1)),
            stop,
            ("kind", kind),
            ("refs", "[" + string.Join(',', lanes.Select(l => l.Ref.ToString(CultureInfo.InvariantCulture))) + "]"),
            ("before", before));
        return heads.Select(h => (h.Head, lanes[h.At]));
    }

    private static async Task<IEnumerable<(long Head, Lane Lane)>> HeadsAsync(Sql sql, List<Lane> lanes, long before, CancellationToken stop)
    {
        var heads = await sql.ListAsync(
            """
            select at, head from (
              select j.key as at, (select l.item_seq from item_lane l where l.kind = j.value ->> 0 and l.ref = j.value ->> 1 and l.ref_org = j.value ->> 2
                and l.item_seq < @before and l.shared_at >= j.value ->> 3 order by l.item_seq desc limit 1) as head
              from json_each(@lanes) j)
            where head is not null
            """,
            static r => (At: r.Int(0), Head: r.Long(1)),
            stop,
            ("lanes", "[" + string.Join(',', lanes.Select(l => string.Create(CultureInfo.InvariantCulture, $"[{l.Kind},{l.Ref},{l.RefOrg},{l.From}]"))) + "]"),
            ("before", before));
        return heads.Select(h => (h.Head, lanes[h.At]));
    }

    private static Task<List<long>> PostgresAsync(Sql sql, IReadOnlyList<Lane> lanes, long before, int take, CancellationToken stop) =>
        sql.ListAsync(
            """
            with heads as materialized (
              select a.kind, a.ref, a.org, a.since, h.item_seq from unnest(@kinds, @refs, @orgs, @froms) a(kind, ref, org, since)
              cross join lateral (select item_seq from item_lane where kind = a.kind and ref = a.ref and ref_org = a.org and item_seq < @before and shared_at >= a.since
                order by item_seq desc limit 1) h),
            edge as materialized (select case when count(*) = @take then min(item_seq) else 0 end as floor from (select distinct item_seq from heads order by item_seq desc limit @take) h)
            select distinct i.item_seq from heads a
            cross join lateral (select item_seq from item_lane where kind = a.kind and ref = a.ref and ref_org = a.org and item_seq < @before
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
