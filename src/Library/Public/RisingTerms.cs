using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Items;
using Infohub.Library.Terms;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;

namespace Infohub.Library.Public;

/// <summary>Something that items name: a tag, a technique, a CVE, a value; or the sector that they come from.</summary>
/// <param name="Kind">Null for a tag or a sector.</param>
/// <param name="Text">A tag or value as it is written, a sector's code.</param>
/// <param name="Now">Items of the span that name it.</param>
/// <param name="Before">Items of the span before that did.</param>
public sealed record RisingTerm(ObservableKind? Kind, string Text, long Now, long Before);

/// <summary>What rises among what a viewer may read.</summary>
/// <param name="Terms">Those that rose, those first that rose most.</param>
/// <param name="Sectors">Where the items came from, the most first.</param>
/// <param name="Items">Items that were counted, of both spans.</param>
/// <param name="IsCut">There were more than are counted: the newest were.</param>
/// <param name="Strictest">The strictest label among them, which what is made of them has (W4).</param>
public sealed record Rising(IReadOnlyList<RisingTerm> Terms, IReadOnlyList<RisingTerm> Sectors, long Items, bool IsCut, Tlp Strictest);

/// <summary>Counts terms among the items that the viewer may read, asked anew each time (R2, R7): the last so many days beside as many before.</summary>
public sealed class RisingTerms(Database database, KeyRing keys)
{
    /// <summary>So many items of the viewer are counted.</summary>
    private const int MostItems = 20_000;

    private static readonly string Readable =
        $"select i.* from item i where i.state = 1 and i.kind < {ItemKind.Package} and i.seq >= @from and i.expires_at > @v_now and ({LawSql.Current(Channel.Analysis)}) > {(int)Disclosure.Summary} order by i.seq desc limit @most";

    /// <param name="viewer">Who asks.</param>
    /// <param name="days">The length of the span.</param>
    /// <param name="take">So many terms at most; what one item alone names does not rise.</param>
    /// <param name="stop">Ends the waiting.</param>
    public Task<Rising> ReadAsync(Viewer viewer, int days, int take, CancellationToken stop)
    {
        var (from, middle) = (viewer.Facts.Now - (2 * days * Micros.Day), viewer.Facts.Now - (days * Micros.Day));
        (string, object?)[] values = [.. LawSql.Values(viewer.Facts), ("from", from), ("middle", middle), ("most", MostItems), ("take", take)];
        return database.ReadAsync(
            async sql =>
            {
                var (items, strictest) = await sql.FirstAsync($"select count(*), coalesce(max(i.label), 0) from ({Readable}) i", static r => (r.Long(0), (Tlp)r.Int(1)), stop, values);
                var counted = await sql.ListAsync(
                    $"""
                    select t.kind, t.hash, sum(case when i.seq >= @middle then 1 else 0 end) as now, sum(case when i.seq < @middle then 1 else 0 end) as before, max(i.seq)
                    from ({Readable}) i join item_term t on t.item_seq = i.seq group by t.kind, t.hash
                    having sum(case when i.seq >= @middle then 1 else 0 end) > 1 and sum(case when i.seq >= @middle then 1 else -1 end) > 0
                    order by sum(case when i.seq >= @middle then 1 else -1 end) desc, now desc, max(i.seq) desc limit @take
                    """,
                    static r => new Counted(r.Int(0), r.Long(1), r.Long(2), r.Long(3), r.Long(4)),
                    stop,
                    values);
                var sectors = await sql.ListAsync(
                    $"""
                    select s.sector, sum(case when i.seq >= @middle then 1 else 0 end) as now, sum(case when i.seq < @middle then 1 else 0 end)
                    from ({Readable}) i join {Sectors.OfOrganisations} s on s.org_id = i.org_id and i.anonymous = 0 group by s.sector order by now desc, s.sector
                    """,
                    static r => new RisingTerm(null, r.Text(0), r.Long(1), r.Long(2)),
                    stop,
                    values);
                return new Rising(await NameAsync(sql, counted, stop), sectors, items, items == MostItems, strictest);
            },
            stop);
    }

    /// <summary>A hash says nothing: the newest of the counted items that names it has the words.</summary>
    private async Task<IReadOnlyList<RisingTerm>> NameAsync(Sql sql, List<Counted> counted, CancellationToken stop)
    {
        var texts = await sql.ListAsync(
            $"""
            select i.seq, i.uid, i.wrapped_key, n.head, n.body, n.language from item i join item_version n on n.item_seq = i.seq and n.version = i.version
            where {NumberSet.Holds(sql.Engine, "i.seq", "items")}
            """,
            r => (Seq: r.Long(0), Content: ItemSeal.Of(keys, r.Text(1), r.Bytes(2)).OpenContent(r.Bytes(3), r.Bytes(4), r.Text(5))),
            stop,
            ("items", NumberSet.Value(sql.Engine, counted.Select(c => c.Newest).Distinct())));
        var words = texts.ToDictionary(t => t.Seq, t => ItemTerms.Of(keys, t.Content).DistinctBy(w => (w.Kind, w.Hash)).ToDictionary(w => (w.Kind, w.Hash), w => w.Text));
        return [.. counted.Select(c => new RisingTerm(c.Kind == ItemTerms.Tag ? null : (ObservableKind)c.Kind, words[c.Newest][(c.Kind, c.Hash)], c.Now, c.Before))];
    }

    private sealed record Counted(int Kind, long Hash, long Now, long Before, long Newest);
}
