using Infohub.Library.Search;
using Infohub.Library.Terms;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;

namespace Infohub.Library.Public;

/// <summary>Words that somebody watches for, each once however many do. An item's text is looked through for all of them when it is shared, so that a page of hits is one walk.</summary>
public sealed class WatchTerms(KeyRing keys, SearchIndex search)
{
    /// <summary>So many of the newest items are looked through for a new one.</summary>
    private const int Back = 2000;

    /// <summary>The number of the term, a new one where it is not watched yet; null for a text without a word or value, or with several values.</summary>
    public async Task<long?> KeepAsync(Tx tx, string text, CancellationToken stop)
    {
        // Words are watched for as they stand beside each other; a value, masked or live, as itself.
        var terms = SearchTerms.Parse(keys, SearchTerms.IsValue(text) ? text : $"\"{text.Replace('"', ' ')}\"", "").Terms;
        return terms is [var tokens] ? await KeepAsync(tx, tokens, stop) : null;
    }

    /// <summary>The number of the term for a tag, whatever its case.</summary>
    public async Task<long?> KeepTagAsync(Tx tx, string tag, CancellationToken stop) => await KeepAsync(tx, [Tokens.OfTag(keys, tag)], stop);

    /// <summary>The number of the first term of a search, which all that it finds holds; null for a search that finds nothing.</summary>
    public async Task<long?> KeepFirstAsync(Tx tx, string text, string tag, CancellationToken stop) =>
        SearchTerms.Parse(keys, text, tag).Terms is [var first, ..] ? await KeepAsync(tx, first, stop) : null;

    /// <summary>By what an item's tags are known beside the index, for who mutes one.</summary>
    public long HashOfTag(string tag) => ItemTerms.HashOf(keys, ItemTerms.Tag, tag.ToLowerInvariant());

    private async Task<long> KeepAsync(Tx tx, IReadOnlyList<string> tokens, CancellationToken stop)
    {
        var words = string.Join(' ', tokens);
        if (await FindAsync(tx, words, stop) is { } known)
        {
            return known;
        }

        await tx.RunAsync("insert into watch_term(words, first) values (@words, @first) on conflict do nothing", stop, ("words", words), ("first", tokens[0]));
        var id = (await FindAsync(tx, words, stop))!.Value;
        await LaneRows.AddAsync(tx, id, await search.NewestWithAsync(tx, tokens, Back, stop), stop);
        return id;
    }

    /// <summary>When the last of its watchers went.</summary>
    public static async Task RemoveAsync(Tx tx, long id, CancellationToken stop)
    {
        await tx.RunAsync($"delete from item_lane where kind = {Lane.WatchKind} and ref = @id", stop, ("id", id));
        await tx.RunAsync("delete from watch_term where id = @id", stop, ("id", id));
    }

    /// <summary>Which of the items, whose current versions the viewer reads, hold which of the terms.</summary>
    public static Task<List<(long Item, long Term)>> HeldAsync(Sql sql, IReadOnlyCollection<long> items, IReadOnlyCollection<long> terms, CancellationToken stop) =>
        sql.ListAsync(
            $"select item_seq, ref from item_lane where kind = {Lane.WatchKind} and {NumberSet.Holds(sql.Engine, "item_seq", "items")} and {NumberSet.Holds(sql.Engine, "ref", "terms")}",
            static r => (r.Long(0), r.Long(1)),
            stop,
            ("items", NumberSet.Value(sql.Engine, items)),
            ("terms", NumberSet.Value(sql.Engine, terms)));

    private static Task<long?> FindAsync(Sql sql, string words, CancellationToken stop) =>
        sql.NumberAsync("select id from watch_term where words = @words", stop, ("words", words));
}
