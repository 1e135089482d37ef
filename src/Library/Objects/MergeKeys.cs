using System.Diagnostics;
using System.Globalization;
using Infohub.Platform.Data;

namespace Infohub.Library.Objects;

/// <summary>
/// Four parts of keys into which nothing comes any more become one: row by row in the order of the keys, a little at a time, so that others write in between. At any moment each key stands in one of the five.
/// </summary>
internal sealed class MergeKeys(Database database)
{
    /// <summary>Keys of one part that are moved in one transaction.</summary>
    private const int Slice = 500;

    /// <summary>So many keys of the first four parts leave room behind that is worth finding again, for until then each of them takes it twice; of later parts more, for all keys there are are looked through for it.</summary>
    private const long Reclaimed = 1_000_000;

    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Keys that were moved since room was found again, and of which group.</summary>
    private (long Keys, long Group) left;

    /// <summary>For as long as a turn.</summary>
    public async Task<string?> RunAsync(CancellationToken stop)
    {
        var begun = Stopwatch.GetTimestamp();
        var moved = 0L;
        while (await StepAsync(stop) is { } some)
        {
            moved += some;
            if (Stopwatch.GetElapsedTime(begun) > Turn)
            {
                break;
            }

            await Task.Delay(Pause, stop);
        }

        if (left.Keys >= Reclaimed * (left.Group + 1) || (moved == 0 && left.Keys > 0))
        {
            left.Keys = 0;
            await database.ReclaimAsync("object_key", stop);
        }

        return moved == 0 ? null : moved.ToString(CultureInfo.InvariantCulture) + " keys moved";
    }

    /// <summary>One slice; null where there is nothing to merge.</summary>
    internal async Task<long?> StepAsync(CancellationToken stop)
    {
        if (await database.ReadAsync(sql => NextAsync(sql, stop), stop) is not { } group)
        {
            return null;
        }

        var moved = (await database.WriteAsync<long>(async tx => await MoveAsync(tx, group, stop), stop)).Value;
        left = (left.Keys + moved, group);
        return moved;
    }

    private static async Task<long?> NextAsync(Sql sql, CancellationToken stop)
    {
        var newest = KeyParts.Of(await sql.NumberAsync("select max(no) from stix_object", stop) ?? 0);
        var whole = (await sql.ListAsync("select part from object_merge where upto = @whole", static r => r.Long(0), stop, ("whole", KeyParts.Whole))).ToHashSet();
        for (var group = 0L; KeyParts.IsComplete(group, newest); group++)
        {
            if (!whole.Contains(KeyParts.Merged(group)))
            {
                return group;
            }
        }

        return null;
    }

    private static async Task<long> MoveAsync(Tx tx, long group, CancellationToken stop)
    {
        // What is taken out in the meantime must not come back by being moved.
        await RunRows.HoldAsync(tx, stop);
        var (merged, first) = (KeyParts.Merged(group), group * KeyParts.Together);
        var after = await tx.NumberAsync("select upto from object_merge where part = @merged", stop, ("merged", merged)) ?? long.MinValue;
        // The nearest end of a slice: no part has more than one slice before it.
        var upto = KeyParts.Whole;
        for (var part = first; part < first + KeyParts.Together; part++)
        {
            upto = Math.Min(upto, await tx.NumberAsync($"select key from object_key where part = @part and key > @after order by key limit 1 offset {Slice - 1}", stop, ("part", part), ("after", after)) ?? KeyParts.Whole);
        }

        (string, object?)[] of = [("merged", merged), ("after", after), ("upto", upto)];
        var parts = string.Join(", ", Enumerable.Range(0, KeyParts.Together).Select(n => first + n));
        var slice = $"part in ({parts}) and key > @after and key <= @upto";
        // In the order of the keys of all four: the pages of the index are filled one after the other, and not split in their middle.
        await tx.RunAsync($"insert into object_key(part, key, no) select @merged, key, no from object_key where {slice} order by key, no", stop, of);
        var moved = await tx.RunAsync($"delete from object_key where {slice}", stop, of[1..]);
        await tx.RunAsync("insert into object_merge(part, upto) values (@merged, @upto) on conflict (part) do update set upto = @upto", stop, ("merged", merged), ("upto", upto));
        return moved;
    }
}
