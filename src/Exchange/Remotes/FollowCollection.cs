using Infohub.Community.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;

namespace Infohub.Exchange.Remotes;

/// <param name="Root">The API root's address, as it was offered.</param>
/// <param name="Collection">The collection's id.</param>
/// <param name="Minutes">From one poll to the next.</param>
/// <param name="Days">What was added in the last days; 0 for all.</param>
/// <param name="Readers"><c>organisation</c>, or <c>circle:UID</c>.</param>
internal sealed record NewFollowing(string Root, string Collection, int Minutes, int Days, string Readers);

/// <summary>Polls a collection of another server from now on, for the own organisation or for a circle of which it is a member.</summary>
internal sealed class FollowCollection(Database database, ListOffered offers, AudienceRules audiences, IIdSource ids)
{
    public const int LeastMinutes = 5;
    public const int MostMinutes = 7 * 1440;
    public const int MostDays = 3650;

    public async Task<Outcome<string>> RunAsync(Viewer viewer, string uid, NewFollowing what, CancellationToken stop)
    {
        if (what.Minutes is < LeastMinutes or > MostMinutes)
        {
            return RemoteRefusals.Minutes;
        }

        if (what.Days is < 0 or > MostDays)
        {
            return RemoteRefusals.Days;
        }

        var offered = await offers.RunAsync(viewer, uid, stop);
        if (offered.Refusal is { } refusal)
        {
            return refusal;
        }

        return offered.Value.FirstOrDefault(o => o.Root.AbsoluteUri == what.Root && o.Collection.Id == what.Collection && o.Collection.CanRead) is { } chosen
            ? await database.WriteAsync(tx => PutAsync(tx, viewer, uid, what, chosen, stop), stop)
            : RemoteRefusals.Collection;
    }

    private async Task<Outcome<string>> PutAsync(Tx tx, Viewer viewer, string uid, NewFollowing what, OfferedCollection chosen, CancellationToken stop)
    {
        if (await Remote.FindAsync(tx, viewer, uid, stop) is not { } remote)
        {
            return Refusal.NotFound;
        }

        var own = new Part(PartKind.Organisation, viewer.OrganisationId);
        var part = what.Readers == "organisation" ? own : await CircleAsync(tx, viewer, what.Readers, stop);
        if (part.Refusal is not null)
        {
            return RemoteRefusals.Readers;
        }

        var there = await tx.ListAsync(
            "select collection, root from remote_collection where remote_id = @remote and ended_at = 0 and pushes = 0", static r => (r.Text(0), r.Text(1)), stop, ("remote", remote.Id));
        if (there.Contains((what.Collection, what.Root)))
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
            insert into remote_collection(uid, remote_id, pushes, root, collection, title, minutes, part_kind, part_ref, reached, due_at, made_at)
            values (@uid, @remote, 0, @root, @collection, @title, @minutes, @kind, @ref, @reached, @now, @now)
            """,
            stop,
            ("uid", made), ("remote", remote.Id), ("root", what.Root), ("collection", what.Collection), ("title", chosen.Collection.Title), ("minutes", what.Minutes), ("kind", part.Value.Kind), ("ref", part.Value.Ref),
            ("reached", what.Days == 0 ? 0 : tx.Now - (what.Days * Micros.Day)), ("now", tx.Now));
        tx.Record(new AuditEntry("remote.follow", viewer.PersonId, viewer.OrganisationId, 0, "remote", uid, made));
        return made;
    }

    /// <summary>A circle of the organisation's that the viewer may name (W2).</summary>
    private async Task<Outcome<Part>> CircleAsync(Tx tx, Viewer viewer, string readers, CancellationToken stop)
    {
        if (PartRequest.Parse(readers) is not { Kind: PartKind.Circle } asked || await audiences.MayNameAsync(tx, viewer, [asked], stop) is not { Done: true, Value: [var part] })
        {
            return RemoteRefusals.Readers;
        }

        return (await KnownCircles.OwnAsync(tx, viewer, stop)).Exists(c => c.Id == part.Ref) ? part : RemoteRefusals.Readers;
    }
}
