using Infohub.Platform.Data;
using Infohub.Community.Public;

namespace Infohub.Exchange.Remotes;

/// <summary>How a server is shown who asks.</summary>
internal enum RemoteScheme
{
    None,
    Basic,
    Bearer,
    Header,
}

/// <summary>Another organisation's TAXII server, as a member's organisation set it up.</summary>
/// <param name="StewardSince">When the steward took it on: rights that they have from later joinings alone are not meant (R5).</param>
/// <param name="SourceId">The external source whose what comes from it is (law W5).</param>
/// <param name="Address">Of its discovery.</param>
internal sealed record Remote(
    long Id, string Uid, long OrganisationId, long StewardId, long StewardSince, long SourceId, string Name, string Address, RemoteScheme Scheme, byte[]? WrappedKey, byte[]? Secret)
{
    public const int LongestName = 120;
    public const int MostOfOrganisation = 50;

    public const string Columns = "r.id, r.uid, r.org_id, r.steward_id, r.steward_since, r.source_id, r.name, r.address, r.scheme, r.wrapped_key, r.secret";

    public const int ColumnCount = 11;

    /// <summary>That of the viewer's organisation, for its administrators; what is another's and what is not there are one.</summary>
    public static async Task<Remote?> FindAsync(Sql sql, Viewer viewer, string uid, CancellationToken stop) => !Rights.ActsFor(viewer, viewer.OrganisationId) ? null : await sql.FirstAsync(
        $"select {Columns} from remote r where r.uid = @uid and r.org_id = @org and r.ended_at = 0", static r => Read(r), stop, ("uid", uid), ("org", viewer.OrganisationId));

    public static Remote Read(Row r, int from = 0) => new(
        r.Long(from), r.Text(from + 1), r.Long(from + 2), r.Long(from + 3), r.Long(from + 4), r.Long(from + 5), r.Text(from + 6), r.Text(from + 7), (RemoteScheme)r.Int(from + 8), r.BytesOrNull(from + 9),
        r.BytesOrNull(from + 10));

    public override string ToString() => "Remote " + Uid;
}
