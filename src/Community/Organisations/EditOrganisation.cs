using Infohub.Community.Governance;
using Infohub.Community.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Organisations;

/// <summary>What changes; null stays. Name, seats, sectors and the hub's agreement are the officers'; the description is its administrators' too.</summary>
public sealed record OrganisationChanges(
    string? Name = null, string? NameZh = null, string? About = null, int? Seats = null, IReadOnlyList<string>? Sectors = null, string? Participant = null, bool? ReadsCommunity = null)
{
    internal bool ForOfficers => Name is not null || NameZh is not null || Seats is not null || Sectors is not null || Participant is not null || ReadsCommunity is not null;
}

/// <summary>Changes an organisation's particulars.</summary>
public sealed class EditOrganisation(Database database, SectorCircles sectorCircles)
{
    public async Task<Outcome<Done>> RunAsync(Viewer viewer, string organisationUid, OrganisationChanges changes, CancellationToken stop) =>
        Wrong(changes) is { } wrong ? wrong : await database.WriteAsync(tx => EditAsync(tx, viewer, organisationUid, changes, stop), stop);

    private static Refusal? Wrong(OrganisationChanges changes) => changes switch
    {
        { Name: not null } when Plain.Line(changes.Name) is null => Plain.NameNeeded("name"),
        { NameZh: not null } when Plain.LineOrNone(changes.NameZh) is null => Plain.NameNeeded("nameZh"),
        { About: not null } when Plain.Text(changes.About) is null => Plain.TextTooLong("about"),
        { Seats: < 1 or > 1000 } => OrganisationRefusals.Seats,
        { Participant: not null } when Participants.Find(changes.Participant) is null => OrganisationRefusals.UnknownParticipant,
        { Sectors: not null } when changes.Sectors.Any(s => Sectors.Find(s) is null) => OrganisationRefusals.UnknownSector,
        _ => null,
    };

    private async Task<Outcome<Done>> EditAsync(Tx tx, Viewer viewer, string uid, OrganisationChanges changes, CancellationToken stop)
    {
        if (await OrganisationRow.LockAsync(tx, viewer, uid, stop) is not { } organisation)
        {
            return Refusal.NotFound;
        }

        if (!Rights.IsOfficer(viewer) && (changes.ForOfficers || !Rights.ActsFor(viewer, organisation.Id)))
        {
            return changes.ForOfficers ? OrganisationRefusals.OfficersOnly : OrganisationRefusals.AdministratorsOnly;
        }

        await tx.RunAsync(
            """
            update organisation set name = coalesce(@name, name), name_zh = coalesce(@zh, name_zh), about = coalesce(@about, about),
              seats = case when @seats > 0 then @seats else seats end, participant = coalesce(@participant, participant),
              reads_community = case when @reads >= 0 and standing = 1 then @reads else reads_community end where id = @id
            """,
            stop,
            ("name", changes.Name is null ? null : Plain.Line(changes.Name)),
            ("zh", changes.NameZh is null ? null : Plain.LineOrNone(changes.NameZh)),
            ("about", changes.About is null ? null : Plain.Text(changes.About)),
            ("seats", changes.Seats ?? 0),
            ("participant", changes.Participant),
            ("reads", changes.ReadsCommunity switch { null => -1, true => 1, false => 0 }),
            ("id", organisation.Id));
        if (changes.Sectors is { } sectors)
        {
            await SetSectorsAsync(tx, organisation.Id, sectors, stop);
        }

        tx.Record(new AuditEntry("organisation.edit", viewer.PersonId, viewer.OrganisationId, viewer.KeyId, "organisation", organisation.Uid));
        return Done.Yes;
    }

    private async Task SetSectorsAsync(Tx tx, long organisation, IReadOnlyList<string> sectors, CancellationToken stop)
    {
        await tx.RunAsync("delete from organisation_sector where org_id = @org", stop, ("org", organisation));
        foreach (var sector in sectors.Distinct(StringComparer.Ordinal))
        {
            await tx.RunAsync("insert into organisation_sector(org_id, sector) values (@org, @sector)", stop, ("org", organisation), ("sector", sector));
        }

        await sectorCircles.FollowAsync(tx, organisation, stop);
    }
}
