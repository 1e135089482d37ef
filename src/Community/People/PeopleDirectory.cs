using Infohub.Community.Public;
using Infohub.Platform.Data;

namespace Infohub.Community.People;

/// <summary>A person's page. Address, roles and exact state are for the person, the own administrators and the officers.</summary>
internal sealed record PersonView(string Uid, string Name, int State, string OrganisationUid, string OrganisationName, bool Managed, string Email, Roles Roles, bool WasIn)
{
    public string OrganisationNameZh { get; init; } = "";

    public bool IsActive => State == Public.State.Active;
}

/// <summary>The people whom a viewer may know of.</summary>
internal sealed class PeopleDirectory(Database database)
{
    public Task<PersonView?> FindAsync(Viewer viewer, string uid, CancellationToken stop) =>
        database.ReadAsync(
            async sql =>
            {
                if (await PersonRow.FindAsync(sql, viewer, uid, stop) is not { } row)
                {
                    return null;
                }

                var managed = Rights.Manages(viewer, row.OrgId) || (viewer.PersonId != 0 && viewer.PersonId == row.Id);
                return await sql.FirstAsync<PersonView?>(
                    $"select p.name, o.uid, o.name, {Address.OfPerson}, case when {Entrance.WasIn} then 1 else 0 end, o.name_zh from person p join organisation o on o.id = p.org_id where p.id = @id",
                    r => new PersonView(
                        row.Uid, r.Text(0), managed || row.State == State.Active ? row.State : State.Left, r.Text(1), r.Text(2), managed, managed ? r.Text(3) : "", managed ? row.Roles : Roles.None, !managed || r.Bool(4))
                    { OrganisationNameZh = r.Text(5) },
                    stop,
                    ("id", row.Id));
            },
            stop);
}
