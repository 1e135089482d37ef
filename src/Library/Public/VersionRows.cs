using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Items;
using Infohub.Library.Readings;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;

namespace Infohub.Library.Public;

/// <summary>Rows of a module's own table that belong to versions of items: which of them are asked for. All texts are constant.</summary>
/// <param name="Table">The table; it has the columns <c>id</c>, <c>item_seq</c> and <c>version</c>, and is named <c>x</c> in what follows.</param>
/// <param name="Columns">What is read of it.</param>
/// <param name="Where">Which rows.</param>
/// <param name="Values">Its parameters.</param>
public sealed record VersionRowQuery(string Table, string Columns, string Where, (string Name, object? Value)[] Values)
{
    /// <summary>A column of the table: of each value of it as many rows as <see cref="Each"/> says, the newest.</summary>
    public string Of { get; init; } = "x.item_seq";

    public int Each { get; init; } = 500;

    /// <summary>Only rows with one of these numbers in the column of <see cref="Of"/>; null for all.</summary>
    public IReadOnlyCollection<long>? Among { get; init; }
}

/// <summary>A version that the viewer reads in full, with what was said under it.</summary>
public sealed class ReadVersion
{
    private readonly KeyRing keys;
    private ItemSeal? seal;

    internal ReadVersion(Card card, KeyRing keys) => (Card, this.keys) = (card, keys);

    internal Card Card { get; }

    public string ItemUid => Card.Uid;

    public int Version => Card.Version;

    /// <summary>The stricter of the version's and the item's (R9).</summary>
    public Tlp Label => Card.Label;

    /// <summary>What was sealed under the item's key.</summary>
    public string Unseal(string what, byte[] sealed_) => (seal ??= ItemSeal.Of(keys, Card.Uid, Card.WrappedKey!)).Text(what, sealed_);
}

/// <summary>
/// The one way out of what was said under versions of items and stands in tables of modules above (law R9): the law stands in the query, and what it lets through at AMBER and above is on record (C2).
/// </summary>
public sealed class VersionRows(Database database, KeyRing keys, ReadingBook readings)
{
    private const int Fixed = 10;

    /// <summary>The newest rows, the newest first; what may not be read pushes nothing out.</summary>
    /// <param name="viewer">Who reads.</param>
    /// <param name="channel">The way out.</param>
    /// <param name="query">Which rows.</param>
    /// <param name="read">Makes something of a row; its own columns begin at the number given.</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task<List<T>> ListAsync<T>(Viewer viewer, Channel channel, VersionRowQuery query, Func<ReadVersion, Row, int, T> read, CancellationToken stop)
    {
        var found = await database.ReadAsync(sql => FindAsync(sql, viewer, channel, query, read, stop), stop);
        await readings.RecordAsync(viewer, channel, found.Select(f => f.Version.Card).DistinctBy(c => (c.Seq, c.Version)), stop);
        return found.ConvertAll(f => f.Made);
    }

    /// <summary>The same within a transaction and off the record, for acts on rows that show nothing of them.</summary>
    public async Task<List<T>> ForActAsync<T>(Tx tx, Viewer viewer, Channel channel, VersionRowQuery query, Func<ReadVersion, Row, int, T> read, CancellationToken stop) =>
        (await FindAsync(tx, viewer, channel, query, read, stop)).ConvertAll(f => f.Made);

    private async Task<List<(ReadVersion Version, T Made)>> FindAsync<T>(Sql sql, Viewer viewer, Channel channel, VersionRowQuery query, Func<ReadVersion, Row, int, T> read, CancellationToken stop)
    {
        var law = LawSql.Version(channel);
        // An expired item stays at its address and leaves all else (section 2).
        var stands = channel == Channel.Page ? "" : "and i.expires_at > @v_now";
        var among = query.Among is null ? "" : "and " + NumberSet.Holds(sql.Engine, query.Of, "among");
        var versions = new Dictionary<(long, int), ReadVersion>();
        return await sql.ListAsync(
            $"""
            select q.* from (
              select i.seq, i.uid, i.wrapped_key, i.anonymous, n.version, i.label, n.label as under_label, ({LawSql.Author}) as author, {ReadingBook.OnRecord} as on_record, x.id as row_id, {query.Columns},
                row_number() over (partition by {query.Of} order by x.id desc) as row_place
              from {query.Table} x join item i on i.seq = x.item_seq join item_version n on n.item_seq = x.item_seq and n.version = x.version
              where {query.Where} {among} and i.wrapped_key is not null {stands} and ({law}) = {(int)Disclosure.Full}) q
            where q.row_place <= @each order by q.row_id desc
            """,
            r =>
            {
                var at = (r.Long(0), r.Int(4));
                if (!versions.TryGetValue(at, out var version))
                {
                    version = versions[at] = new ReadVersion(ReadCard(r), keys);
                }

                return (version, read(version, r, Fixed));
            },
            stop,
            [.. Holdings.Values(viewer, channel), .. query.Values, ("each", query.Each), ("among", NumberSet.Value(sql.Engine, query.Among ?? []))]);
    }

    private static Card ReadCard(Row r) => new()
    {
        Seq = r.Long(0),
        Uid = r.Text(1),
        WrappedKey = r.Bytes(2),
        IsAnonymous = r.Bool(3),
        Version = r.Int(4),
        Label = Labels.Stricter((Tlp)r.Int(5), (Tlp)r.Int(6)),
        Shows = Disclosure.Full,
        IsAuthor = r.Truth(7),
        OnRecord = r.Truth(8),
    };
}
