using System.Security.Cryptography;
using System.Text;
using Infohub.Community.Public;
using Infohub.Community.SignIn;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Seals;

/// <summary>A current keeper's key, to which something is sealed.</summary>
public sealed record SealKey(long Id, byte[] PublicKey);

/// <summary>One key as the officers' page shows it.</summary>
public sealed record KeeperLine(string PersonUid, string PersonName, string OrganisationName, long MadeAt, bool Current);

/// <summary>
/// The officers to whose keys authors are sealed (law W7): three at most. A private key is kept under its owner's passphrase, which is kept nowhere: the
/// database, a backup and whoever runs the machine hold nothing that opens a seal.
/// </summary>
public sealed class SealKeepers
{
    /// <summary>How many officers keep seals; two of them open one.</summary>
    public const int Number = 3;

    /// <summary>
    /// Who is an officer of the pair that made the key. Suspension only pauses (R5); who left, or gave back the role, keeps nothing that is sealed from then on.
    /// </summary>
    internal static readonly string Current =
        $"""
        k.ended_at = 0 and exists(select 1 from person p join organisation o on o.id = p.org_id where p.id = k.person_id and p.org_id = k.org_id
          and (p.roles & 2) <> 0 and p.joined_at <= k.made_at and p.state <> {State.Left} and o.state <> {State.Left} and o.joined_at <= k.made_at)
        """;

    private readonly Database database;
    private readonly Attempts attempts;

    internal SealKeepers(Database database, Attempts attempts)
    {
        this.database = database;
        this.attempts = attempts;
    }

    /// <summary>The keys of now: anonymous sharing needs <see cref="Number"/> of them.</summary>
    public static Task<List<SealKey>> CurrentAsync(Sql sql, CancellationToken stop) =>
        sql.ListAsync(
            $"select k.id, k.public_key from seal_key k where {Current} order by k.id limit {Number}", static r => new SealKey(r.Long(0), r.Bytes(1)), stop);

    /// <summary>All keys that are current or under which something may still lie, the newest last.</summary>
    public Task<List<KeeperLine>> ListAsync(CancellationToken stop) =>
        database.ReadAsync(
            sql => sql.ListAsync(
                $"""
                select w.uid, w.name, g.name, k.made_at, case when {Current} then 1 else 0 end
                from seal_key k join person w on w.id = k.person_id join organisation g on g.id = k.org_id order by k.id
                """,
                static r => new KeeperLine(r.Text(0), r.Text(1), r.Text(2), r.Long(3), r.Bool(4)),
                stop),
            stop);

    /// <summary>The viewer's keys, given up or not: what was sealed to an old key stays openable by it.</summary>
    public static Task<List<long>> KeysOfAsync(Sql sql, Viewer viewer, CancellationToken stop) =>
        sql.ListAsync("select id from seal_key where person_id = @person", static r => r.Long(0), stop, ("person", viewer.PersonId));

    /// <summary>The public half, for what one keeper hands to another.</summary>
    public static Task<byte[]?> PublicKeyAsync(Sql sql, long key, CancellationToken stop) =>
        sql.FirstAsync("select public_key from seal_key where id = @key", static r => r.Bytes(0), stop, ("key", key));

    /// <summary>The viewer's private key in memory, for this one act; the same limits on guessing as at sign-in.</summary>
    public async Task<Outcome<ECDiffieHellman>> UnlockAsync(Viewer viewer, long key, string passphrase, CancellationToken stop)
    {
        var kept = await database.ReadAsync(
            sql => sql.FirstAsync(
                "select private_key, salt, rounds from seal_key where id = @key and person_id = @person",
                static r => new Kept(r.Bytes(0), r.Bytes(1), r.Int(2)),
                stop,
                ("key", key),
                ("person", viewer.PersonId)),
            stop);
        if (kept is null || !viewer.Has(Roles.Officer))
        {
            return SealRefusals.NoKey;
        }

        if (passphrase.Length is 0 or > Passwords.Longest)
        {
            return SealRefusals.WrongPassphrase;
        }

        var admitted = await attempts.AdmitAsync("seal key of " + viewer.PersonUid, null, stop);
        if (admitted.Refusal is { } refusal)
        {
            return refusal;
        }

        if (admitted.Value.Closed)
        {
            return SealRefusals.TooMany;
        }

        var unlocking = await Passwords.DeriveAsync(passphrase, kept.Salt, kept.Rounds, stop);
        try
        {
            var own = KeyBox.NewKey();
            own.ImportPkcs8PrivateKey(KeyRing.Unseal(unlocking, kept.PrivateKey, About(viewer)), out _);
            await database.WriteAsync(tx => Attempts.ForgiveAsync(tx, admitted.Value), stop);
            return own;
        }
        catch (AuthenticationTagMismatchException)
        {
            return SealRefusals.WrongPassphrase;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(unlocking);
        }
    }

    internal static byte[] About(Viewer viewer) => Encoding.UTF8.GetBytes("seal key " + viewer.PersonUid);

    private sealed record Kept(byte[] PrivateKey, byte[] Salt, int Rounds);
}
