using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Comments;

/// <summary>A comment was changed and names readers whom it did not name before.</summary>
public sealed record MentionsAdded(long ItemSeq, string Uid, int Version, long PersonId, bool ByAuthor, IReadOnlyList<long> Mentioned, bool MentionsAuthor);

/// <summary>Says one's own comment anew; what it said before stays readable by the same readers, and whom it names now is told.</summary>
public sealed class EditComment(Database database, Holdings holdings, Mentions mentions)
{
    internal static readonly Refusal OwnOnly = Refusal.Forbidden("comment-own-edit", "Only who wrote a comment changes it.");

    public async Task<Outcome<Done>> RunAsync(Viewer viewer, string itemUid, string uid, string text, CancellationToken stop = default)
    {
        var named = (await mentions.ReadAsync(viewer, itemUid, text, [], stop)).Value;
        var before = named.IsAnybody ? await mentions.ReadAsync(viewer, itemUid, await TextAsync(viewer, itemUid, uid, stop), [], stop) : Mentioned.Nobody;
        return await KeepAsync(viewer, itemUid, uid, text, named.But(before.Value), stop);
    }

    /// <summary>As it stands; empty where the viewer is not told of it, which the change refuses then.</summary>
    private Task<string> TextAsync(Viewer viewer, string itemUid, string uid, CancellationToken stop) =>
        database.ReadAsync(
            async sql => await holdings.ForActAsync(sql, viewer, itemUid, stop) is { Done: true, Value: { IsFull: true } item } && await Told.FindAsync(sql, item, uid, stop) is { } comment
                ? item.Unseal("comment/" + uid, comment.Text)
                : "",
            stop);

    private Task<Outcome<Done>> KeepAsync(Viewer viewer, string itemUid, string uid, string text, Mentioned added, CancellationToken stop) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                var found = await Told.ForActAsync(tx, holdings, viewer, itemUid, uid, AddComment.RefuseText(text), stop);
                if (found.Refusal is { } refusal)
                {
                    return refusal;
                }

                var (item, comment) = found.Value;
                if (!comment.IsBy(item))
                {
                    return OwnOnly;
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
                Tell(tx, item, comment, added);
                tx.Record(new AuditEntry("comment.edit", comment.Person, comment.Person == 0 ? 0 : viewer.OrganisationId, comment.Person == 0 ? 0 : viewer.KeyId, "item", itemUid, uid));
                return Done.Yes;
            },
            stop);

    /// <summary>What is private tells nobody else, however it is changed.</summary>
    private static void Tell(Tx tx, ReadableItem item, Told comment, Mentioned added)
    {
        if (comment.Private == Privacy.None && added.IsAnybody)
        {
            tx.Emit(new MentionsAdded(item.Seq, comment.Uid, comment.Version, comment.Person, comment.ByAuthor, added.People, added.Author));
        }
    }
}
