using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Library.Access;
using Infohub.Library.Files;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Posts;

/// <summary>Shares a post with its label and audience (law W1), with its files, in one transaction.</summary>
public sealed class SharePost(Database database, PostReader reader, ItemWriter items, Holdings holdings, FileShelf files)
{
    /// <param name="viewer">The author.</param>
    /// <param name="input">What was typed.</param>
    /// <param name="draft">The author's draft that this was, or null.</param>
    /// <param name="uploads">Files to attach; those of the draft come along.</param>
    /// <param name="translationOf">The item that it says in another language, or null: then as the draft has it.</param>
    /// <param name="stop">Ends the waiting, not the act.</param>
    public async Task<Outcome<SharedItem>> RunAsync(
        Viewer viewer, PostInput input, string? draft = null, IReadOnlyList<Upload>? uploads = null, string? translationOf = null, CancellationToken stop = default)
    {
        if (ScopeRefusals.Writing(viewer) is { } unwritable)
        {
            return unwritable;
        }

        var checkedFiles = await files.InspectAsync(uploads ?? [], stop);
        if (checkedFiles.Refusal is { } sample)
        {
            return sample;
        }

        return await database.WriteAsync<SharedItem>(
            async tx =>
            {
                var item = await reader.ReadAsync(tx, viewer, input, tx.Now, asDraft: false, stop);
                if (item.Refusal is { } refusal)
                {
                    return refusal;
                }

                var shared = draft is null
                    ? await items.AddAsync(tx, viewer, item.Value, asDraft: false, stop)
                    : await FromDraftAsync(tx, viewer, draft, item.Value, stop);
                var kept = shared.Done ? await files.AddAsync(tx, shared.Value, shared.Value.Seal, item.Value.Label, 1, checkedFiles.Value, stop) : Done.Yes;
                return kept.Refusal is { } unfit ? unfit
                    : shared.Done && await Translations.TieAsync(tx, holdings, viewer, shared.Value, item.Value.Attribution, translationOf, stop) is { } untied ? untied
                    : shared;
            },
            stop);
    }

    private async Task<Outcome<SharedItem>> FromDraftAsync(Tx tx, Viewer viewer, string uid, NewItem item, CancellationToken stop)
    {
        var draft = await OwnDraft.FindAsync(tx, holdings, viewer, uid, stop);
        if (draft.Refusal is { } refusal)
        {
            return refusal;
        }

        var shared = await items.ShareDraftAsync(tx, viewer, draft.Value, item, stop);
        var brought = shared.Done ? await files.BringAsync(tx, draft.Value, shared.Value, item.Label, stop) : Done.Yes;
        if (shared.Done)
        {
            await DraftGaps.RemoveAsync(tx, draft.Value.Seq, stop);
            await Translations.BringAsync(tx, draft.Value.Seq, shared.Value.Seq, stop);
        }

        var carried = shared.Done && brought.Done ? await BroughtObjects.BringAsync(tx, draft.Value, shared.Value, (item.Label, viewer.Ceiling), stop) : null;
        return (brought.Refusal ?? carried) is { } unfit ? unfit : shared;
    }
}
