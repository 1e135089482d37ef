using Infohub.Community.SignIn;
using Infohub.Platform;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Public;

/// <summary>Secrets of made-up people: in demo mode only, where nobody has an app for their codes.</summary>
public sealed class DemoSecrets
{
    private readonly HubPlaces places;
    private readonly Database database;
    private readonly Passwords passwords;
    private readonly SecondFactors factors;

    internal DemoSecrets(HubPlaces places, Database database, Passwords passwords, SecondFactors factors) =>
        (this.places, this.database, this.passwords, this.factors) = (places, database, passwords, factors);

    /// <summary>Gives the person this password and a new secret for codes.</summary>
    /// <param name="personUid">The person's address.</param>
    /// <param name="password">Taken as it is.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">The hub is not in demo mode.</exception>
    public async Task<Outcome<Done>> GiveAsync(string personUid, string password, CancellationToken stop)
    {
        Require();
        var hash = await passwords.HashAsync(password, stop);
        return await database.WriteAsync<Done>(
            async tx =>
            {
                var account = await Account.ByUidAsync(tx, personUid, stop);
                await factors.KeepAsync(tx, account.Id, personUid, factors.NewSecret(), 0);
                var given = await tx.RunAsync(
                    "update person set password = @password where uid = @uid", stop, ("password", hash), ("uid", personUid));
                return given == 1 ? Done.Yes : Refusal.NotFound;
            },
            stop);
    }

    /// <summary>The one-time code that the person's app would show now, or null where there is no such person or app.</summary>
    /// <param name="email">The person's address for sign-in.</param>
    /// <param name="now">The time, in microseconds.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">The hub is not in demo mode.</exception>
    public async Task<string?> CodeAsync(string email, long now, CancellationToken stop)
    {
        Require();
        var account = await database.ReadAsync(sql => Account.ByEmailAsync(sql, email, stop), stop);
        return factors.CodeOf(account, now);
    }

    private void Require()
    {
        if (!places.Demo)
        {
            throw new InvalidOperationException("Codes are shown in demo mode only.");
        }
    }
}
