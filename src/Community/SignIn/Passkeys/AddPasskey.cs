using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.SignIn.Passkeys;

/// <summary>Adds a passkey to the person's own account.</summary>
internal sealed class AddPasskey(Database database)
{
    private const int Most = 20;
    private const int LongestName = 60;

    public Task<Outcome<Done>> RunAsync(Viewer viewer, PasskeyProof proof, string name, CancellationToken stop) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                if (Fresh.Required(viewer, tx.Now) is { } refusal)
                {
                    return refusal;
                }

                if (await tx.NumberAsync("select count(*) from passkey where person_id = @person", stop, ("person", viewer.PersonId)) >= Most)
                {
                    return Refusal.Conflict("passkeys-full", "There are 20 passkeys already. Remove one that you no longer use.");
                }

                if (proof.Person.Id != viewer.PersonId || !await Ceremonies.SpendAsync(tx, proof) || !await KeepAsync(tx, proof, name))
                {
                    return Ceremonies.Failed;
                }

                tx.Record(EndSession.Entry(viewer, "passkey.add"));
                return Done.Yes;
            },
            stop);

    /// <summary>False where the credential is known already.</summary>
    public static async Task<bool> KeepAsync(Tx tx, PasskeyProof proof, string name) =>
        await tx.RunAsync(
            """
            insert into passkey(credential, person_id, name, record, created_at) values (@credential, @person, @name, @record, @now)
            on conflict(credential) do nothing
            """,
            CancellationToken.None,
            ("credential", proof.Passkey.CredentialId),
            ("person", proof.Person.Id),
            ("name", NameOf(name)),
            ("record", PasskeyStore.Keep(proof.Passkey)),
            ("now", tx.Now)) == 1;

    public static string NameOf(string name)
    {
        var bare = name.Trim();
        return bare.Length == 0 ? "Passkey" : bare[..Math.Min(LongestName, bare.Length)];
    }
}
