using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Circles;

/// <summary>Lets in who asked; an owner's act.</summary>
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
                if (await Memberships.FindAsync(tx, who, activeOnly: true, stop) is not { } member)
                {
                    return Refusal.NotFound;
                }

                if (await Memberships.WaitingAsync(tx, circle.Id, member, stop) is not false)
                {
                    return CircleRefusals.NobodyAsked;
                }

                await Memberships.AddAsync(tx, circle, member, stop);
                return null;
            },
            stop);
}
