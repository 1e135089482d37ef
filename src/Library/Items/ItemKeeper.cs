using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Files;
using Infohub.Library.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Library.Items;

/// <summary>What an officer's act needs to know of an item without reading it.</summary>
/// <param name="Label">The current label.</param>
/// <param name="Unlisted">Its audience names an unlisted circle, an organisation or a person: the public list counts it only.</param>
public sealed record KeptItem(int Label, bool Unlisted);

/// <summary>Acts of officers on items, unread (H4, R6). Each needs an elevation that the caller has used.</summary>
public sealed class ItemKeeper(FileShelf files)
{
    /// <summary>Whether the audience of <c>i</c> names an unlisted circle, an organisation or a person: a condition.</summary>
    internal const string IsUnlisted =
        "exists(select 1 from audience_part p where p.audience_id = i.audience_id and (p.kind > 2 or (p.kind = 2 and exists(select 1 from circle c where c.id = p.ref and c.listed = 0))))";

    public async Task<Outcome<KeptItem>> HideAsync(Tx tx, Viewer officer, string uid, string reason, CancellationToken stop)
    {
        var item = await HoldAsync(tx, uid, stop);
        if (item is null || item.State == ItemState.Draft)
        {
            return Refusal.NotFound;
        }

        if (item.State != ItemState.Shared)
        {
            return Refusal.Conflict("gone", "It was withdrawn or hidden before and does not change any more.");
        }

        await ItemWriter.GoAsync(tx, item.Seq, ItemState.Hidden, reason, tx.Now, stop);
        return Kept(tx, officer, "item.hide", uid, item, ItemState.Hidden);
    }

    public async Task<Outcome<KeptItem>> UnhideAsync(Tx tx, Viewer officer, string uid, CancellationToken stop)
    {
        var item = await HoldAsync(tx, uid, stop);
        if (item is null || item.State == ItemState.Draft)
        {
            return Refusal.NotFound;
        }

        if (item.State != ItemState.Hidden)
        {
            return Refusal.Conflict("not-hidden", "It is not hidden.");
        }

        await tx.RunAsync("update item set state = 1, gone_at = 0, gone_reason = '', changed_at = @now where seq = @seq", stop, ("now", tx.Now), ("seq", item.Seq));
        tx.Emit(new ItemReindex(item.Seq));
        return Kept(tx, officer, "item.unhide", uid, item, ItemState.Shared);
    }

    /// <summary>Body, files and index entries go; the key is destroyed, so that copies in backups stay closed.</summary>
    public async Task<Outcome<KeptItem>> EraseAsync(Tx tx, Viewer officer, string uid, string reason, List<string> erased, CancellationToken stop)
    {
        var item = await HoldAsync(tx, uid, stop);
        if (item is null || item.State is ItemState.Draft)
        {
            return Refusal.NotFound;
        }

        if (item.State == ItemState.Erased)
        {
            return Refusal.Conflict("erased", "It was erased before.");
        }

        erased.AddRange(await EraseRowsAsync(tx, item.Seq, uid, reason, tx.Now, stop));
        return Kept(tx, officer, "item.erase", uid, item, ItemState.Erased);
    }

    /// <summary>Also for replaying erasures after a restore.</summary>
    public static async Task<List<string>> EraseRowsAsync(Tx tx, long seq, string uid, string reason, long at, CancellationToken stop)
    {
        await ItemWriter.GoAsync(tx, seq, ItemState.Erased, reason, at, stop);
        var places = await tx.ListAsync("select place from attachment where item_seq = @seq", static r => r.Text(0), stop, ("seq", seq));
        await tx.RunAsync("update item set wrapped_key = null where seq = @seq", stop, ("seq", seq));
        await tx.RunAsync("update item_version set head = null, body = null where item_seq = @seq", stop, ("seq", seq));
        await tx.RunAsync("delete from attachment where item_seq = @seq", stop, ("seq", seq));
        await tx.RunAsync("insert into erasure(item_uid, at) values (@uid, @at) on conflict do nothing", stop, ("uid", uid), ("at", at));
        tx.Emit(new ItemErased(seq, uid));
        return places;
    }

    public void DeleteFiles(IEnumerable<string> places) => files.Delete(places);

    private static KeptItem Kept(Tx tx, Viewer officer, string act, string uid, Known item, int state)
    {
        tx.Record(new AuditEntry(act, officer.PersonId, officer.OrganisationId, 0, "item", uid));
        tx.Emit(new ItemGone(item.Seq, uid, state));
        return new KeptItem(item.Label, item.Unlisted);
    }

    private static async Task<Known?> HoldAsync(Tx tx, string uid, CancellationToken stop)
    {
        var item = await FindAsync(tx, uid, stop);
        return item is not null && await ItemLock.TakeAsync(tx, item.Seq, stop) ? await FindAsync(tx, uid, stop) : item;
    }

    private static Task<Known?> FindAsync(Sql sql, string uid, CancellationToken stop) =>
        sql.FirstAsync(
            $"select i.seq, i.state, i.label, case when {IsUnlisted} then 1 else 0 end from item i where i.uid = @uid",
            static r => new Known(r.Long(0), r.Int(1), r.Int(2), r.Truth(3)),
            stop,
            ("uid", uid));

    private sealed record Known(long Seq, int State, int Label, bool Unlisted);
}
