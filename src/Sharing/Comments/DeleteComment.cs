using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Comments;

/// <summary>Takes one's own comment back; a trace of it stays.</summary>
public sealed class DeleteComment(Database database, Holdings holdings)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string itemUid, string uid, CancellationToken stop = default) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                var found = await holdings.ForActAsync(tx, viewer, itemUid, stop);
                if (found.Refusal is { } refusal)
                {
                    return refusal;
                }

                var item = found.Value;
                if (await Told.FindAsync(tx, item, uid, stop) is not { } comment)
                {
                    return Refusal.NotFound;
                }

                if (!comment.IsBy(item) || !viewer.May(Scopes.Write))
                {
                    return Refusal.Forbidden("comment-own", "Only who wrote a comment takes it back.");
                }

                await CommentImages.TakeAwayAsync(tx, item, uid, stop);
                await tx.RunAsync(
                    "update comment set deleted_at = @now, accepted_at = 0, text = @empty where id = @id", stop, ("now", tx.Now), ("empty", Array.Empty<byte>()), ("id", comment.Id));
                await tx.RunAsync("delete from comment_reaction where item_seq = @item and comment_id = @id", stop, ("item", item.Seq), ("id", comment.Id));
                await tx.RunAsync("delete from comment_before where comment_uid = @uid", stop, ("uid", uid));
                tx.Record(new AuditEntry("comment.delete", comment.Person, comment.Person == 0 ? 0 : viewer.OrganisationId, 0, "item", itemUid, uid));
                return Done.Yes;
            },
            stop);
}
