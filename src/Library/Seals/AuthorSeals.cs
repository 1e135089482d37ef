using System.Security.Cryptography;
using System.Text;
using Infohub.Community.Public;
using Infohub.Community.Seals;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Keys;
using Infohub.Platform.Refusals;

namespace Infohub.Library.Seals;

/// <summary>An opening of the seal on an item, as its author is told of it.</summary>
public sealed record SealOpeningCard(string Reason, long At);

/// <summary>
/// Who shared an anonymous item is sealed to three officers' keys, of which two open it (law W7): encrypted under a secret of its own, the secret in three
/// shares, each share for one keeper. Nothing else that is kept of the sharing names the author; what the author does by name afterwards (passing on, asking for wider sharing) does.
/// </summary>
public sealed class AuthorSeals(Database database, IIdSource ids)
{
    /// <summary>Whether there are keepers enough for anonymous sharing.</summary>
    public Task<bool> CanSealAsync(CancellationToken stop) =>
        database.ReadAsync(async sql => (await SealKeepers.CurrentAsync(sql, stop)).Count >= SealKeepers.Number, stop);

    /// <summary>The keys to seal to, or what to do where there are too few of them.</summary>
    internal static async Task<Outcome<List<SealKey>>> KeysAsync(Sql sql, CancellationToken stop)
    {
        var keys = await SealKeepers.CurrentAsync(sql, stop);
        return keys.Count >= SealKeepers.Number
            ? keys
            : new Refusal(
                RefusalKind.Conflict,
                "seal-keepers",
                "Nobody can share anonymously yet: the author's name is sealed to three officers, and {0} of them have a seal key. Ask the officers to make their keys, or share as your organisation.",
                "attribution",
                keys.Count);
    }

    /// <summary>Seals the author of an item that is being shared; what comes back stands in the record in place of the author.</summary>
    internal async Task<byte[]> CloseAsync(Tx tx, Viewer viewer, long seq, string uid, List<SealKey> keys, CancellationToken stop)
    {
        var author = SealedAuthor.Of(viewer, tx.Now, ids.NewSecret(16));
        var secret = RandomNumberGenerator.GetBytes(32);
        await tx.RunAsync(
            "update anonymous_author set seal = @seal where item_seq = @item", stop, ("seal", KeyRing.Seal(secret, author.ToBytes(), Encoding.UTF8.GetBytes(About(uid)))), ("item", seq));
        var shares = SecretShares.Split(secret, keys.Count);
        for (var i = 0; i < keys.Count; i++)
        {
            await tx.RunAsync(
                "insert into seal_share(item_seq, key_id, box) values (@item, @key, @box)",
                stop,
                ("item", seq),
                ("key", keys[i].Id),
                ("box", KeyBox.Close(keys[i].PublicKey, shares[i], About(uid))));
            CryptographicOperations.ZeroMemory(shares[i]);
        }

        CryptographicOperations.ZeroMemory(secret);
        return author.Commitment;
    }

    /// <summary>The author gave up anonymity, or the draft was thrown away: nothing is sealed any more.</summary>
    internal static async Task RemoveAsync(Tx tx, long seq, CancellationToken stop)
    {
        await tx.RunAsync("delete from anonymous_author where item_seq = @item", stop, ("item", seq));
        await tx.RunAsync("delete from seal_share where item_seq = @item", stop, ("item", seq));
    }

    /// <summary>Who it was, of two shares; null where nothing is sealed any more.</summary>
    internal static async Task<SealedAuthor?> OpenAsync(Tx tx, long seq, string uid, byte[] one, byte[] other, CancellationToken stop)
    {
        var sealed_ = await tx.FirstAsync("select seal from anonymous_author where item_seq = @item", static r => r.Bytes(0), stop, ("item", seq));
        return sealed_ is null ? null : SealedAuthor.From(KeyRing.Unseal(SecretShares.Join(one, other), sealed_, Encoding.UTF8.GetBytes(About(uid))));
    }

    /// <summary>When the seal was opened, and why: for the author alone.</summary>
    public Task<List<SealOpeningCard>> OpeningsAsync(ReadableItem item, CancellationToken stop) =>
        item.Card is not { IsAuthor: true, Attribution: Attribution.Anonymous, Shows: Disclosure.Full }
            ? Task.FromResult<List<SealOpeningCard>>([])
            : database.ReadAsync(
                sql => sql.ListAsync(
                    "select reason, opened_at from seal_opening where item_seq = @item and opened_at > 0 order by id desc",
                    static r => new SealOpeningCard(r.Text(0), r.Long(1)),
                    stop,
                    ("item", item.Seq)),
                stop);

    internal static string About(string uid) => "author of " + uid;
}
