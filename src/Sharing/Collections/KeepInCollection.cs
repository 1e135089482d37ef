using System.Text.Json;
using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Library.Access;
using Infohub.Library.Public;
using Infohub.Observables;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Keys;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Collections;

/// <summary>What is to be kept, as a form sends it.</summary>
/// <param name="What"><c>value</c>, <c>object</c> or <c>item</c>.</param>
/// <param name="Ref">The value, masked or live, the object's id, or the item's address.</param>
/// <param name="Into">An own collection; empty for a new one.</param>
/// <param name="Name">Of the new one.</param>
internal sealed record KeepInput(string? What, string? Ref, string? Into, string? Name, string? Note);

/// <summary>
/// Puts a value, an object or an item that the viewer may read into an own collection, or changes the note of what is in it. A reference is kept and no content; what may not be read and what does not exist are answered alike (R7).
/// </summary>
internal sealed class KeepInCollection(Database database, Holdings holdings, KnownObjects objects, KeyRing keys, IIdSource ids, ChangeCollection change)
{
    private const int LongestValue = 4096;

    /// <summary>The address of the collection.</summary>
    public async Task<Outcome<string>> RunAsync(Viewer viewer, KeepInput input, CancellationToken stop)
    {
        var (kind, word) = Read(input);
        if (kind == 0 || (input.Note ?? "").Trim().Length > CollectionRefusals.LongestNote)
        {
            return kind == 0 ? CollectionRefusals.What : CollectionRefusals.Note;
        }

        if (kind == EntryKind.Object && (await objects.OfAsync(viewer, [word], stop)).Count == 0)
        {
            return Refusal.NotFound;
        }

        return await database.WriteAsync<string>(
            async tx =>
            {
                var place = 0L;
                if (kind == EntryKind.Item)
                {
                    var found = await holdings.ForActAsync(tx, viewer, word, stop);
                    if ((found.Refusal ?? RefuseItem(found.Value)) is { } refusal)
                    {
                        return refusal;
                    }

                    (word, place) = (found.Value.Card.Uid, found.Value.Seq);
                }

                var into = await IntoAsync(tx, viewer, input, stop);
                return into.Refusal is { } none ? none : await KeepAsync(tx, into.Value, kind, new SealedEntry(word, place, (input.Note ?? "").Trim()), stop);
            },
            stop);
    }

    private async Task<Outcome<Collection>> IntoAsync(Tx tx, Viewer viewer, KeepInput input, CancellationToken stop)
    {
        var uid = input.Into ?? "";
        if (uid.Length == 0)
        {
            var made = await change.MakeAsync(tx, viewer, input.Name, shown: false, stop);
            if (made.Refusal is { } refusal)
            {
                return refusal;
            }

            uid = made.Value;
        }

        return await Collection.FindAsync(tx, keys, viewer, uid, stop) is { Mine: true } own ? own : Refusal.NotFound;
    }

    private async Task<Outcome<string>> KeepAsync(Tx tx, Collection into, EntryKind kind, SealedEntry entry, CancellationToken stop)
    {
        // Keyed by the collection too: the same value in two of them shows no sign of it.
        var key = keys.Hash64("collection-entry", $"{into.Uid}|{(int)kind}|{entry.Ref}");
        var there = await tx.FirstAsync(
            "select uid from collection_entry where collection_id = @id and kind = @kind and ref_key = @key", static r => (string?)r.Text(0), stop, ("id", into.Id), ("kind", (int)kind), ("key", key));
        if (there is null && await tx.NumberAsync("select count(*) from collection_entry where collection_id = @id", stop, ("id", into.Id)) >= CollectionRefusals.MostEntries)
        {
            return CollectionRefusals.Full;
        }

        var uid = there ?? ids.NewUid();
        var what = Collection.Seal(into.Key, "entry/" + uid, JsonSerializer.Serialize(entry));
        await (there is null
            ? tx.RunAsync(
                "insert into collection_entry(uid, collection_id, kind, ref_key, what, at) values (@uid, @id, @kind, @key, @what, @now)", stop,
                ("uid", uid), ("id", into.Id), ("kind", (int)kind), ("key", key), ("what", what), ("now", tx.Now))
            : tx.RunAsync("update collection_entry set what = @what where uid = @uid", stop, ("uid", uid), ("what", what)));
        return into.Uid;
    }

    private static (EntryKind Kind, string Word) Read(KeepInput input)
    {
        var typed = (input.Ref ?? "").Trim();
        return input.What switch
        {
            "value" when typed.Length is > 0 and <= LongestValue && Extractor.Find(typed, new ExtractOptions { MaxFindings = 2 }) is [var only] => (EntryKind.Value, Content.WordOf(only)),
            "object" when typed.Length is > 0 and <= 300 => (EntryKind.Object, typed),
            "item" when typed.Length is > 0 and <= 300 => (EntryKind.Item, typed),
            _ => (0, ""),
        };
    }

    /// <summary>As with a bookmark; W7: nothing may join an anonymous author with the item.</summary>
    private static Refusal? RefuseItem(ReadableItem item) =>
        item.Card.State == ItemState.Draft ? CollectionRefusals.Draft : item.Card.IsUnnamedAuthor ? CollectionRefusals.Anonymous : null;
}
