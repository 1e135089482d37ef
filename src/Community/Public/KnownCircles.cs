using Infohub.Community.Circles;
using Infohub.Platform.Data;

namespace Infohub.Community.Public;

/// <summary>A circle that the viewer may know of, and whether as one who counts as its member.</summary>
public sealed record KnownCircle(long Id, bool IsMember);

/// <summary>A circle that the viewer counts as a member of.</summary>
public sealed record OwnCircle(long Id, string Uid, string Name, bool IsClosed);

/// <summary>Which circles a viewer knows: a filter by one tells which items stand in it (R11).</summary>
public static class KnownCircles
{
    /// <summary>The viewer knows the circle c; with the values of <see cref="Values"/>.</summary>
    public const string Sql = "((c.listed = 1 and @community = 1) or " + CircleSql.Member + ")";

    /// <summary>The circle's number, or null where the viewer may not know of it; an invitation alone opens nothing that stands in it.</summary>
    public static Task<KnownCircle?> FindAsync(Sql sql, Viewer viewer, string uid, CancellationToken stop) =>
        sql.FirstAsync<KnownCircle?>(
            $"select c.id, {CircleSql.Member} from circle c where c.uid = @uid and {Sql}", static r => new KnownCircle(r.Long(0), r.Truth(1)), stop, Values(viewer, ("uid", uid)));

    /// <summary>All circles that count for the viewer as a member, by name.</summary>
    public static Task<List<OwnCircle>> OwnAsync(Sql sql, Viewer viewer, CancellationToken stop) =>
        sql.ListAsync(
            $"select c.id, c.uid, c.name, c.closed_at from circle c where {CircleSql.Member} order by c.name, c.id", static r => new OwnCircle(r.Long(0), r.Text(1), r.Text(2), r.Long(3) > 0), stop, Values(viewer));

    /// <summary>
    /// The circle as a part of what was shared at a time, told to whom could name it: its members while it is open, others where they could have named it then (R11, W2); the words of "who can read".
    /// With the values <c>circle</c> and <c>circle_member</c>.
    /// </summary>
    /// <param name="sharedAt">A column, in microseconds.</param>
    public static string StandsIn(string sharedAt) =>
        $"""
        exists(select 1 from circle c where c.id = @circle and c.closed_at = 0
          and (@circle_member = 1 or (c.listed = 1 and c.takes_outside = 1 and c.listed_from <= {sharedAt})))
        """;

    public static (string, object?)[] Values(Viewer viewer, params (string, object?)[] more) => CircleSql.Values(viewer, more);
}
