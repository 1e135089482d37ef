using System.Collections.Concurrent;
using Infohub.Community.Public;
using Infohub.Platform.Data;

namespace Infohub.Community.Keys;

/// <summary>When keys were last used, to the hour: noted in memory at a request, written together afterwards.</summary>
internal sealed class KeyUses(Database database)
{
    private readonly ConcurrentDictionary<long, long> noted = new();

    public void Note(Viewer viewer)
    {
        if (viewer.SeenAt <= viewer.Facts.Now - Micros.Hour)
        {
            noted.TryAdd(viewer.KeyId, viewer.Facts.Now);
        }
    }

    /// <summary>What is noted counts before it is written.</summary>
    public long Latest(long key, long written) => noted.TryGetValue(key, out var at) ? Math.Max(at, written) : written;

    /// <summary>Writes what was noted since the last time; one flush at a time.</summary>
    public async Task<string?> FlushAsync(CancellationToken stop)
    {
        var batch = noted.ToArray();
        if (batch.Length == 0)
        {
            return null;
        }

        await database.WriteAsync(
            async tx =>
            {
                foreach (var (key, at) in batch)
                {
                    await tx.RunAsync("update api_key set used_at = @at where id = @id and used_at < @at", stop, ("at", at), ("id", key));
                }
            },
            stop);
        foreach (var use in batch)
        {
            noted.TryRemove(use);
        }

        return batch.Length + " keys";
    }
}
