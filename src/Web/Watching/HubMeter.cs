using System.Diagnostics.Metrics;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;

namespace Infohub.Web.Watching;

/// <summary>What the hub itself measures, beside what the framework does. Figures that cost a query are taken at most once in 10 seconds.</summary>
internal sealed class HubMeter : IDisposable
{
    public const string Name = "Infohub";

    private static readonly TimeSpan Keep = TimeSpan.FromSeconds(10);

    private readonly Database database;
    private readonly OutboxPump outbox;
    private readonly TimeProvider clock;
    private readonly Meter meter = new(Name);
    private readonly Lock gate = new();
    private long takenAt = long.MinValue;
    private Figures figures = new(0, 0, 0);

    public HubMeter(Database database, OutboxPump outbox, TimeProvider clock)
    {
        (this.database, this.outbox, this.clock) = (database, outbox, clock);
        meter.CreateObservableGauge("infohub.write.queue", () => database.Waiting, description: "Writes that wait for the one writer");
        meter.CreateObservableGauge("infohub.outbox.waiting", () => Take().Outbox, description: "Events that the slowest listener has not heard");
        meter.CreateObservableGauge("infohub.sessions", () => Take().Sessions, description: "Sessions that are open");
        meter.CreateObservableGauge("infohub.store.bytes", () => Take().Bytes, description: "Size of the database");
        meter.CreateObservableGauge("infohub.process.resident.bytes", () => Environment.WorkingSet, description: "Resident memory");
        meter.CreateObservableGauge("infohub.gc.heap.bytes", () => GC.GetTotalMemory(false), description: "Managed memory in use");
        meter.CreateObservableCounter(
            "infohub.gc.collections", () => Enumerable.Range(0, 3).Select(g => new Measurement<long>(GC.CollectionCount(g), new KeyValuePair<string, object?>("generation", g))), description: "Collections");
        meter.CreateObservableCounter("infohub.gc.pause.seconds", () => GC.GetTotalPauseDuration().TotalSeconds, description: "Time stopped for collections");
        meter.CreateObservableCounter("infohub.process.cpu.seconds", () => Environment.CpuUsage.TotalTime.TotalSeconds, description: "Processor time");
    }

    public void Dispose() => meter.Dispose();

    private Figures Take()
    {
        lock (gate)
        {
            if (takenAt != long.MinValue && clock.GetElapsedTime(takenAt) < Keep)
            {
                return figures;
            }

            // A meter is asked without waiting; three short look-ups once in 10 seconds may hold its thread.
            figures = Task.Run(ReadAsync).GetAwaiter().GetResult();
            takenAt = clock.GetTimestamp();
            return figures;
        }
    }

    private async Task<Figures> ReadAsync()
    {
        try
        {
            var sessions = await database.ReadAsync(
                sql => sql.NumberAsync("select count(*) from session where ended_at = 0 and seen_at > @since", default, ("since", clock.Now() - (12 * Micros.Hour))), default);
            return new Figures(await outbox.WaitingAsync(default), sessions ?? 0, await StoreSize.ReadAsync(database, default));
        }
        catch (StoreFailure)
        {
            return new Figures(-1, -1, -1);
        }
    }

    private sealed record Figures(long Outbox, long Sessions, long Bytes);
}
