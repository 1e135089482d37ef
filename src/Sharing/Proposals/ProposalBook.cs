using Infohub.Intelligence.Public;
using Infohub.Library.Access;
using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Sharing.Comments;

namespace Infohub.Sharing.Proposals;

/// <summary>What was proposed under an item: to each proposer the own ones, to the originator's side those that are for it; for everybody else there is nothing, not even a number.</summary>
internal sealed class ProposalBook(Database database, ObjectCorrections objects, TimeProvider clock)
{
    /// <summary>Of the open ones the oldest, later ones come as these are answered; of the answered ones the newest.</summary>
    public const int Most = 50;

    /// <summary>Proposed under a version that the viewer reads (R9), by the viewer or for the viewer's side.</summary>
    private const string Own = "r.person_id = @me and r.org_id = @my_org and @me <> 0";

    private static readonly string Seen =
        $"{ReadableItem.ReadsVersion("r.version")} and case r.private when {Privacy.Side} then @side else @author end + case when {Own} then 1 else 0 end > 0";

    /// <summary>The open ones first; what they would change is planned for one at a time, by <see cref="PlannedAsync"/>.</summary>
    public async Task<IReadOnlyList<ProposalCard>> ListAsync(ReadableItem item, CancellationToken stop) => !item.IsFull || item.Content is null
        ? []
        : await database.ReadAsync(
            async sql => (IReadOnlyList<ProposalCard>)
            [
                .. await SelectAsync(sql, item, "r.outcome = 0", "r.id", stop),
                .. await SelectAsync(sql, item, "r.outcome <> 0", "r.answered_at desc, r.id desc", stop),
            ],
            stop);

    /// <summary>How many wait that the viewer is told of.</summary>
    public async Task<long> OpenAsync(ReadableItem item, CancellationToken stop) => !item.IsFull
        ? 0
        : await database.ReadAsync(sql => sql.NumberAsync($"select count(*) from proposal r where r.item_seq = @item and r.outcome = 0 and {Seen}", stop, Told.Values(item)), stop) ?? 0;

    /// <summary>The words of a post change by its author alone.</summary>
    public static bool MayAccept(Card card) => card is { IsAuthor: true } or { IsOriginatorSide: true, Kind: ItemKind.Package };

    /// <summary>Beside the one that is opened, where the viewer could accept it, what that would change now; beside the oldest of those, where none is opened. For each of many it would read many objects.</summary>
    public async Task<IReadOnlyList<ProposalCard>> PlannedAsync(ReadableItem item, IReadOnlyList<ProposalCard> listed, string opened, CancellationToken stop)
    {
        var acceptable = item.Content is not null && MayAccept(item.Card) ? listed.Where(c => c is { IsOpen: true, ForMe: true }).ToList() : [];
        if ((acceptable.Find(c => c.Uid == opened) ?? acceptable.FirstOrDefault()) is not { } one)
        {
            return listed;
        }

        var accepting = await database.ReadAsync(sql => Accepting.OfAsync(sql, item.Viewer, item.Card, item.Content!, one.Correction, objects, clock.Now(), stop), stop);
        return [.. listed.Select(c => c == one ? c with { Accepting = accepting } : c)];
    }

    private static Task<List<ProposalCard>> SelectAsync(Sql sql, ReadableItem item, string which, string order, CancellationToken stop) =>
        sql.ListAsync(
            $"""
            select r.uid, r.says, r.at, case when r.as_org = 1 then '' else coalesce(p.name, '') end, coalesce(o.name, ''), coalesce(o.name_zh, ''), case when {Own} then 1 else 0 end,
              case r.private when {Privacy.Side} then @side else @author end, r.outcome, r.answer, r.answered_at
            from proposal r left join person p on p.id = r.person_id left join organisation o on o.id = r.org_id
            where r.item_seq = @item and {which} and {Seen} order by {order} limit {Most}
            """,
            r => Read(item, r),
            stop,
            Told.Values(item));

    private static ProposalCard Read(ReadableItem item, Row r)
    {
        var says = SealedProposal.Read(item.Unseal(SealedProposal.About(r.Text(0)), r.Bytes(1)));
        var answer = r.Bytes(9) is { Length: > 0 } words ? item.Unseal(SealedProposal.AnswerTo(r.Text(0)), words) : "";
        return new ProposalCard(r.Text(0), says.Correction, says.Reason, r.Long(2), r.Text(3), r.Text(4), r.Text(5), r.Truth(6), r.Truth(7), (ProposalOutcome)r.Int(8), answer, r.Long(10));
    }
}
