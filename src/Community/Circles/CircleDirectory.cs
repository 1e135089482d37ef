using Infohub.Community.Public;
using Infohub.Platform.Data;

namespace Infohub.Community.Circles;

/// <summary>A circle in a list, and what the viewer is in it.</summary>
public sealed record CircleLine(
    string Uid, string Name, string NameZh, string Sector, int Joining, bool Listed, bool TakesOutside, bool MembersShown, int History, bool Closed, int Members,
    bool IsMember, bool IsOwner, bool IsInvited, bool HasAsked);

/// <summary>A member, or somebody who waits: an organisation, or a person with the organisation's name.</summary>
public sealed record CircleMemberLine(bool IsOrganisation, string Uid, string Name, string Organisation, long Since, bool Owns)
{
    /// <summary>The Chinese name of the organisation, the member itself or the person's; empty where it has none.</summary>
    public string OrganisationZh { get; init; } = "";
}

/// <summary>A circle's page as far as the viewer may know it.</summary>
/// <param name="Members">Empty where the list is not for the viewer.</param>
/// <param name="Unlisted">How many more members there are, not named.</param>
/// <param name="Owners">Those of the members, shown with the list.</param>
/// <param name="Asking">Requests, for owners.</param>
/// <param name="Invited">Invitations, for owners.</param>
/// <param name="Hubs">Partner hubs that may be admitted, for owners: they have no people here who could ask (reading 21).</param>
public sealed record CircleView(
    CircleLine Line, string Charter, long CreatedAt, bool ListShown, IReadOnlyList<CircleMemberLine> Members, int Unlisted, IReadOnlyList<CircleMemberLine> Owners,
    IReadOnlyList<CircleMemberLine> Asking, IReadOnlyList<CircleMemberLine> Invited, IReadOnlyList<CircleMemberLine> Hubs);

/// <summary>The circles that a viewer may know of; all numbers are of what the viewer may see.</summary>
public sealed class CircleDirectory(Database database)
{
    public const int PageSize = 200;

    private const string Columns =
        $"""
        select c.uid, c.name, c.name_zh, c.sector, c.joining, c.listed, c.takes_outside, c.members_shown, c.history, c.closed_at,
          cast((select count(*) from circle_member n where n.circle_id = c.id) as bigint),
          cast(case when {CircleSql.Member} then 1 else 0 end as bigint), cast(case when {CircleSql.Owner} then 1 else 0 end as bigint),
          cast(case when {CircleSql.Invited} then 1 else 0 end as bigint),
          cast((select count(*) from circle_waiting a where a.circle_id = c.id and a.invited = 0 and a.org_id = @org and a.person_id in (0, @person)) as bigint)
        """;

    /// <summary>In the order of names, from after the circle <paramref name="after"/>.</summary>
    public Task<List<CircleLine>> ListAsync(Viewer viewer, string? after, CancellationToken stop) =>
        database.ReadAsync(
            sql => sql.ListAsync(
                $"""
                {Columns} from circle c where {CircleSql.Visible}
                  and (@after = '' or (c.name, c.id) > (select c.name, c.id from circle c where c.uid = @after and {CircleSql.Visible}))
                order by c.name, c.id limit {PageSize}
                """,
                ReadLine,
                stop,
                CircleSql.Values(viewer, ("after", after ?? ""))),
            stop);

    /// <summary>Null where the viewer may not know of it.</summary>
    public Task<CircleView?> FindAsync(Viewer viewer, string uid, CancellationToken stop) =>
        database.ReadAsync(
            async sql =>
            {
                var found = await sql.FirstAsync(
                    $"{Columns}, c.id, c.charter, c.created_at, c.members_from from circle c where c.uid = @uid and {CircleSql.Visible}",
                    static r => new { Line = ReadLine(r), Id = r.Long(15), Charter = r.Text(16), Created = r.Long(17), MembersFrom = r.Long(18) },
                    stop,
                    CircleSql.Values(viewer, ("uid", uid)));
                if (found is null)
                {
                    return null;
                }

                var line = found.Line;
                var shown = line.IsOwner || (line.IsMember && line.MembersShown);
                // R2: who joined while the list was for owners only stays unnamed to members after it was opened.
                var from = line.IsOwner ? 0 : found.MembersFrom;
                var members = shown ? await MembersAsync(sql, found.Id, from, stop) : [];
                var waiting = line.IsOwner ? await WaitingAsync(sql, found.Id, stop) : [];
                return new CircleView(
                    line, found.Charter, found.Created, shown, members, line.Members - members.Count,
                    shown ? await OwnersAsync(sql, found.Id, from, stop) : [],
                    [.. waiting.Where(w => !w.Invited).Select(w => w.Line)], [.. waiting.Where(w => w.Invited).Select(w => w.Line)],
                    line.IsOwner && !line.Closed ? await HubsAsync(sql, found.Id, stop) : []);
            },
            stop);

    private static Task<List<CircleMemberLine>> MembersAsync(Sql sql, long circle, long from, CancellationToken stop) =>
        sql.ListAsync(
            """
            select o.uid, o.name, p.uid, p.name, m.since,
              cast((select count(*) from circle_owner w where w.circle_id = m.circle_id and w.org_id = m.org_id and w.person_id = m.person_id) as bigint), o.name_zh
            from circle_member m join organisation o on o.id = m.org_id left join person p on p.id = m.person_id and m.person_id <> 0
            where m.circle_id = @circle and m.since >= @from order by o.name, coalesce(p.name, ''), o.id, coalesce(p.id, 0) limit 2000
            """,
            static r => ReadMember(r, r.Bool(5), r.Text(6)),
            stop,
            ("circle", circle),
            ("from", from));

    private static Task<List<CircleMemberLine>> OwnersAsync(Sql sql, long circle, long from, CancellationToken stop) =>
        sql.ListAsync(
            """
            select p.uid, p.name, o.name, o.name_zh from circle_owner w join person p on p.id = w.person_id join organisation o on o.id = w.org_id
            where w.circle_id = @circle and (@from = 0 or exists(select 1 from circle_member m
              where m.circle_id = w.circle_id and m.org_id = w.org_id and m.person_id in (0, w.person_id) and m.since >= @from))
            order by p.name, p.id
            """,
            static r => new CircleMemberLine(false, r.Text(0), r.Text(1), r.Text(2), 0, true) { OrganisationZh = r.Text(3) },
            stop,
            ("circle", circle),
            ("from", from));

    private static Task<List<CircleMemberLine>> HubsAsync(Sql sql, long circle, CancellationToken stop) =>
        sql.ListAsync(
            """
            select o.uid, o.name, o.name_zh from organisation o where o.standing = @hub and o.state = @active
              and not exists(select 1 from circle_member m where m.circle_id = @circle and m.org_id = o.id) order by o.name, o.id limit 200
            """,
            static r => new CircleMemberLine(true, r.Text(0), r.Text(1), "", 0, false) { OrganisationZh = r.Text(2) },
            stop,
            ("circle", circle),
            ("hub", Standing.PartnerHub),
            ("active", State.Active));

    private static Task<List<(bool Invited, CircleMemberLine Line)>> WaitingAsync(Sql sql, long circle, CancellationToken stop) =>
        sql.ListAsync(
            """
            select o.uid, o.name, p.uid, p.name, q.at, q.invited, o.name_zh
            from circle_waiting q join organisation o on o.id = q.org_id left join person p on p.id = q.person_id and q.person_id <> 0
            where q.circle_id = @circle order by q.at limit 2000
            """,
            static r => (r.Bool(5), ReadMember(r, owns: false, r.Text(6))),
            stop,
            ("circle", circle));

    private static CircleMemberLine ReadMember(Row r, bool owns, string organisationZh) =>
        (r.IsNull(2) ? new CircleMemberLine(true, r.Text(0), r.Text(1), "", r.Long(4), false) : new(false, r.Text(2), r.Text(3), r.Text(1), r.Long(4), owns)) with { OrganisationZh = organisationZh };

    private static CircleLine ReadLine(Row r) => new(
        r.Text(0), r.Text(1), r.Text(2), r.Text(3), r.Int(4), r.Bool(5), r.Bool(6), r.Bool(7), r.Int(8), r.Bool(9), r.Int(10), r.Bool(11), r.Bool(12), r.Bool(13), r.Bool(14));
}
