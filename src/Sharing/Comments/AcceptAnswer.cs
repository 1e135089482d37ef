using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Comments;

/// <summary>The originator's side took a comment for the answer; its writer is told.</summary>
public sealed record AnswerAccepted(long ItemSeq, string CommentUid, int Version, long PersonId, bool ByAuthor, long At);

/// <summary>Marks one comment as the answer to a question; the same act takes the mark back.</summary>
public sealed class AcceptAnswer(Database database, Holdings holdings)
{
    public Task<Outcome<bool>> RunAsync(Viewer viewer, string itemUid, string uid, CancellationToken stop = default) =>
        database.WriteAsync<bool>(
            async tx =>
            {
                var found = await holdings.ForActAsync(tx, viewer, itemUid, stop);
                if (found.Refusal is { } refusal)
                {
                    return refusal;
                }

                var item = found.Value;
                if (AddComment.RefuseItem(viewer, item) is { } wrong)
                {
                    return wrong;
                }

                if (item.Card.Kind != ItemKind.Question)
                {
                    return Refusal.Conflict("not-a-question", "Only a question has an accepted answer.");
                }

                if (!item.Card.IsOriginatorSide)
                {
                    return Refusal.Forbidden("originator-only", "Only the originator can change this. Ask for it in the discussion, or ask for wider sharing.");
                }

                if (await Told.FindAsync(tx, item, uid, stop) is not { } comment)
                {
                    return Refusal.NotFound;
                }

                if (comment.Private != Privacy.None)
                {
                    return Refusal.Conflict("private", "This answer is for you alone. Ask its writer to say it to all readers first.");
                }

                return await MarkAsync(tx, item, comment, stop);
            },
            stop);

    private static async Task<bool> MarkAsync(Tx tx, ReadableItem item, Told comment, CancellationToken stop)
    {
        var accepted = comment.AcceptedAt == 0;
        await tx.RunAsync($"update comment set accepted_at = 0 where item_seq = @item and accepted_at > 0 and {ReadableItem.ReadsVersion("version")}", stop, ("item", item.Seq), ("versions", item.VersionNumbers));
        if (accepted)
        {
            await tx.RunAsync("update comment set accepted_at = @now where id = @id", stop, ("now", tx.Now), ("id", comment.Id));
        }

        var (person, org, key) = Saying.IsUnnamed(item) ? (0, 0, 0) : (item.Viewer.PersonId, item.Viewer.OrganisationId, item.Viewer.KeyId);
        tx.Record(new AuditEntry(accepted ? "comment.accept" : "comment.unaccept", person, org, key, "item", item.Card.Uid, comment.Uid));
        if (accepted)
        {
            tx.Emit(new AnswerAccepted(item.Seq, comment.Uid, comment.Version, person, item.Card.IsAuthor, tx.Now));
        }

        return accepted;
    }
}
