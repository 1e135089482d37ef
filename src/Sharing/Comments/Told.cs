using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Comments;

/// <summary>A comment of an item as it stands, where the viewer is told of it (R9).</summary>
internal sealed record Told(long Id, string Uid, int Version, long Person, long Organisation, bool ByAuthor, int Private, (long Person, long Organisation) With, long AcceptedAt, byte[] Text, long Parent)
{
    private const string Columns = "c.id, c.uid, c.version, c.person_id, c.org_id, c.by_author, c.private, c.private_person, c.private_org, c.accepted_at, c.text, c.parent";

    /// <summary>
    /// A condition on a row <c>c</c> of comments, with the values of <see cref="Values"/>: said under a version that the viewer reads, and, where it is private, by the viewer or for the viewer.
    /// </summary>
    public static string Condition { get; } =
        $"""
        {ReadableItem.ReadsVersion("c.version")} and case c.private when {Privacy.None} then 1 when {Privacy.Side} then @side else @author end + case
          when c.private = {Privacy.None} then 0 when c.person_id = @me and c.org_id = @my_org and @me <> 0 then 1 when c.private_person = @me and c.private_org = @my_org and @me <> 0 then 1 else 0 end > 0
        """;

    /// <summary>One comment by its address, or null: the same for what is not there and what is not told.</summary>
    public static Task<Told?> FindAsync(Sql sql, ReadableItem item, string uid, CancellationToken stop) =>
        sql.FirstAsync<Told?>(
            $"select {Columns} from comment c where c.item_seq = @item and c.uid = @uid and c.deleted_at = 0 and {Condition}",
            static r => new Told(r.Long(0), r.Text(1), r.Int(2), r.Long(3), r.Long(4), r.Bool(5), r.Int(6), (r.Long(7), r.Long(8)), r.Long(9), r.Bytes(10), r.Long(11)),
            stop,
            [.. Values(item), ("uid", uid)]);

    /// <summary>The item and its comment for an act on it, or why not: no reader of the item, nothing is said there now, wrong words, no such comment.</summary>
    public static async Task<Outcome<(ReadableItem Item, Told Comment)>> ForActAsync(Tx tx, Holdings holdings, Viewer viewer, string itemUid, string uid, Refusal? wrongWords, CancellationToken stop)
    {
        var found = await holdings.ForActAsync(tx, viewer, itemUid, stop);
        if ((found.Refusal ?? AddComment.RefuseItem(viewer, found.Value) ?? wrongWords) is { } refusal)
        {
            return refusal;
        }

        return await FindAsync(tx, found.Value, uid, stop) is { } comment ? (found.Value, comment) : Refusal.NotFound;
    }

    public static (string Name, object? Value)[] Values(ReadableItem item) =>
    [
        ("item", item.Seq), ("versions", item.VersionNumbers), ("side", item.Card.IsOriginatorSide), ("author", item.Card.IsAuthor),
        ("me", item.Viewer.PersonId), ("my_org", item.Viewer.OrganisationId),
    ];

    /// <summary>Said by the viewer: by its person, or by the author of an anonymous item, who has no number there.</summary>
    public bool IsBy(ReadableItem item) => IsBy(item, Person, ByAuthor);

    public static bool IsBy(ReadableItem item, long person, bool byAuthor) =>
        person != 0 ? person == item.Viewer.PersonId : byAuthor && item.Card.IsAuthor;
}
