using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.SignIn.Passkeys;

/// <summary>Gives a passkey of the person another name.</summary>
internal sealed class RenamePasskey(Database database)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, byte[] credential, string name, CancellationToken stop) =>
        database.WriteAsync<Done>(
            async tx => viewer.IsPerson && await tx.RunAsync(
                "update passkey set name = @name where credential = @credential and person_id = @person",
                stop,
                ("name", AddPasskey.NameOf(name)),
                ("credential", credential),
                ("person", viewer.PersonId)) == 1 ? Done.Yes : Refusal.NotFound,
            stop);
}
