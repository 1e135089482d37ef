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
/// Who shared an anonymous item, or said something under one without a name, is sealed to three officers' keys, of which two open it (law W7): encrypted under a secret of its own, the secret in three
/// shares, each share for one keeper. Nothing else that is kept of the sharing names the author; what the author does by name afterwards (passing on, asking for wider sharing) does.
/// </summary>
public sealed class AuthorSeals(Database database, IIdSource ids)
{
    /// <summary>The kind of a seal on an item itself.</summary>
    internal const string OfItem = "item";

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

    /// <summary>
    /// Seals who says something under an item without a name, at its own address; what comes back stands in place of who it was in the record, where the act is <c>{kind}.add</c> on the item and its detail the address.
    /// </summary>
    /// <param name="tx">The caller's transaction.</param>
    /// <param name="item">Under which it is said.</param>
    /// <param name="kind">What is said, in a word.</param>
    /// <param name="uid">Its address.</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task<Outcome<byte[]>> CloseUnderAsync(Tx tx, ReadableItem item, string kind, string uid, CancellationToken stop)
    {
        if (item.Viewer.PersonId == 0)
        {
            return OpeningRefusals.NoPerson;
        }

        var keys = await SealKeepers.CurrentAsync(tx, stop);
        return keys.Count < SealKeepers.Number ? OpeningRefusals.FewKeepers(keys.Count) : await CloseAsync(tx, item.Viewer, (uid, kind, item.Seq), keys, stop);
    }

    /// <summary>Seals the author of an item that is being shared; what comes back stands in the record in place of the author.</summary>
    internal Task<byte[]> CloseAsync(Tx tx, Viewer viewer, long seq, string uid, List<SealKey> keys, CancellationToken stop) => CloseAsync(tx, viewer, (uid, OfItem, seq), keys, stop);

    private async Task<byte[]> CloseAsync(Tx tx, Viewer viewer, (string Uid, string Kind, long ItemSeq) on, List<SealKey> keys, CancellationToken stop)
    {
        var author = SealedAuthor.Of(viewer, tx.Now, ids.NewSecret(16));
        var secret = RandomNumberGenerator.GetBytes(32);
        await tx.RunAsync(
            "insert into seal(uid, item_seq, kind, tag, author) values (@uid, @item, @kind, @tag, @author)",
            stop,
            ("uid", on.Uid),
            ("item", on.ItemSeq),
            ("kind", on.Kind),
            ("tag", viewer.Facts.AnonymousTag),
            ("author", KeyRing.Seal(secret, author.ToBytes(), Encoding.UTF8.GetBytes(About(on.Uid)))));
        var shares = SecretShares.Split(secret, keys.Count);
        for (var i = 0; i < keys.Count; i++)
        {
            await tx.RunAsync(
                "insert into seal_share(uid, key_id, box) values (@uid, @key, @box)",
                stop,
                ("uid", on.Uid),
                ("key", keys[i].Id),
                ("box", KeyBox.Close(keys[i].PublicKey, shares[i], About(on.Uid))));
            CryptographicOperations.ZeroMemory(shares[i]);
        }

        CryptographicOperations.ZeroMemory(secret);
        return author.Commitment;
    }

    /// <summary>The author gave up anonymity, or the draft was thrown away: nothing is sealed any more.</summary>
    internal static async Task RemoveAsync(Tx tx, long seq, CancellationToken stop)
    {
        await tx.RunAsync("delete from anonymous_author where item_seq = @item", stop, ("item", seq));
        await RemoveUnderAsync(tx, seq, OfItem, stop);
    }

    /// <summary>Who said something put a name to it: nothing is sealed at its address any more.</summary>
    public static async Task OpenlyAsync(Tx tx, string uid, CancellationToken stop)
    {
        await tx.RunAsync("delete from seal_share where uid = @uid", stop, ("uid", uid));
        await tx.RunAsync("delete from seal where uid = @uid", stop, ("uid", uid));
    }

    /// <summary>All seals of one kind under an item: they go with what they were on.</summary>
    public static async Task RemoveUnderAsync(Tx tx, long item, string kind, CancellationToken stop)
    {
        await tx.RunAsync("delete from seal_share where uid in (select s.uid from seal s where s.item_seq = @item and s.kind = @kind)", stop, ("item", item), ("kind", kind));
        await tx.RunAsync("delete from seal where item_seq = @item and kind = @kind", stop, ("item", item), ("kind", kind));
    }

    /// <summary>Who it was, of two shares, and the tag by which the hub knows them again; null where nothing is sealed any more.</summary>
    internal static async Task<(SealedAuthor Author, long Tag)?> OpenAsync(Tx tx, string uid, byte[] one, byte[] other, CancellationToken stop)
    {
        var found = await tx.FirstAsync<(byte[] Author, long Tag)?>("select author, tag from seal where uid = @uid", static r => (r.Bytes(0), r.Long(1)), stop, ("uid", uid));
        return found is { } seal ? (SealedAuthor.From(KeyRing.Unseal(SecretShares.Join(one, other), seal.Author, Encoding.UTF8.GetBytes(About(uid)))), seal.Tag) : null;
    }

    /// <summary>When the seal was opened, and why: for the author alone.</summary>
    public Task<List<SealOpeningCard>> OpeningsAsync(ReadableItem item, CancellationToken stop) =>
        item.Card is not { IsAuthor: true, Attribution: Attribution.Anonymous, Shows: Disclosure.Full }
            ? Task.FromResult<List<SealOpeningCard>>([])
            : database.ReadAsync(
                sql => sql.ListAsync(
                    "select reason, opened_at from seal_opening where item_seq = @item and kind = 'item' and opened_at > 0 order by id desc",
                    static r => new SealOpeningCard(r.Text(0), r.Long(1)),
                    stop,
                    ("item", item.Seq)),
                stop);

    internal static string About(string uid) => "author of " + uid;
}
