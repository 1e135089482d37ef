using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.SignIn.Passkeys;

/// <summary>Removes a passkey of the person, unless nothing would remain to sign in with.</summary>
internal sealed class RemovePasskey(Database database)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, byte[] credential, CancellationToken stop) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                if (Fresh.Required(viewer, tx.Now) is { } refusal)
                {
                    return refusal;
                }

                // The person's row is held, so that two removals at once do not each see the other's passkey remain.
                await tx.RunAsync("update person set name = name where id = @person", stop, ("person", viewer.PersonId));
                var removed = await tx.RunAsync(
                    "delete from passkey where credential = @credential and person_id = @person",
                    stop,
                    ("credential", credential),
                    ("person", viewer.PersonId));
                if (removed == 0)
                {
                    return Refusal.NotFound;
                }

                if (!await RemainsAsync(tx, viewer.PersonId, stop))
                {
                    return Refusal.Conflict("last-factor", "This is your only second factor. Add another passkey, or a password and an app for codes, before you remove it.");
                }

                tx.Record(EndSession.Entry(viewer, "passkey.remove"));
                return Done.Yes;
            },
            stop);

    private static async Task<bool> RemainsAsync(Tx tx, long person, CancellationToken stop) =>
        await tx.NumberAsync(
            """
            select (select count(*) from passkey where person_id = @person) +
              (select count(*) from person where id = @person and totp is not null and password <> '')
            """,
            stop,
            ("person", person)) > 0;
}
