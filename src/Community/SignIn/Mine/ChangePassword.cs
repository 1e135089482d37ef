using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.SignIn.Mine;

/// <summary>Chooses a new password, or a first one; all other sessions end.</summary>
internal sealed class ChangePassword(Database database, Passwords passwords, TimeProvider clock)
{
    public async Task<Outcome<Done>> RunAsync(Viewer viewer, string password, CancellationToken stop)
    {
        if (Fresh.Required(viewer, clock.Now()) is { } refusal)
        {
            return refusal;
        }

        var account = await database.ReadAsync(sql => Account.ByIdAsync(sql, viewer.PersonId, stop), stop);
        if (Passwords.Weakness(password, account.OrganisationName, account.Email, account.Name) is { } weak)
        {
            return weak;
        }

        var hash = await passwords.HashAsync(password, stop);
        return await database.WriteAsync<Done>(
            async tx =>
            {
                await tx.RunAsync("update person set password = @password where id = @person", stop, ("password", hash), ("person", viewer.PersonId));
                await Sessions.EndAllAsync(tx, viewer.PersonId, viewer.SessionId);
                tx.Record(EndSession.Entry(viewer, "person.password"));
                return Done.Yes;
            },
            stop);
    }
}
