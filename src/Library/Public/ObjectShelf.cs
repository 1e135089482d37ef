using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Items;
using Infohub.Library.Objects;
using Infohub.Library.Readings;
using Infohub.Library.Search;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;

namespace Infohub.Library.Public;

/// <summary>The one way out of machine objects: read through the items that carry them (law R10), with the law in the query and what it lets through at AMBER and above on record (C2).</summary>
public sealed class ObjectShelf(Database database, KeyRing keys, ReadingBook readings, TypeNames types, LiveParts parts)
{
    /// <summary>Runs that one statement asks the law about.</summary>
    private const int MostRuns = 2000;

    /// <summary>So many times the runs of the window before: a few of them may say little of the next.</summary>
    private const int MostWider = 16;

    /// <summary>A page of few objects may have many before it of which nothing is shown.</summary>
    private const int FewestRead = 100;

    /// <summary>Any label stands before it.</summary>
    private const long WeakerThanNone = 9;

    /// <summary>The objects behind a place, in the order of adding.</summary>
    public async Task<ObjectPage> PageAsync(Viewer viewer, Channel channel, ObjectQuery query, CancellationToken stop)
    {
        var found = await database.ReadAsync(sql => ReadAsync(sql, viewer, channel, query, stop), stop);
        await readings.RecordAsync(viewer, channel, found.Cards, stop);
        return found.Page;
    }

    /// <summary>All that the viewer may read under one of the keys in the versions that are asked for, the newest first: what is found in so many of the newest.</summary>
    public async Task<IReadOnlyList<(long Key, PlacedObject Object)>> FindAsync(Viewer viewer, Channel channel, IReadOnlyCollection<long> wanted, ObjectQuery query, CancellationToken stop)
    {
        var found = await database.ReadAsync(
            async sql =>
            {
                var any = await FoundAsync(sql, viewer, channel, wanted, query, query.Take, stop);
                var asked = (await VersionsAsync(sql, viewer, channel, query, any.ConvertAll(f => (f.Row, f.Object)), stop)).Select(k => k.Object).ToHashSet(ReferenceEqualityComparer.Instance);
                return any.FindAll(f => asked.Contains(f.Object));
            },
            stop);
        await readings.RecordAsync(viewer, channel, found.Select(f => f.Row.Card).DistinctBy(c => c.Seq), stop);
        return found.ConvertAll(f => (f.Key, f.Object));
    }

    /// <summary>The newest objects of the types that are asked for that stand before a place, the newest first. Its last place is where the next page begins.</summary>
    public async Task<ObjectPage> NewestAsync(Viewer viewer, Channel channel, ObjectQuery query, long before, CancellationToken stop)
    {
        var found = await database.ReadAsync(sql => NewestAsync(sql, viewer, channel, query, before, stop), stop);
        var page = found.Take(query.Take).ToList();
        await readings.RecordAsync(viewer, channel, page.Select(f => f.Row.Card).DistinctBy(c => c.Seq), stop);
        return new ObjectPage(page.ConvertAll(f => f.Object), found.Count > page.Count, page.Count == 0 ? 0 : page[^1].Object.Place);
    }

    private async Task<List<(RunRow Row, PlacedObject Object)>> NewestAsync(Sql sql, Viewer viewer, Channel channel, ObjectQuery query, long before, CancellationToken stop)
    {
        var wanted = await types.KnownAsync(sql, query.Types, stop);
        var (found, firsts) = (new List<(RunRow Row, PlacedObject Object)>(), new FirstSaid());
        if (query.Types.Count > 0 && wanted.Count == 0)
        {
            return found;
        }

        await foreach (var runs in RunQuery.BackAsync(sql, viewer, channel, wanted, query.ItemUid, (query.Filter.Sql, query.Filter.Values(keys)), before, MostRuns, stop))
        {
            // As in the other direction: of what is read some is left out.
            for (var (last, read) = (before, query.Take + 1); read > query.Take && found.Count <= query.Take;)
            {
                var some = await ObjectsAsync(sql, [.. runs.Select(r => (r, r.Before(last)))], wanted, "desc", query.Take + 1, stop);
                (last, read) = (some.Count == 0 ? last : some[^1].Object.Place, some.Count);
                var asked = await VersionsAsync(sql, viewer, channel, query, some, stop);
                // What one item carries it carries also where another says the same.
                found.AddRange(query.ItemUid.Length > 0 ? asked.DistinctBy(a => (a.Object.Type, a.Object.Uid, a.Object.Modified)) : await OnceAsync(sql, viewer, channel, query, firsts, asked, stop));
            }

            if (found.Count > query.Take)
            {
                break;
            }
        }

        return found;
    }

    /// <summary>Of each key the newest objects that the viewer may read, of the types that are asked for; all versions, the newest first.</summary>
    public async Task<IReadOnlyList<(long Key, PlacedObject Object)>> NewestOfEachAsync(Viewer viewer, Channel channel, IReadOnlyCollection<long> wanted, IReadOnlyCollection<string> ofTypes, int each, CancellationToken stop)
    {
        var found = await database.ReadAsync(sql => NewestOfEachAsync(sql, viewer, channel, wanted, ofTypes, each, stop), stop);
        await readings.RecordAsync(viewer, channel, found.Select(f => f.Row.Card).DistinctBy(c => (c.Seq, c.Version)), stop);
        return found.ConvertAll(f => (f.Key, f.Object));
    }

    /// <summary>The objects of known ids behind a place, in the order of adding.</summary>
    public async Task<ObjectPage> OfIdsAsync(Viewer viewer, Channel channel, IReadOnlyCollection<(string Type, Guid Uid)> ids, ObjectQuery query, CancellationToken stop)
    {
        var found = await database.ReadAsync(sql => FoundAsync(sql, viewer, channel, [.. ids.Select(i => keys.IdKey(i.Type, i.Uid)).Distinct()], query, int.MaxValue, stop), stop);
        var all = found.Where(f => ids.Contains((f.Object.Type, f.Object.Uid))).Select(f => (f.Row, f.Object)).OrderBy(f => f.Object.Place).ToList();
        var spans = all.GroupBy(f => (f.Object.Type, f.Object.Uid, f.Object.Source)).ToDictionary(g => g.Key, g => (g.Min(f => f.Object.Modified), g.Max(f => f.Object.Modified)));
        var behind = Kept(query.Versions, all, spans).OrderBy(f => f.Object.GoneAt > 0).ThenBy(f => f.Object.Label).ThenBy(f => f.Object.No).DistinctBy(f => (f.Object.Type, f.Object.Uid, f.Object.Modified, f.Object.IsCommon ? 0 : f.Object.Source)).OrderBy(f => f.Object.Place).ToList()
            .FindAll(f => f.Object.Place > query.After && f.Object.Added > query.AddedAfter).SelectMany(f => query.Seen(f.Object) is { } seen ? [(f.Row, Object: seen)] : Array.Empty<(RunRow Row, PlacedObject Object)>()).ToList();
        var page = behind.Take(query.Take).ToList();
        await readings.RecordAsync(viewer, channel, page.Select(f => f.Row.Card).DistinctBy(c => c.Seq), stop);
        return new ObjectPage(page.ConvertAll(f => f.Object), behind.Count > page.Count, page.Count == 0 ? query.After : page[^1].Object.Place);
    }

    /// <summary>The versions of one object that are asked for, as far as they stand: for an act on it that shows nothing of it.</summary>
    internal async Task<List<PlacedObject>> VersionsOfAsync(Sql sql, Viewer viewer, Channel channel, (string Type, Guid Uid) id, ObjectQuery query, CancellationToken stop, bool alsoGone = false)
    {
        var found = (await FoundAsync(sql, viewer, channel, [keys.IdKey(id.Type, id.Uid)], query, int.MaxValue, stop))
            .FindAll(f => f.Object.Type == id.Type && f.Object.Uid == id.Uid && (alsoGone || (f.Object.GoneAt == 0 && !f.Object.IsLastWord)));
        var spans = found.GroupBy(f => (f.Object.Type, f.Object.Uid, f.Object.Source)).ToDictionary(g => g.Key, g => (g.Min(f => f.Object.Modified), g.Max(f => f.Object.Modified)));
        return [.. Kept(query.Versions, found.ConvertAll(f => (f.Row, f.Object)), spans).Select(f => query.Seen(f.Object)).OfType<PlacedObject>()];
    }

    /// <summary>Whether any of those versions stands, or is told as gone: nothing of it is shown.</summary>
    public Task<bool> HasAsync(Viewer viewer, Channel channel, (string Type, Guid Uid) id, ObjectQuery query, CancellationToken stop) =>
        database.ReadAsync(async sql => (await VersionsOfAsync(sql, viewer, channel, id, query, stop, alsoGone: true)).Count > 0, stop);

    /// <summary>Whether anything stands behind a place: nothing of it is shown.</summary>
    public Task<bool> HasAsync(Viewer viewer, Channel channel, ObjectQuery query, CancellationToken stop) =>
        database.ReadAsync(async sql => (await ReadAsync(sql, viewer, channel, query with { Take = 1 }, stop)).Page.Objects.Count > 0, stop);

    /// <summary>The numbers of what one item carries under a key, as it came, in any version, and how much it is to read: the newest first, before anything of it is opened.</summary>
    internal async Task<List<(long No, long Size)>> SizesOfItemAsync(Sql sql, Viewer viewer, Channel channel, (string Uid, bool IsPackage) item, long key, int most, CancellationToken stop)
    {
        var query = new ObjectQuery();
        return await sql.ListAsync(
            $"""
            select distinct o.no, length(o.bytes) {Readable(sql.Engine, channel, query)} and i.uid = @item and n.gone = 0
              and (o.flags & {ObjectWriter.IsLastWord | ObjectWriter.IsCommon}) = 0 and (@is_package = 1 or (o.flags & {ObjectWriter.IsBrought}) <> 0) order by o.no desc limit @most
            """,
            static r => (r.Long(0), r.Long(1)),
            stop,
            [.. await ReadableValuesAsync(sql, viewer, channel, [key], query, stop), ("item", item.Uid), ("is_package", item.IsPackage), ("most", most)]);
    }

    /// <summary>Of those the ones in the newest version that their source has anywhere, opened: for an act on them, off the record.</summary>
    internal async Task<List<PlacedObject>> OfItemAsync(Sql sql, Viewer viewer, Channel channel, (string Uid, bool IsPackage) item, long key, IReadOnlyCollection<long> numbers, CancellationToken stop)
    {
        var query = new ObjectQuery { ItemUid = item.Uid, Numbers = numbers };
        var found = await FoundAsync(sql, viewer, channel, [key], query, int.MaxValue, stop);
        return (await VersionsAsync(sql, viewer, channel, query, found.ConvertAll(f => (f.Row, f.Object)), stop))
            .ConvertAll(v => v.Object).FindAll(o => o is { GoneAt: 0, IsLastWord: false, IsCommon: false } && (item.IsPackage || o.IsBrought));
    }

    private async Task<(ObjectPage Page, List<Card> Cards)> ReadAsync(Sql sql, Viewer viewer, Channel channel, ObjectQuery query, CancellationToken stop)
    {
        var wanted = await types.KnownAsync(sql, query.Types, stop);
        var after = Math.Max(query.After, query.AddedAfter > 0 ? await RunQuery.PlaceAtAsync(sql, query.AddedAfter, stop) : 0);
        var (objects, cards, firsts, had) = (new List<PlacedObject>(), new List<Card>(), new FirstSaid(), 0);
        var batch = Math.Max(query.Take, FewestRead);
        if (query.Types.Count > 0 && wanted.Count == 0)
        {
            return (new ObjectPage(objects, false, after), cards);
        }

        await foreach (var runs in RunQuery.WindowsAsync(sql, viewer, channel, query.Lane, query.Ceiling, wanted, after, Next, stop))
        {
            // Of what is read some is left out, as replaced or as said before by another item: more is read of the same runs then.
            for (var read = batch; read == batch && objects.Count <= query.Take;)
            {
                var some = await ObjectsAsync(sql, [.. runs.Select(r => (r, r.Behind(after)))], wanted, "asc", batch, stop);
                read = some.Count;
                after = some.Count == 0 ? after : some[^1].Object.Place;
                foreach (var (row, placed) in await OnceAsync(sql, viewer, channel, query, firsts, await VersionsAsync(sql, viewer, channel, query, some, stop), stop))
                {
                    if (query.Seen(placed) is { } seen)
                    {
                        objects.Add(seen);
                        cards.Add(row.Card);
                    }
                }
            }

            if (objects.Count > query.Take)
            {
                break;
            }
        }

        var hasMore = objects.Count > query.Take;
        var page = hasMore ? objects.GetRange(0, query.Take) : objects;
        return (new ObjectPage(page, hasMore, hasMore ? page[^1].Place : Math.Max(after, query.After)), [.. cards.Take(page.Count).DistinctBy(c => c.Seq)]);

        // A run of a feed holds a hundred objects, one of a post a few: as many runs as the page still needs, by what the last window gave.
        int Next(int size)
        {
            var (gave, needed) = (objects.Count - had, query.Take + 1 - objects.Count);
            had = objects.Count;
            return Math.Min(gave == 0 ? size * 2 : (int)Math.Clamp(1.2 * needed * size / gave, RunQuery.FirstWindow, size * MostWider), MostRuns);
        }
    }

    /// <summary>Objects of some runs, in the order of the runs and in their own or its reverse.</summary>
    private async Task<List<(RunRow Row, PlacedObject Object)>> ObjectsAsync(Sql sql, IReadOnlyList<(RunRow Run, (long From, long To) Span)> of, IReadOnlyCollection<long> wanted, string order, int take, CancellationToken stop)
    {
        var filter = wanted.Count == 0 ? "" : "and " + NumberSet.Holds(sql.Engine, "o.type", "types");
        var rows = await sql.ListAsync(
            sql.Engine == Engine.Sqlite
                ? $"""
                  select j.key, {Raw.Columns} from json_each(@spans) j
                  cross join stix_object o on o.no >= j.value ->> 0 and o.no < j.value ->> 1 where 1 = 1 {filter} order by j.key, o.no {order} limit @take
                  """
                : $"""
                  select j.at - 1, {Raw.Columns} from unnest(@froms, @tos) with ordinality j(a, z, at)
                  cross join lateral (select * from stix_object where no >= j.a and no < j.z order by no {order}) o where 1 = 1 {filter} order by j.at, o.no {order} limit @take
                  """,
            static r => (At: r.Int(0), Raw: Raw.Read(r, 1)),
            stop,
            sql.Engine == Engine.Sqlite
                ? [("spans", "[" + string.Join(',', of.Select(s => $"[{s.Span.From},{s.Span.To}]")) + "]"), ("types", NumberSet.Value(sql.Engine, wanted)), ("take", take)]
                : [("froms", of.Select(s => s.Span.From).ToArray()), ("tos", of.Select(s => s.Span.To).ToArray()), ("types", NumberSet.Value(sql.Engine, wanted)), ("take", take)]);
        return await OpenAllAsync(sql, rows.ConvertAll(r => (of[r.At].Run, r.Raw)), stop);
    }

    private async Task<List<(RunRow Row, PlacedObject Object)>> OpenAllAsync(Sql sql, List<(RunRow Run, Raw Raw)> rows, CancellationToken stop)
    {
        var (seals, placed) = (new Dictionary<long, ItemSeal>(), new List<(RunRow, PlacedObject)>(rows.Count));
        foreach (var (run, raw) in rows)
        {
            placed.Add((run, await OpenAsync(sql, run, raw, seals, stop)));
        }

        return placed;
    }

    private async Task<PlacedObject> OpenAsync(Sql sql, RunRow run, Raw raw, Dictionary<long, ItemSeal> seals, CancellationToken stop)
    {
        var bytes = Array.Empty<byte>();
        if (run.Card.Shows == Disclosure.Full && run.Card.WrappedKey is { } wrapped)
        {
            if (!seals.TryGetValue(run.Card.Seq, out var seal))
            {
                seal = seals[run.Card.Seq] = ItemSeal.Of(keys, run.Card.Uid, wrapped);
            }

            bytes = seal.Open(ObjectRows.Name(raw.No), raw.Sealed);
        }

        var behind = raw.No - run.First;
        return new PlacedObject(
            run.Place + behind, run.Added + behind, await types.NameAsync(sql, raw.Type, stop), new Guid(raw.Uid, bigEndian: true), raw.Modified, run.Card.Label, run.Card.Uid, raw.Source, bytes)
        {
            No = raw.No,
            ItemSeq = run.Card.Seq,
            SharedAt = run.Card.SharedAt,
            PartsUpTo = Labels.All.Last(l => l < Tlp.Red && WritingRules.Fits(l, run.WidestPart)),
            GoneAt = run.Card.Shows == Disclosure.Tombstone ? run.Card.GoneAt : 0,
            HasOthers = (raw.Flags & ObjectWriter.HasOthers) != 0,
            IsCommon = (raw.Flags & ObjectWriter.IsCommon) != 0,
            EmbargoUntil = run.Card.EmbargoUntil,
            IsLastWord = (raw.Flags & ObjectWriter.IsLastWord) != 0,
            IsBrought = (raw.Flags & ObjectWriter.IsBrought) != 0,
            Under = run.Card.Version,
        };
    }

    private async Task<List<(RunRow Row, PlacedObject Object)>> VersionsAsync(
        Sql sql, Viewer viewer, Channel channel, ObjectQuery query, List<(RunRow Row, PlacedObject Object)> page, CancellationToken stop)
    {
        if (query.Versions.All)
        {
            return page;
        }

        // What has no versions, and what is the same whoever says it, replaces nothing.
        var doubtful = page.Where(p => p.Object is { HasOthers: true, IsCommon: false, Modified: > 0 }).Select(p => keys.IdKey(p.Object.Type, p.Object.Uid)).Distinct().ToList();
        return Kept(query.Versions, page, doubtful.Count == 0 ? [] : await SpansAsync(sql, viewer, channel, doubtful, query, stop));
    }

    /// <summary>The times of the oldest and the newest version that the viewer reads, of each object of a source.</summary>
    private async Task<Dictionary<(string, Guid, long), (long Oldest, long Newest)>> SpansAsync(Sql sql, Viewer viewer, Channel channel, List<long> ids, ObjectQuery query, CancellationToken stop)
    {
        var found = await sql.ListAsync(
            $"select o.type, o.uid, o.source, min(o.modified), max(o.modified) {Readable(sql.Engine, channel, query)} group by o.type, o.uid, o.source",
            static r => (Type: r.Long(0), Uid: new Guid(r.Bytes(1), bigEndian: true), Source: r.Long(2), Span: (r.Long(3), r.Long(4))),
            stop,
            await ReadableValuesAsync(sql, viewer, channel, ids, query, stop));
        var spans = new Dictionary<(string, Guid, long), (long, long)>();
        foreach (var (type, uid, source, span) in found)
        {
            spans[(await types.NameAsync(sql, type, stop), uid, source)] = span;
        }

        return spans;
    }

    /// <summary>Of each object of a source the versions that are asked for; what stands in no span is the only one.</summary>
    private static List<(RunRow Row, PlacedObject Object)> Kept(VersionFilter asked, List<(RunRow Row, PlacedObject Object)> page, Dictionary<(string, Guid, long), (long Oldest, long Newest)> spans) =>
        page.FindAll(p =>
        {
            var span = spans.GetValueOrDefault((p.Object.Type, p.Object.Uid, p.Object.Source), (p.Object.Modified, p.Object.Modified));
            return asked.Keeps(p.Object.Modified, span.Item1, span.Item2);
        });

    /// <summary>
    /// What several items carry goes out once: where the first of those stands under the weakest label that the viewer reads among what is asked for. What is everybody's is the same whoever says it; all else of one source only. Nor is
    /// told as gone what still stands elsewhere.
    /// </summary>
    private async Task<List<(RunRow Row, PlacedObject Object)>> OnceAsync(Sql sql, Viewer viewer, Channel channel, ObjectQuery query, FirstSaid firsts, List<(RunRow Row, PlacedObject Object)> page, CancellationToken stop)
    {
        var doubtful = page.FindAll(p => p.Object.HasOthers || p.Object.IsCommon).ConvertAll(p => p.Object);
        doubtful.ForEach(firsts.Add);
        var repeated = doubtful.Where(firsts.IsRepeated).Select(o => o.No).ToHashSet();
        var open = doubtful.Where(o => !repeated.Contains(o.No)).Select(o => (o.No, Key: keys.IdKey(o.Type, o.Uid), Label: o.GoneAt > 0 ? WeakerThanNone : (long)o.Label)).ToList();
        if (open.Count > 0)
        {
            repeated.UnionWith(await RepeatedAsync(sql, viewer, channel, query, open, stop));
        }

        return repeated.Count == 0 ? page : page.FindAll(p => !repeated.Contains(p.Object.No));
    }

    /// <summary>Of some objects those that stand elsewhere before, or under a weaker label.</summary>
    private async Task<List<long>> RepeatedAsync(Sql sql, Viewer viewer, Channel channel, ObjectQuery query, List<(long No, long Key, long Label)> open, CancellationToken stop)
    {
        var pairs = sql.Engine == Engine.Sqlite
            ? "(select value ->> 0 as no, value ->> 1 as key, value ->> 2 as label from json_each(@pairs))" : "(select * from unnest(@nos, @pair_keys, @labels) u(no, key, label))";
        return await sql.ListAsync(
            $"""
            select x.no from {pairs} x join stix_object a on a.no = x.no
            where exists(select 1 from {KeyRows.FromOldest(sql.Engine, "x.key", "n.gone = 0 and n.label <= @most_strict and (n.label < x.label or (n.label = x.label and k.no < x.no))")}
              where i.label <= @most_strict and (i.label < x.label or (i.label = x.label and k.no < x.no))
                and o.type = a.type and o.uid = a.uid and o.modified = a.modified and (o.source = a.source or (o.flags & a.flags & {ObjectWriter.IsCommon}) > 0)
                and {RunQuery.Shown(channel)} {(query.Lane is null ? "" : RunQuery.InLane)} {query.Filter.Sql})
            """,
            static r => r.Long(0),
            stop,
            [
                .. RunQuery.Values(viewer, channel), .. await parts.ValuesAsync(sql, [], stop), .. RunQuery.LaneValues(query.Lane), ("most_strict", query.Ceiling), .. query.Filter.Values(keys),
                .. sql.Engine == Engine.Sqlite
                    ? ((string, object?)[])[("pairs", "[" + string.Join(',', open.Select(d => $"[{d.No},{d.Key},{d.Label}]")) + "]")]
                    : [("nos", open.Select(d => d.No).ToArray()), ("pair_keys", open.Select(d => d.Key).ToArray()), ("labels", open.Select(d => d.Label).ToArray())],
            ]);
    }

    private async Task<List<(long Key, RunRow Row, PlacedObject Object)>> FoundAsync(
        Sql sql, Viewer viewer, Channel channel, IReadOnlyCollection<long> wanted, ObjectQuery query, int most, CancellationToken stop)
    {
        var ofTypes = await types.KnownAsync(sql, query.Types, stop);
        var also = string.Concat(query.Also.Select((_, at) => $"and exists(select 1 from object_key a where a.key = @also{at} and a.no = k.no and {KeyParts.Holds("a.part", "k.no")}) "));
        var rows = await sql.ListAsync(
            $"""
            select {RunQuery.Columns}, k.key, {Raw.Columns} {Readable(sql.Engine, channel, query, KeyRows.NewestFirst(sql.Engine))}
            {query.Filter.Sql}{also}{(query.Numbers is null ? "" : "and " + NumberSet.Holds(sql.Engine, "o.no", "numbers") + " ")}{(query.ItemUid.Length == 0 ? "" : "and i.uid = @item ")}{(query.Types.Count == 0 ? "" : "and " + NumberSet.Holds(sql.Engine, "o.type", "types"))} order by k.no desc limit @most
            """,
            ReadFound,
            stop,
            [
                .. await ReadableValuesAsync(sql, viewer, channel, wanted, query, stop), ("most", most), ("item", query.ItemUid), ("types", NumberSet.Value(sql.Engine, ofTypes)),
                ("numbers", NumberSet.Value(sql.Engine, query.Numbers ?? [])),
                .. query.Filter.Values(keys), .. query.Also.Select((key, at) => ($"also{at}", (object?)key)),
            ]);
        return [.. (await OpenAllAsync(sql, rows.ConvertAll(r => (r.Run, r.Raw)), stop)).Zip(rows, (o, r) => (r.Key, o.Row, o.Object))];
    }

    /// <remarks>A key under which much stands takes no place from another: each has its own bound.</remarks>
    private async Task<List<(long Key, RunRow Row, PlacedObject Object)>> NewestOfEachAsync(
        Sql sql, Viewer viewer, Channel channel, IReadOnlyCollection<long> wanted, IReadOnlyCollection<string> ofTypes, int each, CancellationToken stop)
    {
        var known = await types.KnownAsync(sql, ofTypes, stop);
        if (ofTypes.Count > 0 && known.Count == 0)
        {
            return [];
        }

        var query = new ObjectQuery();
        var filter = known.Count == 0 ? "" : "and " + NumberSet.Holds(sql.Engine, "o.type", "types");
        var rows = await sql.ListAsync(
            $"""
            select q.* from (
              select {RunQuery.Columns}, k.key, o.no as object_no, o.type, o.uid as object_uid, o.modified, o.source, o.flags, o.bytes, row_number() over (partition by k.key order by o.no desc) as row_place
              {Readable(sql.Engine, channel, query)} and n.gone = 0 {filter}) q
            where q.row_place <= @each order by q.object_no desc
            """,
            ReadFound,
            stop,
            [.. await ReadableValuesAsync(sql, viewer, channel, wanted, query, stop), ("types", NumberSet.Value(sql.Engine, known)), ("each", each)]);
        return [.. (await OpenAllAsync(sql, rows.ConvertAll(r => (r.Run, r.Raw)), stop)).Zip(rows, (o, r) => (r.Key, o.Row, o.Object))];
    }

    /// <summary>What the viewer may read of the objects under some keys, of what is asked for: from here on.</summary>
    private static string Readable(Engine engine, Channel channel, ObjectQuery query, string? rows = null) =>
        $"""
        from {rows ?? KeyRows.Of(engine)} {KeyRows.Carriers(engine)}
        where {RunQuery.Shown(channel)} {(query.Lane is null ? "" : RunQuery.InLane)} and n.label <= @most_strict and i.label <= @most_strict
        """;

    private async Task<(string, object?)[]> ReadableValuesAsync(Sql sql, Viewer viewer, Channel channel, IReadOnlyCollection<long> wanted, ObjectQuery query, CancellationToken stop) =>
        [.. RunQuery.Values(viewer, channel), .. await parts.ValuesAsync(sql, wanted, stop), .. RunQuery.LaneValues(query.Lane), ("most_strict", query.Ceiling)];

    private static (RunRow Run, long Key, Raw Raw) ReadFound(Row r) => (RunQuery.Read(r), r.Long(RunQuery.Count), Raw.Read(r, RunQuery.Count + 1));
}
