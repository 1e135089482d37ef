using Infohub.Platform.Data;

namespace Infohub.Community.Governance;

/// <summary>How many officers could act. Whoever decides by it waits for the others who do, so that the last two cannot go at once.</summary>
internal static class OfficerCount
{
    /// <summary>A condition on p and o: an officer who can act.</summary>
    private const string Acting = "p.state = 1 and o.state = 1 and (p.roles & 2) <> 0";

    public static Task<long> WithoutPersonAsync(Tx tx, long person, CancellationToken stop) => CountAsync(tx, "p.id <> @but", person, stop);

    public static Task<long> WithoutOrganisationAsync(Tx tx, long organisation, CancellationToken stop) => CountAsync(tx, "p.org_id <> @but", organisation, stop);

    private static async Task<long> CountAsync(Tx tx, string whom, long but, CancellationToken stop)
    {
        // SQLite has one writer; PostgreSQL's READ COMMITTED would let two see each other stay.
        if (tx.Engine == Engine.Postgres)
        {
            await tx.RunAsync("select pg_advisory_xact_lock(7112)", stop);
        }

        return (await tx.NumberAsync($"select count(*) from person p join organisation o on o.id = p.org_id where {whom} and {Acting}", stop, ("but", but)))!.Value;
    }
}
