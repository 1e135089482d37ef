using Infohub.Community.People;
using Infohub.Community.Public;
using Infohub.Platform.Data;

namespace Infohub.Community.Organisations;

/// <summary>An organisation in a list; <c>State</c> and <c>Standing</c> as in Public/Words.cs.</summary>
internal sealed record OrganisationLine(string Uid, string Name, string NameZh, int Standing, string Participant, int State, string Sectors, int Persons);

/// <summary>One person of an organisation.</summary>
internal sealed record Representative(string Uid, string Name, string Email, int State, Roles Roles);

/// <summary>A client relation, seen from one side.</summary>
internal sealed record ClientLine(string Uid, string Name, string NameZh, bool Provides, bool OwnConfirmed, bool OtherConfirmed);

/// <summary>An organisation's page. People's addresses, roles and states, seats and unconfirmed relations are for those who manage it.</summary>
internal sealed record OrganisationView(
    OrganisationLine Line, string About, long JoinedAt, int Seats, bool ReadsCommunity, bool Managed, IReadOnlyList<Representative> People, IReadOnlyList<ClientLine> Clients)
{
    public IReadOnlyList<NamedCode> Sectors { get; } = [.. Line.Sectors.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Public.Sectors.Find).OfType<NamedCode>()];
}

/// <summary>The organisations that a viewer may know of: the whole community's directory, applicants for officers only.</summary>
internal sealed class OrganisationDirectory(Database database)
{
    public const int PageSize = 200;

    private const string Known = "(@all = 1 or o.id = @own or (@community = 1 and o.state <> 0))";

    private const string Columns =
        """
        select o.uid, o.name, o.name_zh, o.standing, o.participant, o.state,
          coalesce((select string_agg(s.sector, ' ') from organisation_sector s where s.org_id = o.id), ''),
          cast((select count(*) from person p where p.org_id = o.id and p.state = 1) as bigint)
        """;

    /// <summary>In the order of names, from after the organisation <paramref name="after"/>.</summary>
    public Task<List<OrganisationLine>> ListAsync(Viewer viewer, string? after, CancellationToken stop) => FindAllAsync(viewer, new DirectoryAsk("", "", after ?? ""), stop);

    /// <summary>Those of a name and a sector, in the order of names.</summary>
    public Task<List<OrganisationLine>> FindAllAsync(Viewer viewer, DirectoryAsk ask, CancellationToken stop) =>
        database.ReadAsync(
            sql => sql.ListAsync(
                $"""
                {Columns} from organisation o where {Known}
                  and (@any = 1 or lower(o.name) like @name escape '\' or o.name_zh like @name escape '\')
                  and (@sector = '' or exists(select 1 from organisation_sector s where s.org_id = o.id and s.sector = @sector))
                  and (@after = '' or (o.name, o.id) > (select o.name, o.id from organisation o where o.uid = @after and {Known}))
                order by o.name, o.id limit {PageSize}
                """,
                ReadLine,
                stop,
                Values(viewer, ("after", ask.After), ("any", ask.Name.Length == 0), ("name", ask.Pattern), ("sector", ask.Sector))),
            stop);

    /// <summary>Null where the viewer may not know of it.</summary>
    public Task<OrganisationView?> FindAsync(Viewer viewer, string uid, CancellationToken stop) =>
        database.ReadAsync(
            async sql =>
            {
                var found = await sql.FirstAsync(
                    $"{Columns}, o.about, o.joined_at, o.seats, o.reads_community, o.id from organisation o where o.uid = @uid and {Known}",
                    static r => new { Line = ReadLine(r), About = r.Text(8), Joined = r.Long(9), Seats = r.Int(10), Reads = r.Bool(11), Id = r.Long(12) },
                    stop,
                    Values(viewer, ("uid", uid)));
                if (found is null)
                {
                    return null;
                }

                var managed = Rights.Manages(viewer, found.Id);
                var people = await PeopleAsync(sql, found.Id, managed, stop);
                var clients = await ClientsAsync(sql, found.Id, managed, viewer, stop);
                return new OrganisationView(found.Line, found.About, found.Joined, managed ? found.Seats : 0, found.Reads, managed, people, clients);
            },
            stop);

    private static async Task<List<Representative>> PeopleAsync(Sql sql, long organisation, bool managed, CancellationToken stop)
    {
        var people = await sql.ListAsync(
            $"select p.uid, p.name, {Address.OfPerson}, p.state, p.roles from person p where p.org_id = @org and (p.state = 1 or @managed = 1) order by p.state, p.name, p.id limit 1000",
            static r => new Representative(r.Text(0), r.Text(1), r.Text(2), r.Int(3), (Roles)r.Int(4)),
            stop,
            ("org", organisation),
            ("managed", managed));
        return managed ? people : people.ConvertAll(p => p with { Email = "", Roles = Roles.None });
    }

    /// <summary>Both sides know of their relation; the rest of the community does not.</summary>
    private static async Task<List<ClientLine>> ClientsAsync(Sql sql, long organisation, bool managed, Viewer viewer, CancellationToken stop) =>
        await sql.ListAsync(
            """
            select x.uid, x.name, x.name_zh, cast(case when c.provider_id = @org then 1 else 0 end as bigint), c.provider_at, c.client_at
            from client c join organisation x on x.id = case when c.provider_id = @org then c.client_id else c.provider_id end
            where (c.provider_id = @org or c.client_id = @org) and (@managed = 1 or ((c.provider_id = @own or c.client_id = @own) and c.provider_at > 0 and c.client_at > 0))
            order by x.name, x.id
            """,
            static r => new ClientLine(r.Text(0), r.Text(1), r.Text(2), r.Bool(3), r.Long(r.Bool(3) ? 4 : 5) > 0, r.Long(r.Bool(3) ? 5 : 4) > 0),
            stop,
            ("org", organisation),
            ("managed", managed),
            ("own", viewer.OrganisationId));

    private static OrganisationLine ReadLine(Row r) => new(r.Text(0), r.Text(1), r.Text(2), r.Int(3), r.Text(4), r.Int(5), r.Text(6), r.Int(7));

    private static (string, object?)[] Values(Viewer viewer, params (string, object?)[] more) =>
        [("all", Rights.IsOfficer(viewer)), ("own", viewer.OrganisationId), ("community", viewer.Facts.Community), .. more];
}
