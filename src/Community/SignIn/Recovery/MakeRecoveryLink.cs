using Infohub.Community.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.SignIn.Recovery;

/// <summary>After the day's delay: the link that the administrator hands over, shown once. A new one replaces it.</summary>
internal sealed class MakeRecoveryLink(Database database, OneTimeLinks links)
{
    private static readonly Refusal Early = Refusal.Conflict("recovery-early", "The link can be made when an officer has confirmed and the delay is over.");

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

                if (await RecoveryView.OfPersonAsync(tx, account.Id, stop) is not { } recovery || !recovery.IsOpen(tx.Now))
                {
                    return Early;
                }

                tx.Record(new AuditEntry("recovery.link", viewer.PersonId, viewer.OrganisationId, 0, "person", account.Uid, recovery.Uid));
                return await links.MakeAsync(tx, OneTimeLinks.Recovery, account.Id, viewer.PersonId, recovery.ReadyAt);
            },
            stop);
}
