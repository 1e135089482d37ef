using Infohub.Community.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.SignIn.Recovery;

/// <summary>Stops a recovery; the person in question may, any officer, and whoever may start one.</summary>
internal sealed class CancelRecovery(Database database)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string uid, CancellationToken stop) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                if (await RecoveryView.FindAsync(tx, uid, stop) is not { } recovery || !await MayAsync(tx, viewer, recovery, stop))
                {
                    return Refusal.NotFound;
                }

                await Recoveries.EndOfAsync(tx, recovery.PersonId, "cancelled");
                await OneTimeLinks.EndAllAsync(tx, recovery.PersonId);
                tx.Record(new AuditEntry("recovery.cancel", viewer.PersonId, viewer.OrganisationId, 0, "person", recovery.PersonUid, recovery.Uid));
                tx.Emit(new FactorRecoveryCancelled(recovery.PersonId, recovery.OrganisationId, recovery.Uid, viewer.PersonId, tx.Now));
                return Done.Yes;
            },
            stop);

    private static async Task<bool> MayAsync(Tx tx, Viewer viewer, RecoveryView recovery, CancellationToken stop) =>
        viewer.Has(Roles.Officer)
        || (viewer.IsPerson && viewer.PersonId == recovery.PersonId)
        || await RecoveryRights.MayStartAsync(tx, viewer, await Account.ByIdAsync(tx, recovery.PersonId, stop), stop);
}
