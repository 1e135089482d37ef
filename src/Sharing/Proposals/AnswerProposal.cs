using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Comments;
using Infohub.Sharing.Posts;
using Infohub.Sharing.Public;

namespace Infohub.Sharing.Proposals;

/// <summary>Accepts a proposal, by which the post is revised as by its author's own hand and objects get a newer version, or declines it with words: the originator's side alone.</summary>
internal sealed class AnswerProposal(Database database, Holdings holdings, RevisePost revise, ObjectCorrections objects)
{
    public const int Longest = 1000;

    public static Refusal Answered { get; } = Refusal.Conflict("answered", "This was answered before.");

    private static readonly Refusal Moved = Refusal.Conflict("proposal-moved", "The newest text does not name that value so that it could be changed by itself. Nothing was lost: revise it by hand, or answer.");

    private static readonly Refusal MovedObject =
        Refusal.Conflict("proposal-moved", "The objects as they stand now do not name that value so that it could be changed by itself. Nothing was lost: bring a newer version, or answer.");

    private static readonly Refusal Between = Refusal.Conflict("changed", "It was changed in between. Look at the newest version, then make your change again.");

    private static readonly Refusal NoWords = Refusal.Invalid("proposal-answer", "Say why not, in at most {0} characters.", "answer", Longest);

    private static readonly Refusal TooLong = Refusal.Invalid("proposal-answer-long", "The answer has at most {0} characters.", "answer", Longest);

    /// <param name="viewer">One of the originator's side; what a post says is changed by its author alone.</param>
    /// <param name="itemUid">The post.</param>
    /// <param name="uid">The proposal.</param>
    /// <param name="version">The version to which the change was shown: another one in between is a conflict. Of no meaning for declining.</param>
    /// <param name="accept">Or decline it, which needs words.</param>
    /// <param name="words">To the proposer.</param>
    /// <param name="state">Of the objects to which the change was shown; null for whatever stands.</param>
    /// <param name="stop">Ends the waiting, not the act.</param>
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string itemUid, string uid, int version, bool accept, string? words, string? state = null, CancellationToken stop = default) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                var found = await holdings.ForChangeAsync(tx, viewer, itemUid, stop);
                if ((found.Refusal ?? ScopeRefusals.Writing(viewer)) is { } refusal)
                {
                    return refusal;
                }

                var (item, said) = (found.Value, (words ?? "").Trim());
                var proposed = await tx.FirstAsync<Proposed?>(
                    "select r.says, r.outcome, r.private from proposal r where r.uid = @uid and r.item_seq = @item",
                    static r => new Proposed(r.Bytes(0), r.Int(1) != (int)ProposalOutcome.Open, r.Int(2)),
                    stop,
                    ("uid", uid),
                    ("item", item.Seq));
                // What was proposed at TLP:RED, or to an anonymous author, stays the author's alone.
                if (proposed is null || (proposed.Private == Privacy.Author && !item.Card.IsAuthor))
                {
                    return Refusal.NotFound;
                }

                if (proposed.Answered || said.Length > Longest || (!accept && said.Length == 0))
                {
                    return proposed.Answered ? Answered : accept ? TooLong : NoWords;
                }

                if (accept && await CorrectAsync(tx, viewer, item, (version, state), SealedProposal.Read(item.Seal.Text(SealedProposal.About(uid), proposed.Says)).Correction, stop) is { } wrong)
                {
                    return wrong;
                }

                await KeepAsync(tx, viewer, item, uid, accept, said, stop);
                return Done.Yes;
            },
            stop);

    /// <summary>All that can be corrected by itself of text and objects together, or nothing.</summary>
    private async Task<Refusal?> CorrectAsync(Tx tx, Viewer viewer, ChangeableItem item, (int Version, string? Objects) shown, Correction correction, CancellationToken stop)
    {
        if (!item.Card.IsAuthor && item.Card.Kind != ItemKind.Package)
        {
            return PostRefusals.AuthorOnly;
        }

        if (item.Content is not { } content)
        {
            return WritingRules.Confirm;
        }

        await objects.HoldAsync(tx, stop);
        var accepting = await Accepting.OfAsync(tx, viewer, item.Card, content, correction, objects, tx.Now, stop);
        if ((shown.Version != 0 && shown.Version != item.Card.Version) || (shown.Objects is { } state && state != accepting.Objects.State))
        {
            return Between;
        }

        if (!accepting.CanBeDone)
        {
            return accepting.Objects.IsNamed || accepting.IsPackage ? MovedObject : Moved;
        }

        if (accepting.Text is { } corrected
            && (await revise.ReviseAsync(tx, viewer, item, shown.Version, new PostChange(corrected.Title, corrected.Summary, corrected.Body, Excluded: corrected.Excluded), stop)).Refusal is { } refusal)
        {
            return refusal;
        }

        await objects.RunAsync(tx, viewer, item, accepting.Objects, stop);
        return null;
    }

    private static async Task KeepAsync(Tx tx, Viewer viewer, ChangeableItem item, string uid, bool accept, string said, CancellationToken stop)
    {
        await tx.RunAsync(
            "update proposal set answered_at = @now, outcome = @outcome, answer = @answer where uid = @uid",
            stop,
            ("now", tx.Now),
            ("outcome", (int)(accept ? ProposalOutcome.Accepted : ProposalOutcome.Declined)),
            ("answer", said.Length == 0 ? [] : item.Seal.Close(SealedProposal.AnswerTo(uid), said)),
            ("uid", uid));
        // W7: only the author answers for an anonymous item, so the record must not say who did.
        var hidden = item.Card.Attribution == Attribution.Anonymous;
        tx.Record(new AuditEntry(
            "proposal.answer", hidden ? 0 : viewer.PersonId, hidden ? 0 : viewer.OrganisationId, 0, "item", item.Card.Uid, uid + (accept ? " accepted" : " declined")));
        tx.Emit(new ProposalAnswered(item.Seq, uid, item.Card.Version, accept));
    }

    private sealed record Proposed(byte[] Says, bool Answered, int Private);
}
