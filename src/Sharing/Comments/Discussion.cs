using Infohub.Library.Files;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;

namespace Infohub.Sharing.Comments;

/// <summary>One comment as its reader gets it.</summary>
/// <param name="Uid">Its address.</param>
/// <param name="Version">The version under which it was said.</param>
/// <param name="Text">Markdown; empty where it was deleted.</param>
/// <param name="ByAuthor">By the item's author; of an anonymous item the only thing told.</param>
/// <param name="PersonUid">Empty for an organisation's key, and for an author whom the item does not name.</param>
public sealed record CommentCard(
    string Uid, int Version, string Text, long At, bool ByAuthor, string PersonUid, string PersonName, string OrganisationUid, string OrganisationName, bool Deleted, bool Mine)
{
    public string OrganisationNameZh { get; init; } = "";

    /// <summary>The comment that it answers, where the viewer is told of that too.</summary>
    public string ParentUid { get; init; } = "";

    /// <summary>How far it stands in: an answer to an answer 2, and all below it.</summary>
    public int Depth { get; init; }

    public bool SeenToo { get; init; }

    /// <summary>Only its writer and the originator read it.</summary>
    public bool Private { get; init; }

    /// <summary>The originator took it for the answer.</summary>
    public bool Accepted { get; init; }

    /// <summary>0 where it was not changed.</summary>
    public long EditedAt { get; init; }

    /// <summary>What it said before, the oldest first.</summary>
    public IReadOnlyList<EarlierText> Before { get; init; } = [];

    /// <summary>Images shown with it.</summary>
    public IReadOnlyList<FileCard> Images { get; init; } = [];

    /// <summary>Who thanked for it, and who agrees: kinds of <see cref="CommentReactionKind"/>.</summary>
    public IReadOnlyList<ReactionCard> Reactions { get; init; } = [];

    internal long Id { get; init; }

    internal long Parent { get; init; }
}

/// <summary>A text that a comment had from a time on.</summary>
public sealed record EarlierText(string Text, long At);

/// <summary>What was said under the versions that the viewer reads (R9).</summary>
public sealed class Discussion(Database database)
{
    private const int Deepest = 2;

    /// <summary>In the order of reading: the accepted answer first, below each what answers it.</summary>
    public Task<List<CommentCard>> ListAsync(ReadableItem item, CancellationToken stop) =>
        !item.IsFull ? Task.FromResult<List<CommentCard>>([]) : database.ReadAsync(async sql => InOrder(await FindAsync(sql, item, stop)), stop);

    private static async Task<List<CommentCard>> FindAsync(Sql sql, ReadableItem item, CancellationToken stop)
    {
        var before = (await sql.ListAsync(
            "select comment_uid, text, at from comment_before where item_seq = @item order by id", static r => (Uid: r.Text(0), Text: r.Bytes(1), At: r.Long(2)), stop, ("item", item.Seq)))
            .ToLookup(b => b.Uid, StringComparer.Ordinal);
        var images = await CommentImages.ListAsync(sql, item, stop);
        var reactions = await Reactions.OfCommentsAsync(sql, item, stop);
        var unnamed = item.Card.Attribution != Attribution.Named;
        return await sql.ListAsync(
            $"""
            select c.uid, c.version, c.text, c.at, c.by_author, coalesce(p.uid, ''), coalesce(p.name, ''), coalesce(o.uid, ''), coalesce(o.name, ''), c.deleted_at, c.person_id,
              c.id, c.parent, c.seen_too, c.private, c.edited_at, c.accepted_at, coalesce(o.name_zh, '')
            from comment c left join person p on p.id = c.person_id left join organisation o on o.id = c.org_id
            where c.item_seq = @item and {Told.Condition} order by c.id
            """,
            r => new CommentCard(
                r.Text(0), r.Int(1), r.Long(9) > 0 ? "" : item.Unseal("comment/" + r.Text(0), r.Bytes(2)), r.Long(3), r.Bool(4),
                unnamed && r.Bool(4) ? "" : r.Text(5), unnamed && r.Bool(4) ? "" : r.Text(6), r.Text(7), r.Text(8), r.Long(9) > 0, Told.IsBy(item, r.Long(10), r.Bool(4)))
            {
                OrganisationNameZh = r.Text(17),
                Id = r.Long(11),
                Parent = r.Long(12),
                SeenToo = r.Bool(13),
                Private = r.Int(14) != Privacy.None,
                EditedAt = r.Long(15),
                Accepted = r.Long(16) > 0,
                Images = [.. images[r.Text(0)]],
                Reactions = [.. reactions[r.Long(11)]],
                Before = [.. before[r.Text(0)].Select(b => new EarlierText(item.Unseal("comment/" + r.Text(0), b.Text), b.At))],
            },
            stop,
            Told.Values(item));
    }

    /// <summary>An answer to what the viewer is not told of stands by itself, as if it answered nothing (R7).</summary>
    private static List<CommentCard> InOrder(List<CommentCard> found)
    {
        var known = found.ToDictionary(c => c.Id, c => c.Uid);
        var below = found.ToLookup(c => known.ContainsKey(c.Parent) ? c.Parent : 0);
        var order = new List<CommentCard>(found.Count);
        var waiting = new Stack<(CommentCard Comment, int Depth)>(below[0].Reverse().Select(c => (c, 0)));
        while (waiting.TryPop(out var next))
        {
            var (comment, depth) = next;
            order.Add(comment with { Depth = comment.Accepted ? 0 : Math.Min(depth, Deepest), ParentUid = known.GetValueOrDefault(comment.Parent, "") });
            foreach (var answer in below[comment.Id].Reverse())
            {
                waiting.Push((answer, depth + 1));
            }
        }

        return [.. order.Where(c => c.Accepted), .. order.Where(c => !c.Accepted)];
    }
}
