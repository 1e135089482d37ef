using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Comments;

/// <summary>What a reader does under a comment without words.</summary>
public static class CommentReactionKind
{
    public const int Thanks = 1;
    public const int Agree = 2;

    /// <summary>The words of REST and of the forms.</summary>
    public static IReadOnlyList<string> Words { get; } = ["thanks", "agree"];

    public static string Word(int kind) => Words[kind - 1];

    /// <summary>0 for an unknown word.</summary>
    public static int Parse(string? word) => Words.ToList().IndexOf(word ?? "") + 1;
}

/// <summary>Thanks for a comment or agrees with it, or takes that back; seen by who reads the comment and the version under which it was done (R9).</summary>
public sealed class ReactToComment(Database database, Holdings holdings)
{
    /// <param name="viewer">Who reacts.</param>
    /// <param name="itemUid">The item.</param>
    /// <param name="uid">The comment.</param>
    /// <param name="word">One of <see cref="CommentReactionKind.Words"/>.</param>
    /// <param name="on">To react, or to take it back; null for the other of what stands.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <returns>Whether it stands now.</returns>
    public Task<Outcome<bool>> RunAsync(Viewer viewer, string itemUid, string uid, string? word, bool? on, CancellationToken stop = default)
    {
        var kind = CommentReactionKind.Parse(word);
        return database.WriteAsync<bool>(
            async tx =>
            {
                var found = await Told.ForActAsync(tx, holdings, viewer, itemUid, uid, Refuse(viewer, kind), stop);
                if (found.Refusal is { } refusal)
                {
                    return refusal;
                }

                var (item, comment) = found.Value;
                return comment.IsBy(item) ? Refusal.Forbidden("comment-own-reaction", "This is your own comment. Others thank for it or agree with it.") : await TurnAsync(tx, item, comment, kind, on, stop);
            },
            stop);
    }

    private static Refusal? Refuse(Viewer viewer, int kind) =>
        kind == 0 ? Refusal.Invalid("reaction", "A reaction to a comment is thanks or agree.", "kind")
        : viewer.PersonId == 0 ? React.PersonOnly
        : null;

    private static async Task<bool> TurnAsync(Tx tx, ReadableItem item, Told comment, int kind, bool? on, CancellationToken stop)
    {
        (string Name, object? Value)[] values = [.. Told.Values(item), ("comment", comment.Id), ("kind", kind)];
        var stands = await tx.NumberAsync($"select count(*) from comment_reaction where {Own}", stop, values) > 0;
        var wanted = on ?? !stands;
        if (wanted == stands)
        {
            return stands;
        }

        // What the author of an anonymous item does on it stands nowhere with a number (W7).
        var (person, org, key) = Saying.IsUnnamed(item) ? (0, 0, 0) : (item.Viewer.PersonId, item.Viewer.OrganisationId, item.Viewer.KeyId);
        await tx.RunAsync(
            wanted
                ? "insert into comment_reaction(item_seq, comment_id, version, kind, org_id, person_id, by_author, at) values (@item, @comment, @version, @kind, @org, @person, @author, @now)"
                : $"delete from comment_reaction where {Own}",
            stop,
            wanted ? [.. values, ("version", item.Card.Version), ("org", org), ("person", person), ("now", tx.Now)] : values);
        tx.Record(new AuditEntry(wanted ? "comment.react" : "comment.unreact", person, org, key, "item", item.Card.Uid, comment.Uid));
        return wanted;
    }

    /// <summary>Under all versions that the viewer reads.</summary>
    private static readonly string Own =
        $"item_seq = @item and comment_id = @comment and kind = @kind and {ReadableItem.ReadsVersion("version")} and case when person_id = 0 then by_author = 1 and @author = 1 else person_id = @me and org_id = @my_org end";
}
