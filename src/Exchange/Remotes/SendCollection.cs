using Infohub.Community.Public;
using Infohub.Community.Viewers;
using Infohub.Exchange.Taxii;
using Infohub.Markings;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;

namespace Infohub.Exchange.Remotes;

/// <param name="Root">The API root's address, as it was offered.</param>
/// <param name="Collection">The collection's id.</param>
/// <param name="Minutes">From one look for what is new to the next.</param>
/// <param name="KeyUid">Of a key of the organisation: what it reads may go.</param>
/// <param name="Own">A root and the word of a collection: <c>tlp2/community</c>.</param>
/// <param name="Ceiling">The strictest label that goes; TLP:GREEN unless the administrator raises it.</param>
internal sealed record NewSending(string Root, string Collection, int Minutes, string KeyUid, string Own, Tlp Ceiling);

/// <summary>Pushes what a key of the organisation reads to a collection of another server from now on; an administrator's act, after a fresh proof as for a key.</summary>
internal sealed class SendCollection(Database database, ListOffered offers, ViewerSource viewers, CollectionList collections, IIdSource ids)
{
    public async Task<Outcome<string>> RunAsync(Viewer viewer, string uid, NewSending what, CancellationToken stop)
    {
        if (what.Minutes is < FollowCollection.LeastMinutes or > FollowCollection.MostMinutes)
        {
            return RemoteRefusals.Minutes;
        }

        // The partner hub's row of the table: AMBER at most goes to another server.
        if (what.Ceiling is < Tlp.Clear or > Tlp.Amber)
        {
            return RemoteRefusals.Ceiling;
        }

        var offered = await offers.RunAsync(viewer, uid, stop);
        if (offered.Refusal is { } refusal)
        {
            return refusal;
        }

        if (offered.Value.FirstOrDefault(o => o.Root.AbsoluteUri == what.Root && o.Collection.Id == what.Collection && o.Collection.CanWrite) is not { } chosen)
        {
            return RemoteRefusals.Collection;
        }

        var key = (await database.ReadAsync(sql => LiveKeys.ThatReadAsync(sql, viewer, stop), stop)).Find(k => k.Uid == what.KeyUid);
        return key is not null && await HasAsync(viewer, key, what, stop) ? await database.WriteAsync(tx => PutAsync(tx, viewer, uid, what, chosen, key, stop), stop) : RemoteRefusals.Key;
    }

    private async Task<bool> HasAsync(Viewer viewer, OrganisationKey key, NewSending what, CancellationToken stop) =>
        what.Own.Split('/', 2) is [var name, var word] && TaxiiRoot.Find(name) is { } root && await viewers.ForSendingAsync(key.Id, viewer.OrganisationId, what.Ceiling, stop) is { } sends
        && (await collections.OfAsync(sends, root, stop)).Any(c => c.Of == word);

    private async Task<Outcome<string>> PutAsync(Tx tx, Viewer viewer, string uid, NewSending what, OfferedCollection chosen, OrganisationKey key, CancellationToken stop)
    {
        if (await Remote.FindAsync(tx, viewer, uid, stop) is not { } remote)
        {
            return Refusal.NotFound;
        }

        if (Fresh.Required(viewer, tx.Now) is { } confirm)
        {
            return confirm;
        }

        var there = await tx.ListAsync(
            "select collection, root, own from remote_collection where remote_id = @remote and ended_at = 0 and pushes = 1", static r => (r.Text(0), r.Text(1), r.Text(2)), stop, ("remote", remote.Id));
        if (there.Contains((what.Collection, what.Root, what.Own)))
        {
            return RemoteRefusals.Twice;
        }

        if (there.Count >= RemoteCollection.MostOfRemote)
        {
            return RemoteRefusals.TooMany;
        }

        var made = ids.NewUid();
        await tx.RunAsync(
            """
            insert into remote_collection(uid, remote_id, pushes, root, collection, title, minutes, part_kind, part_ref, key_id, own, ceiling, due_at, made_at)
            values (@uid, @remote, 1, @root, @collection, @title, @minutes, 0, 0, @key, @own, @ceiling, @now, @now)
            """,
            stop,
            ("uid", made), ("remote", remote.Id), ("root", what.Root), ("collection", what.Collection), ("title", chosen.Collection.Title), ("minutes", what.Minutes), ("key", key.Id), ("own", what.Own),
            ("ceiling", what.Ceiling), ("now", tx.Now));
        tx.Record(new AuditEntry("remote.send", viewer.PersonId, viewer.OrganisationId, key.Id, "remote", uid, $"{made} {what.Ceiling.Canonical()}"));
        return made;
    }
}
