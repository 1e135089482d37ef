using Infohub.Community.Public;
using Infohub.Platform.Data;

namespace Infohub.Community.Keys;

/// <summary>A key as the acts on it need it.</summary>
internal sealed record KeyRow(long Id, string Uid, long OrgId, long PersonId, long RevokedAt, bool OfHub, int Ceiling, string Networks)
{
    /// <summary>Known to its owner, to the administrators of its organisation, and of all keys to officers.</summary>
    public static Task<KeyRow?> FindAsync(Sql sql, Viewer viewer, string uid, CancellationToken stop) =>
        sql.FirstAsync<KeyRow?>(
            """
            select k.id, k.uid, k.org_id, k.person_id, k.revoked_at, o.standing, k.ceiling, k.networks from api_key k join organisation o on o.id = k.org_id
            where k.uid = @uid and (@all = 1 or (k.person_id <> 0 and k.person_id = @person and k.org_id = @org) or (k.org_id = @org and @administers = 1))
            """,
            static r => new KeyRow(r.Long(0), r.Text(1), r.Long(2), r.Long(3), r.Long(4), r.Int(5) == Standing.PartnerHub, r.Int(6), r.Text(7)),
            stop,
            ("uid", uid),
            ("all", Rights.IsOfficer(viewer)),
            ("person", viewer.PersonId),
            ("org", viewer.OrganisationId),
            ("administers", viewer.Has(Roles.Administrator)));
}
