using Infohub.Platform.Audit;
using Infohub.Platform.Data;

namespace Infohub.Community.SignIn;

/// <summary>Recoveries of lost factors: started by one, confirmed by another, open after a day.</summary>
internal static class Recoveries
{
    public const long Delay = 24 * Micros.Hour;

    /// <summary>Whoever signs in has lost nothing: an open recovery ends, and its link with it.</summary>
    public static async Task CancelAsync(Tx tx, long personId)
    {
        var uid = await tx.FirstAsync(
            "select uid from factor_recovery where person_id = @person and ended_at = 0",
            static r => r.Text(0),
            CancellationToken.None,
            ("person", personId));
        if (uid is not null)
        {
            await EndAsync(tx, uid, "cancelled");
            await OneTimeLinks.EndAllAsync(tx, personId);
            tx.Record(new AuditEntry("recovery.cancel", personId, 0, 0, "recovery", uid, "by signing in"));
        }
    }

    public static async Task<bool> EndAsync(Tx tx, string uid, string outcome) =>
        await tx.RunAsync(
            "update factor_recovery set ended_at = @now, outcome = @outcome where uid = @uid and ended_at = 0",
            CancellationToken.None,
            ("uid", uid),
            ("now", tx.Now),
            ("outcome", outcome)) == 1;
}
