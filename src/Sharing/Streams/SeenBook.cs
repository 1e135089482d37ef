using System.Threading.Channels;
using Infohub.Platform.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Infohub.Sharing.Streams;

/// <summary>Writes down what a person opened and when they came, beside the request: a page does not wait for it, and many come together in one write. Lost is at most what stood here when the machine fell.</summary>
internal sealed class SeenBook(Database database, ILogger<SeenBook> log) : BackgroundService
{
    private const int Most = 10_000;

    private readonly Channel<Mark> marks = Channel.CreateBounded<Mark>(new BoundedChannelOptions(Most) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>The version of an item that a person opened, and when they looked; 0 where the page only answered an act during that look.</summary>
    public void Open(long person, long item, int version, long at) => marks.Writer.TryWrite(new Mark(person, item, version, at, 0));

    /// <param name="person">Who came.</param>
    /// <param name="at">When.</param>
    /// <param name="began">When the session began in which they came.</param>
    public void Visit(long person, long at, long began) => marks.Writer.TryWrite(new Mark(person, 0, 0, at, began));

    /// <summary>Writes all that stands here.</summary>
    public async Task FlushAsync(CancellationToken stop)
    {
        var batch = new List<Mark>();
        while (batch.Count < Most && marks.Reader.TryRead(out var mark))
        {
            batch.Add(mark);
        }

        if (batch.Count > 0)
        {
            // In one order for all: two processes would else wait for each other's rows.
            var rows = batch.GroupBy(m => (m.Person, m.Item)).Select(g => g.MaxBy(m => m.Version)! with { At = g.Max(m => m.At), Began = g.Max(m => m.Began) }).OrderBy(m => (m.Person, m.Item)).ToList();
            await database.WriteAsync(tx => WriteAsync(tx, rows, stop), stop);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await marks.Reader.WaitToReadAsync(stoppingToken))
            {
                try
                {
                    await FlushAsync(stoppingToken);
                }
                catch (StoreFailure broken)
                {
                    // A mark that is not kept shows an item as new again; the hub goes on.
                    log.LogWarning(broken, "What was opened is not written down");
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await FlushAsync(CancellationToken.None);
        }
    }

    private static async Task WriteAsync(Tx tx, List<Mark> rows, CancellationToken stop)
    {
        foreach (var visit in rows.Where(m => m.Item == 0))
        {
            await StreamState.VisitAsync(tx, visit.Person, visit.At, visit.Began, stop);
        }

        await tx.RunEachAsync(
            """
            insert into seen(person_id, item_seq, version, looked_at) values (@person, @item, @version, @at)
            on conflict(person_id, item_seq) do update set version = case when excluded.version > seen.version then excluded.version else seen.version end,
              looked_before = case when excluded.looked_at > seen.looked_at then seen.looked_at else seen.looked_before end,
              looked_at = case when excluded.looked_at > seen.looked_at then excluded.looked_at else seen.looked_at end
            where excluded.version > seen.version or excluded.looked_at > seen.looked_at
            """,
            [.. rows.Where(m => m.Item != 0).Select(m => new (string, object?)[] { ("person", m.Person), ("item", m.Item), ("version", m.Version), ("at", m.At) })],
            stop);
    }

    private sealed record Mark(long Person, long Item, int Version, long At, long Began);
}
