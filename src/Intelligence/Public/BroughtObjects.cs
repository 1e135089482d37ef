using Infohub.Community.Public;
using Infohub.Intelligence.Brought;
using Infohub.Intelligence.Intake;
using Infohub.Library.Access;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using Infohub.Stix.Json;

namespace Infohub.Intelligence.Public;

/// <summary>
/// Objects that are brought with a post (law R10): kept sealed with its draft, looked at by the gate's checks, and carried by the post once it is shared. Read by nobody but the draft's author until then (R1b).
/// </summary>
public sealed class BroughtObjects
{
    public const int MostObjects = 20_000;
    public const long MostBytes = 45L << 20;

    private const int SliceObjects = 60;
    private const int SliceBytes = 1 << 20;

    private readonly Database database;
    private readonly Holdings holdings;
    private readonly Gate gate;

    internal BroughtObjects(Database database, Holdings holdings, Gate gate) => (this.database, this.holdings, this.gate) = (database, holdings, gate);

    /// <summary>Keeps what a stream holds with the author's own draft, in place of what was brought with it before, at the memory of a slice.</summary>
    /// <param name="viewer">The draft's author.</param>
    /// <param name="draft">The draft, by address.</param>
    /// <param name="stream">A bundle or an envelope.</param>
    /// <param name="stop">Ends the reading.</param>
    public async Task<Outcome<BroughtSummary>> KeepAsync(Viewer viewer, string draft, Stream stream, CancellationToken stop)
    {
        var begun = await WriteAsync(viewer, draft, (tx, of) => BeginAsync(tx, of, stop), stop);
        if (begun.Refusal is { } closed)
        {
            return closed;
        }

        var (looking, slice, bytes, no) = (new Looking(), new List<(byte[] Bytes, BroughtObject Outcome)>(), 0, 0);
        // Until it is shared nobody is named: each object is asked what it says itself.
        var origin = new Origin("", []);
        var source = new ObjectStream(stream, new ReadingLimits { MostObjects = MostObjects, MostBytes = MostBytes });
        await foreach (var streamed in source.ReadAsync(stop))
        {
            slice.Add((streamed.Bytes.ToArray(), looking.Add(await gate.CheckAsync(viewer.Ceiling, origin, streamed, stop), streamed.Bytes)));
            bytes += streamed.Bytes.Length;
            if (slice.Count >= SliceObjects || bytes >= SliceBytes)
            {
                if (await PutAsync(viewer, draft, no++, slice, stop) is { } gone)
                {
                    return gone;
                }

                (slice, bytes) = ([], 0);
            }
        }

        if (slice.Count > 0 && await PutAsync(viewer, draft, no++, slice, stop) is { } lost)
        {
            return lost;
        }

        var summary = looking.Summary(source.Fault);
        if (summary.Objects == 0)
        {
            return Refusal.Invalid("import-no-objects", "This is no STIX 2.1 bundle with objects: {0}", "file", source.Fault is { } fault ? fault.SaidInPlace() : "objects: 0");
        }

        var kept = await WriteAsync(viewer, draft, (tx, of) => BroughtRows.PutAsync(tx, of.Seq, of.Seal, BroughtState.Draft, summary, no, stop), stop);
        return kept.Refusal is { } refusal ? refusal : summary;
    }

    /// <summary>Keeps a table with the draft whose columns are still to be said.</summary>
    public async Task<Refusal?> KeepTableAsync(Viewer viewer, string draft, byte[] table, CancellationToken stop) => (await WriteAsync(
        viewer, draft,
        async (tx, of) =>
        {
            await BroughtRows.RemoveAsync(tx, of.Seq, stop);
            await BroughtRows.PutAsync(tx, of.Seq, of.Seal, BroughtState.Draft, BroughtSummary.Nothing, 0, stop);
            await BroughtRows.PutTableAsync(tx, of.Seq, of.Seal, table, stop);
        },
        stop)).Refusal;

    /// <summary>The table that is kept with the draft, or null.</summary>
    public async Task<byte[]?> TableAsync(ReadableItem draft, CancellationToken stop) =>
        IsAuthors(draft) ? await database.ReadAsync(sql => BroughtRows.TableAsync(sql, draft.Seq, (what, bytes) => draft.Unseal(bytes, what), stop), stop) : null;

    /// <summary>Takes what was brought off the author's own draft.</summary>
    public async Task<Refusal?> TakeOffAsync(Viewer viewer, string draft, CancellationToken stop) =>
        (await WriteAsync(viewer, draft, (tx, of) => BroughtRows.RemoveAsync(tx, of.Seq, stop), stop)).Refusal;

    /// <summary>What was brought with a post, for its author; null for everybody else, and where nothing was.</summary>
    /// <param name="item">The post or draft, as its author reads it.</param>
    /// <param name="most">So many objects are listed.</param>
    /// <param name="refusedOnly">Only those that are not taken; else these first.</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task<BroughtView?> OfAsync(ReadableItem item, int most, bool refusedOnly, CancellationToken stop)
    {
        return !IsAuthors(item)
            ? null
            : await database.ReadAsync(
                async sql => await BroughtRows.FindAsync(sql, item.Seq, Open, stop) is { } row
                    ? new BroughtView(row.State, row.Summary with { Refused = await BroughtRows.RefusedAsync(sql, item.Seq, stop) }, await ListAsync(sql), row.HasTable)
                    : null,
                stop);

        async Task<List<BroughtObject>> ListAsync(Sql sql)
        {
            var refused = await BroughtRows.OutcomesAsync(sql, item.Seq, Open, refusedOnly ? most : most / 2, true, stop);
            return refusedOnly ? refused : [.. refused, .. (await BroughtRows.OutcomesAsync(sql, item.Seq, Open, most, false, stop)).Where(o => o.IsTaken).Take(most - refused.Count)];
        }

        byte[] Open(string what, byte[] bytes) => item.Unseal(bytes, what);
    }

    /// <summary>What was brought goes along with what a draft becomes; shared, it is carried from then on, slice by slice.</summary>
    /// <param name="tx">The transaction that changes or shares the draft.</param>
    /// <param name="draft">The draft as it was.</param>
    /// <param name="item">What it became.</param>
    /// <param name="sharing">The label that it is shared under, and the strictest that who shares it writes; null where it stays a draft.</param>
    /// <param name="stop">Ends the waiting.</param>
    public static async Task<Refusal?> BringAsync(Tx tx, ChangeableItem draft, SharedItem item, (Tlp Label, Tlp Ceiling)? sharing, CancellationToken stop)
    {
        if (await BroughtRows.FindAsync(tx, draft.Seq, draft.Seal.Open, stop) is not { } row)
        {
            return null;
        }

        if (sharing is null)
        {
            if (item.Uid != draft.Card.Uid || item.Seq != draft.Seq)
            {
                await BroughtRows.MoveAsync(tx, (draft.Seq, draft.Seal), (item.Seq, item.Seal), item.Uid != draft.Card.Uid, stop);
            }

            return null;
        }

        if (row.HasTable || row.State == BroughtState.Reading)
        {
            return Refusal.Conflict("import-unfinished", "What is imported into this draft is not ready: finish the import, or take it off, then share it.");
        }

        if (sharing.Value.Label == Tlp.Red)
        {
            return Refusal.Invalid("red-objects", "TLP:RED goes to named persons by hand and carries no objects for machines. Choose another label, or take the imported objects off.", "label");
        }

        await BroughtRows.MoveAsync(tx, (draft.Seq, draft.Seal), (item.Seq, item.Seal), item.Uid != draft.Card.Uid, stop);
        await tx.RunAsync(
            "update brought set state = @state, ceiling = @ceiling where item_seq = @item",
            stop, ("item", item.Seq), ("state", (long)BroughtState.OnItsWay), ("ceiling", (long)sharing.Value.Ceiling));
        return null;
    }

    /// <summary>With a draft that is thrown away.</summary>
    public static Task RemoveAsync(Tx tx, long draft, CancellationToken stop) => BroughtRows.RemoveAsync(tx, draft, stop);

    private static bool IsAuthors(ReadableItem item) => item is { IsFull: true, Content: not null, Card.IsAuthor: true };

    private static async Task BeginAsync(Tx tx, ChangeableItem draft, CancellationToken stop)
    {
        await BroughtRows.RemoveAsync(tx, draft.Seq, stop);
        await BroughtRows.PutAsync(tx, draft.Seq, draft.Seal, BroughtState.Reading, BroughtSummary.Nothing, 0, stop);
    }

    private async Task<Refusal?> PutAsync(Viewer viewer, string draft, int no, List<(byte[] Bytes, BroughtObject Outcome)> slice, CancellationToken stop) => (await WriteAsync(
        viewer, draft, (tx, of) => BroughtRows.PutSliceAsync(tx, of.Seq, of.Seal, no, slice.Select(s => s.Bytes), [.. slice.Select(s => s.Outcome)], stop), stop)).Refusal;

    /// <summary>Asked of each slice: the draft may be thrown away or shared while it is read.</summary>
    private Task<Outcome<Done>> WriteAsync(Viewer viewer, string draft, Func<Tx, ChangeableItem, Task> write, CancellationToken stop) => database.WriteAsync<Done>(
        async tx =>
        {
            var found = await holdings.ForChangeAsync(tx, viewer, draft, stop);
            if ((ScopeRefusals.Writing(viewer) ?? found.Refusal) is { } refusal)
            {
                return refusal;
            }

            if (found.Value.Card is not { State: ItemState.Draft, IsAuthor: true })
            {
                return Refusal.Conflict("shared-before", "This draft was shared before.");
            }

            await write(tx, found.Value);
            return Done.Yes;
        },
        stop);
}
