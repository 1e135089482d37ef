using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Library.Readings;
using Infohub.Library.Terms;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;

namespace Infohub.Library.Search;

/// <summary>
/// Search over what the viewer may read, by recency alone: no score from texts that others hold (R7). RED is never in it (R8).
/// Two native twins: FTS5 on SQLite, an array of token hashes under GIN on PostgreSQL.
/// </summary>
public sealed class SearchIndex(Database database, KeyRing keys)
{
    /// <summary>So many places are walked by time for words that are frequent.</summary>
    private const int Recent = 60_000;

    /// <summary>The part of all items that holds a word: above it, the page fills sooner by time than the index has given its places.</summary>
    private const double Frequent = 0.02;

    /// <summary>Puts the item's current text in the index, or takes it out at RED. A package has no text.</summary>
    internal async Task PutAsync(Tx tx, long seq, int kind, Tlp label, IReadOnlyCollection<Part> parts, Content content, CancellationToken stop)
    {
        if (kind == ItemKind.Package)
        {
            return;
        }

        await RemoveAsync(tx, seq, stop);
        await LaneRows.PutAsync(tx, seq, stop);
        if (label == Tlp.Red)
        {
            return;
        }

        var text = string.Join('\n', content.Title, content.Summary, content.Body, content.References);
        // A tag is found as a word too.
        List<string> words = [.. Tokens.Of(text), .. content.Tags.SelectMany(Tokens.Of), .. Tokens.OfValues(keys, text), .. content.Tags.Select(t => Tokens.OfTag(keys, t))];
        await ItemTerms.PutAsync(tx, keys, seq, content, stop);
        await LaneRows.WatchAsync(tx, seq, words, stop);
        if (tx.Engine == Engine.Sqlite)
        {
            await tx.RunAsync(
                "insert into item_search(rowid, words, scope) values (@seq, @words, @scope)",
                stop,
                ("seq", seq),
                ("words", string.Join(' ', words)),
                ("scope", string.Join(' ', parts.Where(p => p.Kind == PartKind.Circle).Select(p => Scope(p.Ref)))));
            return;
        }

        var tokens = words.Concat(parts.Where(p => p.Kind == PartKind.Circle).Select(p => Scope(p.Ref))).Select(Hash).Distinct().ToArray();
        await tx.RunAsync("insert into item_search(seq, tokens) values (@seq, @tokens)", stop, ("seq", seq), ("tokens", tokens));
    }

    internal static async Task RemoveAsync(Tx tx, long seq, CancellationToken stop)
    {
        await tx.RunAsync(tx.Engine == Engine.Sqlite ? "delete from item_search where rowid = @seq" : "delete from item_search where seq = @seq", stop, ("seq", seq));
        await ItemTerms.RemoveAsync(tx, seq, stop);
        await LaneRows.RemoveAsync(tx, seq, stop);
    }

    /// <summary>The newest places of one term, read by nobody yet: for the lanes, which the law is asked about when they are walked.</summary>
    internal async Task<List<long>> NewestWithAsync(Sql sql, IReadOnlyList<string> term, int most, CancellationToken stop)
    {
        if (sql.Engine == Engine.Sqlite)
        {
            return await sql.ListAsync(
                "select rowid from item_search where item_search match @match order by rowid desc limit @most", static r => r.Long(0), stop,
                ("match", "words : " + Phrase(term)), ("most", most));
        }

        var found = await sql.ListAsync(
            $"""
            select i.seq, i.uid, i.wrapped_key, n.head, n.body from (select s.seq from item_search s where s.tokens @> @wanted order by s.seq desc offset 0) s
            join item i on i.seq = s.seq join item_version n on n.item_seq = i.seq and n.version = i.version
            where i.state = 1 order by i.seq desc limit @most
            """,
            r => (Place: r.Long(0), Card: new Card { Uid = r.Text(1), Label = Tlp.Clear, Shows = Disclosure.Full, WrappedKey = r.Bytes(2) }, Head: r.Bytes(3), Body: r.BytesOrNull(4)),
            stop,
            ("wanted", term.Select(Hash).Distinct().ToArray()),
            ("most", most));
        return found.Where(f => term.Count == 1 || IsHit(OpenHead(f.Card, f.Head, f.Body), new SearchTerms([term]))).Select(f => f.Place).ToList();
    }

    internal async Task<List<Card>> FindAsync(Viewer viewer, Channel channel, ItemQuery query, long before, CancellationToken stop)
    {
        var terms = SearchTerms.Parse(keys, query.Text, query.Tag);
        if (terms.Terms.Count == 0 || (query.Text.Length > 0 && terms.Terms.Count == (query.Tag.Length > 0 ? 1 : 0)))
        {
            return [];
        }

        // Analysis decides what may be searched (R8); the channel decides what of it is shown.
        return await database.ReadAsync(
            async sql =>
            {
                var scope = query.CircleId is { } circle ? Scope(circle) : null;
                return sql.Engine == Engine.Sqlite
                    ? await FindSqliteAsync(sql, viewer, channel, query, terms, scope, before, stop)
                    : await FindPostgresAsync(sql, viewer, channel, query, terms, scope, before, stop);
            },
            stop);
    }

    /// <summary>Whether one item is among the hits: of all others none is looked at.</summary>
    internal async Task<bool> HoldsAsync(Sql sql, Viewer viewer, ItemQuery query, long place, CancellationToken stop)
    {
        var terms = SearchTerms.Parse(keys, query.Text, query.Tag);
        if (terms.Terms.Count == 0)
        {
            return false;
        }

        var (from, where) = sql.Engine == Engine.Sqlite
            ? ("item_search s cross join item i on i.seq = s.rowid", "s.item_search match @match and s.rowid = @place")
            : ("item_search s join item i on i.seq = s.seq", "s.seq = @place and (s.tokens @> @wanted) is true");
        var hits = await SelectAsync(
            sql, viewer, Channel.Analysis, query, from, where, "i.seq desc", long.MaxValue, stop,
            ("match", "words : (" + string.Join(" AND ", terms.Terms.Select(Phrase)) + ")"), ("wanted", terms.Terms.SelectMany(t => t).Select(Hash).Distinct().ToArray()), ("place", place));
        return hits.Exists(h => sql.Engine == Engine.Sqlite || IsHit(h, terms));
    }

    /// <summary>The newest items that name one of the values, but for one place.</summary>
    internal Task<List<Card>> NamingAnyAsync(Viewer viewer, IReadOnlyList<Finding> values, long but, int take, CancellationToken stop)
    {
        var tokens = values.Select(v => Tokens.OfValue(keys, v)).ToList();
        return database.ReadAsync(
            async sql =>
            {
                var (from, where) = sql.Engine == Engine.Sqlite
                    ? ("item_search s cross join item i on i.seq = s.rowid", "s.item_search match @match and s.rowid < @before and s.rowid <> @but")
                    : ("(select s.seq from item_search s where s.tokens && @wanted order by s.seq desc offset 0) s join item i on i.seq = s.seq", "s.seq < @before and s.seq <> @but");
                var hits = await SelectAsync(
                    sql, viewer, Channel.List, new ItemQuery { Take = take - 1 }, from, where, sql.Engine == Engine.Sqlite ? "s.rowid desc" : "s.seq desc", long.MaxValue, stop,
                    ("match", "words : (" + string.Join(" OR ", tokens) + ")"), ("wanted", tokens.Select(Hash).ToArray()), ("but", but));
                return hits.ConvertAll(h => h.Card);
            },
            stop);
    }

    private async Task<List<Card>> FindSqliteAsync(
        Sql sql, Viewer viewer, Channel channel, ItemQuery query, SearchTerms terms, string? scope, long before, CancellationToken stop)
    {
        var match = "words : (" + string.Join(" AND ", terms.Terms.Select(Phrase)) + ")" + (scope is null ? "" : " AND scope : " + scope);
        var hits = await SelectAsync(
            sql, viewer, channel, query,
            "item_search s cross join item i on i.seq = s.rowid", "s.item_search match @match and s.rowid < @before", "s.rowid desc", before, stop,
            ("match", match));
        return hits.ConvertAll(h => h.Card);
    }

    private async Task<List<Card>> FindPostgresAsync(
        Sql sql, Viewer viewer, Channel channel, ItemQuery query, SearchTerms terms, string? scope, long before, CancellationToken stop)
    {
        var wanted = terms.Terms.SelectMany(t => t).Concat(scope is null ? [] : [scope]).Select(Hash).Distinct().ToArray();
        var found = new List<Card>();
        var from = before;
        // The planner would choose between two orders by counts that it does not know. Rare words: all their places, sorted. Frequent words, of which the index has many:
        // by time, as far as that fills the page of a viewer of few audiences.
        if (await AreFrequentAsync(sql, wanted, stop))
        {
            await foreach (var window in RecentAsync(sql, viewer, query, before, stop))
            {
                while (from > window.Edge)
                {
                    var slice = await SelectAsync(
                        sql, viewer, channel, query, "item_search s join item i on i.seq = s.seq",
                        $"s.seq < @before and s.seq >= @edge {(window.Places is null ? "" : "and s.seq = any(@places)")} and (s.tokens @> @wanted) is true", "s.seq desc", from, stop,
                        ("edge", window.Edge), ("places", window.Places?.ToArray() ?? []), ("wanted", wanted));
                    found.AddRange(slice.Where(h => IsHit(h, terms)).Select(h => h.Card));
                    from = slice.Count > query.Take ? slice[^1].Card.Seq : window.Edge;
                    if (found.Count > query.Take)
                    {
                        return found;
                    }
                }
            }

            if (from == 0)
            {
                return found;
            }
        }

        while (true)
        {
            var slice = await SelectAsync(
                sql, viewer, channel, query, "(select s.seq from item_search s where s.tokens @> @wanted order by s.seq desc offset 0) s join item i on i.seq = s.seq",
                "s.seq < @before", "s.seq desc", from, stop, ("wanted", wanted));
            found.AddRange(slice.Where(h => IsHit(h, terms)).Select(h => h.Card));
            if (found.Count > query.Take || slice.Count <= query.Take)
            {
                return found;
            }

            from = slice[^1].Card.Seq;
        }
    }

    /// <summary>The newest places, the newest first, each window down to an edge, 0 where nothing is left: those of the viewer's audiences where these are few, else of all.</summary>
    private static async IAsyncEnumerable<(long Edge, List<long>? Places)> RecentAsync(
        Sql sql, Viewer viewer, ItemQuery query, long before, [EnumeratorCancellation] CancellationToken stop)
    {
        if (await AudienceMerge.ForAsync(sql, viewer.Facts, query, stop) is not { } merge)
        {
            yield return (await sql.NumberAsync($"select seq from item where seq < @before order by seq desc offset {Recent} limit 1", stop, ("before", before)) ?? 0, null);
            yield break;
        }

        var passed = 0;
        await foreach (var places in merge.WindowsAsync(sql, before, query.Take, stop))
        {
            yield return (places[^1], places);
            passed += places.Count;
            if (passed >= Recent)
            {
                yield break;
            }
        }

        yield return (0, []);
    }

    /// <summary>By the server's own statistics of the column: they decide the way, never the answer.</summary>
    private static async Task<bool> AreFrequentAsync(Sql sql, int[] wanted, CancellationToken stop) =>
        await sql.NumberAsync(
            """
            select count(*) from pg_stats s, unnest(s.most_common_elems::text::int[], s.most_common_elem_freqs) f(token, part)
            where s.schemaname = current_schema() and s.tablename = 'item_search' and s.attname = 'tokens' and f.token = any(@wanted) and f.part >= @frequent
            """,
            stop,
            ("wanted", wanted),
            ("frequent", Frequent)) == wanted.Length;

    /// <summary>Hashes can meet and say nothing of order: the hit's own text decides.</summary>
    private bool IsHit((Card Card, byte[]? Body) hit, SearchTerms terms)
    {
        var (card, body) = hit;
        var content = body is null
            ? new Content(card.Title, card.Summary, "", "", card.Language)
            : ItemSeal.Of(keys, card.Uid, card.WrappedKey!).OpenContent(card.Title, card.Summary, body, card.Language);
        string[] texts = [card.Title, card.Summary, content.Body, content.References];
        List<List<string>> words = [.. texts.Select(Tokens.Of), .. content.Tags.Select(Tokens.Of), .. content.Tags.Select(t => new List<string> { Tokens.OfTag(keys, t) })];
        // Finding values costs more than all else here: a value's token is asked for only where no word is it.
        HashSet<string>? values = null;
        return terms.Terms.All(t => words.Exists(w => Contains(w, t))
            || (t.Count == 1 && (values ??= Tokens.OfValues(keys, string.Join('\n', texts)).ToHashSet(StringComparer.Ordinal)).Contains(t[0])));
    }

    private (Card Card, byte[]? Body) OpenHead(Card card, byte[] head, byte[]? body)
    {
        var opened = ItemSeal.Of(keys, card.Uid, card.WrappedKey!).OpenHead(head);
        return (card with { Title = opened.Title, Summary = opened.Summary }, body);
    }

    private Task<List<(Card Card, byte[]? Body)>> SelectAsync(
        Sql sql, Viewer viewer, Channel channel, ItemQuery query, string from, string where, string order, long before, CancellationToken stop,
        params (string Name, object? Value)[] more)
    {
        var law = LawSql.Current(channel);
        // What stands in public is searched by everybody; nobody else has a row of the table for analysis.
        var searched = channel == Channel.Public ? law : LawSql.Current(Channel.Analysis);
        return sql.ListAsync(
            $"""
            select {CardRow.Columns(channel)}, i.shows, i.author, i.side, {ReadingBook.OnRecord}, {(sql.Engine == Engine.Postgres ? "n.body" : "null")}
            from (
              select i.*, {Holdings.Extras(law)} from {from}
              where {where} {Holdings.Filters(query)} and i.state = 1 and ({searched}) > 0 and ({law}) > 1
              order by {order} limit @take) i
            join item_version n on n.item_seq = i.seq and n.version = i.version
            order by i.seq desc
            """,
            r => (Holdings.ReadCard(r, keys), r.BytesOrNull(CardRow.Count + 4)),
            stop,
            [.. Holdings.Values(viewer, channel), .. Holdings.FilterValues(query), ("before", before), ("take", query.Take + 1), .. more]);
    }

    internal static bool Contains(List<string> words, IReadOnlyList<string> term)
    {
        for (var i = 0; i + term.Count <= words.Count; i++)
        {
            var k = 0;
            while (k < term.Count && string.Equals(words[i + k], term[k], StringComparison.Ordinal))
            {
                k++;
            }

            if (k == term.Count)
            {
                return true;
            }
        }

        return false;
    }

    private static string Phrase(IReadOnlyList<string> term) => "\"" + string.Join(' ', term) + "\"";

    internal static string Scope(long circle) => "zcirclez" + circle.ToString(CultureInfo.InvariantCulture);

    /// <summary>FNV-1a, 32 bits: collisions are sorted out on the text.</summary>
    internal static int Hash(string token)
    {
        var hash = 2166136261;
        foreach (var b in Encoding.UTF8.GetBytes(token))
        {
            hash = (hash ^ b) * 16777619;
        }

        return unchecked((int)hash);
    }
}
