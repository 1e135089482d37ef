using Infohub.Library.Access;
using Infohub.Library.Readings;
using Infohub.Library.Search;
using Infohub.Library.Terms;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;

namespace Infohub.Library.Public;

/// <summary>An item that names what another names.</summary>
/// <param name="Card">The item as its reader gets it in a list.</param>
/// <param name="Shared">The values that both name, in the order of the item that was asked for; never empty.</param>
public sealed record Related(Card Card, IReadOnlyList<Finding> Shared);

/// <summary>Which other items of those that a viewer may read name the same values (R7, R10): nothing is kept, each question is answered under the law.</summary>
public sealed class RelatedItems(Database database, KeyRing keys, SearchIndex search, ReadingBook readings)
{
    /// <summary>So many values are asked for: those of a list of thousands relate it to everything.</summary>
    private const int MostValues = 40;

    /// <summary>The newest first, at most so many. A technique or a file's name alone relates nothing. RED is not correlated (R8).</summary>
    public async Task<IReadOnlyList<Related>> ListAsync(ReadableItem item, int take, CancellationToken stop)
    {
        if (item.Content is not { } content || item.Card.Label == Tlp.Red || item.Card.State != ItemState.Shared)
        {
            return [];
        }

        var values = content.Values().Where(v => v.Kind is not (ObservableKind.Technique or ObservableKind.FileName)).Take(MostValues).ToList();
        if (values.Count == 0)
        {
            return [];
        }

        var cards = await search.NamingAnyAsync(item.Viewer, values, item.Seq, take * 2, stop);
        var named = await database.ReadAsync(
            sql => sql.ListAsync(
                $"select item_seq, hash from item_term where {NumberSet.Holds(sql.Engine, "item_seq", "items")} and {NumberSet.Holds(sql.Engine, "hash", "hashes")}",
                static r => (Item: r.Long(0), Hash: r.Long(1)),
                stop,
                ("items", NumberSet.Value(sql.Engine, cards.Select(c => c.Seq))),
                ("hashes", NumberSet.Value(sql.Engine, values.Select(HashOf)))),
            stop);
        var terms = named.ToLookup(t => t.Item, t => t.Hash);
        List<Related> related = [.. cards.Select(c => new Related(c, values.FindAll(v => terms[c.Seq].Contains(HashOf(v))))).Where(r => r.Shared.Count > 0).Take(take)];
        await readings.RecordAsync(item.Viewer, Channel.List, [.. related.Select(r => r.Card)], stop);
        return related;
    }

    private long HashOf(Finding value) => ItemTerms.HashOf(keys, (int)value.Kind, value.Value);
}
