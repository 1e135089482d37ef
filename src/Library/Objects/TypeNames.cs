using System.Collections.Concurrent;
using Infohub.Platform.Data;

namespace Infohub.Library.Objects;

/// <summary>Types of objects as numbers, given out when a type first comes.</summary>
public sealed class TypeNames
{
    private const int Bits = 62;
    private readonly ConcurrentDictionary<string, long> ids = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, string> names = new();

    /// <summary>A run says by bits which types it holds; above 62 types some share one, so that a bit may promise a type that is not there.</summary>
    internal static long Bit(long type) => 1L << (int)(type % Bits);

    internal async Task<long> OfAsync(Tx tx, string name, CancellationToken stop)
    {
        if (ids.TryGetValue(name, out var known))
        {
            return known;
        }

        // Kept in memory when it is read back committed: this transaction may yet be undone.
        return await FindAsync(tx, name, stop)
            ?? await tx.FirstAsync("insert into object_type(id, name) select coalesce(max(id), 0) + 1, @name from object_type returning id", static r => r.Long(0), stop, ("name", name));
    }

    private static Task<long?> FindAsync(Sql sql, string name, CancellationToken stop) => sql.NumberAsync("select id from object_type where name = @name", stop, ("name", name));

    /// <summary>The numbers of those that there are.</summary>
    internal async Task<List<long>> KnownAsync(Sql sql, IReadOnlyCollection<string> wanted, CancellationToken stop)
    {
        if (wanted.Any(w => !ids.ContainsKey(w)))
        {
            await ReadAsync(sql, stop);
        }

        return [.. wanted.Where(ids.ContainsKey).Select(w => ids[w])];
    }

    internal async Task<string> NameAsync(Sql sql, long type, CancellationToken stop)
    {
        if (!names.ContainsKey(type))
        {
            await ReadAsync(sql, stop);
        }

        return names[type];
    }

    private async Task ReadAsync(Sql sql, CancellationToken stop)
    {
        foreach (var (id, name) in await sql.ListAsync("select id, name from object_type", static r => (r.Long(0), r.Text(1)), stop))
        {
            ids[name] = id;
            names[id] = name;
        }
    }
}
