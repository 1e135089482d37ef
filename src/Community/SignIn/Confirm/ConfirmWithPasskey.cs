using Infohub.Community.Public;
using Infohub.Community.SignIn.Passkeys;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.SignIn.Confirm;

/// <summary>Proves again, by a passkey, that the session is its person's.</summary>
internal sealed class ConfirmWithPasskey(Database database)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, PasskeyProof proof, CancellationToken stop) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                if (!viewer.IsPerson || proof.Person.Id != viewer.PersonId || !await SignInWithPasskey.UseAsync(tx, proof))
                {
                    return Ceremonies.Failed;
                }

                await ConfirmWithPassword.StrengthenAsync(tx, viewer, "passkey");
                return Done.Yes;
            },
            stop);
}
