using Infohub.Community.Public;
using Infohub.Library.Files;
using Infohub.Library.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Comments;

/// <summary>Shows an image with one's own comment, as the form of a reply does at once.</summary>
public sealed class AddCommentImage(Database database, Holdings holdings, CommentImages pictures)
{
    /// <returns>The image's address.</returns>
    public async Task<Outcome<string>> RunAsync(Viewer viewer, string itemUid, string uid, Upload image, CancellationToken stop = default)
    {
        var kept = await pictures.InspectAsync([image], stop);
        return kept.Refusal is { } sample ? sample : await KeepAsync(viewer, itemUid, uid, kept.Value, stop);
    }

    private Task<Outcome<string>> KeepAsync(Viewer viewer, string itemUid, string uid, IReadOnlyList<CheckedFile> images, CancellationToken stop) =>
        database.WriteAsync<string>(
            async tx =>
            {
                var found = await Told.ForActAsync(tx, holdings, viewer, itemUid, uid, null, stop);
                if (found.Refusal is { } refusal)
                {
                    return refusal;
                }

                var (item, comment) = found.Value;
                if (!comment.IsBy(item))
                {
                    return EditComment.OwnOnly;
                }

                var added = await pictures.KeepAsync(tx, item, uid, images, stop);
                if (added.Done)
                {
                    tx.Record(new AuditEntry("comment.image", comment.Person, comment.Person == 0 ? 0 : viewer.OrganisationId, comment.Person == 0 ? 0 : viewer.KeyId, "item", itemUid, uid));
                }

                return added.Refusal is { } many ? many : added.Value[0];
            },
            stop);
}
