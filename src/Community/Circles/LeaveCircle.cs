using Infohub.Community.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Circles;

/// <summary>Leaves a circle, declines an invitation, or takes a request back.</summary>
public sealed class LeaveCircle(Database database)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string circleUid, bool asOrganisation, CancellationToken stop) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                if (await CircleRow.LockAsync(tx, viewer, circleUid, stop) is not { } circle)
                {
                    return Refusal.NotFound;
                }

                var who = Memberships.OfViewer(viewer, asOrganisation);
                if (!who.Done)
                {
                    return who.Refusal!;
                }

                var waited = await Memberships.StopWaitingAsync(tx, circle.Id, who.Value, stop) > 0;
                var member = await Memberships.ExistsAsync(tx, circle.Id, who.Value, stop);
                if (!waited && !member)
                {
                    return CircleRefusals.NotAMember;
                }

                if (member && await Memberships.TakeOutAsync(tx, circle, who.Value, removed: false, stop) is { } refusal)
                {
                    return refusal;
                }

                tx.Record(new AuditEntry("circle.leave", viewer.PersonId, viewer.OrganisationId, viewer.KeyId, "circle", circle.Uid, who.Value.ObjectUid));
                return Done.Yes;
            },
            stop);
}
