using Infohub.Community.Governance;
using Infohub.Community.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Organisations;

/// <param name="Standing">One of <see cref="Public.Standing"/>.</param>
/// <param name="Participant">A code of <see cref="Participants"/>.</param>
/// <param name="Sectors">Codes of <see cref="Public.Sectors"/>.</param>
/// <param name="Seats">How many representatives it may have.</param>
/// <param name="Active">Admitted at once; else it has applied.</param>
/// <param name="ReadsCommunity">A partner hub's agreement says so.</param>
public sealed record NewOrganisation(
    string Name, string NameZh = "", int Standing = Standing.Member, string Participant = "other", IReadOnlyList<string>? Sectors = null,
    int Seats = 5, bool Active = true, bool ReadsCommunity = false, string About = "");

/// <summary>Adds an organisation; an officer's act.</summary>
public sealed class AddOrganisation(Database database, IIdSource ids, SectorCircles sectorCircles)
{
    /// <summary>The new organisation's address.</summary>
    public async Task<Outcome<string>> RunAsync(Viewer viewer, NewOrganisation what, CancellationToken stop)
    {
        if (!Rights.IsOfficer(viewer))
        {
            return OrganisationRefusals.OfficersOnly;
        }

        var sectors = (what.Sectors ?? []).Distinct(StringComparer.Ordinal).ToList();
        return Wrong(what, sectors) is { } wrong ? wrong : await database.WriteAsync(tx => AddAsync(tx, viewer, what, sectors, stop), stop);
    }

    private static Refusal? Wrong(NewOrganisation what, List<string> sectors) => what switch
    {
        _ when Plain.Line(what.Name) is null => Plain.NameNeeded("name"),
        _ when Plain.LineOrNone(what.NameZh) is null => Plain.NameNeeded("nameZh"),
        _ when Plain.Text(what.About) is null => Plain.TextTooLong("about"),
        { Standing: < Standing.Member or > Standing.External } => OrganisationRefusals.UnknownStanding,
        { Seats: < 1 or > 1000 } => OrganisationRefusals.Seats,
        _ when Participants.Find(what.Participant) is null => OrganisationRefusals.UnknownParticipant,
        _ when sectors.Any(s => Public.Sectors.Find(s) is null) => OrganisationRefusals.UnknownSector,
        _ => null,
    };

    private async Task<Outcome<string>> AddAsync(Tx tx, Viewer viewer, NewOrganisation what, List<string> sectors, CancellationToken stop)
    {
        var uid = ids.NewUid();
        var state = what.Active ? State.Active : State.Waiting;
        var id = await tx.NumberAsync(
            """
            insert into organisation(uid, name, name_zh, standing, participant, state, joined_at, seats, reads_community, about, created_at)
            values (@uid, @name, @zh, @standing, @participant, @state, @now, @seats, @reads, @about, @now) returning id
            """,
            stop,
            ("uid", uid),
            ("name", Plain.Line(what.Name)),
            ("zh", Plain.LineOrNone(what.NameZh)),
            ("standing", what.Standing),
            ("participant", what.Participant),
            ("state", state),
            ("now", tx.Now),
            ("seats", what.Seats),
            ("reads", what.ReadsCommunity && what.Standing == Standing.PartnerHub),
            ("about", Plain.Text(what.About)));
        foreach (var sector in sectors)
        {
            await tx.RunAsync("insert into organisation_sector(org_id, sector) values (@org, @sector)", stop, ("org", id), ("sector", sector));
        }

        await sectorCircles.FollowAsync(tx, id!.Value, stop);
        tx.Record(new AuditEntry("organisation.add", viewer.PersonId, viewer.OrganisationId, viewer.KeyId, "organisation", uid, what.Active ? "active" : "applied"));
        tx.Emit(new OrganisationStateChanged(id.Value, uid, State.Waiting, state, tx.Now));
        return uid;
    }
}
