using Infohub.Community.Public;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;

namespace Infohub.Library.Objects;

/// <summary>What one item carries as it came, by a package or beside a post, for who corrects it: its label, its readers and its source stay (R10).</summary>
public sealed class ItemObjects(ObjectShelf shelf, ObjectWriter objects, LiveParts parts, KeyRing keys)
{
    /// <summary>Rows under one key that are looked at, versions before the newest among them.</summary>
    public const int MostRows = 200;

    /// <summary>Bytes that are opened for it; one object has no more.</summary>
    public const long MostBytes = 16L << 20;

    private const long SliceBytes = 1L << 20;

    /// <summary>What stands under a key, of what the viewer reads, where its source has no newer version anywhere; null where there is more than is looked at. Off the record: the page on which it is shown has put the reading there.</summary>
    public async Task<List<PlacedObject>?> UnderAsync(Sql sql, Viewer viewer, Channel channel, Card item, long key, CancellationToken stop)
    {
        var (of, rows) = ((item.Uid, item.Kind == ItemKind.Package), await SizesAsync(sql, viewer, channel, item, key, stop));
        return rows.Count > MostRows || rows.Sum(r => r.Size) > MostBytes ? null
            : rows.Count == 0 ? []
            : await shelf.OfItemAsync(sql, viewer, channel, of, key, rows.ConvertAll(r => r.No), stop);
    }

    /// <summary>Whether one of them is meant: the newest is opened first, and nothing behind the first that is.</summary>
    public async Task<bool> AnyAsync(Sql sql, Viewer viewer, Channel channel, Card item, long key, Func<PlacedObject, bool> isMeant, CancellationToken stop)
    {
        var (of, rows, opened) = ((item.Uid, item.Kind == ItemKind.Package), (await SizesAsync(sql, viewer, channel, item, key, stop)).Take(MostRows).ToList(), 0L);
        for (var at = 0; at < rows.Count && opened <= MostBytes;)
        {
            // Most often it is the first: that one comes alone.
            var (isFirst, slice, size) = (at == 0, new List<long>(), 0L);
            do
            {
                slice.Add(rows[at].No);
                size += rows[at++].Size;
            }
            while (!isFirst && at < rows.Count && size + rows[at].Size <= SliceBytes);
            if ((await shelf.OfItemAsync(sql, viewer, channel, of, key, slice, stop)).Exists(o => isMeant(o)))
            {
                return true;
            }

            opened += size;
        }

        return false;
    }

    /// <summary>Nothing is added by anybody until the transaction ends: what is looked at then is what is changed.</summary>
    public Task HoldAsync(Tx tx, CancellationToken stop) => RunRows.HoldAsync(tx, stop);

    /// <summary>
    /// Puts a version behind an object, for the same readers; an observable has no versions (STIX 2.1 §3.6) and gives way to another. The versions before stay under their id and are found no more by what the next one
    /// does not name, so that nobody who looks the wrong value up is told of it, and what a machine sends again is known as what was there.
    /// </summary>
    /// <param name="tx">The caller's transaction.</param>
    /// <param name="viewer">One of the originator's side.</param>
    /// <param name="item">The item.</param>
    /// <param name="old">What it carries.</param>
    /// <param name="next">What is to stand; null for nothing.</param>
    /// <param name="keysOf">Under which keys an object stands, of its bytes.</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task ReplaceAsync(Tx tx, Viewer viewer, ChangeableItem item, PlacedObject old, NewObject? next, Func<byte[], IReadOnlyList<long>> keysOf, CancellationToken stop)
    {
        var before = keysOf(old.Bytes);
        if (old.Modified == 0)
        {
            await KeyRows.DeleteAsync(tx, old.No, before.Append(keys.IdKey(old.Type, old.Uid)), stop);
            await tx.RunAsync("delete from stix_object where no = @no", stop, ("no", old.No));
        }
        else
        {
            var lost = before.Except(next?.Keys ?? []).ToList();
            foreach (var no in await VersionsAsync(tx, item, old, stop))
            {
                await KeyRows.DeleteAsync(tx, no, lost, stop);
            }
        }

        if (next is not null)
        {
            await objects.AddAsync(tx, new SharedItem(item.Seq, item.Card.Uid) { Seal = item.Seal }, [next with { Under = old.Under, IsBrought = old.IsBrought }], stop);
        }

        // W7: only its author acts on an anonymous item.
        var hidden = item.Card.Attribution == Attribution.Anonymous;
        tx.Record(new AuditEntry("item.correct-object", hidden ? 0 : viewer.PersonId, hidden ? 0 : viewer.OrganisationId, 0, "item", item.Card.Uid, old.Type));
    }

    /// <summary>One more than is looked at, to know that there are more.</summary>
    private Task<List<(long No, long Size)>> SizesAsync(Sql sql, Viewer viewer, Channel channel, Card item, long key, CancellationToken stop) =>
        shelf.SizesOfItemAsync(sql, viewer, channel, (item.Uid, item.Kind == ItemKind.Package), key, MostRows + 1, stop);

    /// <summary>An object in this version and all before it, as this item carries them.</summary>
    private async Task<List<long>> VersionsAsync(Tx tx, ChangeableItem item, PlacedObject of, CancellationToken stop) =>
        await tx.ListAsync(
            $"select distinct o.no from {KeyRows.Of(tx.Engine)} where o.item_seq = @item and o.uid = @uid and o.modified > 0 and o.modified <= @modified",
            static r => r.Long(0), stop,
            [.. await parts.ValuesAsync(tx, [keys.IdKey(of.Type, of.Uid)], stop), ("item", item.Seq), ("uid", of.Uid.ToByteArray(bigEndian: true)), ("modified", of.Modified)]);
}
