using Infohub.Community.Public;
using Infohub.Library.Files;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Posts;

/// <summary>Keeps a draft with its files: read by its author and by the reviewers whom the author names (R1b).</summary>
public sealed class SaveDraft(Database database, PostReader reader, ItemWriter items, Holdings holdings, FileShelf files)
{
    /// <summary>A new draft, or the next state of one under the same address. One that was kept with a name and is to be anonymous gets another (W7).</summary>
    /// <param name="viewer">The author.</param>
    /// <param name="input">What was typed.</param>
    /// <param name="reviewers">The uids of those who may read it, all of them.</param>
    /// <param name="draft">The author's draft that this was, or null.</param>
    /// <param name="uploads">Files to attach beside those of the draft.</param>
    /// <param name="stop">Ends the waiting, not the act.</param>
    public async Task<Outcome<SharedItem>> RunAsync(
        Viewer viewer, PostInput input, IReadOnlyList<string> reviewers, string? draft = null, IReadOnlyList<Upload>? uploads = null, CancellationToken stop = default)
    {
        if (ScopeRefusals.Writing(viewer) is { } unwritable)
        {
            return unwritable;
        }

        var inspected = await files.InspectAsync(uploads ?? [], stop);
        if (inspected.Refusal is { } sample)
        {
            return sample;
        }

        return await database.WriteAsync<SharedItem>(
            async tx =>
            {
                var item = await reader.ReadAsync(tx, viewer, input, tx.Now, asDraft: true, stop);
                if (item.Refusal is { } refusal)
                {
                    return refusal;
                }

                if (!viewer.Facts.Drafts)
                {
                    return Refusal.Forbidden("scope-drafts", "This key does not see drafts. Make one with the scope for drafts.");
                }

                var kept = draft is null
                    ? await items.AddAsync(tx, viewer, item.Value, asDraft: true, stop)
                    : await ChangeAsync(tx, viewer, draft, item.Value, stop);
                if (!kept.Done)
                {
                    return kept;
                }

                return await DraftReviewers.NameAsync(tx, kept.Value, reviewers, stop) is { } unknown
                    ? unknown
                    : await AttachAsync(tx, kept.Value, item.Value, inspected.Value, stop);
            },
            stop);
    }

    private async Task<Outcome<SharedItem>> ChangeAsync(Tx tx, Viewer viewer, string uid, NewItem item, CancellationToken stop)
    {
        var draft = await OwnDraft.FindAsync(tx, holdings, viewer, uid, stop);
        if (draft.Refusal is { } refusal)
        {
            return refusal;
        }

        var kept = await items.RedraftAsync(tx, viewer, draft.Value, item, stop);
        var brought = kept.Done ? await files.BringAsync(tx, draft.Value, kept.Value, item.Label, stop) : Done.Yes;
        return brought.Refusal is { } unfit ? unfit : kept;
    }

    private async Task<Outcome<SharedItem>> AttachAsync(Tx tx, SharedItem draft, NewItem item, IReadOnlyList<CheckedFile> more, CancellationToken stop)
    {
        var kept = await files.AddAsync(tx, draft, draft.Seal, item.Label, 1, more, stop);
        return kept.Refusal is { } unfit ? unfit : draft;
    }
}
