using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Circles;

/// <summary>Invites an organisation or a person; an owner's act. Who had asked already becomes a member at once.</summary>
public sealed class InviteToCircle(Database database)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string circleUid, CircleMemberName who, CancellationToken stop) =>
        OwnersAct.RunAsync(
            database,
            viewer,
            circleUid,
            "circle.invite",
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

                switch (await Memberships.WaitingAsync(tx, circle.Id, member, stop))
                {
                    case true:
                        return CircleRefusals.AlreadyWaiting;
                    case false:
                        await Memberships.AddAsync(tx, circle, member, stop);
                        return null;
                    default:
                        await Memberships.WaitAsync(tx, circle.Id, member, invited: true, stop);
                        tx.Emit(new CircleInvited(circle.Id, member.OrganisationId, member.PersonId, viewer.PersonId, tx.Now));
                        return null;
                }
            },
            stop);
}
