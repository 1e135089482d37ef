using Infohub.Community.Governance;
using Infohub.Community.Organisations;
using Infohub.Community.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.People;

/// <summary>A person leaves one organisation and joins another, and keeps nothing of the first (law R3, R5); an officer's act.</summary>
public sealed class MovePerson(Database database, Elevations elevations)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string personUid, string organisationUid, CancellationToken stop) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                var from = await tx.FirstAsync("select o.id, o.uid from person p join organisation o on o.id = p.org_id where p.uid = @uid", static r => (Id: r.Long(0), Uid: r.Text(1)), stop, ("uid", personUid));
                await OrganisationRow.LockBothAsync(tx, from.Uid ?? "", organisationUid, stop);
                var person = await PersonRow.FindAsync(tx, viewer, personUid, stop);
                var organisation = await OrganisationRow.FindAsync(tx, viewer, organisationUid, stop);
                if (person is null || organisation is null)
                {
                    return Refusal.NotFound;
                }

                if (person.OrgId != from.Id)
                {
                    return OrganisationRefusals.Changed;
                }

                if (await RefusalAsync(tx, viewer, person, organisation, stop) is { } refusal)
                {
                    return refusal;
                }

                await Departures.EndPairAsync(tx, person.Id, person.OrgId, stop);
                await tx.RunAsync(
                    "update person set org_id = @org, joined_at = case when joined_at = 0 then 0 else @now end, roles = @roles where id = @id",
                    stop,
                    ("org", organisation.Id),
                    ("now", tx.Now),
                    ("roles", person.Roles & ~Roles.Administrator),
                    ("id", person.Id));
                tx.Record(new AuditEntry("person.move", viewer.PersonId, viewer.OrganisationId, viewer.KeyId, "person", person.Uid, organisation.Uid));
                tx.Emit(new PersonMoved(person.Id, person.OrgId, organisation.Id, tx.Now, viewer.PersonId));
                return Done.Yes;
            },
            stop);

    private async Task<Refusal?> RefusalAsync(Tx tx, Viewer viewer, PersonRow person, OrganisationRow organisation, CancellationToken stop)
    {
        if (!Rights.IsOfficer(viewer))
        {
            return OrganisationRefusals.OfficersOnly;
        }

        if (Rights.NotFresh(viewer, tx.Now) is { } confirm)
        {
            return confirm;
        }

        if (person.OrgId == organisation.Id)
        {
            return PeopleRefusals.SameOrganisation;
        }

        if (viewer.IsSystem)
        {
            return null;
        }

        if (person.Id == viewer.PersonId)
        {
            return PeopleRefusals.NotYourself;
        }

        if (!organisation.IsActiveMember || person.State == State.Left)
        {
            return PeopleRefusals.OrganisationNotActive;
        }

        return await Seats.AreTakenAsync(tx, organisation, stop)
            ? OrganisationRefusals.SeatsTaken
            : await person.LastOfRoleAsync(tx, Roles.Administrator, stop) ?? await Admittance.ToOrganisationAsync(tx, viewer, elevations, organisation, stop);
    }
}
