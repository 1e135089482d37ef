using Infohub.Community.SignIn.Recovery;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.SignIn.Passkeys;

/// <summary>Signs in by a passkey alone. There is nothing to guess, so a closed account still opens to its passkey.</summary>
internal sealed class SignInWithPasskey(Database database, Sessions sessions)
{
    public Task<Outcome<SignedIn>> RunAsync(PasskeyProof proof, Origin from, string? earlier, CancellationToken stop) =>
        database.WriteAsync<SignedIn>(
            async tx =>
            {
                var account = await Account.ByIdAsync(tx, proof.Person.Id, stop);
                if (!account.Active || !await UseAsync(tx, proof))
                {
                    return Ceremonies.Failed;
                }

                await Recoveries.CancelAsync(tx, account.Id);
                tx.Record(Sessions.Entry("person.sign-in", account.Id, account.OrganisationId, account.Uid, "passkey"));
                return new SignedIn(await sessions.OpenAsync(tx, account.Id, from, earlier), !account.AcceptedTerms);
            },
            stop);

    /// <summary>Spends the ceremony and keeps the authenticator's counter; false where either was done before, or the passkey is gone.</summary>
    public static async Task<bool> UseAsync(Tx tx, PasskeyProof proof) =>
        await Ceremonies.SpendAsync(tx, proof)
        && await tx.RunAsync(
            "update passkey set record = @record, used_at = @now where credential = @credential and person_id = @person",
            CancellationToken.None,
            ("record", PasskeyStore.Keep(proof.Passkey)),
            ("now", tx.Now),
            ("credential", proof.Passkey.CredentialId),
            ("person", proof.Person.Id)) == 1;
}
