using Infohub.Community.Public;
using Infohub.Library.Objects;
using Infohub.Markings;
using Infohub.Platform.Data;

namespace Infohub.Library.Public;

/// <summary>An item that carries an object under a key.</summary>
/// <param name="Key">The key.</param>
/// <param name="ItemUid">The item's address.</param>
/// <param name="ItemSeq">Its place in the order of sharing; of no meaning outside.</param>
public sealed record Carrier(long Key, string ItemUid, long ItemSeq);

/// <summary>Which items that the viewer may read carry what stands under a key: by the index alone, no object is opened and nothing of them is shown.</summary>
public sealed class ObjectCarriers(Database database, LiveParts parts)
{
    /// <summary>The newest of each key on a channel, the newest first.</summary>
    public Task<List<Carrier>> OfAsync(Viewer viewer, Channel channel, IReadOnlyCollection<long> keys, int each, CancellationToken stop) =>
        database.ReadAsync(
            async sql => await sql.ListAsync(
                $"""
                select h.key, h.uid, h.seq from (
                  select g.key, g.uid, g.seq, row_number() over (partition by g.key order by g.seq desc) as place from (
                    select k.key, i.uid, i.seq from {KeyRows.Of(sql.Engine)} {KeyRows.Carriers(sql.Engine)}
                    where n.gone = 0 and {RunQuery.Shown(channel)} group by k.key, i.uid, i.seq) g) h
                where h.place <= @each order by h.seq desc
                """,
                static r => new Carrier(r.Long(0), r.Text(1), r.Long(2)),
                stop,
                [.. RunQuery.Values(viewer, channel), .. await parts.ValuesAsync(sql, keys, stop), ("each", each)]),
            stop);

    /// <summary>Whether an item that the viewer reads carries an object under a key that the viewer reads too.</summary>
    public async Task<bool> CarriesAsync(Sql sql, ReadableItem item, long key, CancellationToken stop) =>
        await sql.NumberAsync(
            $"""
            select count(*) from {KeyRows.Of(sql.Engine)} {KeyRows.Carriers(sql.Engine)}
            where o.item_seq = @item and n.gone = 0 and {RunQuery.Shown(item.Channel)}
            """,
            stop,
            [.. RunQuery.Values(item.Viewer, item.Channel), .. await parts.ValuesAsync(sql, [key], stop), ("item", item.Seq)]) > 0;
}
