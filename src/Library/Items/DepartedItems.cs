using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Library.Items;

/// <summary>One item of an organisation that has left: nothing of what it says.</summary>
/// <param name="FirstAt">When the earliest version was shared that was the organisation's too.</param>
public sealed record DepartedItem(string Uid, Tlp Label, long FirstAt);

/// <summary>
/// R5: what an organisation that has left may still withdraw, unread. Its own are the items on whose originator's side the organisation was: a RED or an anonymous one is its
/// author's alone, and that it is there is not for colleagues to know (R4, R7).
/// </summary>
public static class DepartedItems
{
    /// <summary>Items listed at most; what is older goes by its address.</summary>
    public const int Most = 500;

    private const string Own = "i.org_id = @org and i.anonymous = 0 and i.label < 4 and i.state = 1";

    public static Task<List<DepartedItem>> ListAsync(Sql sql, DepartedOrganisation organisation, CancellationToken stop) =>
        sql.ListAsync(
            $"select i.uid, i.label, (select min(n.shared_at) from item_version n where n.item_seq = i.seq and n.label < 4) from item i where {Own} order by i.seq desc limit @most",
            static r => new DepartedItem(r.Text(0), (Tlp)r.Int(1), r.Long(2)),
            stop,
            ("org", organisation.Id),
            ("most", Most));

    public static async Task<Outcome<Done>> WithdrawAsync(Tx tx, DepartedOrganisation organisation, string uid, string reason, CancellationToken stop)
    {
        (string, object?)[] values = [("org", organisation.Id), ("uid", uid)];
        var seq = await tx.NumberAsync($"select i.seq from item i where i.uid = @uid and {Own}", stop, values);
        if (seq is null || (await ItemLock.TakeAsync(tx, seq.Value, stop) && await tx.NumberAsync($"select i.seq from item i where i.uid = @uid and {Own}", stop, values) is null))
        {
            return Refusal.NotFound;
        }

        await ItemWriter.GoAsync(tx, seq.Value, ItemState.Withdrawn, reason, tx.Now, stop);
        tx.Record(new AuditEntry("item.withdraw", 0, organisation.Id, 0, "item", uid, "after leaving"));
        tx.Emit(new ItemGone(seq.Value, uid, ItemState.Withdrawn));
        return Done.Yes;
    }
}
