using System.Text.Json;
using Infohub.Intelligence.Public;
using Infohub.Library.Items;
using Infohub.Platform.Data;

namespace Infohub.Intelligence.Brought;

/// <summary>Rows of what is brought with a post: all of it sealed under the post's own key, so that it goes where the post goes and is erased with it.</summary>
internal static class BroughtRows
{
    private const string Summary = "brought";
    private const string Table = "brought/table";

    public static Task PutAsync(Tx tx, long item, ItemSeal seal, BroughtState state, BroughtSummary summary, int slices, CancellationToken stop) => tx.RunAsync(
        """
        insert into brought(item_seq, state, slices, summary) values (@item, @state, @slices, @summary)
        on conflict(item_seq) do update set state = excluded.state, slices = excluded.slices, summary = excluded.summary, source = null
        """,
        stop, ("item", item), ("state", (long)state), ("slices", slices), ("summary", seal.Close(Summary, JsonSerializer.SerializeToUtf8Bytes(summary))));

    public static Task PutSummaryAsync(Tx tx, long item, ItemSeal seal, BroughtState state, BroughtSummary summary, CancellationToken stop) => tx.RunAsync(
        "update brought set state = @state, summary = @summary where item_seq = @item",
        stop, ("item", item), ("state", (long)state), ("summary", seal.Close(Summary, JsonSerializer.SerializeToUtf8Bytes(summary))));

    public static Task PutTableAsync(Tx tx, long item, ItemSeal seal, byte[] table, CancellationToken stop) =>
        tx.RunAsync("update brought set source = @table where item_seq = @item", stop, ("item", item), ("table", seal.Close(Table, Packing.Pack([table]))));

    public static async Task<byte[]?> TableAsync(Sql sql, long item, Func<string, byte[], byte[]> open, CancellationToken stop) =>
        await sql.FirstAsync("select source from brought where item_seq = @item", static r => r.BytesOrNull(0), stop, ("item", item)) is { } table ? Packing.Unpack(open(Table, table))[0] : null;

    public static async Task<BroughtRow?> FindAsync(Sql sql, long item, Func<string, byte[], byte[]> open, CancellationToken stop) =>
        await sql.FirstAsync<BroughtRow?>(
            "select state, ceiling, slices, summary, case when source is null then 0 else 1 end from brought where item_seq = @item",
            r => new BroughtRow((BroughtState)r.Int(0), r.Int(1), r.Int(2), JsonSerializer.Deserialize<BroughtSummary>(open(Summary, r.Bytes(3)))!, r.Truth(4)),
            stop, ("item", item));

    public static Task PutSliceAsync(Tx tx, long item, ItemSeal seal, int no, IEnumerable<byte[]> objects, IReadOnlyList<BroughtObject> outcomes, CancellationToken stop) => tx.RunAsync(
        "insert into brought_slice(item_seq, no, refused, bytes, outcomes) values (@item, @no, @refused, @bytes, @outcomes)",
        stop, ("item", item), ("no", no), ("refused", outcomes.Count(o => !o.IsTaken)), ("bytes", seal.Close($"brought/{no}", Packing.Pack(objects))), ("outcomes", Sealed(seal, no, outcomes)));

    /// <summary>The next slice that is to be carried, or null.</summary>
    public static async Task<(int No, List<byte[]> Objects, List<BroughtObject> Outcomes)?> NextAsync(Sql sql, long item, ItemSeal seal, CancellationToken stop)
    {
        var found = await sql.FirstAsync<(int No, byte[] Bytes, byte[] Outcomes)?>(
            "select no, bytes, outcomes from brought_slice where item_seq = @item and carried = 0 order by no limit 1", static r => (r.Int(0), r.Bytes(1), r.Bytes(2)), stop, ("item", item));
        return found is { } slice
            ? (slice.No, Packing.Unpack(seal.Open($"brought/{slice.No}", slice.Bytes)), Opened(slice.No, slice.Outcomes, seal.Open))
            : null;
    }

    /// <summary>Its objects are carried by the item now, and kept here no more; null where another did it.</summary>
    public static async Task<bool> CarriedAsync(Tx tx, long item, ItemSeal seal, int no, IReadOnlyList<BroughtObject> outcomes, CancellationToken stop) => await tx.RunAsync(
        "update brought_slice set carried = 1, bytes = @none, refused = @refused, outcomes = @outcomes where item_seq = @item and no = @no and carried = 0",
        stop, ("item", item), ("no", no), ("none", Array.Empty<byte>()), ("refused", outcomes.Count(o => !o.IsTaken)), ("outcomes", Sealed(seal, no, outcomes))) == 1;

    public static async Task<List<BroughtObject>> OutcomesAsync(Sql sql, long item, Func<string, byte[], byte[]> open, int most, bool refusedOnly, CancellationToken stop)
    {
        var listed = new List<BroughtObject>();
        for (var after = -1; listed.Count < most;)
        {
            var slice = await sql.FirstAsync<(int No, byte[] Outcomes)?>(
                "select no, outcomes from brought_slice where item_seq = @item and no > @after and (@all = 1 or refused > 0) order by no limit 1",
                static r => (r.Int(0), r.Bytes(1)), stop, ("item", item), ("after", after), ("all", !refusedOnly));
            if (slice is not { } found)
            {
                break;
            }

            after = found.No;
            listed.AddRange(Opened(found.No, found.Outcomes, open).Where(o => !refusedOnly || !o.IsTaken).Take(most - listed.Count));
        }

        return listed;
    }

    public static async Task<long> RefusedAsync(Sql sql, long item, CancellationToken stop) =>
        await sql.NumberAsync("select cast(coalesce(sum(refused), 0) as bigint) from brought_slice where item_seq = @item", stop, ("item", item)) ?? 0;

    public static async Task RemoveAsync(Tx tx, long item, CancellationToken stop)
    {
        await tx.RunAsync("delete from brought_slice where item_seq = @item", stop, ("item", item));
        await tx.RunAsync("delete from brought where item_seq = @item", stop, ("item", item));
    }

    /// <summary>Sealed anew where the key is another one, a slice at a time.</summary>
    public static async Task MoveAsync(Tx tx, (long Seq, ItemSeal Seal) from, (long Seq, ItemSeal Seal) to, bool resealed, CancellationToken stop)
    {
        if (resealed)
        {
            foreach (var no in await tx.ListAsync("select no from brought_slice where item_seq = @item order by no", static r => r.Int(0), stop, ("item", from.Seq)))
            {
                var (bytes, outcomes) = await tx.FirstAsync("select bytes, outcomes from brought_slice where item_seq = @item and no = @no", static r => (r.Bytes(0), r.Bytes(1)), stop, ("item", from.Seq), ("no", no));
                await tx.RunAsync(
                    "update brought_slice set bytes = @bytes, outcomes = @outcomes where item_seq = @item and no = @no", stop, ("item", from.Seq), ("no", no),
                    ("bytes", to.Seal.Close($"brought/{no}", from.Seal.Open($"brought/{no}", bytes))), ("outcomes", to.Seal.Close($"brought/{no}/outcomes", from.Seal.Open($"brought/{no}/outcomes", outcomes))));
            }

            var (summary, table) = await tx.FirstAsync("select summary, source from brought where item_seq = @item", static r => (r.Bytes(0), r.BytesOrNull(1)), stop, ("item", from.Seq));
            await tx.RunAsync(
                "update brought set summary = @summary, source = @table where item_seq = @item", stop, ("item", from.Seq),
                ("summary", to.Seal.Close(Summary, from.Seal.Open(Summary, summary))), ("table", table is null ? null : to.Seal.Close(Table, from.Seal.Open(Table, table))));
        }

        await tx.RunAsync("update brought_slice set item_seq = @to where item_seq = @from", stop, ("from", from.Seq), ("to", to.Seq));
        await tx.RunAsync("update brought set item_seq = @to where item_seq = @from", stop, ("from", from.Seq), ("to", to.Seq));
    }

    private static byte[] Sealed(ItemSeal seal, int no, IReadOnlyList<BroughtObject> outcomes) => seal.Close($"brought/{no}/outcomes", Packing.Pack([JsonSerializer.SerializeToUtf8Bytes(outcomes)]));

    private static List<BroughtObject> Opened(int no, byte[] outcomes, Func<string, byte[], byte[]> open) =>
        JsonSerializer.Deserialize<List<BroughtObject>>(Packing.Unpack(open($"brought/{no}/outcomes", outcomes))[0])!;
}

/// <param name="Ceiling">The strictest label that who shared it writes.</param>
internal sealed record BroughtRow(BroughtState State, int Ceiling, int Slices, BroughtSummary Summary, bool HasTable);
