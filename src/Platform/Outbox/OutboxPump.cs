using System.Diagnostics;
using System.Text.Json;
using Infohub.Platform.Data;
using Infohub.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Infohub.Platform.Outbox;

/// <summary>One who hears events. Hearing is idempotent: an event may come again after a crash.</summary>
public interface IListener
{
    /// <summary>A stable name: the place up to which it has heard is kept under it.</summary>
    string Name { get; }

    /// <summary>Event types that it hears.</summary>
    IReadOnlyList<Type> Hears { get; }

    /// <param name="tx">The transaction in which it is heard; its time is the hearing's.</param>
    /// <param name="what">The event.</param>
    /// <param name="at">The time of the act, in microseconds: what is dated by it does not depend on how soon it is heard.</param>
    /// <param name="stop">Ends it.</param>
    Task HearAsync(Tx tx, object what, long at, CancellationToken stop);
}

/// <summary>Carries events from the outbox to the listeners, in order, each listener at its own pace.</summary>
public sealed class OutboxPump(Database database, IServiceProvider services, ILogger<OutboxPump> log)
{
    private const int Slice = 100;

    /// <summary>On SQLite everybody's changes wait while a slice is heard: it ends with the event that passes this.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(10);

    /// <summary>How long a listener rests that failed.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    /// <summary>Runs until stopped; looks every 200 ms. A listener that fails rests and tries again; the others go on.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var failed = new Dictionary<string, (long At, Exception Why)>(StringComparer.Ordinal);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await HearAsync(failed, stop);
                await timer.WaitForNextTickAsync(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception broken)
            {
                log.LogError(broken, "The outbox waits");
                await Task.Delay(Rest, stop);
            }
        }
    }

    /// <summary>Delivers all that is there. Throws at the end where a listener failed; the others have heard all.</summary>
    public async Task DrainAsync(CancellationToken stop)
    {
        var failed = new Dictionary<string, (long At, Exception Why)>(StringComparer.Ordinal);
        await HearAsync(failed, stop);
        if (failed.Count > 0)
        {
            throw new AggregateException(failed.Values.Select(f => f.Why));
        }
    }

    /// <summary>Events that the slowest listener has not heard.</summary>
    public async Task<long> WaitingAsync(CancellationToken stop)
    {
        var last = await database.ReadAsync(sql => sql.NumberAsync("select max(seq) from outbox", stop), stop) ?? 0;
        var heard = await HeardAsync(stop);
        return last - (heard.Count == 0 ? 0 : heard.Min());
    }

    /// <summary>Deletes what all have heard a week ago.</summary>
    public async Task<string?> SweepAsync(CancellationToken stop)
    {
        var heard = await HeardAsync(stop);
        return heard.Count < services.GetServices<IListener>().Count() || heard.Count == 0
            ? null
            : await Sweeping.DeleteAsync(database, "outbox", "seq", $"seq < @heard and at < @now - {7 * Micros.Day}", stop, ("heard", heard.Min()));
    }

    /// <summary>How far each listener is that there is now and that has begun; a mark may be left of one that is gone.</summary>
    private async Task<List<long>> HeardAsync(CancellationToken stop)
    {
        var names = services.GetServices<IListener>().Select(l => l.Name).ToHashSet(StringComparer.Ordinal);
        var marks = await database.ReadAsync(
            sql => sql.ListAsync("select listener, seq from outbox_mark", static r => (Listener: r.Text(0), Seq: r.Long(1)), stop), stop);
        return [.. marks.Where(m => names.Contains(m.Listener)).Select(m => m.Seq)];
    }

    /// <param name="failed">The listeners that rest: when each failed, and by what.</param>
    /// <param name="stop">Ends it.</param>
    private async Task HearAsync(Dictionary<string, (long At, Exception Why)> failed, CancellationToken stop)
    {
        foreach (var listener in services.GetServices<IListener>())
        {
            if (failed.TryGetValue(listener.Name, out var last) && Stopwatch.GetElapsedTime(last.At) < Rest)
            {
                continue;
            }

            failed.Remove(listener.Name);
            try
            {
                while (await SliceAsync(listener, stop))
                {
                }
            }
            catch (Exception broken) when (broken is not StoreFailure && !stop.IsCancellationRequested)
            {
                log.LogError(broken, "The listener {Listener} waits", listener.Name);
                failed[listener.Name] = (Stopwatch.GetTimestamp(), broken);
            }
        }
    }

    private async Task<bool> SliceAsync(IListener listener, CancellationToken stop)
    {
        var types = listener.Hears.ToDictionary(t => t.Name, StringComparer.Ordinal);
        var events = await database.ReadAsync(
            sql => sql.ListAsync(
                """
                select seq, at, type, payload from outbox
                where seq > coalesce((select seq from outbox_mark where listener = @listener), 0) order by seq limit @slice
                """,
                static r => (Seq: r.Long(0), At: r.Long(1), Type: r.Text(2), Payload: r.Text(3)),
                stop,
                ("listener", listener.Name),
                ("slice", Slice)),
            stop);
        if (events.Count == 0)
        {
            return false;
        }

        var mine = true;
        var last = 0;
        await database.WriteAsync(
            async tx =>
            {
                // Two processes over one database: one hears, and only what was not heard since it looked.
                if (tx.Engine == Engine.Postgres)
                {
                    mine = await tx.NumberAsync("select case when pg_try_advisory_xact_lock(7103, hashtext(@listener)) then 1 else 0 end", stop, ("listener", listener.Name)) == 1
                        && (await tx.NumberAsync("select seq from outbox_mark where listener = @listener", stop, ("listener", listener.Name)) ?? 0) < events[0].Seq;
                    if (!mine)
                    {
                        return;
                    }
                }

                var start = Stopwatch.GetTimestamp();
                while (true)
                {
                    if (types.TryGetValue(events[last].Type, out var known))
                    {
                        await listener.HearAsync(tx, JsonSerializer.Deserialize(events[last].Payload, known)!, events[last].At, stop);
                    }

                    if (last == events.Count - 1 || Stopwatch.GetElapsedTime(start) > Turn)
                    {
                        break;
                    }

                    last++;
                }

                await tx.RunAsync(
                    "insert into outbox_mark(listener, seq) values (@listener, @seq) on conflict(listener) do update set seq = excluded.seq",
                    stop,
                    ("listener", listener.Name),
                    ("seq", events[last].Seq));
            },
            stop);
        return mine && (last < events.Count - 1 || events.Count == Slice);
    }
}
