using Infohub.Community.Governance;
using Infohub.Community.Organisations;
using Infohub.Community.Public;
using Infohub.Community.SignIn;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;

namespace Infohub.Community.People;

/// <summary>A new link for somebody who was invited and never came. Who was in before comes back by a recovery, which takes two.</summary>
public sealed class InviteAgain(Database database, IIdSource ids, Elevations elevations)
{
    private readonly OneTimeLinks links = new(ids);

    public Task<Outcome<Invitation>> RunAsync(Viewer viewer, string personUid, CancellationToken stop) =>
        database.WriteAsync<Invitation>(
            async tx =>
            {
                if (await PersonRow.LockAsync(tx, viewer, personUid, stop) is not { } person)
                {
                    return Refusal.NotFound;
                }

                if (await RefusalAsync(tx, viewer, person, stop) is { } refusal)
                {
                    return refusal;
                }

                await tx.RunAsync("update person set state = @state where id = @id", stop, ("state", State.Waiting), ("id", person.Id));
                var link = await links.MakeAsync(tx, OneTimeLinks.Invitation, person.Id, viewer.PersonId, tx.Now);
                tx.Record(new AuditEntry("person.invite", viewer.PersonId, viewer.OrganisationId, viewer.KeyId, "person", person.Uid, "again"));
                tx.Emit(new PersonInvited(person.Id, person.OrgId, viewer.PersonId, tx.Now));
                return new Invitation(person.Uid, link);
            },
            stop);

    private async Task<Refusal?> RefusalAsync(Tx tx, Viewer viewer, PersonRow person, CancellationToken stop)
    {
        if (!Rights.Covers(viewer, person.Principal))
        {
            return PeopleRefusals.NotYours;
        }

        if (Rights.NotFresh(viewer, tx.Now) is { } confirm)
        {
            return confirm;
        }

        if (person.State is State.Active or State.Suspended)
        {
            return PeopleRefusals.NoSuchChange;
        }

        if (await tx.NumberAsync($"select p.id from person p where p.id = @id and {Entrance.WasIn}", stop, ("id", person.Id)) is not null)
        {
            return PeopleRefusals.ComesBack;
        }

        var organisation = (await OrganisationRow.OfPersonAsync(tx, person.Id, stop))!;
        return person.State == State.Left && await Seats.AreTakenAsync(tx, organisation, stop)
            ? OrganisationRefusals.SeatsTaken
            : await Admittance.ToOrganisationAsync(tx, viewer, elevations, organisation, stop);
    }
}
