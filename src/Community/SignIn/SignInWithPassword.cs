using Infohub.Community.SignIn.Recovery;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.SignIn;

/// <param name="Email">As typed.</param>
/// <param name="Password">As typed.</param>
/// <param name="Code">A one-time code, or a recovery code.</param>
/// <param name="Earlier">The secret of the session that this browser had, or null.</param>
internal sealed record PasswordSignIn(string Email, string Password, string Code, Origin From, string? Earlier);

/// <param name="Token">The new session's secret, for the cookie.</param>
/// <param name="NeedsTerms">The session becomes live when the terms are accepted.</param>
internal sealed record SignedIn(string Token, bool NeedsTerms);

/// <summary>Signs in by password and code together: one answer and the same work, whichever of them was wrong and whether there is an account or not.</summary>
internal sealed class SignInWithPassword(Database database, Passwords passwords, SecondFactors factors, Attempts attempts, Sessions sessions)
{
    /// <summary>What every failure says.</summary>
    public static readonly Refusal Failed = new(
        RefusalKind.SignIn,
        "sign-in-failed",
        "That did not work. Check the address, the password and the code. After several failures an account takes no password for up to 15 minutes.");

    public async Task<Outcome<SignedIn>> RunAsync(PasswordSignIn input, CancellationToken stop)
    {
        // An empty password is never compared with anything (it has opened directories before).
        if (input.Password.Length == 0 || input.Code.Length == 0 || input.Email.Length == 0)
        {
            return Failed;
        }

        var admitted = await attempts.AdmitAsync(input.Email, input.From.Address, stop);
        if (!admitted.Done)
        {
            return admitted.Refusal!;
        }

        var account = await database.ReadAsync(sql => Account.ByEmailAsync(sql, input.Email, stop), stop);
        var right = await passwords.VerifyAsync(input.Password, account.Password, stop);
        return await database.WriteAsync<SignedIn>(
            async tx =>
            {
                // Asked in any case, for the same work; the refusal gives a code spent in vain back.
                var spent = await factors.SpendAsync(tx, account, input.Code);
                var still = await account.StillAsync(tx);
                return right && spent && still && !admitted.Value.Closed ? await OpenAsync(tx, account, input, admitted.Value) : Failed;
            },
            stop);
    }

    private async Task<Outcome<SignedIn>> OpenAsync(Tx tx, Account account, PasswordSignIn input, Admission admission)
    {
        await Attempts.ForgiveAsync(tx, admission);
        await Recoveries.CancelAsync(tx, account.Id);
        tx.Record(Sessions.Entry("person.sign-in", account.Id, account.OrganisationId, account.Uid, "password"));
        return new SignedIn(await sessions.OpenAsync(tx, account.Id, input.From, input.Earlier), !account.AcceptedTerms);
    }
}
