using Infohub.Community.Governance;
using Infohub.Community.Organisations;
using Infohub.Community.Public;
using Infohub.Community.SignIn;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;

namespace Infohub.Community.People;

/// <param name="OrganisationUid">Whom the person will represent.</param>
/// <param name="Language">One of <see cref="Languages.All"/>.</param>
/// <param name="Roles">Given with the invitation, under the same rule as later (law W8).</param>
public sealed record NewPerson(string OrganisationUid, string Name, string Email, string Language = Languages.English, Roles Roles = Roles.None);

/// <summary>An invited person.</summary>
/// <param name="Uid">The person's address.</param>
/// <param name="Link">The path of the one-time link, shown this once.</param>
public sealed record Invitation(string Uid, string Link)
{
    /// <summary>The link is a secret: it is not for logs.</summary>
    public override string ToString() => "Invitation " + Uid;
}

/// <summary>Invites a representative, within the organisation's seats: by its administrators, or by an officer.</summary>
public sealed class InvitePerson(Database database, IIdSource ids, Elevations elevations)
{
    private readonly OneTimeLinks links = new(ids);

    private const Roles AllRoles = Roles.Administrator | Roles.Officer | Roles.Csirt | Roles.Auditor;

    public async Task<Outcome<Invitation>> RunAsync(Viewer viewer, NewPerson what, CancellationToken stop)
    {
        if (Plain.Line(what.Name) is not { } name)
        {
            return Plain.NameNeeded("name");
        }

        if (Plain.Email(what.Email) is not { } email)
        {
            return PeopleRefusals.Email;
        }

        return (what.Roles & ~AllRoles) != 0
            ? PeopleRefusals.UnknownRoles
            : await database.WriteAsync(tx => InviteAsync(tx, viewer, what, name, email, stop), stop);
    }

    private async Task<Outcome<Invitation>> InviteAsync(Tx tx, Viewer viewer, NewPerson what, string name, string email, CancellationToken stop)
    {
        if (await OrganisationRow.LockAsync(tx, viewer, what.OrganisationUid, stop) is not { } organisation)
        {
            return Refusal.NotFound;
        }

        if (!Rights.Manages(viewer, organisation.Id) || !Rights.Covers(viewer, new Principal(0, organisation.Id, what.Roles)))
        {
            return Rights.Manages(viewer, organisation.Id) ? PeopleRefusals.NotYours : OrganisationRefusals.AdministratorsOnly;
        }

        if (Rights.NotFresh(viewer, tx.Now) is { } confirm)
        {
            return confirm;
        }

        if (organisation.State != State.Active && !viewer.IsSystem)
        {
            return PeopleRefusals.OrganisationNotActive;
        }

        if (await Seats.AreTakenAsync(tx, organisation, stop))
        {
            return OrganisationRefusals.SeatsTaken;
        }

        return await PutAsync(tx, viewer, organisation, what, name, email, stop);
    }

    private async Task<Outcome<Invitation>> PutAsync(Tx tx, Viewer viewer, OrganisationRow organisation, NewPerson what, string name, string email, CancellationToken stop)
    {
        if (await Address.IsKnownToAsync(tx, organisation.Id, email, stop))
        {
            return PeopleRefusals.EmailTaken;
        }

        // A grant of the office on this organisation is one of the invitation too.
        var ungranted = (what.Roles & Roles.Officer) != 0
            ? await Admittance.ToOfficeAsync(tx, viewer, elevations, organisation.Uid, stop)
            : await Admittance.ToOrganisationAsync(tx, viewer, elevations, organisation, stop);
        if (ungranted is not null)
        {
            return ungranted;
        }

        var uid = ids.NewUid();
        var id = (await tx.NumberAsync(
            """
            insert into person(uid, org_id, name, email, invited_email, language, state, roles, joined_at, created_at)
            values (@uid, @org, @name, @uid, @email, @language, @state, @roles, 0, @now) returning id
            """,
            stop,
            ("uid", uid),
            ("org", organisation.Id),
            ("name", name),
            ("email", email),
            ("language", Languages.Nearest(what.Language) ?? Languages.English),
            ("state", State.Waiting),
            ("roles", what.Roles),
            ("now", tx.Now)))!.Value;
        var link = await links.MakeAsync(tx, OneTimeLinks.Invitation, id, viewer.PersonId, tx.Now);
        tx.Record(new AuditEntry("person.invite", viewer.PersonId, viewer.OrganisationId, viewer.KeyId, "person", uid, $"roles {(int)what.Roles}"));
        tx.Emit(new PersonInvited(id, organisation.Id, viewer.PersonId, tx.Now));
        return new Invitation(uid, link);
    }
}
