using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Comments;

/// <summary>Says one's own comment anew; what it said before stays readable by the same readers.</summary>
public sealed class EditComment(Database database, Holdings holdings)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string itemUid, string uid, string text, CancellationToken stop = default) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                var found = await holdings.ForActAsync(tx, viewer, itemUid, stop);
                if (found.Refusal is { } refusal)
                {
                    return refusal;
                }

                var item = found.Value;
                if ((AddComment.RefuseItem(viewer, item) ?? AddComment.RefuseText(text)) is { } wrong)
                {
                    return wrong;
                }

                if (await Told.FindAsync(tx, item, uid, stop) is not { } comment)
                {
                    return Refusal.NotFound;
                }

                if (!comment.IsBy(item))
                {
                    return Refusal.Forbidden("comment-own-edit", "Only who wrote a comment changes it.");
                }

                if (item.Unseal("comment/" + uid, comment.Text) == text.Trim())
                {
                    return Done.Yes;
                }

                await tx.RunAsync(
                    "insert into comment_before(item_seq, comment_uid, text, at) select item_seq, uid, text, case when edited_at = 0 then at else edited_at end from comment where id = @id",
                    stop,
                    ("id", comment.Id));
                await tx.RunAsync(
                    "update comment set text = @text, edited_at = @now where id = @id", stop, ("text", item.Seal("comment/" + uid, text.Trim())), ("now", tx.Now), ("id", comment.Id));
                tx.Record(new AuditEntry("comment.edit", comment.Person, comment.Person == 0 ? 0 : viewer.OrganisationId, comment.Person == 0 ? 0 : viewer.KeyId, "item", itemUid, uid));
                return Done.Yes;
            },
            stop);
}
