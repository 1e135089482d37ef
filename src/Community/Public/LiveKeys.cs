using Infohub.Platform.Data;

namespace Infohub.Community.Public;

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
}
