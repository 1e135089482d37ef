using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Items;
using Infohub.Library.Readings;
using Infohub.Library.Search;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;
using Infohub.Platform.Refusals;

namespace Infohub.Library.Public;

/// <summary>
/// The one way out of all that is shared. Every question names a viewer and a channel; the law stands in the query, and what it lets through
/// at AMBER and above is on record before it is given (C2).
/// </summary>
public sealed class Holdings(Database database, KeyRing keys, ReadingBook readings, SearchIndex search, AudienceReaders audiences)
{
    /// <summary>Places of one window of a walk.</summary>
    private const int MostPlaces = 2000;

    /// <summary>A page of what the viewer may read, the newest first.</summary>
    public async Task<Outcome<CardPage>> ListAsync(Viewer viewer, Channel channel, ItemQuery query, CancellationToken stop)
    {
        long before = long.MaxValue;
        if (query.Cursor is { Length: > 0 } cursor)
        {
            if (Cursor.Read(keys, "item", cursor) is not { } place)
            {
                return Refusal.Invalid("cursor", "This address of a next page was not made here. Start from the first page.", "cursor");
            }

            before = place;
        }

        query = await KnownAsync(viewer, query, stop);
        var cards = query.Text.Length > 0 || query.Tag.Length > 0
            ? await search.FindAsync(viewer, channel, query, before, stop)
            : await database.ReadAsync(sql => NewestAsync(sql, viewer, channel, query, new Rows<Card>("", Disclosure.Nothing, r => ReadCard(r, keys)), before, query.Take + 1, stop), stop);
        var more = cards.Count > query.Take;
        var page = more ? cards.GetRange(0, query.Take) : cards;
        await readings.RecordAsync(viewer, channel, page, stop);
        return new CardPage(page, more ? Cursor.Write(keys, "item", page[^1].Seq) : null);
    }

    /// <summary>How many items a query finds, up to so many: counted and not shown, so that nothing comes on record. RED is not counted (R8).</summary>
    public async Task<int> CountAsync(Viewer viewer, ItemQuery query, int most, CancellationToken stop)
    {
        query = await KnownAsync(viewer, query, stop);
        return await database.ReadAsync(sql => CountAsync(sql, viewer, query, most, stop), stop);
    }

    internal static async Task<int> CountAsync(Sql sql, Viewer viewer, ItemQuery query, int most, CancellationToken stop) =>
        (await NewestAsync(sql, viewer, Channel.Analysis, query, new Rows<bool>("", Disclosure.Summary, static _ => true), long.MaxValue, most, stop)).Count;

    /// <summary>One item by its address. What may not be read and what does not exist run the same query and give the same answer (R7).</summary>
    public async Task<Outcome<ReadableItem>> OpenAsync(Viewer viewer, Channel channel, string uid, int? version, CancellationToken stop)
    {
        var item = await database.ReadAsync(sql => FindAsync(sql, viewer, channel, uid, version, stop), stop);
        if (item is null)
        {
            return Refusal.NotFound;
        }

        await readings.RecordAsync(viewer, channel, [item.Card], stop);
        return item;
    }

    /// <summary>Who can read each card, as far as the viewer may know (R11); in the cards' order, null where the card does not tell.</summary>
    public async Task<IReadOnlyList<AudienceView?>> DescribeAsync(Viewer viewer, IReadOnlyList<Card> cards, CancellationToken stop)
    {
        var told = cards.Where(c => c.Shows >= Disclosure.Summary && c.AudienceId != 0).ToList();
        var views = told.Count == 0 ? [] : await database.ReadAsync(sql => audiences.DescribeAsync(sql, viewer, told.ConvertAll(AskOf), stop), stop);
        var next = 0;
        return cards.Select(c => c.Shows >= Disclosure.Summary && c.AudienceId != 0 ? views[next++] : null).ToList();
    }

    /// <summary>The parts of an item that is to be changed which the viewer is not told of (R11).</summary>
    public async Task<IReadOnlyList<Part>> UntoldAsync(Sql sql, Viewer viewer, ChangeableItem item, CancellationToken stop)
    {
        var view = await audiences.DescribeAsync(sql, viewer, [AskOf(item.Card)], stop);
        return [.. item.Audience.Except(view[0].Parts.Select(p => p.Part))];
    }

    private static AudienceAsk AskOf(Card card) => new(card.AudienceId, card.Label, card.SharedAt, card.IsAuthor);

    /// <summary>
    /// Label, date and reason of what stood on the public pages until it went (R6); null for all else. Lists and feeds for the public leave it out (reading 8).
    /// </summary>
    public Task<Card?> PublicTombstoneAsync(Viewer anyone, string uid, CancellationToken stop) =>
        database.ReadAsync(
            sql => sql.FirstAsync(
                $"""
                select {CardRow.Columns(Channel.Public)} from item i join item_version n on n.item_seq = i.seq and n.version = i.version
                where i.uid = @uid and ({LawSql.StoodInPublic})
                """,
                r => CardRow.Read(r, keys, Disclosure.Tombstone, false, false, false),
                stop,
                [.. LawSql.Values(anyone.Facts), ("uid", uid)]),
            stop);

    /// <summary>Cards of known places, those alone that the viewer may read on this channel.</summary>
    public async Task<Dictionary<long, Card>> CardsAsync(Viewer viewer, Channel channel, IEnumerable<long> places, CancellationToken stop)
    {
        var found = await database.ReadAsync(
            sql => sql.ListAsync(
                $"""
                select {CardRow.Columns(channel)}, ({LawSql.Current(channel)}), ({LawSql.Author}), ({LawSql.OriginatorSide}), {ReadingBook.OnRecord}
                from item i join item_version n on n.item_seq = i.seq and n.version = i.version
                where {NumberSet.Holds(sql.Engine, "i.seq", "places")}
                """,
                r => (Disclosure)r.Int(CardRow.Count) == Disclosure.Nothing ? null : ReadCard(r, keys),
                stop,
                [.. Values(viewer, channel), ("places", NumberSet.Value(sql.Engine, places.Distinct()))]),
            stop);
        var cards = found.OfType<Card>().ToList();
        await readings.RecordAsync(viewer, channel, cards, stop);
        return cards.ToDictionary(c => c.Seq);
    }

    /// <summary>What machines take in bulk: items in full, the newest first, at most as many as the query takes.</summary>
    /// <param name="viewer">Who takes it.</param>
    /// <param name="channel">The way out.</param>
    /// <param name="query">Which items.</param>
    /// <param name="take">Makes of an item what is kept; its content is opened only where that is asked for.</param>
    /// <param name="goesOut">Whether what was made is given at all: who has it already gets nothing, and nothing comes on record.</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task<List<(Card Card, T Taken)>> BulkAsync<T>(
        Viewer viewer, Channel channel, ItemQuery query, Func<Card, Func<Content>, T> take, Func<List<(Card Card, T Taken)>, Task<bool>> goesOut, CancellationToken stop)
    {
        query = await KnownAsync(viewer, query, stop);
        var rows = new Rows<(Card Card, T Taken)>(
            ", n.body",
            Disclosure.Summary,
            r =>
            {
                var card = ReadCard(r, keys);
                var body = r.Bytes(CardRow.Count + 4);
                return (card, take(card, () => OpenContent(card, body)));
            });
        var found = await database.ReadAsync(sql => NewestAsync(sql, viewer, channel, query, rows, long.MaxValue, query.Take, stop), stop);
        if (!await readings.IfGivenAsync(() => goesOut(found), stop))
        {
            return [];
        }

        await readings.RecordAsync(viewer, channel, found.Select(f => f.Card), stop);
        return found;
    }

    /// <summary>As <see cref="OpenAsync"/>, but within a transaction and off the record: for acts on an item that show nothing of it.</summary>
    public Task<Outcome<ReadableItem>> ForActAsync(Sql sql, Viewer viewer, string uid, CancellationToken stop) => ForActAsync(sql, viewer, uid, asOriginator: false, stop);

    /// <remarks>A hub may withdraw and tighten what it wrote itself, also where its agreement does not let it take it (readings 14 and 40): that, and no reading.</remarks>
    private async Task<Outcome<ReadableItem>> ForActAsync(Sql sql, Viewer viewer, string uid, bool asOriginator, CancellationToken stop)
    {
        var channel = viewer.Kind is ViewerKind.Person or ViewerKind.Recipient or ViewerKind.Anonymous ? Channel.Page
            : viewer.Kind == ViewerKind.PartnerHub ? Channel.PartnerHub : Channel.Machine;
        var item = await FindAsync(sql, viewer, channel, uid, null, stop);
        if (asOriginator && item is null && channel == Channel.PartnerHub && await FindAsync(sql, viewer, Channel.Machine, uid, null, stop) is { Card.IsAuthor: true } own)
        {
            (channel, item) = (Channel.Machine, own);
        }

        for (var held = 0L; item is not null && item.Seq != held && sql is Tx tx && await ItemLock.TakeAsync(tx, item.Seq, stop);)
        {
            // A draft that was shared meanwhile has another place, which is to be held too.
            held = item.Seq;
            item = await FindAsync(sql, viewer, channel, uid, null, stop);
        }

        return item is null ? Refusal.NotFound : item;
    }

    /// <summary>The item for a change, where the viewer is of its originator's side (W3).</summary>
    public async Task<Outcome<ChangeableItem>> ForChangeAsync(Tx tx, Viewer viewer, string uid, CancellationToken stop)
    {
        var found = await ForActAsync(tx, viewer, uid, asOriginator: true, stop);
        if (found.Refusal is { } refusal)
        {
            return refusal;
        }

        var item = found.Value;
        if (!item.Card.IsOriginatorSide)
        {
            return Refusal.Forbidden("originator-only", "Only the originator can change this. Ask for it in the discussion, or ask for wider sharing.");
        }

        if (item.Card.Shows == Disclosure.Notice)
        {
            return WritingRules.Confirm;
        }

        if (item.Card.State > ItemState.Shared)
        {
            return Refusal.Conflict("gone", "It was withdrawn or hidden before and does not change any more.");
        }

        var parts = await tx.ListAsync(
            "select kind, ref, ref_org from audience_part where audience_id = @audience order by kind, ref, ref_org",
            static r => new Part(r.Int(0), r.Long(1), r.Long(2)),
            stop,
            ("audience", item.AudienceId));
        return new ChangeableItem(item.Card, parts, item.Key) { Content = item.Content };
    }

    private Task<ItemQuery> KnownAsync(Viewer viewer, ItemQuery query, CancellationToken stop) =>
        query.CircleUid.Length == 0 ? Task.FromResult(query) : database.ReadAsync(sql => KnownAsync(sql, viewer, query, stop), stop);

    /// <summary>A circle that the viewer may not know of stands in no item (R11).</summary>
    internal static async Task<ItemQuery> KnownAsync(Sql sql, Viewer viewer, ItemQuery query, CancellationToken stop)
    {
        if (query.CircleUid.Length == 0)
        {
            return query;
        }

        var known = await KnownCircles.FindAsync(sql, viewer, query.CircleUid, stop);
        return query with { CircleId = known?.Id ?? 0, InCircle = known?.IsMember ?? false };
    }

    /// <summary>What the law lets through below a place, the newest first.</summary>
    private static async Task<List<T>> NewestAsync<T>(
        Sql sql, Viewer viewer, Channel channel, ItemQuery query, Rows<T> rows, long before, int take, CancellationToken stop)
    {
        if (query.Walk is { } walk)
        {
            return await WalkAsync(sql, viewer, channel, query, rows, walk, before, take, stop);
        }

        if (await AudienceMerge.ForAsync(sql, viewer.Facts, query, stop) is not { } merge)
        {
            return await SelectAsync(sql, viewer, channel, query, rows, before, null, take, stop);
        }

        var found = new List<T>();
        await foreach (var places in merge.WindowsAsync(sql, before, take, stop))
        {
            found.AddRange(await SelectAsync(sql, viewer, channel, query, rows, before, places, take - found.Count, stop));
            if (found.Count >= take || places[^1] < query.Since)
            {
                break;
            }
        }

        return found;
    }

    /// <summary>Window by window along the ways of a stream.</summary>
    private static async Task<List<T>> WalkAsync<T>(
        Sql sql, Viewer viewer, Channel channel, ItemQuery query, Rows<T> rows, Places walk, long before, int take, CancellationToken stop)
    {
        var found = new List<T>();
        // More than the page holds, for the law and the filters leave some out: a second window costs more than a wide first one.
        for (var size = take * 4; found.Count < take; size = Math.Min(size * 4, MostPlaces))
        {
            var places = await walk(sql, before, size, stop);
            if (places.Count > 0)
            {
                found.AddRange(await SelectAsync(sql, viewer, channel, query, rows, before, places, take - found.Count, stop));
                before = places[^1];
            }

            if (places.Count < size || before <= query.Since)
            {
                break;
            }
        }

        return found;
    }

    private static Task<List<T>> SelectAsync<T>(
        Sql sql, Viewer viewer, Channel channel, ItemQuery query, Rows<T> rows, long before, List<long>? places, int take, CancellationToken stop)
    {
        var law = LawSql.Current(channel);
        var where = places is null ? "1 = 1" : NumberSet.Holds(sql.Engine, "i.seq", "places");
        return sql.ListAsync(
            $"""
            select {CardRow.Columns(channel)}, i.shows, i.author, i.side, {ReadingBook.OnRecord}{rows.More}
            from (
              select i.*, {Extras(law)} from item i
              where {where} and i.seq < @before {Filters(query)} and ({law}) > {(int)rows.Above}
              order by i.seq desc limit @take) i
            join item_version n on n.item_seq = i.seq and n.version = i.version
            order by i.seq desc
            """,
            rows.Read,
            stop,
            [.. Values(viewer, channel), .. FilterValues(query), ("before", before), ("take", take), ("places", NumberSet.Value(sql.Engine, places ?? []))]);
    }

    /// <summary>Also used by the search: cards of known places, still under the law.</summary>
    internal static string Extras(string law) =>
        $"({law}) as shows, ({LawSql.Author}) as author, ({LawSql.OriginatorSide}) as side";

    /// <summary>The parameters of the law and of the record of readings.</summary>
    internal static (string Name, object? Value)[] Values(Viewer viewer, Channel channel) => [.. LawSql.Values(viewer.Facts), .. ReadingBook.Values(viewer, channel)];

    internal static Card ReadCard(Row r, KeyRing keys) =>
        CardRow.Read(r, keys, (Disclosure)r.Int(CardRow.Count), r.Truth(CardRow.Count + 1), r.Truth(CardRow.Count + 2), r.Truth(CardRow.Count + 3));

    internal static string Filters(ItemQuery query)
    {
        var text = new System.Text.StringBuilder(query.Drafts ? "and i.state = 0 " : "and i.state > 0 ");
        text.Append(query.Expired || query.Drafts ? "" : "and i.expires_at > @v_now ");
        // R8: a RED item is label and link; R6: a tombstone is label, date and reason. A filter on anything else would say more about them.
        text.Append(query.IsNarrowed ? "and i.label < 4 and i.state <= 1 " : "");
        // The place in the order of sharing is the time of it.
        text.Append(query.Since > 0 ? "and i.seq >= @since " : "");
        text.Append(query.Kind != 0 ? "and i.kind = @kind " : $"and i.kind <> {ItemKind.Package} ");
        text.Append(query.Label is not null ? "and i.label = @label " : "");
        text.Append(query.Walk is not null ? "and i.state <= 1 " : "");
        text.Append(query.Language.Length > 0 ? "and i.language = @language " : "");
        text.Append(query.Sector.Length > 0
            ? $"and case when i.anonymous = 1 then i.sector = @sector else exists(select 1 from {Sectors.OfOrganisations} x where x.org_id = i.org_id and x.sector = @sector) end "
            : "");
        text.Append(query.Marks is { } marks ? $"and ({marks.Sql}) " : "");
        text.Append(query.OrganisationUid.Length > 0 ? "and i.org_id = (select x.id from organisation x where x.uid = @organisation) " : "");
        // W7: what is shared in the organisation's name, or in nobody's, is not its writer's here. The pair's alone, which the index of organisations finds.
        text.Append(query.PersonUid.Length > 0
            ? """
              and i.org_id = (select x.org_id from person x where x.uid = @person) and i.person_id = (select x.id from person x where x.uid = @person)
              and exists(select 1 from item_version x where x.item_seq = i.seq and x.version = i.version and case when x.attribution < 0 then i.attribution else x.attribution end = 0)
              """ + " "
            : "");
        text.Append(query.CircleId is not null ? $"and exists(select 1 from audience_part x where x.audience_id = i.audience_id and x.kind = 2 and x.ref = @circle) and {KnownCircles.StandsIn("i.shared_at")} " : "");
        return text.ToString();
    }

    internal static (string Name, object? Value)[] FilterValues(ItemQuery query) =>
    [
        ("kind", query.Kind), ("label", (int)(query.Label ?? 0)), ("language", query.Language), ("organisation", query.OrganisationUid), ("person", query.PersonUid), ("circle", query.CircleId ?? 0),
        ("circle_member", query.InCircle), ("since", query.Since), ("sector", query.Sector), .. query.Marks?.Values ?? [],
    ];

    private Content OpenContent(Card card, byte[] body) => ItemSeal.Of(keys, card.Uid, card.WrappedKey!).OpenContent(card.Title, card.Summary, body, card.Language);

    private async Task<ReadableItem?> FindAsync(Sql sql, Viewer viewer, Channel channel, string uid, int? version, CancellationToken stop)
    {
        var law = LawSql.Version(channel);
        var values = Values(viewer, channel);
        // R7: for what is not there the law is asked about the item that comes next in the order of addresses, which are random; else the answer would come sooner than for what is hidden.
        var found = await sql.FirstAsync(
            $"""
            select {CardRow.Columns(channel)}, ({law}), ({LawSql.Author}), ({LawSql.OriginatorSide}), {ReadingBook.OnRecord}, n.body, ({LawSql.ByAudience}), (i.uid = @uid)
            from item i join item_version n on n.item_seq = i.seq and n.version = {(version is null ? "i.version" : "@version")}
            where i.seq = coalesce((select x.seq from item x where x.uid >= @uid order by x.uid limit 1), (select x.seq from item x order by x.uid limit 1))
            """,
            r => (Disclosure)r.Int(CardRow.Count) == Disclosure.Nothing || !r.Truth(CardRow.Count + 6) ? null : new Found(ReadCard(r, keys), r.BytesOrNull(CardRow.Count + 4), r.Truth(CardRow.Count + 5)),
            stop,
            [.. values, ("uid", uid), ("version", version ?? 0)]);
        if (found is null)
        {
            return null;
        }

        var card = found.Card;
        if (card.WrappedKey is not { } wrapped)
        {
            // Erased: the key is gone, and with it everything but the tombstone.
            return new ReadableItem(viewer, channel, card, null, [], found.ByAudience, ItemSeal.New(keys, uid).Seal);
        }

        var seal = ItemSeal.Of(keys, uid, wrapped);
        if (card.Shows != Disclosure.Full || found.Body is null)
        {
            return new ReadableItem(viewer, channel, card, null, [], found.ByAudience, seal);
        }

        var versions = await sql.ListAsync(
            $"select n.version, n.label, n.shared_at, n.act, n.audience_id, ({law}) from item i join item_version n on n.item_seq = i.seq where i.seq = @seq and ({law}) > 1 order by n.version desc",
            static r => (Card: new VersionCard(r.Int(0), (Tlp)r.Int(1), r.Long(2), r.Text(3)) { AudienceId = r.Long(4) }, Shows: (Disclosure)r.Int(5)),
            stop,
            [.. values, ("seq", card.Seq)]);
        var content = seal.OpenContent(card.Title, card.Summary, found.Body, card.Language);
        var read = versions.Where(v => v.Shows > Disclosure.Notice).Select(v => v.Card).ToList();
        return new ReadableItem(viewer, channel, card, content, read, found.ByAudience, seal) { HasNotices = read.Count < versions.Count };
    }

    /// <param name="More">Columns beside the card's.</param>
    /// <param name="Above">What discloses no more than this stays out.</param>
    /// <param name="Read">Reads a row.</param>
    private sealed record Rows<T>(string More, Disclosure Above, Func<Row, T> Read);

    private sealed record Found(Card Card, byte[]? Body, bool ByAudience);
}
