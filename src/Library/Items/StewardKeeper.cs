using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;

namespace Infohub.Library.Items;

/// <summary>W5: what came from an external source has nobody here on its originator's side; who set up the intake takes it back. Whose steward somebody is, the caller knows.</summary>
public static class StewardKeeper
{
    private const string Of = "i.org_id = @source and i.anonymous = 0 and i.state = 1 and exists(select 1 from organisation o where o.id = @source and o.standing = @external)";

    /// <summary>Withdraws some of what a source has here, the newest first.</summary>
    /// <param name="tx">The caller's transaction.</param>
    /// <param name="steward">Who acts.</param>
    /// <param name="source">The external source.</param>
    /// <param name="reason">Told with each tombstone.</param>
    /// <param name="most">How many at once: others wait meanwhile.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <returns>How many; fewer than <paramref name="most"/> at the end.</returns>
    public static async Task<int> WithdrawAsync(Tx tx, Viewer steward, long source, string reason, int most, CancellationToken stop)
    {
        (string, object?)[] values = [("source", source), ("external", Standing.External), ("most", most)];
        var found = await tx.ListAsync($"select i.seq, i.uid from item i where {Of} order by i.seq desc limit @most", static r => (Seq: r.Long(0), Uid: r.Text(1)), stop, values);
        foreach (var (seq, uid) in found)
        {
            if (await ItemLock.TakeAsync(tx, seq, stop) && await tx.NumberAsync($"select i.seq from item i where i.seq = @seq and {Of}", stop, [.. values, ("seq", seq)]) is null)
            {
                continue;
            }

            await ItemWriter.GoAsync(tx, seq, ItemState.Withdrawn, reason, tx.Now, stop);
            tx.Record(new AuditEntry("item.withdraw", steward.PersonId, steward.OrganisationId, 0, "item", uid, "as steward"));
            tx.Emit(new ItemGone(seq, uid, ItemState.Withdrawn));
        }

        return found.Count;
    }
}
