using Infohub.Platform.Data;

namespace Infohub.Community.People;

/// <summary>
/// A person's e-mail address. Who is active or suspended signs in by it, and nobody else has it. Who is only invited, or left, holds none:
/// it stands in invited_email until they enter, so that an invitation tells of nobody elsewhere (law R7).
/// </summary>
internal static class Address
{
    /// <summary>The address of the person p, held or not.</summary>
    public const string OfPerson = "coalesce(p.invited_email, p.email)";

    public static async Task<bool> IsHeldAsync(Sql sql, string email, CancellationToken stop) =>
        await sql.NumberAsync("select id from person where email = @email", stop, ("email", email)) is not null;

    /// <summary>The organisation has, invited or had somebody with this address.</summary>
    public static async Task<bool> IsKnownToAsync(Sql sql, long organisation, string email, CancellationToken stop) =>
        await sql.NumberAsync($"select p.id from person p where p.org_id = @org and {OfPerson} = @email limit 1", stop, ("org", organisation), ("email", email)) is not null;

    /// <summary>Who enters holds the address from now on; false where somebody else does.</summary>
    public static async Task<bool> ClaimAsync(Tx tx, long person)
    {
        if (tx.Engine == Engine.Postgres)
        {
            // Of two who enter with one address at once, the second must see the first.
            await tx.RunAsync("select pg_advisory_xact_lock(7111)", CancellationToken.None);
        }

        return await tx.RunAsync(
            """
            update person set email = invited_email, invited_email = null
            where id = @id and invited_email is not null and not exists (select 1 from person o where o.email = person.invited_email)
            """,
            CancellationToken.None,
            ("id", person)) == 1;
    }

    /// <summary>Who leaves holds it no more; coming back, they enter with it if it is still free.</summary>
    public static Task<int> ReleaseAsync(Tx tx, long person) =>
        tx.RunAsync("update person set invited_email = email, email = uid where id = @id and invited_email is null", CancellationToken.None, ("id", person));
}
