using Infohub.Community.Organisations;
using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Circles;

/// <summary>Who is or becomes a member: a whole organisation (<c>PersonId</c> 0), or the pair of a person and an organisation.</summary>
internal readonly record struct Membership(long OrganisationId, long PersonId, string ObjectUid);

/// <summary>The rows of members and of those who wait.</summary>
internal static class Memberships
{
    /// <summary>The viewer itself, or its organisation where the viewer administers it.</summary>
    public static Outcome<Membership> OfViewer(Viewer viewer, bool asOrganisation) =>
        !Rights.ActsAsPerson(viewer) ? Rights.SignIn
        : !asOrganisation ? new Membership(viewer.OrganisationId, viewer.PersonId, viewer.PersonUid)
        : Rights.ActsFor(viewer, viewer.OrganisationId) ? new Membership(viewer.OrganisationId, 0, viewer.OrganisationUid)
        : CircleRefusals.AdministratorsOnly;

    /// <summary>Somebody else, by address. Whom the viewer may not know of is not found.</summary>
    public static async Task<Membership?> FindAsync(Sql sql, CircleMemberName name, bool activeOnly, CancellationToken stop)
    {
        (string, object?)[] values = [("uid", name.Uid), ("least", activeOnly ? State.Active : State.Waiting + 1), ("most", activeOnly ? State.Active : State.Left)];
        return name.Organisation
            ? await sql.FirstAsync<Membership?>(
                "select id, uid from organisation where uid = @uid and standing <> 2 and state between @least and @most", static r => new Membership(r.Long(0), 0, r.Text(1)), stop, values)
            : await sql.FirstAsync<Membership?>(
                """
                select p.org_id, p.id, p.uid from person p join organisation o on o.id = p.org_id
                where p.uid = @uid and p.state between @least and @most and o.state between @least and @most and o.standing = 0
                """,
                static r => new Membership(r.Long(0), r.Long(1), r.Text(2)),
                stop,
                values);
    }

    /// <summary>As <see cref="FindAsync"/> of active ones, who stay so until the transaction ends: nobody who leaves meanwhile is let in.</summary>
    public static async Task<Membership?> HoldAsync(Tx tx, CircleMemberName name, CancellationToken stop) =>
        await FindAsync(tx, name, activeOnly: true, stop) is { } member && await OrganisationRow.HoldAsync(tx, member.OrganisationId, member.PersonId, stop) ? member : null;

    public static Task<bool> ExistsAsync(Sql sql, long circle, Membership member, CancellationToken stop) =>
        AnyAsync(sql, "select 1 from circle_member where circle_id = @circle and org_id = @org and person_id = @person", circle, member, stop);

    public static async Task<bool> IsHubAsync(Sql sql, Membership member, CancellationToken stop) =>
        member.PersonId == 0
        && await sql.NumberAsync("select count(*) from organisation where id = @org and standing = @hub", stop, ("org", member.OrganisationId), ("hub", Standing.PartnerHub)) > 0;

    /// <summary>Null where nobody waits; else whether it is an invitation (and not a request).</summary>
    public static async Task<bool?> WaitingAsync(Sql sql, long circle, Membership member, CancellationToken stop) =>
        await sql.NumberAsync("select invited from circle_waiting where circle_id = @circle and org_id = @org and person_id = @person", stop, Values(circle, member)) switch
        {
            null => null,
            var invited => invited != 0,
        };

    public static Task AddAsync(Tx tx, CircleRow circle, Membership member, CancellationToken stop) =>
        AddAsync(tx, circle.Id, circle.Sector, member, circle.ReadsFrom(tx.Now), stop);

    public static async Task AddAsync(Tx tx, long circle, string sector, Membership member, long readsFrom, CancellationToken stop)
    {
        await StopWaitingAsync(tx, circle, member, stop);
        await tx.RunAsync(
            "insert into circle_member(circle_id, org_id, person_id, since, reads_from) values (@circle, @org, @person, @now, @from)",
            stop,
            Values(circle, member, ("now", tx.Now), ("from", readsFrom)));
        if (sector.Length > 0)
        {
            await tx.RunAsync("delete from sector_declined where org_id = @org and sector = @sector", stop, ("org", member.OrganisationId), ("sector", sector));
        }

        tx.Emit(new CircleJoined(circle, member.OrganisationId, member.PersonId, tx.Now));
    }

    public static Task WaitAsync(Tx tx, long circle, Membership member, bool invited, CancellationToken stop) =>
        tx.RunAsync(
            "insert into circle_waiting(circle_id, org_id, person_id, invited, at) values (@circle, @org, @person, @invited, @now)",
            stop,
            Values(circle, member, ("invited", invited), ("now", tx.Now)));

    public static Task<int> StopWaitingAsync(Tx tx, long circle, Membership member, CancellationToken stop) =>
        tx.RunAsync("delete from circle_waiting where circle_id = @circle and org_id = @org and person_id = @person", stop, Values(circle, member));

    /// <summary>Takes the member out, with the ownership of people who are no longer members. Refused where no owner would be left.</summary>
    public static async Task<Refusal?> TakeOutAsync(Tx tx, CircleRow circle, Membership member, bool removed, CancellationToken stop)
    {
        await tx.RunAsync("delete from circle_member where circle_id = @circle and org_id = @org and person_id = @person", stop, Values(circle.Id, member));
        var owners = await tx.RunAsync(
            """
            delete from circle_owner where circle_id = @circle and org_id = @org and not exists(select 1 from circle_member m
              where m.circle_id = circle_owner.circle_id and m.org_id = circle_owner.org_id and (m.person_id = 0 or m.person_id = circle_owner.person_id))
            """,
            stop,
            Values(circle.Id, member));
        if (owners > 0 && !circle.Closed && await tx.NumberAsync("select count(*) from circle_owner where circle_id = @circle", stop, ("circle", circle.Id)) == 0)
        {
            return CircleRefusals.LastOwner;
        }

        if (circle.Sector.Length > 0 && member.PersonId == 0)
        {
            await tx.RunAsync(
                "insert into sector_declined(org_id, sector) values (@org, @sector) on conflict(org_id, sector) do nothing",
                stop,
                ("org", member.OrganisationId),
                ("sector", circle.Sector));
        }

        tx.Emit(new CircleLeft(circle.Id, member.OrganisationId, member.PersonId, removed, tx.Now));
        return null;
    }

    private static (string, object?)[] Values(long circle, Membership member, params (string, object?)[] more) =>
        [("circle", circle), ("org", member.OrganisationId), ("person", member.PersonId), .. more];

    private static async Task<bool> AnyAsync(Sql sql, string text, long circle, Membership member, CancellationToken stop) =>
        await sql.FirstAsync<long?>(text, static _ => 1, stop, Values(circle, member)) is not null;
}
