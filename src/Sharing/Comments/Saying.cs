using Infohub.Library.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;

namespace Infohub.Sharing.Comments;

/// <summary>Somebody said something under an item.</summary>
public sealed record CommentAdded(long ItemSeq, string ItemUid, string Uid, int Version, long PersonId, bool ByAuthor, long At)
{
    /// <summary>For whom it is.</summary>
    public int Private { get; init; }

    /// <summary>Said with "seen here too", of which its author is told anyway.</summary>
    public bool SeenToo { get; init; }

    /// <summary>Readers whom it names, so that they are told.</summary>
    public IReadOnlyList<long> Mentioned { get; init; } = [];

    /// <summary>It names the item's author.</summary>
    public bool MentionsAuthor { get; init; }
}

/// <summary>Whom a comment is for.</summary>
public static class Privacy
{
    /// <summary>All readers of its version.</summary>
    public const int None = 0;

    /// <summary>Its writer and the originator's side.</summary>
    public const int Side = 1;

    /// <summary>Its writer and the author alone: what was said so stays so when the label is loosened or the author named.</summary>
    public const int Author = 2;

    public static int Of(ReadableItem item) => item.Card.Label == Markings.Tlp.Red || item.Card.Attribution == Attribution.Anonymous ? Author : Side;
}

/// <summary>How something is said: what stands beside the words.</summary>
internal sealed record Saying
{
    /// <summary>The number of the comment that it answers; 0 for none.</summary>
    public long Parent { get; init; }

    public bool SeenToo { get; init; }

    public int Private { get; init; }

    /// <summary>With whom the originator's side speaks, where it is private.</summary>
    public (long Person, long Organisation) With { get; init; }

    /// <summary>Whom it names; what is private tells nobody else.</summary>
    public Mentioned Mentioned { get; init; } = Mentioned.Nobody;

    /// <summary>Keeps the words under the item's key, and tells who listens; an anonymous author leaves no number (W7).</summary>
    public static async Task<string> KeepAsync(Tx tx, IIdSource ids, ReadableItem item, string text, Saying how, CancellationToken stop)
    {
        var (viewer, uid) = (item.Viewer, ids.NewUid());
        var (person, org, key) = IsUnnamed(item) ? (0, 0, 0) : (viewer.PersonId, viewer.OrganisationId, viewer.KeyId);
        await tx.RunAsync(
            """
            insert into comment(uid, item_seq, version, org_id, person_id, key_id, by_author, text, at, parent, seen_too, private, private_person, private_org)
            values (@uid, @item, @version, @org, @person, @key, @author, @text, @now, @parent, @seen, @private, @with, @with_org)
            """,
            stop,
            ("uid", uid), ("item", item.Seq), ("version", item.Card.Version), ("org", org), ("person", person), ("key", key), ("author", item.Card.IsAuthor),
            ("text", item.Seal("comment/" + uid, text.Trim())), ("now", tx.Now), ("parent", how.Parent), ("seen", how.SeenToo), ("private", how.Private),
            ("with", how.With.Person), ("with_org", how.With.Organisation));
        tx.Record(new AuditEntry("comment.add", person, org, key, "item", item.Card.Uid, uid));
        tx.Emit(new CommentAdded(item.Seq, item.Card.Uid, uid, item.Card.Version, person, item.Card.IsAuthor, tx.Now) { Private = how.Private, SeenToo = how.SeenToo, Mentioned = how.Mentioned.People, MentionsAuthor = how.Mentioned.Author });
        return uid;
    }

    /// <summary>What the author of an anonymous item does on it stands nowhere with a name (W7).</summary>
    public static bool IsUnnamed(ReadableItem item) => item.Card is { IsAuthor: true, Attribution: Attribution.Anonymous };
}
