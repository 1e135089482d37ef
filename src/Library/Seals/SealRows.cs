using Infohub.Community.Governance;
using Infohub.Community.Public;
using Infohub.Community.Seals;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Library.Seals;

/// <summary>One request to open a seal, with the keys of the two.</summary>
internal sealed record SealRow(long Id, string ElevationUid, long ItemSeq, string ItemUid, string Reason, long AskerKey, long GranterKey, byte[]? Share, byte[]? Result, long OpenedAt)
{
    private const string Columns = "id, elevation_uid, item_seq, item_uid, reason, asker_key, granter_key, share, result, opened_at";

    public static Task<SealRow?> FindAsync(Sql sql, string elevationUid, CancellationToken stop) =>
        sql.FirstAsync<SealRow?>($"select {Columns} from seal_opening where elevation_uid = @uid", Read, stop, ("uid", elevationUid));

    public static Task<List<SealRow>> NewestAsync(Sql sql, CancellationToken stop) =>
        sql.ListAsync($"select {Columns} from seal_opening order by id desc limit 100", Read, stop);

    /// <summary>The keys to which an item was sealed.</summary>
    public static Task<List<long>> KeysOfItemAsync(Sql sql, long item, CancellationToken stop) =>
        sql.ListAsync("select key_id from seal_share where item_seq = @item", static r => r.Long(0), stop, ("item", item));

    /// <summary>One keeper's share of an item's secret, as it lies; null where there is none.</summary>
    public static Task<byte[]?> ShareAsync(Sql sql, long item, long key, CancellationToken stop) =>
        sql.FirstAsync("select box from seal_share where item_seq = @item and key_id = @key", static r => r.Bytes(0), stop, ("item", item), ("key", key));

    private static SealRow Read(Row r) =>
        new(r.Long(0), r.Text(1), r.Long(2), r.Text(3), r.Text(4), r.Long(5), r.Long(6), r.BytesOrNull(7), r.BytesOrNull(8), r.Long(9));
}

/// <summary>What the viewer can do about a request now.</summary>
internal enum SealStep
{
    None,
    Grant,
    Open,
    See,
}

/// <summary>A request as the page shows it.</summary>
internal sealed record SealLine(string ElevationUid, string ItemUid, string Reason, string AskedBy, long AskedAt, string AnsweredBy, string State, bool Waits, SealStep Step);

/// <summary>The requests to open seals, for officers.</summary>
internal sealed class SealList(Database database, Elevations elevations, TimeProvider clock)
{
    public async Task<List<SealLine>> ReadAsync(Viewer viewer, CancellationToken stop)
    {
        var asked = await elevations.ListAsync(viewer, stop);
        if (!asked.Done)
        {
            return [];
        }

        var known = asked.Value.ToDictionary(e => e.Uid, StringComparer.Ordinal);
        return await database.ReadAsync(
            async sql =>
            {
                var own = await SealKeepers.KeysOfAsync(sql, viewer, stop);
                var lines = new List<SealLine>();
                foreach (var row in await SealRow.NewestAsync(sql, stop))
                {
                    if (known.TryGetValue(row.ElevationUid, out var e))
                    {
                        lines.Add(Line(row, e, own, e.GrantedAt == 0 ? await SealRow.KeysOfItemAsync(sql, row.ItemSeq, stop) : []));
                    }
                }

                return lines;
            },
            stop);
    }

    private SealLine Line(SealRow row, ElevationLine e, List<long> own, List<long> keys)
    {
        var now = clock.Now();
        var waits = e is { GrantedAt: 0, RefusedAt: 0 } && e.AskedAt > now - Elevations.WaitsFor;
        var usable = e.GrantedAt > now - Elevations.UsableFor && e.RefusedAt == 0;
        var step = row switch
        {
            _ when waits && !own.Contains(row.AskerKey) && own.Exists(keys.Contains) => SealStep.Grant,
            { OpenedAt: 0, Share: not null } when usable && own.Contains(row.AskerKey) => SealStep.Open,
            { Result: not null } when row.OpenedAt > now - Elevations.UsableFor && own.Contains(row.GranterKey) => SealStep.See,
            _ => SealStep.None,
        };
        var state = row switch
        {
            { OpenedAt: > 0 } => "opened; granted by",
            _ when e.RefusedAt > 0 => "refused by",
            _ when usable => "granted by",
            _ when waits => "waits for another keeper",
            _ => "lapsed",
        };
        return new SealLine(row.ElevationUid, row.ItemUid, row.Reason, e.AskedBy, e.AskedAt, e.AnsweredBy, state, waits, step);
    }
}

/// <summary>What may be refused about opening a seal.</summary>
internal static class OpeningRefusals
{
    public static Refusal NoSeal { get; } = Refusal.Conflict("seal-none", "There is no seal here that your key helps to open. Check the address, or leave it to a keeper to whose key the item was sealed.");

    public static Refusal NotReady { get; } = Refusal.Conflict("seal-not-ready", "This cannot be opened now: it waits for another keeper, was opened before, or its 60 minutes are over.");

    public static Refusal Named { get; } = Refusal.Conflict("seal-gone", "The author put a name to it in between: there is no seal any more.");
}
