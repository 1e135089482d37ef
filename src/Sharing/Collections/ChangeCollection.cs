using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Keys;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui.Markdown;

namespace Infohub.Sharing.Collections;

/// <summary>Makes, names, shows and deletes one's own collections. They are the person's own: no act on an item, and not on record (reading 44).</summary>
internal sealed class ChangeCollection(Database database, KeyRing keys, IIdSource ids)
{
    /// <summary>A new one; its address.</summary>
    public Task<Outcome<string>> MakeAsync(Viewer viewer, string? name, bool shown, CancellationToken stop) =>
        database.WriteAsync<string>(tx => MakeAsync(tx, viewer, name, shown, stop), stop);

    public async Task<Outcome<string>> MakeAsync(Tx tx, Viewer viewer, string? name, bool shown, CancellationToken stop)
    {
        if (ReadName(name) is not { } title)
        {
            return CollectionRefusals.Name;
        }

        if (await tx.NumberAsync("select count(*) from collection where person_id = @me", stop, ("me", viewer.PersonId)) >= CollectionRefusals.Most)
        {
            return CollectionRefusals.Many;
        }

        var (uid, (key, wrapped)) = (ids.NewUid(), keys.NewKey());
        await tx.RunAsync(
            "insert into collection(uid, person_id, org_id, shown, name, wrapped_key, at) values (@uid, @me, @org, @shown, @name, @key, @now)",
            stop,
            ("uid", uid), ("me", viewer.PersonId), ("org", viewer.OrganisationId), ("shown", shown), ("name", Collection.Seal(key, "name/" + uid, title)), ("key", wrapped), ("now", tx.Now));
        return uid;
    }

    public Task<Outcome<Done>> NameAsync(Viewer viewer, string uid, string? name, bool shown, CancellationToken stop) =>
        OwnAsync(
            viewer,
            uid,
            async (tx, own) =>
            {
                if (ReadName(name) is not { } title)
                {
                    return CollectionRefusals.Name;
                }

                await tx.RunAsync("update collection set name = @name, shown = @shown, org_id = @org where id = @id", stop, ("org", viewer.OrganisationId), ("name", Collection.Seal(own.Key, "name/" + uid, title)), ("shown", shown), ("id", own.Id));
                return Done.Yes;
            },
            stop);

    /// <summary>With all that is in it.</summary>
    public Task<Outcome<Done>> DeleteAsync(Viewer viewer, string uid, CancellationToken stop) =>
        OwnAsync(
            viewer,
            uid,
            async (tx, own) =>
            {
                await tx.RunAsync("delete from collection_entry where collection_id = @id", stop, ("id", own.Id));
                await tx.RunAsync("delete from collection where id = @id", stop, ("id", own.Id));
                return Done.Yes;
            },
            stop);

    /// <summary>Takes one entry out; also one that is not there any more.</summary>
    public Task<Outcome<Done>> TakeOutAsync(Viewer viewer, string uid, string? entry, CancellationToken stop) =>
        OwnAsync(
            viewer,
            uid,
            async (tx, own) =>
            {
                await tx.RunAsync("delete from collection_entry where collection_id = @id and uid = @entry", stop, ("id", own.Id), ("entry", entry ?? ""));
                return Done.Yes;
            },
            stop);

    private Task<Outcome<Done>> OwnAsync(Viewer viewer, string uid, Func<Tx, Collection, Task<Outcome<Done>>> act, CancellationToken stop) =>
        database.WriteAsync<Done>(
            async tx => await Collection.FindAsync(tx, keys, viewer, uid, stop) is not { } found ? Refusal.NotFound
                : found.Mine ? await act(tx, found)
                : Refusal.Forbidden("collection-own", "Only who keeps a collection changes it."),
            stop);

    private static string? ReadName(string? name) => Invisible.OneLine(name ?? "") is { Length: > 0 and <= CollectionRefusals.LongestName } title ? title : null;
}
