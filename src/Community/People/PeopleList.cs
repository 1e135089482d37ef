using Infohub.Community.Public;
using Infohub.Platform.Data;

namespace Infohub.Community.People;

/// <summary>A person in the directory.</summary>
internal sealed record PersonLine(string Uid, string Name, string OrganisationUid, string OrganisationName, string OrganisationNameZh, string Sectors);

/// <summary>What of the directory is asked for.</summary>
/// <param name="Name">A part of the person's or the organisation's name, whatever its case; empty for all.</param>
/// <param name="Sector">A sector's code, or empty.</param>
/// <param name="After">The address of the last one of the page before.</param>
internal sealed record DirectoryAsk(string Name, string Sector, string After)
{
    /// <summary>For <c>like … escape '\'</c>.</summary>
    public string Pattern => "%" + Name.ToLowerInvariant().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";
}

/// <summary>The active people of active members: whom any of them may name (W2).</summary>
internal sealed class PeopleList(Database database)
{
    public const int PageSize = 100;

    private const string Known = "(@community = 1 and p.state = @active and o.state = @active and o.standing = @member)";

    /// <summary>In the order of names.</summary>
    public Task<List<PersonLine>> ListAsync(Viewer viewer, DirectoryAsk ask, CancellationToken stop) =>
        database.ReadAsync(
            sql => sql.ListAsync(
                $"""
                select p.uid, p.name, o.uid, o.name, o.name_zh, coalesce((select string_agg(s.sector, ' ') from organisation_sector s where s.org_id = o.id), '')
                from person p join organisation o on o.id = p.org_id
                where {Known}
                  and (@all = 1 or lower(p.name) like @name escape '\' or lower(o.name) like @name escape '\' or o.name_zh like @name escape '\')
                  and (@sector = '' or exists(select 1 from organisation_sector s where s.org_id = o.id and s.sector = @sector))
                  and (@after = '' or (p.name, p.id) > (select p.name, p.id from person p join organisation o on o.id = p.org_id where p.uid = @after and {Known}))
                order by p.name, p.id limit {PageSize}
                """,
                static r => new PersonLine(r.Text(0), r.Text(1), r.Text(2), r.Text(3), r.Text(4), r.Text(5)),
                stop,
                ("community", viewer.Facts.Community), ("active", State.Active), ("member", Standing.Member), ("all", ask.Name.Length == 0), ("name", ask.Pattern), ("sector", ask.Sector), ("after", ask.After)),
            stop);
}
