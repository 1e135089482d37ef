using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Platform.Data;

namespace Infohub.Library.Items;

/// <summary>W7: an anonymous author's sector is shown only where at least five active organisations of it could have named this audience.</summary>
public static class AnonymousSector
{
    /// <summary>Among fewer organisations a reader may guess who it was.</summary>
    public const int Least = 5;

    /// <summary>The author's first sector that is large enough, or empty. Stored at sharing, never computed again.</summary>
    public static async Task<string> FindAsync(Sql sql, Viewer viewer, IReadOnlyList<Part> parts, CancellationToken stop)
    {
        var sectors = await sql.ListAsync(
            "select sector from organisation_sector where org_id = @org order by sector", static r => r.Text(0), stop, ("org", viewer.OrganisationId));
        foreach (var sector in sectors)
        {
            if (await CouldNameAsync(sql, sector, parts, null, stop) >= Least)
            {
                return sector;
            }
        }

        return "";
    }

    /// <summary>
    /// The same of who says something under an item without a name: the first of the sectors of which each part of the audience alone holds so many active organisations that read the version, or a sector would tell
    /// the readers of one part who stands in another (R11). Stored when it is said, never computed again.
    /// </summary>
    public static async Task<string> OfReaderAsync(Sql sql, ReadableItem item, CancellationToken stop) =>
        await sql.FirstAsync(
            $"""
            select s.sector from organisation_sector s where s.org_id = @org and not exists(select 1 from audience_part p where p.audience_id = @audience and {Least} > case
              when p.kind in ({PartKind.Public}, {PartKind.Community}) then
                (select count(*) from organisation o join organisation_sector t on t.org_id = o.id where t.sector = s.sector and o.state = {State.Active} and o.standing = 0)
              when p.kind = {PartKind.Circle} then
                (select count(distinct o.id) from circle_member m join organisation o on o.id = m.org_id join organisation_sector t on t.org_id = o.id
                  where m.circle_id = p.ref and m.reads_from <= @at and t.sector = s.sector and o.state = {State.Active} and o.standing = 0)
              else 1 end)
            order by s.sector limit 1
            """,
            static r => r.Text(0),
            stop,
            ("org", item.Viewer.OrganisationId),
            ("audience", item.AudienceId),
            ("at", item.Card.SharedAt)) ?? "";

    /// <summary>
    /// How many active organisations could have named these parts; of one sector, or of all where it is empty. Told to a viewer, at most so many: of a circle whose list is not for
    /// this viewer only the number counts, or who asks about one circle after another learns who is in it.
    /// </summary>
    public static async Task<long> CouldNameAsync(Sql sql, string sector, IReadOnlyList<Part> parts, Viewer? told, CancellationToken stop)
    {
        long most = long.MaxValue;
        var circles = parts.Where(p => p.Kind == PartKind.Circle).Select(p => p.Ref).ToList();
        var members = await sql.ListAsync(
            """
            select o.id from organisation o where o.state = 1 and o.standing = 0
              and (@sector = '' or exists(select 1 from organisation_sector s where s.org_id = o.id and s.sector = @sector))
            """,
            static r => r.Long(0),
            stop,
            ("sector", sector));
        foreach (var circle in circles)
        {
            var open = await sql.NumberAsync("select count(*) from circle where id = @circle and listed = 1 and takes_outside = 1", stop, ("circle", circle));
            if (open > 0)
            {
                continue;
            }

            if (told is not null && await AudienceReaders.ClosedListAsync(sql, told, circle, stop) is { } closed)
            {
                most = Math.Min(most, closed.Organisations);
                continue;
            }

            var inside = await sql.ListAsync("select org_id from circle_member where circle_id = @circle", static r => r.Long(0), stop, ("circle", circle));
            members = members.Intersect(inside).ToList();
        }

        return Math.Min(most, members.Count);
    }
}
