using Infohub.Community.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Governance;

/// <summary>The closed list of acts under elevation (law section 1). A restore is none of the hub's acts: it replaces, at the machine, the database that would hold its grant (reading 30).</summary>
public static class ElevatedAct
{
    public const string Hide = "hide";
    public const string Unhide = "unhide";
    public const string Suspend = "suspend";
    public const string EndSessions = "end-sessions";
    public const string ChangeSettings = "change-settings";
    public const string OpenSeal = "open-seal";
    public const string Erase = "erase";

    /// <summary>To bring a person into an organisation that has administrators; its object is the organisation.</summary>
    public const string Invite = "invite";

    /// <summary>To give the office of an officer; its object is the person, or the organisation into which one is invited as an officer.</summary>
    public const string Appoint = "appoint";

    /// <summary>To tighten or withdraw an item of whose originator's side nobody is left; its object is the item.</summary>
    public const string Tighten = "tighten";

    public const string Withdraw = "withdraw";

    public static IReadOnlyList<string> All { get; } = [Hide, Unhide, Suspend, EndSessions, ChangeSettings, OpenSeal, Erase, Invite, Appoint, Tighten, Withdraw];
}

/// <summary>One act, asked with a reason by one officer and granted by another, usable once within 60 minutes (law section 1).</summary>
public sealed class Elevations(Database database, IIdSource ids)
{
    /// <summary>How long a grant may be used, in microseconds.</summary>
    public const long UsableFor = 60 * Micros.Minute;

    /// <summary>How long a request waits for a second officer, in microseconds.</summary>
    public const long WaitsFor = 24 * Micros.Hour;

    private const string Lines =
        """
        select e.uid, e.act, e.object_uid, e.reason, a.uid, a.name, e.asked_at, coalesce(g.name, ''), e.granted_at, e.used_at, e.refused_at
        from elevation e join person a on a.id = e.asked_by left join person g on g.id = e.granted_by
        """;

    /// <summary>The request's address.</summary>
    /// <param name="act">One of <see cref="ElevatedAct"/>.</param>
    /// <param name="objectUid">On what it will be done; empty for the community's settings.</param>
    public async Task<Outcome<string>> AskAsync(Viewer viewer, string act, string objectUid, string reason, CancellationToken stop) =>
        act == ElevatedAct.OpenSeal ? ElevationRefusals.SealsApart : await database.WriteAsync(tx => AskAsync(tx, viewer, act, objectUid, reason, stop), stop);

    /// <summary>As <see cref="AskAsync(Viewer, string, string, string, CancellationToken)"/>, within the transaction of an act that brings more with it.</summary>
    public async Task<Outcome<string>> AskAsync(Tx tx, Viewer viewer, string act, string objectUid, string reason, CancellationToken stop)
    {
        if (!viewer.Has(Roles.Officer))
        {
            return ElevationRefusals.OfficersOnly;
        }

        if (!ElevatedAct.All.Contains(act, StringComparer.Ordinal))
        {
            return ElevationRefusals.UnknownAct;
        }

        var why = Plain.Line(reason, 500);
        var target = Plain.Text(objectUid, 40);
        return why is null || target is null ? ElevationRefusals.ReasonNeeded : await KeepAsync(tx, viewer, act, target, why, stop);
    }

    /// <summary>Granted by a second officer; a person never grants their own.</summary>
    public Task<Outcome<Done>> GrantAsync(Viewer viewer, string elevationUid, CancellationToken stop) =>
        database.WriteAsync(
            async tx => await tx.FirstAsync("select act from elevation where uid = @uid", static r => r.Text(0), stop, ("uid", elevationUid)) == ElevatedAct.OpenSeal
                ? ElevationRefusals.SealsApart
                : await GrantAsync(tx, viewer, elevationUid, stop),
            stop);

    /// <summary>As <see cref="GrantAsync(Viewer, string, CancellationToken)"/>, within the transaction of a grant that brings more with it.</summary>
    public static Task<Outcome<Done>> GrantAsync(Tx tx, Viewer viewer, string elevationUid, CancellationToken stop) => AnswerAsync(tx, viewer, elevationUid, grant: true, stop);

    public Task<Outcome<Done>> RefuseAsync(Viewer viewer, string elevationUid, CancellationToken stop) =>
        database.WriteAsync(tx => AnswerAsync(tx, viewer, elevationUid, grant: false, stop), stop);

    /// <summary>Uses the grant up, inside the act's own transaction; refused where there is none. The operator at set-up needs none.</summary>
    public async Task<Outcome<Done>> UseAsync(Tx tx, Viewer viewer, string act, string objectUid, CancellationToken stop = default)
    {
        if (viewer.IsSystem)
        {
            return Done.Yes;
        }

        if (!viewer.Has(Roles.Officer))
        {
            return ElevationRefusals.OfficersOnly;
        }

        var used = await tx.FirstAsync(
            """
            update elevation set used_at = @now where used_at = 0 and id = (select max(e.id) from elevation e where e.asked_by = @person and e.act = @act
              and e.object_uid = @object and e.granted_by <> 0 and e.refused_at = 0 and e.granted_at > @oldest and e.used_at = 0)
            returning uid
            """,
            static r => r.Text(0),
            stop,
            ("now", tx.Now),
            ("person", viewer.PersonId),
            ("act", act),
            ("object", objectUid),
            ("oldest", tx.Now - UsableFor));
        if (used is null)
        {
            return ElevationRefusals.Needed;
        }

        tx.Record(new AuditEntry("elevation.use", viewer.PersonId, viewer.OrganisationId, 0, "elevation", used, act));
        return Done.Yes;
    }

    /// <summary>Requests that wait and grants that may still be used, newest first; officers only.</summary>
    public async Task<Outcome<List<ElevationLine>>> ListAsync(Viewer viewer, CancellationToken stop)
    {
        if (!viewer.Has(Roles.Officer))
        {
            return ElevationRefusals.OfficersOnly;
        }

        return await database.ReadAsync(
            sql => sql.ListAsync(
                $"{Lines} order by e.id desc limit 100",
                Line,
                stop),
            stop);
    }

    /// <summary>The viewer's own grants that may be used now, the newest first.</summary>
    public async Task<List<ElevationLine>> UsableAsync(Viewer viewer, CancellationToken stop) =>
        !viewer.Has(Roles.Officer)
            ? []
            : await database.ReadAsync(
                sql => sql.ListAsync(
                    $"{Lines} where e.asked_by = @person and e.granted_by <> 0 and e.refused_at = 0 and e.used_at = 0 and e.granted_at > @oldest order by e.id desc",
                    Line,
                    stop,
                    ("person", viewer.PersonId),
                    ("oldest", viewer.Facts.Now - UsableFor)),
                stop);

    private static ElevationLine Line(Row r) =>
        new(r.Text(0), r.Text(1), r.Text(2), r.Text(3), r.Text(4), r.Text(5), r.Long(6), r.Text(7), r.Long(8), r.Long(9), r.Long(10));

    private async Task<Outcome<string>> KeepAsync(Tx tx, Viewer viewer, string act, string target, string reason, CancellationToken stop)
    {
        if (Rights.NotFresh(viewer, tx.Now) is { } confirm)
        {
            return confirm;
        }

        var uid = ids.NewUid();
        var id = await tx.NumberAsync(
            "insert into elevation(uid, act, object_uid, reason, asked_by, asked_at) values (@uid, @act, @object, @reason, @person, @now) returning id",
            stop,
            ("uid", uid),
            ("act", act),
            ("object", target),
            ("reason", reason),
            ("person", viewer.PersonId),
            ("now", tx.Now));
        tx.Record(new AuditEntry("elevation.ask", viewer.PersonId, viewer.OrganisationId, 0, "elevation", uid, act));
        tx.Emit(new ElevationAsked(id!.Value, viewer.PersonId, tx.Now));
        return uid;
    }

    private static async Task<Outcome<Done>> AnswerAsync(Tx tx, Viewer viewer, string uid, bool grant, CancellationToken stop)
    {
        if (!viewer.Has(Roles.Officer))
        {
            return ElevationRefusals.OfficersOnly;
        }

        if (Rights.NotFresh(viewer, tx.Now) is { } confirm)
        {
            return confirm;
        }

        var asked = await tx.FirstAsync(
            "select id, asked_by, act, asked_at from elevation where uid = @uid and granted_by = 0 and refused_at = 0",
            static r => new { Id = r.Long(0), By = r.Long(1), Act = r.Text(2), At = r.Long(3) },
            stop,
            ("uid", uid));
        if (asked is null || asked.At < tx.Now - WaitsFor)
        {
            return ElevationRefusals.Gone;
        }

        if (grant && asked.By == viewer.PersonId)
        {
            return ElevationRefusals.AnotherOfficer;
        }

        if (grant && await Beholden.IsAsync(tx, asked.By, viewer.PersonId, stop))
        {
            return ElevationRefusals.Beholden;
        }

        var answered = await tx.RunAsync(
            grant
                ? "update elevation set granted_by = @person, granted_at = @now where id = @id and granted_by = 0 and refused_at = 0"
                : "update elevation set granted_by = @person, refused_at = @now where id = @id and granted_by = 0 and refused_at = 0",
            stop,
            ("person", viewer.PersonId),
            ("now", tx.Now),
            ("id", asked.Id));
        if (answered == 0)
        {
            return ElevationRefusals.Gone;
        }

        tx.Record(new AuditEntry(grant ? "elevation.grant" : "elevation.refuse", viewer.PersonId, viewer.OrganisationId, 0, "elevation", uid, asked.Act));
        tx.Emit(new ElevationAnswered(asked.Id, asked.By, viewer.PersonId, grant, tx.Now));
        return Done.Yes;
    }
}

/// <summary>One request as the officers' page shows it; times in microseconds, 0 for not yet.</summary>
public sealed record ElevationLine(
    string Uid, string Act, string ObjectUid, string Reason, string AskedByUid, string AskedBy, long AskedAt, string AnsweredBy, long GrantedAt, long UsedAt, long RefusedAt);
