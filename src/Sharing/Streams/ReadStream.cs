using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Home;

namespace Infohub.Sharing.Streams;

/// <summary>One page of a stream, with the reader's own marks on its cards.</summary>
/// <param name="Owner">Whose it is.</param>
/// <param name="Next">The cursor of the page after, or null.</param>
internal sealed record StreamPage(StreamOwner Owner, IReadOnlyList<CardView> Cards, string? Next);

/// <summary>Reads a stream: what the viewer may read, narrowed by a view, filters and words.</summary>
internal sealed class ReadStream(Database database, Holdings holdings, SeenBook seen, KeyRing keys)
{
    public const int PageSize = 30;

    public async Task<Outcome<StreamPage>> RunAsync(Viewer viewer, string view, StreamFilter filter, string? cursor, CancellationToken stop, int take = PageSize, bool inSearch = false)
    {
        var owner = await database.ReadAsync(sql => StreamOwner.ReadAsync(sql, viewer, stop), stop);
        var walk = filter.Words.Length == 0 ? owner.Walk(view) : null;
        var ask = filter.Ask(owner, cursor, take, withoutMuted: !inSearch && view != StreamView.Bookmarks) with { Walk = walk, WalkHoldsRed = view is StreamView.Touches or StreamView.Bookmarks };
        var page = await holdings.ListAsync(viewer, Channel.List, ask, stop);
        if (page.Refusal is { } refusal)
        {
            return refusal;
        }

        var cards = await MarkedAsync(owner, await CardView.OfAsync(holdings, database, viewer, page.Value.Cards, stop), stop);
        if (owner.State.IsDue(viewer.Facts.Now, viewer.BeganAt))
        {
            seen.Visit(viewer.PersonId, viewer.Facts.Now, viewer.BeganAt);
        }

        return new StreamPage(owner, cards, page.Value.Next);
    }

    /// <summary>Where a page begins with what came up to a time.</summary>
    public string CursorAt(long time) => Cursor.Write(keys, "item", time + 1);

    /// <summary>The bar of filters above it.</summary>
    public Task<FilterBar> BarAsync(StreamOwner owner, string path, string? view, StreamFilter filter, CancellationToken stop) =>
        database.ReadAsync(
            async sql =>
            {
                var names = new Dictionary<string, FilterName>(StringComparer.Ordinal);
                if (filter["circle"].Length > 0 && await FilterName.CircleAsync(sql, owner.Viewer, filter["circle"], stop) is { } circle)
                {
                    names["circle"] = circle;
                }

                if (filter["from"].Length > 0 && await FilterName.OrganisationAsync(sql, filter["from"], stop) is { } originator)
                {
                    names["from"] = originator;
                }

                return new FilterBar(path, view, filter, owner, names);
            },
            stop);

    /// <summary>The cards with their reasons, and what is new and bookmarked among them.</summary>
    public async Task<IReadOnlyList<CardView>> MarkedAsync(StreamOwner owner, IReadOnlyList<CardView> cards, CancellationToken stop)
    {
        if (cards.Count == 0)
        {
            return cards;
        }

        return await database.ReadAsync<IReadOnlyList<CardView>>(
            async sql =>
            {
                var reasons = await Reasons.OfAsync(sql, owner, cards, stop);
                var marks = await sql.ListAsync(
                    $"""
                    select item_seq, version from seen where person_id = @person and {NumberSet.Holds(sql.Engine, "item_seq", "items")}
                    union all select item_seq, -1 from bookmark where person_id = @person and {NumberSet.Holds(sql.Engine, "item_seq", "items")}
                    """,
                    static r => (Item: r.Long(0), Version: r.Long(1)),
                    stop,
                    ("person", owner.Viewer.PersonId),
                    ("items", NumberSet.Value(sql.Engine, cards.Select(c => c.Card.Seq))));
                var opened = marks.Where(m => m.Version >= 0).ToDictionary(m => m.Item, m => m.Version);
                var kept = marks.Where(m => m.Version < 0).Select(m => m.Item).ToHashSet();
                return [.. cards.Select(c => c with
                {
                    Why = reasons.GetValueOrDefault(c.Card.Seq),
                    IsNew = IsNew(owner.State, c.Card, opened.GetValueOrDefault(c.Card.Seq)),
                    IsBookmarked = c.Card.IsUnnamedAuthor ? null : kept.Contains(c.Card.Seq),
                })];
            },
            stop);
    }

    private static bool IsNew(StreamState state, Card card, long opened) =>
        card.Shows != Disclosure.Tombstone && !card.IsAuthor && opened < card.Version
        && card.Seq > (card.Kind == ItemKind.EarlyWarning && card.Label < Tlp.Red ? state.WarningsUpTo : state.UpTo);
}
