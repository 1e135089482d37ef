using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Circles;

/// <summary>Refuses a request, or takes an invitation back; an owner's act.</summary>
public sealed class RefuseFromCircle(Database database)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string circleUid, CircleMemberName who, CancellationToken stop) =>
        OwnersAct.RunAsync(
            database,
            viewer,
            circleUid,
            "circle.refuse",
            who.Uid,
            async (tx, circle) =>
            {
                if (await Memberships.FindAsync(tx, who, activeOnly: false, stop) is not { } member)
                {
                    return Refusal.NotFound;
                }

                if (await Memberships.StopWaitingAsync(tx, circle.Id, member, stop) == 0)
                {
                    return CircleRefusals.NobodyAsked;
                }

                tx.Emit(new CircleRefused(circle.Id, member.OrganisationId, member.PersonId, tx.Now));
                return null;
            },
            stop);
}
