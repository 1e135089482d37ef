using Infohub.Community.Circles;
using Infohub.Community.Public;
using Infohub.Markings;
using Infohub.Platform.Data;

namespace Infohub.Community.Keys;

/// <summary>A key in a list; the secret itself is never shown again.</summary>
/// <param name="Circles">Names of the circles to which it is bound, of those that the viewer may know.</param>
/// <param name="OtherCircles">It is bound to circles besides these.</param>
internal sealed record KeyLine(
    string Uid, string Name, string Hint, string Owner, bool OfOrganisation, Scopes Scopes, Tlp Ceiling, string Networks, string Circles, bool OtherCircles, bool CirclesOnly,
    long CreatedAt, long ExpiresAt, long UsedAt, byte[]? Certificate)
{
    /// <summary>SHA-256 of the client certificate that opens it, in hexadecimal; empty where none does.</summary>
    public string Fingerprint => Certificate is null ? "" : Convert.ToHexStringLower(Certificate);
}

/// <summary>Keys that are not revoked: one's own, or all of an organisation for its administrators.</summary>
internal sealed class KeyDirectory(Database database, KeyUses uses)
{
    public Task<List<KeyLine>> OwnAsync(Viewer viewer, CancellationToken stop) =>
        ListAsync(viewer, "k.person_id = @person and k.org_id = @org and k.person_id <> 0", stop);

    /// <summary>Empty for who does not administer it; the keys of hubs are for officers.</summary>
    public async Task<List<KeyLine>> OfOrganisationAsync(Viewer viewer, CancellationToken stop) =>
        viewer.Has(Roles.Administrator) ? await ListAsync(viewer, "k.org_id = @org", stop) : [];

    public async Task<List<KeyLine>> OfHubsAsync(Viewer viewer, CancellationToken stop) =>
        Rights.IsOfficer(viewer) ? await ListAsync(viewer, "o.standing = 1", stop) : [];

    /// <summary>The key that asks.</summary>
    public async Task<KeyLine?> SelfAsync(Viewer viewer, CancellationToken stop) =>
        (await ListAsync(viewer, "k.id = @own and k.org_id = @org", stop, ("own", viewer.KeyId))).FirstOrDefault();

    private Task<List<KeyLine>> ListAsync(Viewer viewer, string which, CancellationToken stop, params (string, object?)[] more) =>
        database.ReadAsync(
            sql => sql.ListAsync(
                $"""
                select k.uid, k.name, k.hint, coalesce(p.name, o.name), k.person_id, k.scopes, k.ceiling, k.networks,
                  coalesce((select string_agg(c.name, ', ') from api_key_circle b join circle c on c.id = b.circle_id where b.key_id = k.id and {CircleSql.Visible}), ''),
                  case when exists(select 1 from api_key_circle b join circle c on c.id = b.circle_id where b.key_id = k.id and not {CircleSql.Visible}) then 1 else 0 end,
                  k.circles_only, k.created_at, k.expires_at, k.used_at, k.id, k.certificate
                from api_key k join organisation o on o.id = k.org_id left join person p on p.id = k.person_id and k.person_id <> 0
                where k.revoked_at = 0 and {which} order by k.id desc limit 500
                """,
                r => new KeyLine(
                    r.Text(0), r.Text(1), r.Text(2), r.Text(3), r.Long(4) == 0, (Scopes)r.Int(5), (Tlp)r.Int(6), r.Text(7), r.Text(8), r.Bool(9), r.Bool(10), r.Long(11), r.Long(12),
                    uses.Latest(r.Long(14), r.Long(13)), r.BytesOrNull(15)),
                stop,
                CircleSql.Values(viewer, more)),
            stop);
}
