using System.Diagnostics;
using System.Globalization;
using Infohub.Intelligence.Intake;
using Infohub.Intelligence.Public;
using Infohub.Library.Objects;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Stix.Json;

namespace Infohub.Intelligence.Brought;

/// <summary>
/// What was brought with posts that are shared now passes the gate's checks under the post's label and readers, and is carried by the post (law R10): a slice at a time, each with its outcomes in one
/// transaction, so that what was cut short goes on where it stopped.
/// </summary>
internal sealed class CarryBrought(Database database, ItemSources sources, ObjectWriter objects, Gate gate)
{
    private const int MostItems = 20;

    /// <summary>Other jobs wait meanwhile.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(2);

    public async Task<string?> RunAsync(CancellationToken stop)
    {
        var due = await database.ReadAsync(
            sql => sql.ListAsync($"select item_seq from brought where state = {(int)BroughtState.OnItsWay} order by item_seq limit {MostItems}", static r => r.Long(0), stop), stop);
        var (start, slices) = (Stopwatch.GetTimestamp(), 0);
        foreach (var item in due)
        {
            while (Stopwatch.GetElapsedTime(start) < Turn && await SliceAsync(item, stop))
            {
                slices++;
            }
        }

        return slices == 0 ? null : slices.ToString(CultureInfo.InvariantCulture) + " slices";
    }

    /// <summary>False where nothing of it is left to do now.</summary>
    private async Task<bool> SliceAsync(long item, CancellationToken stop)
    {
        Next? next = null;
        await database.WriteAsync(async tx => next = await NextAsync(tx, item, stop), stop);
        if (next is null)
        {
            return false;
        }

        // The checks unpack and look into files: nobody's change waits for that.
        var checkedObjects = new List<Checked>();
        foreach (var (bytes, before) in next.Objects.Zip(next.Outcomes))
        {
            checkedObjects.Add(await gate.CheckAsync(next.Ceiling, next.Origin, new StreamedObject(before.Index, bytes, null), stop));
        }

        await database.WriteAsync(tx => CarryAsync(tx, item, next, checkedObjects, stop), stop);
        return true;
    }

    private async Task<Next?> NextAsync(Tx tx, long item, CancellationToken stop)
    {
        if (await sources.FindAsync(tx, item, stop) is not { } post)
        {
            await tx.RunAsync(
                $"update brought set state = {(int)BroughtState.Waits} where item_seq = @item and state = {(int)BroughtState.OnItsWay}", stop, ("item", item));
            return null;
        }

        var row = (await BroughtRows.FindAsync(tx, item, post.Item.Seal.Open, stop))!;
        if (await BroughtRows.NextAsync(tx, item, post.Item.Seal, stop) is not { } slice)
        {
            await BroughtRows.PutSummaryAsync(tx, item, post.Item.Seal, BroughtState.Carried, row.Summary, stop);
            return null;
        }

        var origin = new Origin(post.Content.Title, await ItemSources.AudienceAsync(tx, item, stop)) { Label = post.Label };
        return new Next(slice.No, slice.Objects, slice.Outcomes, origin, (Tlp)row.Ceiling, post.SharedAt);
    }

    private async Task CarryAsync(Tx tx, long item, Next next, List<Checked> all, CancellationToken stop)
    {
        // What changed meanwhile changes what the checks say: they are asked again.
        if (await sources.FindAsync(tx, item, stop) is not { } post || post.SharedAt != next.SharedAt || post.Label != next.Origin.Label)
        {
            return;
        }

        var outcomes = next.Outcomes.Zip(all, (before, now) => before with { Reason = now.Outcome.Said.Kept(), Path = now.Outcome.Path, Clause = now.Outcome.Clause }).ToList();
        if (await BroughtRows.CarriedAsync(tx, item, post.Item.Seal, next.No, outcomes, stop))
        {
            var taken = all.Where(c => c.Object is not null).Select(c => c.Object! with { IsBrought = true }).ToList();
            if (taken.Count > 0)
            {
                await objects.AddAsync(tx, post.Item, taken, stop);
            }
        }
    }

    private sealed record Next(int No, List<byte[]> Objects, List<BroughtObject> Outcomes, Origin Origin, Tlp Ceiling, long SharedAt);
}
