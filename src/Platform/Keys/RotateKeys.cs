using Infohub.Platform.Audit;
using Infohub.Platform.Data;

namespace Infohub.Platform.Keys;

/// <summary>Where a module keeps keys that a master key wraps.</summary>
/// <param name="Table">The table.</param>
/// <param name="Key">Its numeric primary key, by which it is walked.</param>
/// <param name="Column">The column with the wrapped key; null where it was destroyed.</param>
public sealed record WrappedColumn(string Table, string Key, string Column);

/// <summary>
/// A new master key, and every wrapped key wrapped anew under it: in slices that let others write in between, and again from where it stopped when it is called again.
/// What the keys have sealed is not touched.
/// </summary>
public sealed class RotateKeys(Database database, KeyRing keys, IEnumerable<WrappedColumn> columns)
{
    private const int Slice = 200;

    /// <summary>So often a slice is begun again which others undid: they hold several of its rows, in an order of their own.</summary>
    private const int MostTries = 10;

    /// <summary>Makes a new master key unless a rotation is unfinished, and wraps anew. How many were wrapped.</summary>
    public async Task<long> RunAsync(CancellationToken stop = default)
    {
        if (!keys.IsWrappingAnew)
        {
            var number = keys.Rotate();
            await RecordAsync("keys.rotate", number, stop);
        }

        var wrapped = await WrapAllAsync(stop);
        keys.EndRotation();
        return wrapped;
    }

    /// <summary>Wraps what is left and forgets all master keys but the newest. No hub may run meanwhile.</summary>
    public async Task<long> ForgetAsync(CancellationToken stop = default)
    {
        var wrapped = await WrapAllAsync(stop);
        keys.Forget();
        await RecordAsync("keys.forget", keys.Newest, stop);
        return wrapped;
    }

    private Task RecordAsync(string act, int number, CancellationToken stop) => database.WriteAsync(
        tx =>
        {
            tx.Record(new AuditEntry(act, 0, 0, 0, "master-key", number.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            return Task.CompletedTask;
        },
        stop);

    private async Task<long> WrapAllAsync(CancellationToken stop)
    {
        long total = 0;
        foreach (var column in columns)
        {
            var after = long.MinValue;
            while (true)
            {
                var slice = await database.ReadAsync(
                    sql => sql.ListAsync(
                        $"select {column.Key}, {column.Column} from {column.Table} where {column.Key} > @after and {column.Column} is not null order by {column.Key} limit {Slice}",
                        static r => (Key: r.Long(0), Wrapped: r.Bytes(1)),
                        stop,
                        ("after", after)),
                    stop);
                if (slice.Count == 0)
                {
                    break;
                }

                after = slice[^1].Key;
                var old = slice.FindAll(row => KeyRing.NumberOf(row.Wrapped) != keys.Newest);
                for (var tries = 1; ; tries++)
                {
                    try
                    {
                        total += await WrapAsync(column, old, stop);
                        break;
                    }
                    catch (StoreFailure failure) when (failure.IsDeadlock && tries < MostTries)
                    {
                        // Nothing of the slice was kept.
                    }
                }
            }
        }

        return total;
    }

    private async Task<int> WrapAsync(WrappedColumn column, List<(long Key, byte[] Wrapped)> rows, CancellationToken stop)
    {
        if (rows.Count == 0)
        {
            return 0;
        }

        var done = 0;
        await database.WriteAsync(
            async tx =>
            {
                done = 0;
                foreach (var (key, old) in rows)
                {
                    // Only if it is still what was read: an erasure in between destroyed it for good.
                    done += await tx.RunAsync(
                        $"update {column.Table} set {column.Column} = @new where {column.Key} = @key and {column.Column} = @old",
                        stop,
                        ("new", keys.Wrap(keys.Unwrap(old))),
                        ("key", key),
                        ("old", old));
                }
            },
            stop);
        return done;
    }
}
