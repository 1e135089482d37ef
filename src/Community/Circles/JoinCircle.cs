using Infohub.Community.Organisations;
using Infohub.Community.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Circles;

/// <summary>What came of it: a member now, or a request that waits for an owner.</summary>
public enum Joined
{
    Member,
    Asked,
}

/// <summary>Joins an open circle, accepts an invitation, or asks to be let in.</summary>
public sealed class JoinCircle(Database database)
{
    public async Task<Outcome<Joined>> RunAsync(Viewer viewer, string circleUid, bool asOrganisation, CancellationToken stop) =>
        await database.WriteAsync(tx => JoinAsync(tx, viewer, circleUid, asOrganisation, stop), stop);

    private static async Task<Outcome<Joined>> JoinAsync(Tx tx, Viewer viewer, string circleUid, bool asOrganisation, CancellationToken stop)
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

        if (!await OrganisationRow.HoldAsync(tx, who.Value.OrganisationId, who.Value.PersonId, stop))
        {
            return Rights.SignIn;
        }

        if (circle.Closed)
        {
            return CircleRefusals.Closed;
        }

        if (await Memberships.ExistsAsync(tx, circle.Id, who.Value, stop))
        {
            return CircleRefusals.AlreadyMember;
        }

        if (circle.Sector.Length > 0 && !await IsOfSectorAsync(tx, circle, who.Value, stop))
        {
            return CircleRefusals.SectorOnly;
        }

        var waiting = await Memberships.WaitingAsync(tx, circle.Id, who.Value, stop);
        return (circle.Joining, waiting) switch
        {
            (Joining.Open, _) or (_, true) => await EnterAsync(tx, viewer, circle, who.Value, stop),
            (Joining.Request, null) => await AskAsync(tx, viewer, circle, who.Value, stop),
            (_, false) => CircleRefusals.AlreadyWaiting,
            _ => CircleRefusals.InvitationOnly,
        };
    }

    /// <summary>A sector's circle has organisations only, and those of the sector.</summary>
    private static async Task<bool> IsOfSectorAsync(Tx tx, CircleRow circle, Membership who, CancellationToken stop) =>
        who.PersonId == 0
        && await tx.NumberAsync(
            "select count(*) from organisation_sector where org_id = @org and sector = @sector", stop, ("org", who.OrganisationId), ("sector", circle.Sector)) > 0;

    private static async Task<Outcome<Joined>> EnterAsync(Tx tx, Viewer viewer, CircleRow circle, Membership who, CancellationToken stop)
    {
        await Memberships.AddAsync(tx, circle, who, stop);
        tx.Record(new AuditEntry("circle.join", viewer.PersonId, viewer.OrganisationId, viewer.KeyId, "circle", circle.Uid, who.ObjectUid));
        return Joined.Member;
    }

    private static async Task<Outcome<Joined>> AskAsync(Tx tx, Viewer viewer, CircleRow circle, Membership who, CancellationToken stop)
    {
        await Memberships.WaitAsync(tx, circle.Id, who, invited: false, stop);
        tx.Record(new AuditEntry("circle.ask", viewer.PersonId, viewer.OrganisationId, viewer.KeyId, "circle", circle.Uid, who.ObjectUid));
        tx.Emit(new CircleAsked(circle.Id, who.OrganisationId, who.PersonId, tx.Now));
        return Joined.Asked;
    }
}
