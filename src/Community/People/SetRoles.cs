using Infohub.Community.Governance;
using Infohub.Community.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.People;

/// <summary>Gives and takes roles. Who acts must cover what the person has now and what the person will have (law W8).</summary>
public sealed class SetRoles(Database database, Elevations elevations)
{
    private const Roles All = Roles.Administrator | Roles.Officer | Roles.Csirt | Roles.Auditor;

    /// <param name="roles">All roles that the person has from now on.</param>
    public async Task<Outcome<Done>> RunAsync(Viewer viewer, string personUid, Roles roles, CancellationToken stop) =>
        (roles & ~All) != 0 ? PeopleRefusals.UnknownRoles : await database.WriteAsync(tx => SetAsync(tx, viewer, personUid, roles, stop), stop);

    private async Task<Outcome<Done>> SetAsync(Tx tx, Viewer viewer, string personUid, Roles roles, CancellationToken stop)
    {
        if (await PersonRow.LockAsync(tx, viewer, personUid, stop) is not { } person)
        {
            return Refusal.NotFound;
        }

        if (viewer.PersonId == person.Id && (roles & ~person.Roles) != 0)
        {
            return PeopleRefusals.NotYourself;
        }

        if (viewer.PersonId != person.Id && !(Rights.Covers(viewer, person.Principal) && Rights.Covers(viewer, person.Principal with { Roles = roles })))
        {
            return PeopleRefusals.NotYours;
        }

        if (Rights.NotFresh(viewer, tx.Now) is { } confirm)
        {
            return confirm;
        }

        if (person.State == State.Left)
        {
            return PeopleRefusals.NoSuchChange;
        }

        if (!viewer.IsSystem && await person.LastOfRoleAsync(tx, person.Roles & ~roles, stop) is { } last)
        {
            return last;
        }

        if ((roles & ~person.Roles & Roles.Officer) != 0 && await Admittance.ToOfficeAsync(tx, viewer, elevations, person.Uid, stop) is { } ungranted)
        {
            return ungranted;
        }

        await tx.RunAsync("update person set roles = @roles where id = @id", stop, ("roles", roles), ("id", person.Id));
        tx.Record(new AuditEntry("person.roles", viewer.PersonId, viewer.OrganisationId, viewer.KeyId, "person", person.Uid, $"{(int)person.Roles} to {(int)roles}"));
        tx.Emit(new RolesChanged(person.Id, person.OrgId, person.Roles, roles, viewer.PersonId, tx.Now));
        return Done.Yes;
    }
}
