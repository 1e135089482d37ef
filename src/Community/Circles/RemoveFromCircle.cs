using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Circles;

/// <summary>Takes a member out; an owner's act, on a closed circle too.</summary>
public sealed class RemoveFromCircle(Database database)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string circleUid, CircleMemberName who, CancellationToken stop) =>
        OwnersAct.RunAsync(
            database,
            viewer,
            circleUid,
            "circle.remove",
            who.Uid,
            async (tx, circle) =>
            {
                if (await Memberships.FindAsync(tx, who, activeOnly: false, stop) is not { } member)
                {
                    return Refusal.NotFound;
                }

                return await Memberships.ExistsAsync(tx, circle.Id, member, stop)
                    ? await Memberships.TakeOutAsync(tx, circle, member, removed: true, stop)
                    : CircleRefusals.NotAMember;
            },
            stop,
            onClosed: true);
}
