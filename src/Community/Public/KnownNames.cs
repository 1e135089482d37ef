using Infohub.Community.Organisations;
using Infohub.Community.People;
using Infohub.Platform.Data;

namespace Infohub.Community.Public;

/// <summary>How a circle, an organisation or a person is called.</summary>
/// <param name="Name">Its name.</param>
/// <param name="NameZh">Its Chinese name, or empty.</param>
/// <param name="Sector">The sector's code where a circle is one's; else empty.</param>
public sealed record KnownName(string Name, string NameZh, string Sector);

/// <summary>Names at the head of pages of other modules: null where the viewer may not know of the thing, as on the thing's own page (R7).</summary>
public static class KnownNames
{
    public static Task<KnownName?> OfCircleAsync(Sql sql, Viewer viewer, string uid, CancellationToken stop) =>
        sql.FirstAsync<KnownName?>(
            $"select c.name, c.name_zh, c.sector from circle c where c.uid = @uid and {KnownCircles.Sql}", static r => new(r.Text(0), r.Text(1), r.Text(2)), stop, KnownCircles.Values(viewer, ("uid", uid)));

    public static async Task<KnownName?> OfOrganisationAsync(Sql sql, Viewer viewer, string uid, CancellationToken stop) =>
        await OrganisationRow.FindAsync(sql, viewer, uid, stop) is { } known
            ? await sql.FirstAsync<KnownName?>("select name, name_zh from organisation where id = @id", static r => new KnownName(r.Text(0), r.Text(1), ""), stop, ("id", known.Id))
            : null;

    public static async Task<KnownName?> OfPersonAsync(Sql sql, Viewer viewer, string uid, CancellationToken stop) =>
        await PersonRow.FindAsync(sql, viewer, uid, stop) is { } known
            ? await sql.FirstAsync<KnownName?>("select name from person where id = @id", static r => new KnownName(r.Text(0), "", ""), stop, ("id", known.Id))
            : null;
}
