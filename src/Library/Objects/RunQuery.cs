using System.Runtime.CompilerServices;
using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Public;
using Infohub.Library.Readings;
using Infohub.Library.Search;
using Infohub.Markings;
using Infohub.Platform.Data;

namespace Infohub.Library.Objects;

/// <param name="Card">The item as far as the law shows it here: the run's version and label.</param>
internal sealed record RunRow(long Place, long First, long Size, long Added, Card Card)
{
    /// <summary>The kind of the widest part of the audience under which it stands; see <see cref="PartKind"/>.</summary>
    public int WidestPart { get; init; }

    /// <summary>The numbers of its objects that stand behind a place.</summary>
    public (long From, long To) Behind(long place) => (First + Math.Max(0, place + 1 - Place), First + Size);

    /// <summary>The numbers of its objects that stand before a place.</summary>
    public (long From, long To) Before(long place) => (First, First + Math.Clamp(place - Place, 0, Size));
}

/// <summary>Runs that the law lets through, in the order of adding. A run stands where a version stands in the law's rules: alias <c>n</c>.</summary>
internal static class RunQuery
{
    /// <summary>Runs of the first window.</summary>
    public const int FirstWindow = 24;

    private static readonly string Shows = $"case when n.gone = 1 then {(int)Disclosure.Tombstone} else {(int)Disclosure.Full} end";

    /// <summary>The number of columns: what a query adds comes after.</summary>
    public const int Count = 17;

    /// <summary>Of what is <see cref="Shown"/>. The law is not written twice: PostgreSQL prepares each of its questions for each execution, asked or not.</summary>
    public static string Columns { get; } =
        $"""
        n.place, n.first_no, n.size, n.added, n.label, n.version, i.seq, i.uid, i.label, i.wrapped_key, i.anonymous, i.gone_at, {Shows}, case when {LawSql.Author} then 1 else 0 end + case when {ReadingBook.OnRecord} then 2 else 0 end, i.embargo_until, n.shared_at, (select min(p.kind) from audience_part p where p.audience_id = n.audience_id)
        """;

    /// <summary>In full, or as gone where it was added as gone. An expired item leaves what machines take (law section 2).</summary>
    public static string Shown(Channel channel) =>
        $"n.label <= @v_ceiling and i.state > 0 and i.expires_at > @v_now and ({LawSql.Version(channel)}) = {Shows}";

    /// <summary>The viewer's audience of a run has the part that a lane stands for.</summary>
    public const string InLane = "and exists(select 1 from object_lane l where l.kind = @l_kind and l.ref = @l_ref and l.ref_org = @l_org and l.item_seq = -n.place)";

    /// <summary>The objects <c>o</c> of a run <c>n</c>. PostgreSQL, left to itself, reads all objects through for the few of an item.</summary>
    public static string ObjectsOfRun(Engine engine) => engine == Engine.Sqlite
        ? "cross join stix_object o on o.no >= n.first_no and o.no < n.first_no + n.size"
        : "cross join lateral (select * from stix_object t where t.no >= n.first_no and t.no < n.first_no + n.size offset 0) o";

    /// <summary>The run <c>r</c> in which object <c>o</c> stands: what follows the columns.</summary>
    public const string OfObject = "from object_run r where r.item_seq = o.item_seq and r.first_no <= o.no order by r.first_no desc limit 1";

    /// <summary>The same for the object behind key <c>k</c>, which is not read: its number must lie within the run.</summary>
    public const string OfNumber = "from object_run r where r.first_no <= k.no order by r.first_no desc limit 1";

    /// <summary>
    /// The runs <c>n</c> for which a condition on them holds, each with its item <c>i</c>; more conditions may follow, and the same order. PostgreSQL, left to itself, asks the law of all runs there are and sorts what it lets through; here
    /// it goes run by run until enough are found.
    /// </summary>
    public static string InOrder(Engine engine, string where, string order) => engine == Engine.Sqlite
        ? $"from object_run n join item i on i.seq = n.item_seq where {where}"
        : $"from (select * from object_run n where {where} order by n.place {order} offset 0) n {KeyRows.Row(engine, "item", "i", "seq", "n.item_seq")} where 1 = 1";

    public static (string Name, object? Value)[] Values(Viewer viewer, Channel channel) => Holdings.Values(viewer, channel);

    public static (string Name, object? Value)[] LaneValues(Lane? lane) => lane is { } of ? [("l_kind", of.Kind), ("l_ref", of.Ref), ("l_org", of.RefOrg)] : [];

    public static RunRow Read(Row r) => new(
        r.Long(0), r.Long(1), r.Long(2), r.Long(3),
        new Card
        {
            Seq = r.Long(6),
            Uid = r.Text(7),
            Label = Labels.Stricter((Tlp)r.Int(4), (Tlp)r.Int(8)),
            Shows = (Disclosure)r.Int(12),
            Version = r.Int(5),
            WrappedKey = r.BytesOrNull(9),
            IsAnonymous = r.Bool(10),
            GoneAt = r.Long(11),
            IsAuthor = (r.Int(13) & 1) != 0,
            OnRecord = (r.Int(13) & 2) != 0,
            EmbargoUntil = r.Long(14),
            SharedAt = r.Long(15),
        })
    {
        WidestPart = (int)(r.LongOrNull(16) ?? PartKind.Person),
    };

    /// <summary>
    /// Of some runs those that the viewer may read in full: when the first object of each was added, and its number. Runs of one item, version and label are one to the law, which is asked of one of them.
    /// </summary>
    public static async Task<Dictionary<long, (long Added, long First)>> ReadableAsync(Sql sql, Viewer viewer, Channel channel, IEnumerable<long> places, CancellationToken stop)
    {
        var runs = await sql.ListAsync(
            $"select place, added, first_no, item_seq, version, label, audience_id, shared_at from object_run where gone = 0 and {NumberSet.Holds(sql.Engine, "place", "places")}",
            static r => (Place: r.Long(0), Added: r.Long(1), First: r.Long(2), Alike: (r.Long(3), r.Long(4), r.Long(5), r.Long(6), r.Long(7))), stop, ("places", NumberSet.Value(sql.Engine, places.Distinct())));
        var alike = runs.ToLookup(r => r.Alike);
        var readable = (await sql.ListAsync(
            $"select n.place from object_run n {KeyRows.Row(sql.Engine, "item", "i", "seq", "n.item_seq")} where {NumberSet.Holds(sql.Engine, "n.place", "places")} and {Shown(channel)}",
            static r => r.Long(0), stop, [.. Values(viewer, channel), ("places", NumberSet.Value(sql.Engine, alike.Select(a => a.First().Place)))])).ToHashSet();
        return alike.Where(a => readable.Contains(a.First().Place)).SelectMany(a => a).ToDictionary(r => r.Place, r => (r.Added, r.First));
    }

    /// <summary>The last place that was added at or before a time.</summary>
    public static async Task<long> PlaceAtAsync(Sql sql, long time, CancellationToken stop) =>
        await sql.FirstAsync(
            "select place, size, added from object_run where added <= @time order by added desc limit 1",
            r => (long?)(r.Long(0) + Math.Min(r.Long(1) - 1, time - r.Long(2))), stop, ("time", time)) ?? 0;

    /// <summary>Windows of runs whose objects lie behind a place, each in its order. How many runs the next one looks at is asked when the one before was read.</summary>
    public static async IAsyncEnumerable<List<RunRow>> WindowsAsync(
        Sql sql, Viewer viewer, Channel channel, Lane? lane, Tlp ceiling, IReadOnlyCollection<long> types, long after, Func<int, int> next, [EnumeratorCancellation] CancellationToken stop)
    {
        // The run in which the place lies begins before it.
        var from = await sql.NumberAsync("select place from object_run where place <= @after order by place desc limit 1", stop, ("after", after)) ?? 0;
        var lanes = lane is { } one ? [one] : await OwnLanesAsync(sql, viewer, stop);
        for (var size = FirstWindow; ; size = next(size))
        {
            var runs = lanes is null
                ? await SelectAsync(sql, viewer, channel, ceiling, types, "n.place >= @from", [("from", from)], size, stop)
                : await OfLanesAsync(sql, viewer, channel, ceiling, types, lanes, lane is null, from, size, stop);
            runs.Found.RemoveAll(r => r.Place + r.Size <= after + 1);
            if (runs.Found.Count > 0)
            {
                yield return runs.Found;
            }

            if (runs.Last < 0)
            {
                yield break;
            }

            from = runs.Last + 1;
        }
    }

    /// <summary>Windows of runs that begin before a place, the newest first.</summary>
    public static async IAsyncEnumerable<List<RunRow>> BackAsync(
        Sql sql, Viewer viewer, Channel channel, IReadOnlyCollection<long> types, string item, (string Sql, (string Name, object? Value)[] Values) filter, long before, int most, [EnumeratorCancellation] CancellationToken stop)
    {
        // Of one item there are few, and the law says of each whether it is shown.
        var own = item.Length == 0 && await OwnLanesAsync(sql, viewer, stop) is { } lanes ? await OwnPlacesAsync(sql, viewer, lanes, before, stop) : null;
        for (var size = FirstWindow; ; size = Math.Min(size * 2, most))
        {
            var places = own?.Take(size).ToList();
            own?.RemoveRange(0, places!.Count);
            var (found, last) = await SelectAsync(
                sql, viewer, channel, Tlp.AmberStrict, types, "n.gone = 0 and n.place < @before" + (item.Length == 0 ? "" : " and n.item_seq = (select x.seq from item x where x.uid = @item)") + (places is null ? "" : " and " + NumberSet.Holds(sql.Engine, "n.place", "places")),
                [("before", before), ("item", item), ("places", NumberSet.Value(sql.Engine, places ?? [])), .. filter.Values], size, stop, "desc", filter.Sql);
            if (found.Count > 0)
            {
                yield return found;
            }

            if (own is null ? last < 0 : own.Count == 0)
            {
                yield break;
            }

            before = own is null ? last : before;
        }
    }

    /// <summary>All places of who reads little, the newest first.</summary>
    private static async Task<List<long>> OwnPlacesAsync(Sql sql, Viewer viewer, List<Lane> lanes, long before, CancellationToken stop)
    {
        var places = lanes.Count == 0 ? [] : (await LaneMerge.HighestAsync(sql, RunRows.Lanes, lanes, 0, int.MaxValue / 8, stop)).ConvertAll(p => -p);
        places.AddRange(await OwnAsync(sql, viewer, 0, int.MaxValue, stop));
        return [.. places.Where(p => p < before).Distinct().OrderDescending()];
    }

    /// <summary>Below a last place that was looked at; -1 where there is nothing behind.</summary>
    private static async Task<(List<RunRow> Found, long Last)> SelectAsync(
        Sql sql, Viewer viewer, Channel channel, Tlp ceiling, IReadOnlyCollection<long> types, string where, (string, object?)[] values, int take, CancellationToken stop, string order = "", string filter = "")
    {
        var mask = types.Aggregate(0L, (bits, type) => bits | TypeNames.Bit(type));
        var found = await sql.ListAsync(
            $"""
            select {Columns} {InOrder(sql.Engine, $"{where} and n.label <= @most_strict and (@mask = 0 or (n.types & @mask) <> 0)", order)} and i.label <= @most_strict and {Shown(channel)} {filter}
            order by n.place {order} limit @take
            """,
            Read,
            stop,
            [.. Values(viewer, channel), .. values, ("most_strict", ceiling), ("mask", mask), ("take", take)]);
        return (found, found.Count < take ? -1 : found[^1].Place);
    }

    private static async Task<(List<RunRow> Found, long Last)> OfLanesAsync(
        Sql sql, Viewer viewer, Channel channel, Tlp ceiling, IReadOnlyCollection<long> types, List<Lane> lanes, bool withOwn, long from, int take, CancellationToken stop)
    {
        var places = lanes.Count == 0 ? [] : (await LaneMerge.HighestAsync(sql, RunRows.Lanes, lanes, -from + 1, take, stop)).ConvertAll(p => -p);
        if (withOwn)
        {
            places.AddRange(await OwnAsync(sql, viewer, from, take, stop));
        }

        places = [.. places.Distinct().Order().Take(take)];
        var runs = await SelectAsync(
            sql, viewer, channel, ceiling, types, NumberSet.Holds(sql.Engine, "n.place", "places"), [("places", NumberSet.Value(sql.Engine, places))], take, stop);
        return (runs.Found, places.Count < take ? -1 : places[^1]);
    }

    /// <summary>By which parts the law can let through something for who is outside the community and reads little; null for who is within it: then all is looked at.</summary>
    private static async Task<List<Lane>?> OwnLanesAsync(Sql sql, Viewer viewer, CancellationToken stop)
    {
        var facts = viewer.Facts;
        if (facts.Community)
        {
            return null;
        }

        var parts = await sql.ListAsync(
            $"{ViewerParts.Sql} select kind, ref from mine",
            static r => (Kind: r.Int(0), Ref: r.Long(1)),
            stop,
            ("v_public", facts.Public), ("v_org", facts.Org), ("v_person", facts.Person), ("v_org_parts", facts.OrgParts), ("v_person_parts", facts.PersonParts));
        return [.. parts.Select(p => Lane.OfPart(p.Kind, p.Ref, p.Kind == PartKind.Person ? facts.Org : 0)), .. facts.Own ? [Lane.Originator(facts.Org)] : (Lane[])[]];
    }

    /// <summary>What the viewer wrote without a name, and what was passed on (W3).</summary>
    private static Task<List<long>> OwnAsync(Sql sql, Viewer viewer, long from, int take, CancellationToken stop) =>
        sql.ListAsync(
            $"""
            {ViewerParts.Sql} select n.place from object_run n where n.place >= @from and n.item_seq in (
              select item_seq from anonymous_author where tag = @v_anonymous_tag and tag <> 0
              union select g.item_seq from mine m join item_grant g on g.kind = m.kind and g.ref = m.ref)
            order by n.place limit @take
            """,
            static r => r.Long(0),
            stop,
            ("v_public", viewer.Facts.Public), ("v_org", viewer.Facts.Org), ("v_person", viewer.Facts.Person), ("v_org_parts", viewer.Facts.OrgParts), ("v_person_parts", viewer.Facts.PersonParts),
            ("v_anonymous_tag", viewer.Facts.AnonymousTag), ("from", from), ("take", take));
}
