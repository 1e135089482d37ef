using Infohub.Community.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;

namespace Infohub.Community.SignIn.Recovery;

/// <summary>Recoveries of lost factors and returns of those who left: started by one, confirmed by another, open a day later for 72 hours.</summary>
internal static class Recoveries
{
    public const long Delay = 24 * Micros.Hour;
    public const long OpenFor = 72 * Micros.Hour;

    /// <summary>A recovery that nobody confirms ends by itself.</summary>
    public const long Unconfirmed = 14 * Micros.Day;

    /// <summary>Whoever signs in has lost nothing: an open recovery ends, and its link with it.</summary>
    public static async Task CancelAsync(Tx tx, long personId)
    {
        var open = await tx.FirstAsync<Open>(
            "select uid, org_id from factor_recovery where person_id = @person and ended_at = 0",
            static r => new Open(r.Text(0), r.Long(1)),
            CancellationToken.None,
            ("person", personId));
        if (open is not null)
        {
            await EndOfAsync(tx, personId, "cancelled");
            await OneTimeLinks.EndAllAsync(tx, personId);
            tx.Record(new AuditEntry("recovery.cancel", personId, open.OrganisationId, 0, "recovery", open.Uid, "by signing in"));
            tx.Emit(new FactorRecoveryCancelled(personId, open.OrganisationId, open.Uid, personId, tx.Now));
        }
    }

    public static Task<int> EndOfAsync(Tx tx, long personId, string outcome) =>
        tx.RunAsync(
            "update factor_recovery set ended_at = @now, outcome = @outcome where person_id = @person and ended_at = 0",
            CancellationToken.None,
            ("person", personId),
            ("now", tx.Now),
            ("outcome", outcome));

    private sealed record Open(string Uid, long OrganisationId);
}
