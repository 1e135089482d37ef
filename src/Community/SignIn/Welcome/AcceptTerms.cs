using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.SignIn.Welcome;

/// <summary>Accepts the current terms, by a session that is live but for them.</summary>
internal sealed class AcceptTerms(Database database)
{
    private static readonly Refusal Changed = Refusal.Conflict("terms-changed", "The terms were changed just now. Read them again.");

    /// <param name="token">The session's secret.</param>
    /// <param name="version">The version that was shown.</param>
    /// <param name="stop">Ends the wait.</param>
    public Task<Outcome<Done>> RunAsync(string token, string version, CancellationToken stop) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                var account = await Account.BySessionAsync(tx, token, tx.Now, stop);
                if (!account.Active)
                {
                    return SignInWithPassword.Failed;
                }

                if (await CurrentAsync(tx, stop) != version)
                {
                    return Changed;
                }

                await tx.RunAsync("update person set terms = @terms where id = @person", stop, ("terms", version), ("person", account.Id));
                tx.Record(Sessions.Entry("person.terms", account.Id, account.OrganisationId, account.Uid, version));
                return Done.Yes;
            },
            stop);

    /// <summary>The version of the terms in force; empty where there are none.</summary>
    public static async Task<string> CurrentAsync(Sql sql, CancellationToken stop) =>
        await sql.FirstAsync("select value from setting where name = 'terms'", static r => r.Text(0), stop) ?? "";
}
