using Infohub.Community.Public;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;

namespace Infohub.Library.Objects;

/// <summary>What one item carries as it came, by a package or beside a post, for who corrects it: its label, its readers and its source stay (R10).</summary>
public sealed class ItemObjects(ObjectShelf shelf, ObjectWriter objects, KeyRing keys)
{
    /// <summary>What stands under a key, of what the viewer reads, where its source has no newer version anywhere. Off the record: the page on which it is shown has put the reading there.</summary>
    public Task<List<PlacedObject>> UnderAsync(Sql sql, Viewer viewer, Channel channel, Card item, long key, int most, CancellationToken stop) =>
        shelf.OfItemAsync(sql, viewer, channel, (item.Uid, item.Kind == ItemKind.Package), key, most, stop);

    /// <summary>Nothing is added by anybody until the transaction ends: what is looked at then is what is changed.</summary>
    public Task HoldAsync(Tx tx, CancellationToken stop) => RunRows.HoldAsync(tx, stop);

    /// <summary>
    /// Puts a version behind an object, for the same readers; an observable has no versions (STIX 2.1 §3.6) and gives way to another. The version before stays under its id and is found no more by what it alone named, so that
    /// nobody who looks the wrong value up is told of it, and what a machine sends again is known as what was there.
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
            await KeyRows.DeleteAsync(tx, old.No, before.Except(next?.Keys ?? []), stop);
        }

        if (next is not null)
        {
            await objects.AddAsync(tx, new SharedItem(item.Seq, item.Card.Uid) { Seal = item.Seal }, [next with { Under = old.Under, IsBrought = old.IsBrought }], stop);
        }

        // W7: only its author acts on an anonymous item.
        var hidden = item.Card.Attribution == Attribution.Anonymous;
        tx.Record(new AuditEntry("item.correct-object", hidden ? 0 : viewer.PersonId, hidden ? 0 : viewer.OrganisationId, 0, "item", item.Card.Uid, old.Type));
    }
}
