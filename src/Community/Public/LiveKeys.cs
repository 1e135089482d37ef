using Infohub.Markings;
using Infohub.Platform.Data;

namespace Infohub.Community.Public;

/// <summary>A key of an organisation.</summary>
public sealed record OrganisationKey(long Id, string Uid, string Name, Tlp Ceiling);

/// <summary>Whether an organisation's key still acts: one that wrote an item is its author (reading 2).</summary>
public static class LiveKeys
{
    /// <summary>Not revoked, not expired at <paramref name="now"/> (microseconds), of an active organisation that has not left since it was made.</summary>
    public static async Task<bool> ContainAsync(Sql sql, long key, long now, CancellationToken stop) =>
        await sql.NumberAsync(
            """
            select count(*) from api_key k join organisation o on o.id = k.org_id
            where k.id = @key and k.person_id = 0 and k.revoked_at = 0 and k.expires_at > @now and o.state = @active and o.joined_at <= k.created_at
            """,
            stop,
            ("key", key),
            ("now", now),
            ("active", State.Active)) > 0;

    /// <summary>Those of the viewer's organisation that read, for its administrators.</summary>
    public static async Task<List<OrganisationKey>> ThatReadAsync(Sql sql, Viewer viewer, CancellationToken stop) => !Rights.ActsFor(viewer, viewer.OrganisationId) ? [] : await sql.ListAsync(
        """
        select k.id, k.uid, k.name, k.ceiling from api_key k join organisation o on o.id = k.org_id
        where k.org_id = @org and k.person_id = 0 and k.revoked_at = 0 and k.expires_at > @now and o.state = @active and o.joined_at <= k.created_at and (k.scopes & @read) > 0 order by k.name, k.id
        """,
        static r => new OrganisationKey(r.Long(0), r.Text(1), r.Text(2), (Tlp)r.Int(3)),
        stop,
        ("org", viewer.OrganisationId),
        ("now", viewer.Facts.Now),
        ("active", State.Active),
        ("read", Scopes.Read));
}
