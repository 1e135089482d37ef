using Infohub.Community.Public;
using Infohub.Platform.Data;

namespace Infohub.Sharing.Streams;

/// <summary>A circle or an organisation by its address, and the other way round; of circles those alone that the viewer knows (R7).</summary>
internal sealed record FilterName(string Uid, string Name, string NameZh)
{
    public static Task<FilterName?> CircleAsync(Sql sql, Viewer viewer, string text, CancellationToken stop) =>
        sql.FirstAsync(
            $"""
            select c.uid, c.name, c.name_zh from circle c
            where (c.uid = @text or lower(c.name) = lower(@text) or c.name_zh = @text or lower(c.name) like lower(@start) escape '!') and {KnownCircles.Sql}
            order by case when c.uid = @text then 0 when lower(c.name) = lower(@text) or c.name_zh = @text then 1 else 2 end, c.name, c.id limit 1
            """,
            Read,
            stop,
            KnownCircles.Values(viewer, Values(text)));

    public static Task<FilterName?> OrganisationAsync(Sql sql, string text, CancellationToken stop) =>
        sql.FirstAsync(
            """
            select o.uid, o.name, o.name_zh from organisation o
            where o.state <> 0 and (o.uid = @text or lower(o.name) = lower(@text) or o.name_zh = @text or lower(o.name) like lower(@start) escape '!')
            order by case when o.uid = @text then 0 when lower(o.name) = lower(@text) or o.name_zh = @text then 1 else 2 end, o.name, o.id limit 1
            """,
            Read,
            stop,
            Values(text));

    /// <summary>Those that the viewer knows, to choose from.</summary>
    public static Task<List<FilterName>> CirclesAsync(Sql sql, Viewer viewer, CancellationToken stop) =>
        sql.ListAsync(
            $"select c.uid, c.name, c.name_zh from circle c where c.closed_at = 0 and {KnownCircles.Sql} order by c.name, c.id limit 2000", r => Read(r)!, stop, KnownCircles.Values(viewer));

    private static FilterName? Read(Row r) => new(r.Text(0), r.Text(1), r.Text(2));

    private static (string, object?)[] Values(string text) =>
        [("text", text), ("start", text.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal) + "%")];
}
