using Infohub.Community.Public;
using Infohub.Intelligence.Public;
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
    /// <param name="reviewers">The uids of those who may read it, all of them; null leaves them as they are.</param>
    /// <param name="draft">The author's draft that this was, or null.</param>
    /// <param name="uploads">Files to attach beside those of the draft.</param>
    /// <param name="stop">Ends the waiting, not the act.</param>
    public Task<Outcome<SharedItem>> RunAsync(
        Viewer viewer, PostInput input, IReadOnlyList<string>? reviewers, string? draft = null, IReadOnlyList<Upload>? uploads = null, CancellationToken stop = default) =>
        RunAsync(viewer, input, reviewers, new DraftTie(draft), uploads, stop);

    /// <param name="viewer">The author.</param>
    /// <param name="input">What was typed.</param>
    /// <param name="reviewers">The uids of those who may read it, all of them; null leaves them as they are.</param>
    /// <param name="tie">The draft that this was, and how it is kept.</param>
    /// <param name="uploads">Files to attach beside those of the draft.</param>
    /// <param name="stop">Ends the waiting, not the act.</param>
    public async Task<Outcome<SharedItem>> RunAsync(
        Viewer viewer, PostInput input, IReadOnlyList<string>? reviewers, DraftTie tie, IReadOnlyList<Upload>? uploads = null, CancellationToken stop = default)
    {
        var gaps = tie.AsFarAsItGoes ? DraftGaps.Of(input) with { Unfit = tie.Unfit } : DraftGaps.None;
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
                var item = await reader.ReadAsync(tx, viewer, gaps.Fill(input), tx.Now, asDraft: true, stop);
                if (item.Refusal is { } refusal)
                {
                    return refusal;
                }

                if (!viewer.Facts.Drafts)
                {
                    return Refusal.Forbidden("scope-drafts", "This key does not see drafts. Make one with the scope for drafts.");
                }

                var kept = tie.Draft is null
                    ? await AddAsync(tx, viewer, item.Value, reviewers ?? [], stop)
                    : await ChangeAsync(tx, viewer, tie, item.Value, reviewers, stop);
                if (!kept.Done)
                {
                    return kept;
                }

                await gaps.PutAsync(tx, kept.Value.Seq, stop);
                return await Translations.TieAsync(tx, holdings, viewer, kept.Value, item.Value.Attribution, tie.TranslationOf, stop) is { } untied
                    ? untied
                    : await AttachAsync(tx, kept.Value, item.Value, inspected.Value, stop);
            },
            stop);
    }

    private async Task<Outcome<SharedItem>> AddAsync(Tx tx, Viewer viewer, NewItem item, IReadOnlyList<string> reviewers, CancellationToken stop)
    {
        var kept = await items.AddAsync(tx, viewer, item, asDraft: true, stop);
        return kept.Done && await DraftReviewers.NameAsync(tx, kept.Value, reviewers, stop) is { } unknown ? unknown : kept;
    }

    private async Task<Outcome<SharedItem>> ChangeAsync(Tx tx, Viewer viewer, DraftTie tie, NewItem item, IReadOnlyList<string>? reviewers, CancellationToken stop)
    {
        var draft = await OwnDraft.FindAsync(tx, holdings, viewer, tie.Draft!, stop);
        if (draft.Refusal is { } refusal)
        {
            return refusal;
        }

        if (tie.Seen != 0 && tie.Seen != draft.Value.Card.Version)
        {
            return PostRefusals.DraftElsewhere;
        }

        var before = reviewers is null ? await DraftReviewers.RowsAsync(tx, draft.Value.Seq, draft.Value.Card, stop) : [];
        var kept = await items.RedraftAsync(tx, viewer, draft.Value, item, tie.ByItself, stop);
        if (!kept.Done)
        {
            return kept;
        }

        if (kept.Value.Seq != draft.Value.Seq)
        {
            await DraftGaps.RemoveAsync(tx, draft.Value.Seq, stop);
            await Translations.RemoveAsync(tx, draft.Value.Seq, stop);
        }

        var brought = await files.BringAsync(tx, draft.Value, kept.Value, item.Label, stop);
        var carried = await BroughtObjects.BringAsync(tx, draft.Value, kept.Value, null, stop);
        if (reviewers is null)
        {
            await DraftReviewers.PutAsync(tx, kept.Value, before, stop);
        }

        var unfit = brought.Refusal ?? carried ?? (reviewers is null ? null : await DraftReviewers.NameAsync(tx, kept.Value, reviewers, stop));
        return unfit is null ? kept : unfit;
    }

    private async Task<Outcome<SharedItem>> AttachAsync(Tx tx, SharedItem draft, NewItem item, IReadOnlyList<CheckedFile> more, CancellationToken stop)
    {
        var kept = await files.AddAsync(tx, draft, draft.Seal, item.Label, 1, more, stop);
        return kept.Refusal is { } unfit ? unfit : draft;
    }
}

/// <summary>How what is kept hangs together with what was kept before.</summary>
/// <param name="Draft">The author's draft that this was, by address, or null.</param>
/// <param name="Seen">The state of it that the author saw, or 0: where another stands now, nothing is kept over it.</param>
/// <param name="AsFarAsItGoes">Kind, label and title may be missing: nothing is read by anybody because of it (R1b).</param>
/// <param name="ByItself">The page keeps it, nobody asked: the state before is not kept, and it is no act of its own.</param>
/// <param name="TranslationOf">The item that it says in another language, or null.</param>
public sealed record DraftTie(string? Draft = null, int Seen = 0, bool AsFarAsItGoes = false, bool ByItself = false, string? TranslationOf = null)
{
    /// <summary>What stands in the form beside what is kept of it.</summary>
    internal UnfitParts? Unfit { get; init; }
}
