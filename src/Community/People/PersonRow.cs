using Infohub.Community.Governance;
using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.People;

/// <summary>A person as the acts on one need it.</summary>
internal sealed record PersonRow(long Id, string Uid, long OrgId, int State, Roles Roles, long JoinedAt)
{
    public Principal Principal => new(Id, OrgId, Roles);

    /// <summary>The person whom the viewer may know of, locked for this transaction together with everybody's roles.</summary>
    public static async Task<PersonRow?> LockAsync(Tx tx, Viewer viewer, string uid, CancellationToken stop)
    {
        // Two acts on the last two administrators must not both find the other one: the organisation's row is their common lock.
        await tx.RunAsync("update organisation set seats = seats where id = (select org_id from person where uid = @uid)", stop, ("uid", uid));
        return await FindAsync(tx, viewer, uid, stop);
    }

    /// <summary>Who is only invited, or was and never came, is known to the own organisation's administrators and to officers (law R7).</summary>
    public static Task<PersonRow?> FindAsync(Sql sql, Viewer viewer, string uid, CancellationToken stop) =>
        sql.FirstAsync<PersonRow?>(
            """
            select id, uid, org_id, state, roles, joined_at from person
            where uid = @uid and (@all = 1 or id = @self or (org_id = @own and @administers = 1) or (@community = 1 and joined_at > 0))
            """,
            static r => new PersonRow(r.Long(0), r.Text(1), r.Long(2), r.Int(3), (Roles)r.Int(4), r.Long(5)),
            stop,
            ("uid", uid),
            ("all", Rights.IsOfficer(viewer)),
            ("self", viewer.PersonId),
            ("own", viewer.OrganisationId),
            ("administers", viewer.Has(Roles.Administrator)),
            ("community", viewer.Facts.Community));

    /// <summary>Refused where nobody would be left to administer the organisation, or to hold the office.</summary>
    public async Task<Refusal?> LastOfRoleAsync(Tx tx, Roles lost, CancellationToken stop)
    {
        if (State == Public.State.Active && (Roles & lost & Roles.Officer) != 0
            && await OfficerCount.WithoutPersonAsync(tx, Id, stop) == 0)
        {
            return PeopleRefusals.LastOfficer;
        }

        return State == Public.State.Active && (Roles & lost & Roles.Administrator) != 0
            && await tx.NumberAsync(
                "select count(*) from person where id <> @id and org_id = @org and state = 1 and (roles & 1) <> 0", stop, ("id", Id), ("org", OrgId)) == 0
            ? PeopleRefusals.LastAdministrator
            : null;
    }
}
