using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Files;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Posts;

/// <summary>A form to go on with, and the files that are kept with it.</summary>
internal sealed record BegunForm(ShareForm Form, IReadOnlyList<FileCard> Files);

/// <param name="ByItself">The page keeps it while its author types.</param>
/// <param name="Files">To keep with it.</param>
internal sealed record Keeping(bool ByItself = false, IReadOnlyList<Upload>? Files = null);

/// <param name="Draft">What is kept.</param>
/// <param name="Unfit">Why it could not be shared as it stands, or null: readers and times are kept as typed, tags as far as they fit.</param>
internal sealed record KeptForm(SharedItem Draft, Refusal? Unfit);

/// <summary>The form of a post between the page and its draft.</summary>
internal sealed class Drafting(OpenDraft open, SaveDraft save, TakeOffFiles takeOff, Translations translations, Holdings holdings, TimeProvider clock)
{
    public long Now => clock.Now();

    /// <summary>The author's own draft.</summary>
    public async Task<Outcome<BegunForm>> GoOnAsync(Viewer viewer, string draft, CancellationToken stop)
    {
        var opened = await open.RunAsync(viewer, draft, stop);
        if (opened.Refusal is { } closed)
        {
            return closed;
        }

        var (item, reviewers, files) = opened.Value;
        var view = (await holdings.DescribeAsync(viewer, [item.Card], stop))[0];
        var form = ShareForm.Of(item.Card, item.Content!, view?.Parts.Select(p => p.Word) ?? [], opened.Value.Gaps);
        (form.Draft, form.Seen) = (item.Card.Uid, item.Card.Version);
        form.Reviewers = [.. opened.Value.Gaps.Unfit?.Reviewers ?? reviewers.Select(uid => "person:" + uid)];
        form.TranslationOf = await translations.OriginalAsync(item, stop);
        return new BegunForm(form, files);
    }

    /// <summary>An item of one's own side, to be said in another language: kind, label, audience, references, PAP and times are taken over.</summary>
    public async Task<Outcome<BegunForm>> TranslateAsync(Viewer viewer, string uid, string language, CancellationToken stop)
    {
        var found = await holdings.OpenAsync(viewer, Channel.Page, uid, null, stop);
        if (!found.Done || found.Value.Card is not { IsOriginatorSide: true, State: ItemState.Shared, Attribution: not Attribution.Anonymous } card)
        {
            return Refusal.NotFound;
        }

        if (found.Value.Content is not { } content)
        {
            return WritingRules.Confirm;
        }

        var view = (await holdings.DescribeAsync(viewer, [card], stop))[0];
        var form = ShareForm.Of(card, content with { Title = "", Summary = "", Body = "" }, view?.Parts.Select(p => p.Word) ?? [], DraftGaps.None);
        (form.TranslationOf, form.Language) = (card.Uid, card.Language == language ? form.Language : language);
        return new BegunForm(form, []);
    }

    /// <summary>The text that is translated, as its author reads it.</summary>
    public async Task<ReadableItem?> OriginalAsync(Viewer viewer, ShareForm form, CancellationToken stop)
    {
        var found = form.TranslationOf is { } uid ? await holdings.OpenAsync(viewer, Channel.Page, uid, null, stop) : Refusal.NotFound;
        return found.Done && found.Value.IsFull ? found.Value : null;
    }

    public async Task<IReadOnlyList<FileCard>> FilesAsync(Viewer viewer, ShareForm form, CancellationToken stop) =>
        form.Draft is { } draft && await open.RunAsync(viewer, draft, stop) is { Done: true } opened ? opened.Value.Files : [];

    public async Task<Refusal?> TakeOffAsync(Viewer viewer, ShareForm form, CancellationToken stop) =>
        form.Draft is { } draft && form.Remove.Count > 0 ? (await takeOff.RunAsync(viewer, draft, form.Remove, stop)).Refusal : null;

    /// <summary>Another state of the draft than the form began with stands now.</summary>
    public async Task<Refusal?> ElsewhereAsync(Viewer viewer, ShareForm form, CancellationToken stop) =>
        form is { Draft: { } draft, Seen: > 0 } && await open.RunAsync(viewer, draft, stop) is { Done: true } opened && opened.Value.Item.Card.Version != form.Seen ? PostRefusals.DraftElsewhere : null;

    /// <summary>
    /// Keeps the form as the author's draft, and lets it know what it is now. What the page keeps by itself, or with files, is kept whoever its readers
    /// will be: nothing that was typed is lost, and an answer cannot give files back to a browser.
    /// </summary>
    public async Task<Outcome<KeptForm>> KeepAsync(Viewer viewer, ShareForm form, Keeping how, CancellationToken stop)
    {
        var tie = new DraftTie(form.Draft, form.Seen, AsFarAsItGoes: true, how.ByItself, form.TranslationOf);
        var input = form.ToInput();
        var kept = await save.RunAsync(viewer, input, form.ReviewerUids, tie, how.Files, stop);
        Refusal? unfit = null;
        if ((how.Files is { Count: > 0 } || how.ByItself) && kept.Refusal is { Field: "audience" or "release" or "expiry" or "reviewers" or "tags" })
        {
            unfit = kept.Refusal;
            var fitting = input with { Audience = [], Release = 0, Embargo = 0, Expiry = 0, Tags = WritingRules.FittingTags(input.Tags) };
            kept = await save.RunAsync(viewer, fitting, null, tie with { Unfit = form.Unfit }, how.Files, stop);
        }

        if (kept.Refusal is { } refusal)
        {
            return refusal;
        }

        (form.Draft, form.Seen) = (kept.Value.Uid, kept.Value.Version);
        return new KeptForm(kept.Value, unfit);
    }
}
