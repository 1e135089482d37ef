using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Platform.Data;

namespace Infohub.Library.Public;

/// <summary>One passing on; the part by its name, or empty for a circle that the reader may not know of (R11).</summary>
public sealed record GrantCard(string PersonName, string OrganisationName, string Part, long At)
{
    public string OrganisationNameZh { get; init; } = "";
}

/// <summary>Who passed an item on, to whom, and when: for the originator's side all of it, else what the viewer passed on or got (W3).</summary>
public sealed class Grants(Database database)
{
    private const int Most = 100;

    public Task<List<GrantCard>> ListAsync(ReadableItem item, CancellationToken stop) =>
        !item.IsFull
            ? Task.FromResult<List<GrantCard>>([])
            : database.ReadAsync(
                sql => sql.ListAsync(
                    $"""
                    select coalesce(p.name, ''), coalesce(o.name, ''), {PartName("g")}, g.at, coalesce(o.name_zh, '')
                    from item i join item_grant g on g.item_seq = i.seq left join person p on p.id = g.passer_id left join organisation o on o.id = g.passer_org
                    where i.seq = @item and case when @side = 1 then (1=1) when g.passer_id = @v_person and g.passer_org = @v_org then g.passer_id <> 0 else ({LawSql.GrantOpens}) end
                    order by g.id desc limit {Most}
                    """,
                    static r => new GrantCard(r.Text(0), r.Text(1), r.Text(2), r.Long(3)) { OrganisationNameZh = r.Text(4) },
                    stop,
                    [.. LawSql.Values(item.Viewer.Facts), .. KnownCircles.Values(item.Viewer, ("item", item.Seq), ("side", item.Card.IsOriginatorSide))]),
                stop);

    /// <summary>Grant <c>g</c> is to the viewer, or to their organisation, since they came: their own to know (W3). With <see cref="OwnValues"/>.</summary>
    internal const string IsToOwn = "((g.kind = 3 and g.ref = @own_org and g.at >= @own_org_joined) or (g.kind = 4 and g.ref = @own_person and g.ref_org = @own_org and g.at >= @own_joined))";

    internal static (string, object?)[] OwnValues(Viewer viewer) =>
        [("own_org", viewer.Facts.Org), ("own_org_joined", viewer.Facts.OrgJoined), ("own_person", viewer.Facts.Person), ("own_joined", viewer.Facts.PersonJoined)];

    /// <summary>Those of the items, which the viewer reads, that were passed on to the viewer or their organisation.</summary>
    public static Task<List<long>> PassedOnAsync(Sql sql, Viewer viewer, IReadOnlyCollection<long> items, CancellationToken stop) =>
        sql.ListAsync(
            $"select distinct g.item_seq from item_grant g where {NumberSet.Holds(sql.Engine, "g.item_seq", "items")} and {IsToOwn}",
            static r => r.Long(0),
            stop,
            [.. OwnValues(viewer), ("items", NumberSet.Value(sql.Engine, items))]);

    /// <summary>The name of a part whose columns are a row's <c>kind</c> and <c>ref</c>, as far as the viewer of <see cref="KnownCircles.Values"/> may know it.</summary>
    public static string PartName(string row) =>
        $"""
        case {row}.kind when {PartKind.Public} then 'Public' when {PartKind.Community} then 'Community'
          when {PartKind.Circle} then coalesce((select c.name from circle c where c.id = {row}.ref and {KnownCircles.Sql}), '')
          when {PartKind.Organisation} then coalesce((select name from organisation where id = {row}.ref), '') else coalesce((select name from person where id = {row}.ref), '') end
        """;
}
