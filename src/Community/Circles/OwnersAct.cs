using Infohub.Community.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Circles;

/// <summary>The frame of all that only a circle's owners do: find, lock, check, act, record.</summary>
internal static class OwnersAct
{
    public static Task<Outcome<Done>> RunAsync(
        Database database, Viewer viewer, string circleUid, string act, string detail, Func<Tx, CircleRow, Task<Refusal?>> work, CancellationToken stop, bool onClosed = false) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                if (await CircleRow.LockAsync(tx, viewer, circleUid, stop) is not { } circle)
                {
                    return Refusal.NotFound;
                }

                if (!Rights.ActsAsPerson(viewer) || !circle.IsOwner)
                {
                    return circle.Sector.Length > 0 ? CircleRefusals.SectorCircle : CircleRefusals.OwnersOnly;
                }

                if (!Rights.OpensCircles(viewer))
                {
                    return CircleRefusals.KeyCeiling;
                }

                if (circle.Closed && !onClosed)
                {
                    return CircleRefusals.Closed;
                }

                if (await work(tx, circle) is { } refusal)
                {
                    return refusal;
                }

                tx.Record(new AuditEntry(act, viewer.PersonId, viewer.OrganisationId, viewer.KeyId, "circle", circle.Uid, detail));
                return Done.Yes;
            },
            stop);
}
