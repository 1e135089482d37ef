using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;

namespace Infohub.Library.Search;

/// <summary>What the viewer may read of one value: in how many items it stands, at most <see cref="LookUpValues.Most"/>, and the newest of them.</summary>
public sealed record KnownValue(int Items, long Newest);

/// <summary>Many values at once, each by its own token, with the law in the query: what the viewer may not read is not found (R7), and TLP:RED stands in no index (R8).</summary>
public sealed class LookUpValues(Database database, KeyRing keys)
{
    /// <summary>So many items of one value are counted.</summary>
    public const int Most = 100;

    /// <summary>So many are opened where the index holds hashes, which can meet.</summary>
    private const int MostOpened = 2000;

    /// <summary>In the order of the values.</summary>
    public Task<List<KnownValue>> FindAsync(Viewer viewer, IReadOnlyList<Finding> values, CancellationToken stop)
    {
        var tokens = values.Select(v => Tokens.OfValue(keys, v)).ToList();
        return database.ReadAsync(sql => sql.Engine == Engine.Sqlite ? SqliteAsync(sql, viewer, tokens, stop) : PostgresAsync(sql, viewer, tokens, stop), stop);
    }

    private static string Law { get; } =
        $"i.state = 1 and i.expires_at > @v_now and ({LawSql.Current(Channel.Analysis)}) > 0 and ({LawSql.Current(Channel.List)}) > 1";

    private static async Task<List<KnownValue>> SqliteAsync(Sql sql, Viewer viewer, List<string> tokens, CancellationToken stop)
    {
        var found = new List<KnownValue>(tokens.Count);
        foreach (var token in tokens)
        {
            var places = await sql.ListAsync(
                $"select i.seq from item_search s cross join item i on i.seq = s.rowid where s.item_search match @match and {Law} order by s.rowid desc limit {Most}",
                static r => r.Long(0), stop, [.. LawSql.Values(viewer.Facts), ("match", "words : " + token)]);
            found.Add(new KnownValue(places.Count, places.Count == 0 ? 0 : places[0]));
        }

        return found;
    }

    private async Task<List<KnownValue>> PostgresAsync(Sql sql, Viewer viewer, List<string> tokens, CancellationToken stop)
    {
        var hits = await sql.ListAsync(
            $"""
            select t.at, x.seq from unnest(@hashes) with ordinality t(hash, at) cross join lateral (
              select i.seq from (select s.seq from item_search s where s.tokens @> array[t.hash] order by s.seq desc offset 0) s join item i on i.seq = s.seq where {Law}
              order by i.seq desc limit {Most}) x
            """,
            static r => (At: r.Int(0) - 1, Place: r.Long(1)),
            stop,
            [.. LawSql.Values(viewer.Facts), ("hashes", tokens.ConvertAll(SearchIndex.Hash).ToArray())]);
        var texts = await TextsAsync(sql, hits.Select(h => h.Place).Distinct().OrderDescending().Take(MostOpened), stop);
        var held = hits.Where(h => !texts.TryGetValue(h.Place, out var of) || of.Contains(tokens[h.At])).ToLookup(h => h.At, h => h.Place);
        return [.. tokens.Select((_, at) => new KnownValue(held[at].Count(), held[at].DefaultIfEmpty().Max()))];
    }

    /// <summary>The values that the items' own texts hold.</summary>
    private async Task<Dictionary<long, HashSet<string>>> TextsAsync(Sql sql, IEnumerable<long> places, CancellationToken stop)
    {
        var found = await sql.ListAsync(
            """
            select i.seq, i.uid, i.wrapped_key, n.head, n.body from item i join item_version n on n.item_seq = i.seq and n.version = i.version
            where i.seq = any(@places) and i.wrapped_key is not null and n.body is not null
            """,
            r =>
            {
                var seal = ItemSeal.Of(keys, r.Text(1), r.Bytes(2));
                var content = seal.OpenContent(r.Bytes(3), r.Bytes(4), "");
                return (Place: r.Long(0), Values: Tokens.OfValues(keys, string.Join('\n', content.Title, content.Summary, content.Body, content.References)).ToHashSet(StringComparer.Ordinal));
            },
            stop,
            ("places", places.ToArray()));
        return found.ToDictionary(f => f.Place, f => f.Values);
    }
}
