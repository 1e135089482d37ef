using System.Text;
using System.Text.Json;
using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;

namespace Infohub.Sharing.Collections;

/// <summary>What of an entry is kept: where to find it, never what it says. The numbers are kept.</summary>
internal enum EntryKind
{
    Value = 1,
    Object = 2,
    Item = 3,
}

/// <summary>What of an entry is sealed under its collection's key.</summary>
/// <param name="Ref">A value as one word, an object's id, or an item's address.</param>
/// <param name="Place">The item's place in the order of sharing; 0 for the others.</param>
/// <param name="Note">The keeper's words.</param>
internal sealed record SealedEntry(string Ref, long Place, string Note);

/// <summary>An entry, of which nothing is shown before it is asked what the viewer may read.</summary>
internal sealed record CollectionEntry(string Uid, EntryKind Kind, SealedEntry Says, long At);

/// <summary>A named collection as one viewer finds it: its keeper, or a person of the keeper's organisation to whom it is shown.</summary>
/// <param name="Shown">The keeper's organisation sees it too, each by their own rights.</param>
/// <param name="Mine">The viewer keeps it, and alone changes it.</param>
internal sealed record Collection(long Id, string Uid, string Name, bool Shown, bool Mine, string Keeper, long At, byte[] Key)
{
    /// <summary>One's own, or shown to the organisation by who is still of it.</summary>
    private const string Seen =
        "(c.person_id = @me or (c.shown = 1 and c.org_id = @my_org and exists(select 1 from person k where k.id = c.person_id and k.org_id = c.org_id and k.state = 1)))";

    /// <summary>The own first.</summary>
    public static Task<List<Collection>> ListAsync(Sql sql, KeyRing keys, Viewer viewer, CancellationToken stop) => SelectAsync(sql, keys, viewer, Seen, stop);

    public static async Task<List<Collection>> OwnAsync(Sql sql, KeyRing keys, Viewer viewer, CancellationToken stop) =>
        await SelectAsync(sql, keys, viewer, "c.person_id = @me", stop);

    /// <summary>Null also for one of which the viewer is not told (R7).</summary>
    public static async Task<Collection?> FindAsync(Sql sql, KeyRing keys, Viewer viewer, string uid, CancellationToken stop) =>
        (await SelectAsync(sql, keys, viewer, Seen + " and c.uid = @uid", stop, ("uid", uid))).FirstOrDefault();

    public async Task<List<CollectionEntry>> EntriesAsync(Sql sql, CancellationToken stop) =>
        await sql.ListAsync(
            "select uid, kind, what, at from collection_entry where collection_id = @id order by id desc",
            r => new CollectionEntry(r.Text(0), (EntryKind)r.Int(1), JsonSerializer.Deserialize<SealedEntry>(KeyRing.Unseal(Key, r.Bytes(2), About("entry/" + r.Text(0))))!, r.Long(3)),
            stop,
            ("id", Id));

    public static byte[] Seal(byte[] key, string what, string text) => KeyRing.Seal(key, Encoding.UTF8.GetBytes(text), About(what));

    private static Task<List<Collection>> SelectAsync(Sql sql, KeyRing keys, Viewer viewer, string which, CancellationToken stop, params (string Name, object? Value)[] values) =>
        sql.ListAsync(
            $"""
            select c.id, c.uid, c.name, c.shown, case when c.person_id = @me then 1 else 0 end, coalesce(p.name, ''), c.at, c.wrapped_key
            from collection c left join person p on p.id = c.person_id where @me <> 0 and {which} order by case when c.person_id = @me then 0 else 1 end, c.id
            """,
            r =>
            {
                var key = keys.Unwrap(r.Bytes(7));
                return new Collection(r.Long(0), r.Text(1), Encoding.UTF8.GetString(KeyRing.Unseal(key, r.Bytes(2), About("name/" + r.Text(1)))), r.Bool(3), r.Truth(4), r.Text(5), r.Long(6), key);
            },
            stop,
            [("me", viewer.PersonId), ("my_org", viewer.OrganisationId), .. values]);

    private static byte[] About(string what) => Encoding.UTF8.GetBytes("collection/" + what);
}
