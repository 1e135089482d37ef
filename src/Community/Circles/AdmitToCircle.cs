using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Circles;

/// <summary>Lets in who asked, or a partner hub, which has no people here who could ask; an owner's act.</summary>
public sealed class AdmitToCircle(Database database)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string circleUid, CircleMemberName who, CancellationToken stop) =>
        OwnersAct.RunAsync(
            database,
            viewer,
            circleUid,
            "circle.admit",
            who.Uid,
            async (tx, circle) =>
            {
                if (await Memberships.HoldAsync(tx, who, stop) is not { } member)
                {
                    return Refusal.NotFound;
                }

                if (await Memberships.ExistsAsync(tx, circle.Id, member, stop))
                {
                    return CircleRefusals.AlreadyMember;
                }

                if (await Memberships.WaitingAsync(tx, circle.Id, member, stop) is not false && !await Memberships.IsHubAsync(tx, member, stop))
                {
                    return CircleRefusals.NobodyAsked;
                }

                await Memberships.AddAsync(tx, circle, member, stop);
                return null;
            },
            stop);
}
