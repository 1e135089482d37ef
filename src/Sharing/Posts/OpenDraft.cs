using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Files;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Posts;

/// <summary>A draft as its author goes on with it.</summary>
/// <param name="Item">What it says.</param>
/// <param name="Reviewers">The uids of those who may read it.</param>
/// <param name="Files">What is attached.</param>
public sealed record OpenedDraft(ReadableItem Item, IReadOnlyList<string> Reviewers, IReadOnlyList<FileCard> Files)
{
    /// <summary>What nobody chose yet.</summary>
    internal DraftGaps Gaps { get; init; } = DraftGaps.None;
}

/// <summary>Opens a draft for its author. At TLP:RED it is refused with <c>confirm</c> until there is a fresh proof.</summary>
public sealed class OpenDraft(Database database, Holdings holdings)
{
    public async Task<Outcome<OpenedDraft>> RunAsync(Viewer viewer, string uid, CancellationToken stop = default)
    {
        var found = await holdings.OpenAsync(viewer, Channel.Page, uid, null, stop);
        if (!found.Done || found.Value.Card is not { State: ItemState.Draft, IsAuthor: true })
        {
            return Refusal.NotFound;
        }

        if (found.Value.Content is null)
        {
            return WritingRules.Confirm;
        }

        return await database.ReadAsync(
            async sql => new OpenedDraft(found.Value, await DraftReviewers.ListAsync(sql, found.Value.Seq, found.Value.Card, stop), await FileShelf.ListAsync(sql, found.Value, stop))
            {
                Gaps = await DraftGaps.ReadAsync(sql, found.Value.Seq, stop),
            },
            stop);
    }
}
