using Infohub.Community.Governance;
using Infohub.Community.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Keys;

/// <summary>Revokes a key for good: its owner, an administrator of its organisation, or an officer (a hub's freely, a member's under elevation).</summary>
public sealed class RevokeKey(Database database, Elevations elevations)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string keyUid, CancellationToken stop) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                // No fresh proof is asked for: to take a stolen key out of use must never wait.
                if (!viewer.IsPerson && !viewer.IsSystem)
                {
                    return Rights.SignIn;
                }

                if (await KeyRow.FindAsync(tx, viewer, keyUid, stop) is not { RevokedAt: 0 } key)
                {
                    return Refusal.NotFound;
                }

                var own = key.PersonId != 0 && key.PersonId == viewer.PersonId && key.OrgId == viewer.OrganisationId;
                if (!own && !key.OfHub && !Rights.ActsFor(viewer, key.OrgId) && (await elevations.UseAsync(tx, viewer, ElevatedAct.Suspend, key.Uid, stop)).Refusal is { } refusal)
                {
                    return refusal;
                }

                await tx.RunAsync("update api_key set revoked_at = @now where id = @id", stop, ("now", tx.Now), ("id", key.Id));
                tx.Record(new AuditEntry("key.revoke", viewer.PersonId, viewer.OrganisationId, 0, "key", key.Uid));
                tx.Emit(new KeyRevoked(key.Id, key.OrgId, key.PersonId, tx.Now));
                return Done.Yes;
            },
            stop);
}
