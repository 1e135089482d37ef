using Infohub.Community.Governance;
using Infohub.Community.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.SignIn.Recovery;

/// <summary>An officer, neither the person nor who started it, has asked the person by another way and confirms.</summary>
internal sealed class ConfirmRecovery(Database database)
{
    private static readonly Refusal Second = Refusal.Forbidden("second-officer", "Another officer must confirm what you started, or what is about yourself.");

    public Task<Outcome<Done>> RunAsync(Viewer viewer, string uid, CancellationToken stop) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                if (!viewer.Has(Roles.Officer) || await RecoveryView.FindAsync(tx, uid, stop) is not { } recovery || recovery.IsOver(tx.Now))
                {
                    return Refusal.NotFound;
                }

                if (viewer.PersonId == recovery.StartedBy || viewer.PersonId == recovery.PersonId)
                {
                    return Second;
                }

                if (await Beholden.IsAsync(tx, recovery.StartedBy, viewer.PersonId, stop))
                {
                    return ElevationRefusals.Beholden;
                }

                return Fresh.Required(viewer, tx.Now) is { } refusal ? refusal : await ConfirmAsync(tx, viewer, recovery, stop);
            },
            stop);

    private static async Task<Outcome<Done>> ConfirmAsync(Tx tx, Viewer viewer, RecoveryView recovery, CancellationToken stop)
    {
        var ready = tx.Now + Recoveries.Delay;
        var confirmed = await tx.RunAsync(
            "update factor_recovery set confirmed_by = @by, confirmed_at = @now, ready_at = @ready where uid = @uid and confirmed_at = 0 and ended_at = 0",
            stop,
            ("by", viewer.PersonId),
            ("now", tx.Now),
            ("ready", ready),
            ("uid", recovery.Uid));
        if (confirmed == 0)
        {
            return Refusal.Conflict("recovery-confirmed", "It was confirmed before.");
        }

        tx.Record(new AuditEntry("recovery.confirm", viewer.PersonId, viewer.OrganisationId, 0, "person", recovery.PersonUid, recovery.Uid));
        tx.Emit(new FactorRecoveryConfirmed(recovery.PersonId, recovery.OrganisationId, recovery.Uid, viewer.PersonId, ready, tx.Now));
        return Done.Yes;
    }
}
