using Infohub.Platform.Data;

namespace Infohub.Library.Objects;

/// <summary>
/// The parts that are asked. They are remembered for a second: on PostgreSQL to ask for them is a third of what it takes to find a value. A part of which the end is near counts as full, so that what others add meanwhile is found.
/// </summary>
public sealed class LiveParts(TimeProvider clock)
{
    /// <summary>More objects than can be added in a second.</summary>
    private const long Ahead = 1 << 16;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private volatile Remembered? last;

    /// <summary>The values over which <see cref="KeyRows.Of"/> is asked.</summary>
    internal async Task<(string Name, object? Value)[]> ValuesAsync(Sql sql, IEnumerable<long> keys, CancellationToken stop) =>
        [("keys", NumberSet.Value(sql.Engine, keys.Distinct().Order())), ("parts", NumberSet.Value(sql.Engine, await OfAsync(sql, stop)))];

    /// <summary>The newest first. What is merged in the meantime is found too: the part in which it will stand is among them.</summary>
    private async Task<IReadOnlyList<long>> OfAsync(Sql sql, CancellationToken stop)
    {
        // Who writes must know all, and may yet be undone.
        if (sql is Tx)
        {
            return await AnewAsync(sql, stop);
        }

        if (last is not { } now || clock.GetElapsedTime(now.At) >= Fresh)
        {
            var at = clock.GetTimestamp();
            last = now = new Remembered(await AnewAsync(sql, stop), at);
        }

        return now.Parts;
    }

    internal static async Task<List<long>> AnewAsync(Sql sql, CancellationToken stop)
    {
        var rows = await sql.ListAsync(
            "select 0, max(no) from stix_object union all select part, upto from object_merge where upto = @whole", static r => (Part: r.Long(0), Upto: r.LongOrNull(1) ?? 0), stop, ("whole", KeyParts.Whole));
        var newest = KeyParts.Of(rows.Single(r => r.Part == 0).Upto + Ahead);
        var whole = rows.Select(r => r.Part).ToHashSet();
        var live = new List<long>();
        for (var group = newest / KeyParts.Together; group >= 0; group--)
        {
            for (var part = Math.Min(newest, (group * KeyParts.Together) + KeyParts.Together - 1); part >= group * KeyParts.Together && !whole.Contains(KeyParts.Merged(group)); part--)
            {
                live.Add(part);
            }

            // The next object may begin another part, and the merging with it.
            if (KeyParts.IsComplete(group, newest + 1))
            {
                live.Add(KeyParts.Merged(group));
            }
        }

        return live;
    }

    private sealed record Remembered(IReadOnlyList<long> Parts, long At);
}
