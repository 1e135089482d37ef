using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Comments;

namespace Infohub.Sharing.Proposals;

/// <summary>Takes back an own proposal that nobody answered yet: nothing of it stays.</summary>
internal sealed class TakeBackProposal(Database database, Holdings holdings)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string itemUid, string uid, CancellationToken stop = default) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                var found = await holdings.ForActAsync(tx, viewer, itemUid, stop);
                if ((found.Refusal ?? ProposeCorrection.RefuseItem(viewer, found.Value)) is { } refusal)
                {
                    return refusal;
                }

                var own = await tx.FirstAsync<Own?>(
                    $"select r.outcome, r.as_org, r.private from proposal r where r.uid = @uid and r.item_seq = @item and r.person_id = @me and r.org_id = @my_org and {ReadableItem.ReadsVersion("r.version")}",
                    static r => new Own(r.Int(0) != (int)ProposalOutcome.Open, r.Bool(1) || r.Int(2) == Privacy.Author),
                    stop,
                    ("uid", uid), ("item", found.Value.Seq), ("me", viewer.PersonId), ("my_org", viewer.OrganisationId), ("versions", found.Value.VersionNumbers));
                if (own is null || own.Answered)
                {
                    return own is null ? Refusal.NotFound : AnswerProposal.Answered;
                }

                await tx.RunAsync("delete from proposal where uid = @uid", stop, ("uid", uid));
                ProposeCorrection.Record(tx, "proposal.take-back", viewer, itemUid, uid, own.IsApart);
                return Done.Yes;
            },
            stop);

    private sealed record Own(bool Answered, bool IsApart);
}
