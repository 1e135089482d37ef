using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Posts;

/// <summary>The same in another language, as an item of its own (R7: who may not read it is not told of it).</summary>
/// <param name="Card">The other item.</param>
/// <param name="IsOriginal">It was written first.</param>
/// <param name="IsStale">The original was revised after this one was made of it.</param>
public sealed record Translation(Card Card, bool IsOriginal, bool IsStale);

/// <summary>Which items say the same in another language.</summary>
public sealed class Translations(Database database, Holdings holdings)
{
    /// <summary>Those of the item that its viewer may read, the original first; and whether the original of this one was revised since.</summary>
    public async Task<(IReadOnlyList<Translation> Others, bool IsStale)> ListAsync(ReadableItem item, CancellationToken stop)
    {
        var rows = await database.ReadAsync(
            sql => sql.ListAsync(
                """
                select t.item_seq, t.of_seq, t.of_version, t.of_changed from translation t
                where t.of_seq = coalesce((select x.of_seq from translation x where x.item_seq = @item), @item)
                """,
                static r => (Item: r.Long(0), Of: r.Long(1), IsStale: r.Long(3) > r.Long(2)),
                stop,
                ("item", item.Seq)),
            stop);
        if (!item.IsFull || rows.Count == 0)
        {
            return ([], false);
        }

        var cards = await holdings.CardsAsync(item.Viewer, Channel.List, rows.Select(r => r.Item).Append(rows[0].Of).Where(seq => seq != item.Seq), stop);
        return (
            [.. rows.Prepend((Item: rows[0].Of, rows[0].Of, IsStale: false))
                .Where(r => cards.TryGetValue(r.Item, out var card) && card is { Shows: >= Disclosure.Summary, State: ItemState.Shared })
                .Select(r => new Translation(cards[r.Item], r.Item == r.Of, r.IsStale && cards.ContainsKey(r.Of)))],
            rows.Exists(r => r.Item == item.Seq && r.IsStale && cards.ContainsKey(r.Of)));
    }

    /// <summary>The address of the item that a draft translates, where its author may read it.</summary>
    public async Task<string?> OriginalAsync(ReadableItem draft, CancellationToken stop)
    {
        var of = await database.ReadAsync(sql => sql.NumberAsync("select of_seq from translation where item_seq = @item", stop, ("item", draft.Seq)), stop);
        return of is { } seq && (await holdings.CardsAsync(draft.Viewer, Channel.List, [seq], stop)).TryGetValue(seq, out var card) ? card.Uid : null;
    }

    /// <summary>Says of an item whose translation it is: of one's own side, so that label and audience are the originator's to choose (W4). Null leaves it as it is.</summary>
    internal static async Task<Refusal?> TieAsync(Tx tx, Holdings holdings, Viewer viewer, SharedItem item, Attribution attribution, string? of, CancellationToken stop)
    {
        if (attribution == Attribution.Anonymous)
        {
            // W7: two items that are known to be of one author are two sets of readers of whom only those in both could be the author.
            await RemoveAsync(tx, item.Seq, stop);
        }

        if (of is null)
        {
            return null;
        }

        var found = await holdings.ForActAsync(tx, viewer, of, stop);
        var original = found.Done ? found.Value.Card : null;
        if (original is not { State: ItemState.Shared, IsOriginatorSide: true } || original.Uid == item.Uid)
        {
            return new Refusal(RefusalKind.NotFound, "translation-of", "The item that this one translates is not there, or not yours to translate.");
        }

        if (attribution == Attribution.Anonymous || original.Attribution == Attribution.Anonymous)
        {
            return Refusal.Conflict("translation-anonymous", "An anonymous item is tied to no other: readers of both could tell who wrote them.");
        }

        await RemoveAsync(tx, item.Seq, stop);
        await tx.RunAsync(
            """
            insert into translation(item_seq, of_seq, of_version, of_changed)
            select @item, coalesce(max(t.of_seq), @of), coalesce(max(t.of_version), @version), coalesce(max(t.of_changed), @version) from translation t where t.item_seq = @of
            """,
            stop,
            ("item", item.Seq),
            ("of", found.Value.Seq),
            ("version", original.Version));
        return null;
    }

    /// <summary>What a draft was goes along to what it becomes.</summary>
    internal static Task BringAsync(Tx tx, long draft, long item, CancellationToken stop) =>
        tx.RunAsync("update translation set item_seq = @item where item_seq = @draft", stop, ("item", item), ("draft", draft));

    internal static Task RemoveAsync(Tx tx, long item, CancellationToken stop) => tx.RunAsync("delete from translation where item_seq = @item", stop, ("item", item));
}
