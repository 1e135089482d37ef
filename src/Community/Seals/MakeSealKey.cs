using System.Security.Cryptography;
using Infohub.Community.Public;
using Infohub.Community.SignIn;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Keys;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Seals;

/// <summary>An officer becomes a keeper of seals: a key pair whose private half is kept under a passphrase that only the officer knows. A new key takes the place of the own old one.</summary>
public sealed class MakeSealKey
{
    private readonly Database database;
    private readonly SignInOptions options;
    private readonly IIdSource ids;

    internal MakeSealKey(Database database, SignInOptions options, IIdSource ids) => (this.database, this.options, this.ids) = (database, options, ids);

    public async Task<Outcome<Done>> RunAsync(Viewer viewer, string passphrase, string repeat, CancellationToken stop)
    {
        if (!viewer.Has(Roles.Officer))
        {
            return Governance.ElevationRefusals.OfficersOnly;
        }

        if (!passphrase.Equals(repeat, StringComparison.Ordinal))
        {
            return SealRefusals.NotRepeated;
        }

        if (Passwords.Weakness(passphrase, viewer.PersonName, viewer.OrganisationName) is { } weak)
        {
            return weak with { Field = "passphrase" };
        }

        using var pair = KeyBox.NewKey();
        var (salt, rounds) = (ids.NewSecret(16), options.PasswordIterations);
        var locking = await Passwords.DeriveAsync(passphrase, salt, rounds, stop);
        var plain = pair.ExportPkcs8PrivateKey();
        var locked = KeyRing.Seal(locking, plain, SealKeepers.About(viewer));
        CryptographicOperations.ZeroMemory(plain);
        CryptographicOperations.ZeroMemory(locking);
        return await database.WriteAsync<Done>(
            async tx =>
            {
                if (Rights.NotFresh(viewer, tx.Now) is { } confirm)
                {
                    return confirm;
                }

                if (tx.Engine == Engine.Postgres)
                {
                    // Of two who take the last seat at once, the second must see the first.
                    await tx.RunAsync("select pg_advisory_xact_lock(7113)", stop);
                }

                // Who is no keeper any more does not become one again by getting the role back: the seat may have been taken.
                await tx.RunAsync(
                    $"update seal_key set ended_at = @now where ended_at = 0 and (person_id = @person or not exists(select 1 from seal_key k where k.id = seal_key.id and {SealKeepers.Current}))",
                    stop,
                    ("now", tx.Now),
                    ("person", viewer.PersonId));
                if ((await SealKeepers.CurrentAsync(tx, stop)).Count >= SealKeepers.Number)
                {
                    return SealRefusals.ThreeKeep;
                }

                await tx.RunAsync(
                    """
                    insert into seal_key(person_id, org_id, public_key, private_key, salt, rounds, made_at)
                    values (@person, @org, @public, @private, @salt, @rounds, @now)
                    """,
                    stop,
                    ("person", viewer.PersonId),
                    ("org", viewer.OrganisationId),
                    ("public", KeyBox.PublicKey(pair)),
                    ("private", locked),
                    ("salt", salt),
                    ("rounds", rounds),
                    ("now", tx.Now));
                tx.Record(new AuditEntry("seal-key.make", viewer.PersonId, viewer.OrganisationId, 0, "person", viewer.PersonUid));
                return Done.Yes;
            },
            stop);
    }
}

/// <summary>A keeper gives up the key: nothing is sealed to it from then on; what was, it still opens.</summary>
public sealed class GiveUpSealKey(Database database)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, CancellationToken stop) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                if (Rights.NotFresh(viewer, tx.Now) is { } confirm)
                {
                    return confirm;
                }

                if (await tx.RunAsync("update seal_key set ended_at = @now where ended_at = 0 and person_id = @person", stop, ("now", tx.Now), ("person", viewer.PersonId)) == 0)
                {
                    return SealRefusals.NoKey;
                }

                tx.Record(new AuditEntry("seal-key.end", viewer.PersonId, viewer.OrganisationId, 0, "person", viewer.PersonUid));
                return Done.Yes;
            },
            stop);
}
