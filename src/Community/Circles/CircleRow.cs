using Infohub.Community.Public;
using Infohub.Platform.Data;

namespace Infohub.Community.Circles;

/// <summary>A circle as the acts on it need it, with what the viewer is in it.</summary>
internal sealed record CircleRow(
    long Id, string Uid, string Sector, int Joining, bool Listed, bool TakesOutside, bool MembersShown, int History, long AllFrom, long ListedFrom, long MembersFrom, bool Closed,
    bool IsMember, bool IsOwner)
{
    /// <summary>The circle that the viewer may know of, locked for this transaction.</summary>
    public static async Task<CircleRow?> LockAsync(Tx tx, Viewer viewer, string uid, CancellationToken stop)
    {
        // A write that changes nothing takes the row's lock on both engines: two last owners cannot leave at once.
        await tx.RunAsync("update circle set closed_at = closed_at where uid = @uid", stop, ("uid", uid));
        return await tx.FirstAsync<CircleRow?>(
            $"""
            select c.id, c.uid, c.sector, c.joining, c.listed, c.takes_outside, c.members_shown, c.history, c.all_from, c.listed_from, c.members_from, c.closed_at,
              cast(case when {CircleSql.Member} then 1 else 0 end as bigint), cast(case when {CircleSql.Owner} then 1 else 0 end as bigint)
            from circle c where c.uid = @uid and {CircleSql.Visible}
            """,
            static r => new CircleRow(
                r.Long(0), r.Text(1), r.Text(2), r.Int(3), r.Bool(4), r.Bool(5), r.Bool(6), r.Int(7), r.Long(8), r.Long(9), r.Long(10), r.Bool(11), r.Bool(12), r.Bool(13)),
            stop,
            CircleSql.Values(viewer, ("uid", uid)));
    }

    /// <summary>From when on a member who joins now reads: reading 4 of the law.</summary>
    public long ReadsFrom(long since) => Math.Min(since, AllFrom);
}
