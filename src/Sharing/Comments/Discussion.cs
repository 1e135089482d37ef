using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Comments;

/// <summary>One comment as its reader gets it.</summary>
/// <param name="Uid">Its address.</param>
/// <param name="Version">The version under which it was said.</param>
/// <param name="Text">Markdown; empty where it was deleted.</param>
/// <param name="ByAuthor">By the item's author; of an anonymous item the only thing told.</param>
/// <param name="PersonUid">Empty for an organisation's key, and for an author whom the item does not name.</param>
public sealed record CommentCard(
    string Uid, int Version, string Text, long At, bool ByAuthor, string PersonUid, string PersonName, string OrganisationUid, string OrganisationName, bool Deleted, bool Mine);

/// <summary>Somebody said something under an item.</summary>
public sealed record CommentAdded(long ItemSeq, string ItemUid, string Uid, int Version, long PersonId, bool ByAuthor, long At);

/// <summary>What was said under the versions that the viewer reads (R9).</summary>
public sealed class Discussion(Database database)
{
    public Task<List<CommentCard>> ListAsync(ReadableItem item, CancellationToken stop) =>
        !item.IsFull
            ? Task.FromResult<List<CommentCard>>([])
            : database.ReadAsync(
                async sql =>
                {
                    var readable = item.Versions.Select(v => v.Version).ToHashSet();
                    var unnamed = item.Card.Attribution != Attribution.Named;
                    var comments = await sql.ListAsync(
                        """
                        select c.uid, c.version, c.text, c.at, c.by_author, coalesce(p.uid, ''), coalesce(p.name, ''), coalesce(o.uid, ''), coalesce(o.name, ''), c.deleted_at, c.person_id
                        from comment c left join person p on p.id = c.person_id left join organisation o on o.id = c.org_id
                        where c.item_seq = @seq order by c.id
                        """,
                        r => new CommentCard(
                            r.Text(0), r.Int(1), r.Long(9) > 0 || !readable.Contains(r.Int(1)) ? "" : item.Unseal("comment/" + r.Text(0), r.Bytes(2)), r.Long(3), r.Bool(4),
                            unnamed && r.Bool(4) ? "" : r.Text(5), unnamed && r.Bool(4) ? "" : r.Text(6), r.Text(7), r.Text(8), r.Long(9) > 0, r.Long(10) == item.Viewer.PersonId && r.Long(10) > 0),
                        stop,
                        ("seq", item.Seq));
                    comments.RemoveAll(c => !readable.Contains(c.Version));
                    return comments;
                },
                stop);
}

/// <summary>Says something under an item, for the readers of its current version.</summary>
public sealed class AddComment(Database database, Holdings holdings, IIdSource ids)
{
    public const int Longest = 20_000;

    public Task<Outcome<string>> RunAsync(Viewer viewer, string itemUid, string text, CancellationToken stop = default) =>
        database.WriteAsync<string>(
            async tx =>
            {
                var found = await holdings.ForActAsync(tx, viewer, itemUid, stop);
                if (found.Refusal is { } refusal)
                {
                    return refusal;
                }

                var item = found.Value;
                if (Refuse(viewer, item, text) is { } wrong)
                {
                    return wrong;
                }

                var uid = ids.NewUid();
                var hidden = item.Card.IsAuthor && item.Card.Attribution == Attribution.Anonymous;
                await tx.RunAsync(
                    """
                    insert into comment(uid, item_seq, version, org_id, person_id, key_id, by_author, text, at)
                    values (@uid, @item, @version, @org, @person, @key, @author, @text, @now)
                    """,
                    stop,
                    ("uid", uid),
                    ("item", item.Seq),
                    ("version", item.Card.Version),
                    ("org", hidden ? 0 : viewer.OrganisationId),
                    ("person", hidden ? 0 : viewer.PersonId),
                    ("key", hidden ? 0 : viewer.KeyId),
                    ("author", item.Card.IsAuthor),
                    ("text", item.Seal("comment/" + uid, text.Trim())),
                    ("now", tx.Now));
                tx.Record(hidden
                    ? new AuditEntry("comment.add", 0, 0, 0, "item", itemUid, uid)
                    : new AuditEntry("comment.add", viewer.PersonId, viewer.OrganisationId, viewer.KeyId, "item", itemUid, uid));
                tx.Emit(new CommentAdded(item.Seq, itemUid, uid, item.Card.Version, hidden ? 0 : viewer.PersonId, item.Card.IsAuthor, tx.Now));
                return uid;
            },
            stop);

    private static Refusal? Refuse(Viewer viewer, ReadableItem item, string text) => ScopeRefusals.Writing(viewer) ?? item.Card switch
    {
        { Shows: Disclosure.Notice } => WritingRules.Confirm,
        { Shows: Disclosure.Tombstone } or { State: > ItemState.Shared } => Refusal.Conflict("gone", "It was withdrawn or hidden before and does not change any more."),
        { State: ItemState.Draft } => Refusal.Conflict("draft", "A draft has no discussion. Share it first."),
        _ when text.Trim().Length == 0 => Refusal.Invalid("comment-missing", "Write something first.", "text"),
        _ when text.Length > Longest => new Refusal(RefusalKind.TooLarge, "comment-long", "A comment has at most {0} characters.", "text", Longest),
        _ => null,
    };
}

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
                var versions = item.Versions.Select(v => v.Version).ToHashSet();
                var comment = await tx.FirstAsync(
                    "select version, person_id, by_author from comment where item_seq = @item and uid = @uid and deleted_at = 0",
                    static r => ((int Version, long Person, bool ByAuthor)?)(r.Int(0), r.Long(1), r.Bool(2)),
                    stop,
                    ("item", item.Seq),
                    ("uid", uid));
                if (comment is not { } c || !versions.Contains(c.Version))
                {
                    return Refusal.NotFound;
                }

                var mine = (c.Person != 0 && c.Person == viewer.PersonId) || (c.Person == 0 && c.ByAuthor && item.Card.IsAuthor);
                if (!mine || !viewer.May(Scopes.Write))
                {
                    return Refusal.Forbidden("comment-own", "Only who wrote a comment takes it back.");
                }

                await tx.RunAsync("update comment set deleted_at = @now, text = @empty where uid = @uid", stop, ("now", tx.Now), ("empty", Array.Empty<byte>()), ("uid", uid));
                tx.Record(new AuditEntry("comment.delete", c.Person, c.Person == 0 ? 0 : viewer.OrganisationId, 0, "item", itemUid, uid));
                return Done.Yes;
            },
            stop);
}
