using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.SignIn.Confirm;

/// <summary>Proves again, by password and code, that the session is its person's; the same limits as at sign-in.</summary>
internal sealed class ConfirmWithPassword(Database database, Passwords passwords, SecondFactors factors, Attempts attempts)
{
    public async Task<Outcome<Done>> RunAsync(Viewer viewer, string password, string code, Origin from, CancellationToken stop)
    {
        var account = await database.ReadAsync(sql => Account.ByIdAsync(sql, viewer.PersonId, stop), stop);
        if (!viewer.IsPerson || password.Length == 0 || code.Length == 0)
        {
            return SignInWithPassword.Failed;
        }

        var admitted = await attempts.AdmitAsync(account.Email, from.Address, stop);
        if (!admitted.Done)
        {
            return admitted.Refusal!;
        }

        var right = await passwords.VerifyAsync(password, account.Password, stop);
        return await database.WriteAsync<Done>(
            async tx =>
            {
                var spent = await factors.SpendAsync(tx, account, code);
                if (!right || !spent || !await account.StillAsync(tx) || admitted.Value.Closed)
                {
                    return SignInWithPassword.Failed;
                }

                await Attempts.ForgiveAsync(tx, admitted.Value);
                await StrengthenAsync(tx, viewer, "password");
                return Done.Yes;
            },
            stop);
    }

    /// <summary>From now on the session counts as strongly proved.</summary>
    public static async Task StrengthenAsync(Tx tx, Viewer viewer, string by)
    {
        await tx.RunAsync(
            "update session set strong_at = @now where id = @id and ended_at = 0", CancellationToken.None, ("id", viewer.SessionId), ("now", tx.Now));
        tx.Record(Sessions.Entry("person.confirm", viewer.PersonId, viewer.OrganisationId, viewer.PersonUid, by));
    }
}
