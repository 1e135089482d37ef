using Infohub.Library.Access;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;

namespace Infohub.Library.Objects;

/// <summary>
/// Runs: objects that one item carries one behind the other under one label, at their place in the order of adding. The law is asked of a run, as of a version, once for all
/// of its objects; what changes its readers is added anew, at the end, by moving runs and not objects.
/// </summary>
internal static class RunRows
{
    public const string Lanes = "object_lane";

    /// <summary>Numbers and places are given out one after the other and become visible in their order: who has read up to one has missed none below it. Held until the transaction ends.</summary>
    public static Task HoldAsync(Tx tx, CancellationToken stop) => tx.Engine == Engine.Postgres ? tx.RunAsync("select pg_advisory_xact_lock(7103)", stop) : Task.CompletedTask;

    private static async Task<(long Place, long Added)> EndAsync(Tx tx, CancellationToken stop)
    {
        await HoldAsync(tx, stop);
        var last = await tx.FirstAsync("select place, size, added from object_run order by place desc limit 1", static r => (Place: r.Long(0), Size: r.Long(1), Added: r.Long(2)), stop);
        return (last.Place + last.Size + (last.Size == 0 ? 1 : 0), Math.Max(tx.Now, last.Added + last.Size));
    }

    /// <summary>Adds runs of one item, in their order; those that follow one another alike as one.</summary>
    public static async Task AddAsync(Tx tx, long item, IEnumerable<Run> runs, CancellationToken stop)
    {
        var (place, added) = await EndAsync(tx, stop);
        // The versions of an item stay, whatever becomes of what they say.
        var versions = await tx.ListAsync(
            "select v.version, v.label, v.audience_id, v.shared_at, i.org_id, i.version from item_version v join item i on i.seq = v.item_seq where v.item_seq = @item",
            static r => (Version: r.Int(0), Label: r.Int(1), Audience: r.Long(2), SharedAt: r.Long(3), Org: r.Long(4), Current: r.Int(5)), stop, ("item", item));
        foreach (var run in Joined(runs))
        {
            var under = versions.Find(v => v.Version == (run.Version > 0 ? run.Version : v.Current));
            await tx.RunAsync(
                """
                insert into object_run(place, first_no, size, item_seq, version, label, marked, audience_id, shared_at, added, types, gone)
                values (@place, @first, @size, @item, @version, @label, @marked, @audience, @shared, @added, @types, @gone)
                """,
                stop,
                ("place", place), ("first", run.First), ("size", run.Size), ("item", item), ("version", under.Version), ("label", Math.Max(under.Label, run.Marked)), ("marked", run.Marked),
                ("audience", under.Audience), ("shared", under.SharedAt), ("added", added), ("types", run.Types), ("gone", run.Gone));
            // Negative, so that the lanes' way to the newest leads from the first on.
            await tx.RunAsync(
                $"""
                insert into {Lanes}(kind, ref, ref_org, item_seq, shared_at)
                select p.kind, p.ref, p.ref_org, -@place, @shared from audience_part p where p.audience_id = @audience
                union all select {Lane.OriginatorKind}, @org, 0, -@place, @shared where @org <> 0
                """,
                stop, ("place", place), ("audience", under.Audience), ("shared", under.SharedAt), ("org", under.Org));
            place += run.Size;
            added += run.Size;
        }
    }

    /// <summary>Adds all of an item's objects anew.</summary>
    /// <param name="tx">The caller's transaction.</param>
    /// <param name="item">The item.</param>
    /// <param name="gone">As gone.</param>
    /// <param name="asCurrent">Under its current version: a package is the same under its new label. Else each under the version that it came with, for who reads that one (R9).</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <param name="onlyBrought">Not what the item's words made.</param>
    public static async Task MoveAsync(Tx tx, long item, bool gone, bool asCurrent, CancellationToken stop, bool onlyBrought = false)
    {
        // Its first object may have been taken out: all of a run are alike in this.
        var runs = await tx.ListAsync(
            $"""
            select n.first_no, n.size, n.marked, n.types, n.place, n.version, coalesce((select o.flags & {ObjectWriter.IsBrought} from stix_object o where o.no >= n.first_no and o.no < n.first_no + n.size order by o.no limit 1), 0)
            from object_run n where n.item_seq = @item order by n.first_no
            """,
            r => (Run: new Run(r.Long(0), r.Long(1), r.Int(2), r.Long(3), r.Int(5), gone) { IsBrought = r.Long(6) != 0 }, Place: r.Long(4)),
            stop, ("item", item));
        runs.RemoveAll(r => onlyBrought && !r.Run.IsBrought);
        var kinds = await tx.ListAsync("select distinct p.kind from item i join audience_part p on p.audience_id = i.audience_id where i.seq = @item", static r => r.Int(0), stop, ("item", item));
        await RemoveAsync(tx, runs.ConvertAll(r => r.Place), stop);
        // A stricter marking decides for its object (R10): where it may not go to who reads the item now, it stays with who read it before.
        await AddAsync(tx, item, runs.Select(r => asCurrent && kinds.TrueForAll(k => WritingRules.Fits((Tlp)r.Run.Marked, k)) ? r.Run with { Version = 0 } : r.Run), stop);
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
            if (joined.Count > 0 && joined[^1] is var last && last.First + last.Size == run.First && last.Marked == run.Marked && last.Version == run.Version && last.IsBrought == run.IsBrought)
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
/// <param name="Marked">Their own label, which decides where it is stricter than the item's (R10).</param>
/// <param name="Types">Their types, a bit each; see <see cref="TypeNames.Bit"/>.</param>
/// <param name="Version">The version of the item under which they stand (R9); 0 for the current one.</param>
/// <param name="Gone">The item was withdrawn, hidden or erased.</param>
internal sealed record Run(long First, long Size, int Marked, long Types, int Version, bool Gone)
{
    /// <summary>Its objects are those of <see cref="Public.NewObject.IsBrought"/>.</summary>
    public bool IsBrought { get; init; }
}
