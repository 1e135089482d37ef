using Infohub.Library.Access;
using Infohub.Library.Public;
using Infohub.Platform.Data;

namespace Infohub.Library.Objects;

/// <summary>
/// Runs: objects that one item carries one behind the other under one label, at their place in the order of adding. The law is asked of a run, as of a version, once for all
/// of its objects; what changes its readers is added anew, at the end, by moving runs and not objects.
/// </summary>
internal static class RunRows
{
    public const string Lanes = "object_lane";

    /// <summary>Places become visible in their order: who has read up to one has missed none below it. Held until the transaction ends.</summary>
    public static async Task<(long Place, long Added)> EndAsync(Tx tx, CancellationToken stop)
    {
        if (tx.Engine == Engine.Postgres)
        {
            await tx.RunAsync("select pg_advisory_xact_lock(7103)", stop);
        }

        var last = await tx.FirstAsync("select place, size, added from object_run order by place desc limit 1", static r => (Place: r.Long(0), Size: r.Long(1), Added: r.Long(2)), stop);
        return (last.Place + last.Size + (last.Size == 0 ? 1 : 0), Math.Max(tx.Now, last.Added + last.Size));
    }

    /// <summary>Adds runs of one item, in their order, as its current version has them.</summary>
    public static async Task AddAsync(Tx tx, long item, IReadOnlyList<Run> runs, CancellationToken stop)
    {
        var (place, added) = await EndAsync(tx, stop);
        foreach (var run in runs)
        {
            await tx.RunAsync(
                """
                insert into object_run(place, first_no, size, item_seq, version, label, marked, audience_id, shared_at, added, types, gone)
                select @place, @first, @size, i.seq, i.version, case when i.label > @marked then i.label else @marked end, @marked, i.audience_id, i.shared_at, @added, @types, @gone from item i where i.seq = @item
                """,
                stop,
                ("place", place), ("first", run.First), ("size", run.Size), ("item", item), ("marked", run.Marked), ("added", added), ("types", run.Types), ("gone", run.Gone));
            // Negative, so that the lanes' way to the newest leads from the first on.
            await tx.RunAsync(
                $"""
                insert into {Lanes}(kind, ref, ref_org, item_seq, shared_at)
                select p.kind, p.ref, p.ref_org, -@place, i.shared_at from item i join audience_part p on p.audience_id = i.audience_id where i.seq = @item
                union all select {Lane.OriginatorKind}, i.org_id, 0, -@place, i.shared_at from item i where i.seq = @item and i.org_id <> 0
                """,
                stop, ("place", place), ("item", item));
            place += run.Size;
            added += run.Size;
        }
    }

    /// <summary>Adds all of an item's objects anew: for other readers, or as gone.</summary>
    public static async Task MoveAsync(Tx tx, long item, bool gone, CancellationToken stop)
    {
        var runs = await tx.ListAsync(
            "select first_no, size, marked, types, place from object_run where item_seq = @item order by first_no", static r => (Run: new Run(r.Long(0), r.Long(1), r.Int(2), r.Long(3), false), Place: r.Long(4)), stop, ("item", item));
        await RemoveAsync(tx, runs.ConvertAll(r => r.Place), stop);
        await AddAsync(tx, item, Joined(runs.Select(r => r.Run with { Gone = gone })), stop);
    }

    public static async Task RemoveAsync(Tx tx, IReadOnlyList<long> places, CancellationToken stop)
    {
        foreach (var place in places)
        {
            await tx.RunAsync($"delete from {Lanes} where item_seq = -@place and (kind, ref, ref_org) in (select p.kind, p.ref, p.ref_org from object_run n join audience_part p on p.audience_id = n.audience_id where n.place = @place)", stop, ("place", place));
            await tx.RunAsync($"delete from {Lanes} where kind = {Lane.OriginatorKind} and ref in (select i.org_id from object_run n join item i on i.seq = n.item_seq where n.place = @place) and ref_org = 0 and item_seq = -@place", stop, ("place", place));
            await tx.RunAsync("delete from object_run where place = @place", stop, ("place", place));
        }
    }

    private static List<Run> Joined(IEnumerable<Run> runs)
    {
        var joined = new List<Run>();
        foreach (var run in runs)
        {
            if (joined.Count > 0 && joined[^1] is var last && last.First + last.Size == run.First && last.Marked == run.Marked)
            {
                joined[^1] = last with { Size = last.Size + run.Size, Types = last.Types | run.Types };
            }
            else
            {
                joined.Add(run);
            }
        }

        return joined;
    }
}

/// <param name="First">The number of the first object.</param>
/// <param name="Size">How many objects.</param>
/// <param name="Marked">Their own label.</param>
/// <param name="Types">Their types, a bit each; see <see cref="TypeNames.Bit"/>.</param>
/// <param name="Gone">The item was withdrawn, hidden or erased.</param>
internal sealed record Run(long First, long Size, int Marked, long Types, bool Gone);
