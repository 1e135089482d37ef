using Infohub.Community.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;

namespace Infohub.Community.SignIn.Recovery;

/// <summary>Says that a person lost their factors, or left and comes back. Nothing opens until an officer confirms it and a day has gone by.</summary>
internal sealed class StartRecovery(Database database, IIdSource ids)
{
    public Task<Outcome<string>> RunAsync(Viewer viewer, string personUid, CancellationToken stop) =>
        database.WriteAsync<string>(
            async tx =>
            {
                var account = await Account.ByUidAsync(tx, personUid, stop);
                if (!await RecoveryRights.MayStartAsync(tx, viewer, account, stop))
                {
                    return Refusal.NotFound;
                }

                if (Fresh.Required(viewer, tx.Now) is { } refusal)
                {
                    return refusal;
                }

                // Two at once are one after the other: the second finds the first.
                await Account.HoldAsync(tx, account.Id);
                if (await RecoveryView.OfPersonAsync(tx, account.Id, stop) is { } open && !open.IsOver(tx.Now))
                {
                    return Refusal.Conflict("recovery-open", "A recovery for this person is open already.");
                }

                await Recoveries.EndOfAsync(tx, account.Id, "expired");
                return await AddAsync(tx, viewer, account, stop);
            },
            stop);

    private async Task<string> AddAsync(Tx tx, Viewer viewer, Account account, CancellationToken stop)
    {
        var uid = ids.NewUid();
        await tx.RunAsync(
            "insert into factor_recovery(uid, person_id, org_id, started_by, started_at) values (@uid, @person, @org, @by, @now)",
            stop,
            ("uid", uid),
            ("person", account.Id),
            ("org", account.OrganisationId),
            ("by", viewer.PersonId),
            ("now", tx.Now));
        tx.Record(new AuditEntry("recovery.start", viewer.PersonId, viewer.OrganisationId, 0, "person", account.Uid, uid));
        tx.Emit(new FactorRecoveryStarted(account.Id, account.OrganisationId, uid, viewer.PersonId, tx.Now));
        return uid;
    }
}
