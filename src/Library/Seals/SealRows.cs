using Infohub.Community.Governance;
using Infohub.Community.Public;
using Infohub.Community.Seals;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Library.Seals;

/// <summary>One request to open a seal, with the keys of the two.</summary>
/// <param name="ItemSeq">The item that it is of, or under which it was said.</param>
/// <param name="Uid">The address of what is sealed.</param>
/// <param name="Kind"><c>item</c>, or what was said under one.</param>
internal sealed record SealRow(long Id, string ElevationUid, long ItemSeq, string Uid, string Kind, string Reason, long AskerKey, long GranterKey, byte[]? Share, byte[]? Result, long OpenedAt)
{
    private const string Columns = "id, elevation_uid, item_seq, item_uid, kind, reason, asker_key, granter_key, share, result, opened_at";

    public static Task<SealRow?> FindAsync(Sql sql, string elevationUid, CancellationToken stop) =>
        sql.FirstAsync<SealRow?>($"select {Columns} from seal_opening where elevation_uid = @uid", Read, stop, ("uid", elevationUid));

    public static Task<List<SealRow>> NewestAsync(Sql sql, CancellationToken stop) =>
        sql.ListAsync($"select {Columns} from seal_opening order by id desc limit 100", Read, stop);

    /// <summary>The keys to which it was sealed.</summary>
    public static Task<List<long>> KeysOfAsync(Sql sql, string uid, CancellationToken stop) =>
        sql.ListAsync("select key_id from seal_share where uid = @uid", static r => r.Long(0), stop, ("uid", uid));

    /// <summary>One keeper's share of its secret, as it lies; null where there is none.</summary>
    public static Task<byte[]?> ShareAsync(Sql sql, string uid, long key, CancellationToken stop) =>
        sql.FirstAsync("select box from seal_share where uid = @uid and key_id = @key", static r => r.Bytes(0), stop, ("uid", uid), ("key", key));

    private static SealRow Read(Row r) =>
        new(r.Long(0), r.Text(1), r.Long(2), r.Text(3), r.Text(4), r.Text(5), r.Long(6), r.Long(7), r.BytesOrNull(8), r.BytesOrNull(9), r.Long(10));
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
internal sealed record SealLine(string ElevationUid, string Uid, string Kind, string Reason, string AskedBy, long AskedAt, string AnsweredBy, string State, bool Waits, SealStep Step);

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
                        lines.Add(Line(row, e, own, e.GrantedAt == 0 ? await SealRow.KeysOfAsync(sql, row.Uid, stop) : []));
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
        return new SealLine(row.ElevationUid, row.Uid, row.Kind, row.Reason, e.AskedBy, e.AskedAt, e.AnsweredBy, state, waits, step);
    }
}

/// <summary>What may be refused about opening a seal.</summary>
internal static class OpeningRefusals
{
    public static Refusal NoSeal { get; } = Refusal.Conflict("seal-none", "There is no seal here that your key helps to open. Check the address, or leave it to a keeper to whose key the item was sealed.");

    public static Refusal NoPerson { get; } = Refusal.Invalid("anonymous-key", "An organisation's key cannot say anything without a name: there is no person to protect.", "anonymous");

    public static Refusal NotReady { get; } = Refusal.Conflict("seal-not-ready", "This cannot be opened now: it waits for another keeper, was opened before, or its 60 minutes are over.");

    /// <summary>Of what is said under an item.</summary>
    public static Refusal FewKeepers(int keepers) => new(
        RefusalKind.Conflict,
        "seal-keepers",
        "Nobody can say it without a name yet: who it was is sealed to three officers, and {0} of them have a seal key. Ask the officers to make their keys, or say it as your organisation.",
        "anonymous",
        keepers);

    public static Refusal Gone { get; } = Refusal.Conflict("seal-gone", "There is no seal any more: in between a name was put to it, or it was erased.");
}
