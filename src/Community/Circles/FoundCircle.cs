using Infohub.Community.Governance;
using Infohub.Community.Organisations;
using Infohub.Community.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Circles;

/// <summary>Founds a circle. Any active person may; the founder is an owner, and is a member alone or through the organisation.</summary>
public sealed class FoundCircle(Database database, IIdSource ids)
{
    /// <summary>The new circle's address. A manner that is not given is the strictest: by invitation, unlisted, members only, list for owners, history from joining.</summary>
    public async Task<Outcome<string>> RunAsync(Viewer viewer, CircleManners manners, bool asOrganisation, CancellationToken stop)
    {
        var founder = Memberships.OfViewer(viewer, asOrganisation);
        if (!founder.Done)
        {
            return founder.Refusal!;
        }

        if (Plain.Line(manners.Name) is null)
        {
            return Plain.NameNeeded("name");
        }

        return Wrong(manners) is { } wrong ? wrong : await database.WriteAsync(tx => FoundAsync(tx, viewer, manners, founder.Value, stop), stop);
    }

    internal static Refusal? Wrong(CircleManners manners) => manners switch
    {
        { Name: not null } when Plain.Line(manners.Name) is null => Plain.NameNeeded("name"),
        _ when Plain.LineOrNone(manners.NameZh) is null => Plain.NameNeeded("nameZh"),
        _ when Plain.Text(manners.Charter) is null => Plain.TextTooLong("charter"),
        { Joining: < Joining.Open or > Joining.Invitation } or { History: < History.All or > History.FromJoining } => CircleRefusals.UnknownManner,
        _ => null,
    };

    private async Task<Outcome<string>> FoundAsync(Tx tx, Viewer viewer, CircleManners manners, Membership founder, CancellationToken stop)
    {
        if (!await OrganisationRow.HoldAsync(tx, founder.OrganisationId, founder.PersonId, stop))
        {
            return Rights.SignIn;
        }

        var uid = ids.NewUid();
        var history = manners.History ?? History.FromJoining;
        var id = await tx.NumberAsync(
            """
            insert into circle(uid, name, name_zh, charter, joining, listed, takes_outside, members_shown, history, all_from, listed_from, members_from, created_at)
            values (@uid, @name, @zh, @charter, @joining, @listed, @outside, @shown, @history, @all, 0, 0, @now) returning id
            """,
            stop,
            ("uid", uid),
            ("name", Plain.Line(manners.Name)),
            ("zh", Plain.LineOrNone(manners.NameZh)),
            ("charter", Plain.Text(manners.Charter)),
            ("joining", manners.Joining ?? Joining.Invitation),
            ("listed", manners.Listed ?? false),
            ("outside", manners.TakesOutside ?? false),
            ("shown", manners.MembersShown ?? false),
            ("history", history),
            ("all", history == History.All ? 0 : Micros.Never),
            ("now", tx.Now));
        await Memberships.AddAsync(tx, id!.Value, "", founder, history == History.All ? 0 : tx.Now, stop);
        await tx.RunAsync(
            "insert into circle_owner(circle_id, person_id, org_id) values (@circle, @person, @org)",
            stop,
            ("circle", id),
            ("person", viewer.PersonId),
            ("org", viewer.OrganisationId));
        tx.Record(new AuditEntry("circle.found", viewer.PersonId, viewer.OrganisationId, viewer.KeyId, "circle", uid));
        tx.Emit(new CircleFounded(id.Value, viewer.OrganisationId, viewer.PersonId, tx.Now));
        return uid;
    }
}
