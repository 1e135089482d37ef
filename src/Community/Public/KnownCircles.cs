using Infohub.Community.Circles;
using Infohub.Platform.Data;

namespace Infohub.Community.Public;

/// <summary>Which circles a viewer knows: a filter by one tells which items stand in it (R11).</summary>
public static class KnownCircles
{
    /// <summary>The viewer knows the circle c; with the values of <see cref="Values"/>.</summary>
    public const string Sql = "((c.listed = 1 and @community = 1) or " + CircleSql.Member + ")";

    /// <summary>The circle's number, or null where the viewer may not know of it; an invitation alone opens nothing that stands in it.</summary>
    public static Task<long?> FindAsync(Sql sql, Viewer viewer, string uid, CancellationToken stop) =>
        sql.NumberAsync($"select c.id from circle c where c.uid = @uid and {Sql}", stop, Values(viewer, ("uid", uid)));

    public static (string, object?)[] Values(Viewer viewer, params (string, object?)[] more) => CircleSql.Values(viewer, more);
}
