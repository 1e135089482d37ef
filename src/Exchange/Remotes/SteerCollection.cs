using Infohub.Community.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Exchange.Remotes;

/// <summary>What is done with a collection that is connected.</summary>
internal enum CollectionAct
{
    /// <summary>Now, and by its schedule from then on.</summary>
    Now,

    /// <summary>Not until somebody resumes it.</summary>
    Pause,

    Resume,

    /// <summary>For good. What came by it stays.</summary>
    Remove,
}

/// <summary>Pauses, resumes, hurries and removes what is polled or pushed; an administrator of the organisation.</summary>
internal sealed class SteerCollection(Database database)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string uid, string collection, CollectionAct act, CancellationToken stop) => database.WriteAsync<Done>(
        async tx =>
        {
            if (await Remote.FindAsync(tx, viewer, uid, stop) is not { } remote)
            {
                return Refusal.NotFound;
            }

            // What stopped by itself is tried again: whether it may go on is asked at each poll.
            var set = act switch
            {
                CollectionAct.Now => "due_at = @now, failures = 0, stopped = ''",
                CollectionAct.Pause => "paused_at = @now",
                CollectionAct.Resume => "paused_at = 0, due_at = @now, failures = 0, stopped = ''",
                _ => "ended_at = @now, next = ''",
            };
            if (await tx.RunAsync($"update remote_collection set {set} where uid = @uid and remote_id = @remote and ended_at = 0", stop, ("now", tx.Now), ("uid", collection), ("remote", remote.Id)) == 0)
            {
                return Refusal.NotFound;
            }

            if (act != CollectionAct.Now)
            {
                tx.Record(new AuditEntry(
                    act switch { CollectionAct.Pause => "remote.pause", CollectionAct.Resume => "remote.resume", _ => "remote.unfollow" }, viewer.PersonId, viewer.OrganisationId, 0, "remote", uid, collection));
            }

            return Done.Yes;
        },
        stop);
}
