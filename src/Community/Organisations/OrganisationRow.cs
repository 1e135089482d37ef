using Infohub.Community.Public;
using Infohub.Platform.Data;

namespace Infohub.Community.Organisations;

/// <summary>An organisation as the acts on it need it.</summary>
internal sealed record OrganisationRow(long Id, string Uid, string Name, int Standing, int State, long JoinedAt, int Seats)
{
    public bool IsActiveMember => State == Public.State.Active && Standing == Public.Standing.Member;

    /// <summary>The organisation that the viewer may know of, locked for this transaction.</summary>
    public static async Task<OrganisationRow?> LockAsync(Tx tx, Viewer viewer, string uid, CancellationToken stop)
    {
        // A write that changes nothing takes the row's lock on both engines.
        await tx.RunAsync("update organisation set seats = seats where uid = @uid", stop, ("uid", uid));
        return await FindAsync(tx, viewer, uid, stop);
    }

    /// <summary>Both organisations, in the order of their ids, so that two acts on the same two never wait for each other.</summary>
    public static async Task LockBothAsync(Tx tx, string oneUid, string otherUid, CancellationToken stop)
    {
        var ids = await tx.ListAsync("select id from organisation where uid in (@one, @other) order by id", static r => r.Long(0), stop, ("one", oneUid), ("other", otherUid));
        foreach (var id in ids)
        {
            await tx.RunAsync("update organisation set seats = seats where id = @id", stop, ("id", id));
        }
    }

    /// <summary>
    /// Holds the organisation's row, under which departures run, and says whether the pair of it and the person (0 for the organisation itself) is active still:
    /// what is given to who leaves meanwhile would be theirs again when they return (law R5).
    /// </summary>
    public static async Task<bool> HoldAsync(Tx tx, long organisation, long person, CancellationToken stop)
    {
        await tx.RunAsync("update organisation set seats = seats where id = @org", stop, ("org", organisation));
        return await tx.NumberAsync(
            """
            select count(*) from organisation o where o.id = @org and o.state = @active
              and (@person = 0 or exists(select 1 from person p where p.id = @person and p.org_id = o.id and p.state = @active))
            """,
            stop,
            ("org", organisation),
            ("person", person),
            ("active", Public.State.Active)) > 0;
    }

    /// <summary>An applicant is known to officers and to itself only.</summary>
    public static Task<OrganisationRow?> FindAsync(Sql sql, Viewer viewer, string uid, CancellationToken stop) =>
        sql.FirstAsync<OrganisationRow?>(
            "select id, uid, name, standing, state, joined_at, seats from organisation where uid = @uid and (@all = 1 or id = @own or (@community = 1 and state <> 0))",
            static r => new OrganisationRow(r.Long(0), r.Text(1), r.Text(2), r.Int(3), r.Int(4), r.Long(5), r.Int(6)),
            stop,
            ("uid", uid),
            ("all", Rights.IsOfficer(viewer)),
            ("own", viewer.OrganisationId),
            ("community", viewer.Facts.Community));

    /// <summary>As <see cref="OfPersonAsync"/>, locked for this transaction.</summary>
    public static async Task<OrganisationRow?> LockOfPersonAsync(Tx tx, long personId, CancellationToken stop)
    {
        await tx.RunAsync("update organisation set seats = seats where id = (select org_id from person where id = @person)", stop, ("person", personId));
        return await OfPersonAsync(tx, personId, stop);
    }

    public static Task<OrganisationRow?> OfPersonAsync(Sql sql, long personId, CancellationToken stop) =>
        sql.FirstAsync<OrganisationRow?>(
            "select o.id, o.uid, o.name, o.standing, o.state, o.joined_at, o.seats from organisation o join person p on p.org_id = o.id where p.id = @person",
            static r => new OrganisationRow(r.Long(0), r.Text(1), r.Text(2), r.Int(3), r.Int(4), r.Long(5), r.Int(6)),
            stop,
            ("person", personId));
}
