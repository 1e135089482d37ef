using System.Text.Json;
using Infohub.Library.Public;
using Infohub.Platform.Data;

namespace Infohub.Library.Search;

/// <summary>Keeps the lanes that an item stands in, with its current version, in the transaction of the change.</summary>
internal static class LaneRows
{
    /// <summary>By the item's row as it stands; what was watched for in its text stays.</summary>
    public static async Task PutAsync(Tx tx, long seq, CancellationToken stop)
    {
        await tx.RunAsync($"delete from item_lane where item_seq = @seq and kind <> {Lane.WatchKind}", stop, ("seq", seq));
        await tx.RunAsync(
            $"""
            insert into item_lane(kind, ref, ref_org, item_seq, shared_at)
            select p.kind, p.ref, p.ref_org, i.seq, i.shared_at from item i join audience_part p on p.audience_id = i.audience_id where i.seq = @seq and i.state = 1 and p.kind >= 2
            union all select {Lane.OriginatorKind}, i.org_id, 0, i.seq, i.shared_at from item i where i.seq = @seq and i.state = 1 and i.org_id <> 0
            union all select {Lane.WarningKind}, i.kind, 0, i.seq, i.shared_at from item i where i.seq = @seq and i.state = 1 and i.kind = {ItemKind.EarlyWarning} and i.label < 4
            """,
            stop,
            ("seq", seq));
    }

    public static async Task RemoveAsync(Tx tx, long seq, CancellationToken stop) =>
        await tx.RunAsync("delete from item_lane where item_seq = @seq", stop, ("seq", seq));

    /// <summary>Which of all that is watched for stands in the item's text: by the first token, then in its order.</summary>
    public static async Task WatchAsync(Tx tx, long seq, List<string> words, CancellationToken stop)
    {
        var candidates = await tx.ListAsync(
            tx.Engine == Engine.Sqlite
                ? "select t.id, t.words from watch_term t where t.first in (select value from json_each(@words))"
                : "select t.id, t.words from watch_term t where t.first in (select jsonb_array_elements_text(cast(@words as jsonb)))",
            static r => (Id: r.Long(0), Words: r.Text(1)),
            stop,
            ("words", JsonSerializer.Serialize(words.Distinct(StringComparer.Ordinal))));
        foreach (var (id, _) in candidates.Where(c => SearchIndex.Contains(words, c.Words.Split(' '))))
        {
            await AddAsync(tx, id, [seq], stop);
        }
    }

    public static async Task AddAsync(Tx tx, long term, IEnumerable<long> places, CancellationToken stop) =>
        await tx.RunEachAsync(
            "insert into item_lane(kind, ref, ref_org, item_seq, shared_at) values (@kind, @term, 0, @seq, 0) on conflict do nothing",
            [.. places.Select(p => new (string, object?)[] { ("kind", Lane.WatchKind), ("term", term), ("seq", p) })],
            stop);
}
