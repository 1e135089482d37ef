using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Sharing.Streams;

namespace Infohub.Sharing.Home;

/// <summary>
/// What waits for one reader: early warnings of a week that they have not opened, drafts that they were asked to review, wider sharing that was asked for on what is theirs, and questions that touch them, which
/// nobody of their organisation answered and whose originator accepted no answer. Each part is a walk of its own that ends with a few.
/// </summary>
internal sealed class ReadSide(Holdings holdings)
{
    private const int Most = 3;
    private const long Month = 30 * Micros.Day;

    /// <summary>R9: an answer under a version that the reader may not read says nothing here.</summary>
    private static readonly string Unanswered =
        $"""
        i.org_id <> @reader_org and not exists(select 1 from comment c where c.item_seq = i.seq and c.org_id = @reader_org and c.deleted_at = 0
          and case when c.person_id = @reader then (1=1) else c.version = i.version end)
        and not exists(select 1 from comment c join item_version n on n.item_seq = c.item_seq and n.version = c.version
          where c.item_seq = i.seq and c.accepted_at > 0 and c.private = 0 and ({LawSql.Version(Channel.List)}) > {(int)Disclosure.Notice})
        """;

    public async Task<SideColumn> RunAsync(StreamOwner owner, CancellationToken stop)
    {
        var now = owner.Viewer.Facts.Now;
        var warnings = await ListAsync(
            owner,
            new ItemQuery { Kind = ItemKind.EarlyWarning, Since = now - StreamState.WarningsWait, Walk = new Lanes([Lane.EarlyWarnings], []).WalkAsync, Marks = ReaderMarks.Of(owner, unread: true, bookmarked: false, withoutMuted: true) },
            stop);
        var questions = await ListAsync(
            owner,
            new ItemQuery { Kind = ItemKind.Question, Since = now - Month, Walk = owner.Walk(StreamView.Touches), Marks = new OwnMarks(Unanswered, [("reader", owner.Viewer.PersonId), ("reader_org", owner.Viewer.OrganisationId)]) },
            stop);
        return new SideColumn(
            [
                .. warnings.Select(c => new SideLine("/items/" + c.Uid, "Early warning, not opened yet", c) { Dismisses = true }),
                .. await ReviewsAsync(owner, stop), .. await AsksAsync(owner, stop),
            ],
            [.. questions.Select(c => new SideLine("/items/" + c.Uid, "A question that nobody of your organisation has answered", c))]);
    }

    private async Task<IReadOnlyList<Card>> ListAsync(StreamOwner owner, ItemQuery query, CancellationToken stop)
    {
        var page = await holdings.ListAsync(owner.Viewer, Channel.List, query with { Take = Most }, stop);
        return [.. page.Value.Cards.Where(c => c.Shows == Disclosure.Full)];
    }

    private async Task<IEnumerable<SideLine>> ReviewsAsync(StreamOwner owner, CancellationToken stop)
    {
        var page = await holdings.ListAsync(owner.Viewer, Channel.List, new ItemQuery { Drafts = true, Walk = ReviewedAsync, WalkHoldsRed = true, Take = Most }, stop);
        return page.Value.Cards.Where(c => c.Shows == Disclosure.Full && !c.IsAuthor && !c.IsExpired(owner.Viewer.Facts.Now)).Select(c => new SideLine("/items/" + c.Uid, "A draft that you were asked to review", c));

        Task<List<long>> ReviewedAsync(Sql sql, long before, int take, CancellationToken until) =>
            sql.ListAsync(
                "select item_seq from draft_reviewer where person_id = @person and item_seq < @before order by item_seq desc limit @take",
                static r => r.Long(0), until, ("person", owner.Viewer.PersonId), ("before", before), ("take", take));
    }

    /// <summary>Of the own items, which the law lets through as their originator's side.</summary>
    private async Task<IEnumerable<SideLine>> AsksAsync(StreamOwner owner, CancellationToken stop)
    {
        var page = await holdings.ListAsync(owner.Viewer, Channel.List, new ItemQuery { Walk = AskedAsync, Marks = new OwnMarks(LawSql.OriginatorSide, []), Take = Most }, stop);
        return page.Value.Cards.Where(c => c.Shows == Disclosure.Full).Select(c => new SideLine($"/items/{c.Uid}#asks", "Somebody asks to share it wider", c));

        Task<List<long>> AskedAsync(Sql sql, long before, int take, CancellationToken until) =>
            sql.ListAsync(
                "select distinct w.item_seq from wider_ask w where w.answered_at = 0 and w.item_seq < @before order by w.item_seq desc limit @take",
                static r => r.Long(0), until, ("before", before), ("take", take));
    }
}
