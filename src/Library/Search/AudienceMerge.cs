using System.Runtime.CompilerServices;
using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Platform.Data;

namespace Infohub.Library.Search;

/// <summary>
/// The newest items of few audiences, without passing over everybody else's: one short walk along an index for each way by which the law can let the viewer reach an
/// item, merged. Decides nothing: the law stands in the query that takes the places, and these are all that it could let through. Measured among 1,000,000 items:
/// perf/RESULTS.md.
/// </summary>
internal sealed class AudienceMerge
{
    /// <summary>Above this many the scan is as quick.</summary>
    private const int MostAudiences = 1000;

    /// <summary>Places of one window.</summary>
    private const int MostPlaces = 2000;

    private readonly List<long> audiences;
    private readonly ViewerFacts? viewer;

    private AudienceMerge(List<long> audiences, ViewerFacts? viewer)
    {
        this.audiences = audiences;
        this.viewer = viewer;
    }

    /// <summary>For a list within one circle, and for viewers outside the community, who pass over most of what is there; null where the scan is quicker.</summary>
    public static async Task<AudienceMerge?> ForAsync(Sql sql, ViewerFacts viewer, ItemQuery query, CancellationToken stop)
    {
        if (query.Drafts || (query.CircleId is null && viewer.Community))
        {
            return null;
        }

        var ofCircle = query.CircleId is not null;
        var audiences = await sql.ListAsync(
            ofCircle
                ? "select p.audience_id from audience_part p where p.kind = 2 and p.ref = @circle limit @most"
                : $"{ViewerParts.Sql} select distinct p.audience_id from mine m join audience_part p on p.kind = m.kind and p.ref = m.ref limit @most",
            static r => r.Long(0),
            stop,
            [.. ofCircle ? [] : Values(viewer), ("circle", query.CircleId), ("most", MostAudiences + 1)]);
        return audiences.Count > MostAudiences ? null : new AudienceMerge(audiences, ofCircle ? null : viewer);
    }

    /// <summary>All places below one, window by window, the newest first, each in falling order; the first window is for a page of so many.</summary>
    public async IAsyncEnumerable<List<long>> WindowsAsync(Sql sql, long before, int page, [EnumeratorCancellation] CancellationToken stop)
    {
        var size = Math.Min(page * 2, MostPlaces);
        while (await NewestAsync(sql, before, size, stop) is { Count: > 0 } places)
        {
            yield return places;
            if (places.Count < size)
            {
                yield break;
            }

            before = places[^1];
            // Who may read little of what is near is not asked for page after page.
            size = Math.Min(size * 4, MostPlaces);
        }
    }

    private async Task<List<long>> NewestAsync(Sql sql, long before, int take, CancellationToken stop)
    {
        var places = sql.Engine == Engine.Sqlite ? await SqliteAsync(sql, before, take, stop) : await PostgresAsync(sql, before, take, stop);
        if (viewer is null || viewer.Org == 0)
        {
            return places;
        }

        foreach (var source in (string[])
        [
            // R4: the organisation's own, and what its persons and keys wrote
            "select seq from item where org_id = @v_org and seq < @before order by seq desc limit @take",
            "select item_seq from anonymous_author where tag = @v_anonymous_tag and item_seq < @before order by item_seq desc limit @take",
            // W3: what was passed on
            $"{ViewerParts.Sql} select distinct g.item_seq from mine m join item_grant g on g.kind = m.kind and g.ref = m.ref where g.item_seq < @before order by g.item_seq desc limit @take",
        ])
        {
            places.AddRange(await sql.ListAsync(source, static r => r.Long(0), stop, [.. Values(viewer), ("before", before), ("take", take)]));
        }

        return [.. places.Distinct().OrderDescending().Take(take)];
    }

    private static IEnumerable<(string, object?)> Values(ViewerFacts v) =>
    [
        ("v_public", v.Public), ("v_org", v.Org), ("v_person", v.Person), ("v_org_parts", v.OrgParts), ("v_person_parts", v.PersonParts), ("v_anonymous_tag", v.AnonymousTag),
    ];

    private async Task<List<long>> SqliteAsync(Sql sql, long before, int take, CancellationToken stop)
    {
        // The newest of each audience: what is older than the last of a full page of these cannot be on the page.
        var (candidates, floor) = (audiences, 0L);
        if (audiences.Count > take)
        {
            var heads = await sql.ListAsync(
                """
                select value, head from (
                  select a.value, (select i.seq from item i where i.audience_id = a.value and i.seq < @before order by i.seq desc limit 1) as head from json_each(@audiences) a)
                where head is not null order by head desc limit @take
                """,
                static r => (Audience: r.Long(0), Head: r.Long(1)),
                stop,
                ("audiences", NumberSet.Value(sql.Engine, audiences)),
                ("before", before),
                ("take", take));
            candidates = heads.ConvertAll(h => h.Audience);
            floor = heads.Count == take ? heads[^1].Head - 1 : 0;
        }

        var newest = new PriorityQueue<long, long>();
        foreach (var audience in candidates)
        {
            var places = await sql.ListAsync(
                "select seq from item where audience_id = @audience and seq < @before and seq > @floor order by seq desc limit @take",
                static r => r.Long(0),
                stop,
                ("audience", audience),
                ("before", before),
                ("floor", floor),
                ("take", take));
            foreach (var place in places)
            {
                newest.Enqueue(place, place);
                if (newest.Count > take)
                {
                    newest.Dequeue();
                }
            }

            floor = newest.Count < take ? floor : Math.Max(floor, newest.Peek());
        }

        return [.. newest.UnorderedItems.Select(i => i.Element).OrderDescending()];
    }

    private Task<List<long>> PostgresAsync(Sql sql, long before, int take, CancellationToken stop) =>
        sql.ListAsync(
            """
            with heads as materialized (
              select a.id, h.seq from unnest(@audiences) a(id)
              cross join lateral (select seq from item where audience_id = a.id and seq < @before order by seq desc limit 1) h
              order by h.seq desc limit @take),
            edge as materialized (select case when count(*) = @take then min(seq) else 0 end as floor from heads)
            select i.seq from heads a
            cross join lateral (select seq from item where audience_id = a.id and seq < @before and seq >= (select floor from edge) order by seq desc limit @take) i
            order by i.seq desc limit @take
            """,
            static r => r.Long(0),
            stop,
            ("audiences", audiences.ToArray()),
            ("before", before),
            ("take", take));
}
