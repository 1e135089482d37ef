using Infohub.Community.Governance;
using Infohub.Community.Organisations;
using Infohub.Community.Public;
using Infohub.Community.SignIn;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;

namespace Infohub.Community.People;

/// <summary>A new link for somebody whose invitation lapsed, or who left this organisation and comes back: a new joiner (law R5).</summary>
public sealed class InviteAgain(Database database, IIdSource ids)
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

                if (!Rights.Covers(viewer, person.Principal))
                {
                    return PeopleRefusals.NotYours;
                }

                if (person.State is State.Active or State.Suspended)
                {
                    return PeopleRefusals.NoSuchChange;
                }

                var organisation = (await OrganisationRow.OfPersonAsync(tx, person.Id, stop))!;
                if (person.State == State.Left && await Seats.AreTakenAsync(tx, organisation, stop))
                {
                    return OrganisationRefusals.SeatsTaken;
                }

                // Old secrets do not come back with the person: the link lets them choose new ones.
                await tx.RunAsync(
                    "update person set state = @state, password = '', totp = null where id = @id",
                    stop,
                    ("state", State.Waiting),
                    ("id", person.Id));
                await tx.RunAsync("delete from passkey where person_id = @id", stop, ("id", person.Id));
                await tx.RunAsync("delete from recovery_code where person_id = @id", stop, ("id", person.Id));
                var link = await links.MakeAsync(tx, OneTimeLinks.Invitation, person.Id, viewer.PersonId, tx.Now);
                tx.Record(new AuditEntry("person.invite", viewer.PersonId, viewer.OrganisationId, viewer.KeyId, "person", person.Uid, "again"));
                tx.Emit(new PersonInvited(person.Id, person.OrgId, viewer.PersonId, tx.Now));
                return new Invitation(person.Uid, link);
            },
            stop);
}
