using Infohub.Community.People;
using Infohub.Community.Public;
using Infohub.Platform.Data;

namespace Infohub.Community.SignIn.Recovery;

/// <summary>A recovery as administrators and officers see it. Times are microseconds; 0 for not yet.</summary>
internal sealed record RecoveryView(
    string Uid, long PersonId, string PersonUid, string PersonName, long OrganisationId, string OrganisationName,
    long StartedBy, string StartedByName, long StartedAt, long ConfirmedAt, long ReadyAt, bool Returns)
{
    public long ClosesAt => ReadyAt + Recoveries.OpenFor;

    /// <summary>The link may be made and used.</summary>
    public bool IsOpen(long now) => ConfirmedAt > 0 && ReadyAt <= now && now < ClosesAt;

    /// <summary>It ran out, and stands only until the next one starts.</summary>
    public bool IsOver(long now) => ConfirmedAt > 0 ? now >= ClosesAt : now >= StartedAt + Recoveries.Unconfirmed;

    private const string Select =
        $"""
        select f.uid, p.id, p.uid, p.name, o.id, o.name, f.started_by, s.name, f.started_at, f.confirmed_at, f.ready_at, p.state
        from factor_recovery f join person p on p.id = f.person_id join organisation o on o.id = p.org_id join person s on s.id = f.started_by
        where f.ended_at = 0 and (p.state = 1 or {Entrance.MayReturn}) and f.org_id = p.org_id
        """;

    public static Task<RecoveryView?> OfPersonAsync(Sql sql, long personId, CancellationToken stop) =>
        sql.FirstAsync<RecoveryView>(Select + " and p.id = @person", static r => Read(r), stop, ("person", personId))!;

    public static Task<RecoveryView?> FindAsync(Sql sql, string uid, CancellationToken stop) =>
        sql.FirstAsync<RecoveryView>(Select + " and f.uid = @uid", static r => Read(r), stop, ("uid", uid))!;

    public static Task<List<RecoveryView>> ListAsync(Sql sql, CancellationToken stop) =>
        sql.ListAsync(Select + " order by f.started_at limit 200", static r => Read(r), stop);

    private static RecoveryView Read(Row r) =>
        new(r.Text(0), r.Long(1), r.Text(2), r.Text(3), r.Long(4), r.Text(5), r.Long(6), r.Text(7), r.Long(8), r.Long(9), r.Long(10), r.Int(11) != State.Active);
}

/// <summary>Who has to do with a person's recovery.</summary>
internal static class RecoveryRights
{
    /// <summary>An administrator of the person's organisation; an officer only where the person is its one administrator. Never the person.</summary>
    public static async Task<bool> MayStartAsync(Sql sql, Viewer viewer, Account account, CancellationToken stop) =>
        (account.Active || account.MayReturn) && viewer.IsPerson && viewer.PersonId != account.Id
        && ((viewer.Has(Roles.Administrator) && viewer.OrganisationId == account.OrganisationId)
            || (viewer.Has(Roles.Officer) && await IsOnlyAdministratorAsync(sql, account, stop)));

    private static async Task<bool> IsOnlyAdministratorAsync(Sql sql, Account account, CancellationToken stop) =>
        await sql.NumberAsync(
            "select count(*) from person where org_id = @org and id <> @person and state = 1 and (roles & 1) = 1",
            stop,
            ("org", account.OrganisationId),
            ("person", account.Id)) == 0;
}
