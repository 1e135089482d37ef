using System.Collections.Concurrent;
using Infohub.Community.Public;
using Infohub.Platform.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Infohub.Delivery.Live;

/// <summary>
/// A look four times a second for the whole process at whose notices are new, as long as somebody listens; so notices that another process wrote are found too.
/// Each open stream holds one seat, and a seat holds one bit.
/// </summary>
internal sealed class LivePulse(Database database, ILogger<LivePulse> log) : BackgroundService
{
    private const int MostSeats = 10_000;
    private const int MostOfOne = 8;
    private const int Slice = 5_000;

    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);
    private readonly ConcurrentDictionary<LiveSeat, bool> seats = new();
    private long heard = -1;

    /// <summary>Null where there are too many: the browser then stays with what the page said.</summary>
    public LiveSeat? Take(Viewer viewer)
    {
        if (seats.Count >= MostSeats || seats.Keys.Count(s => s.PersonId == viewer.PersonId) >= MostOfOne)
        {
            return null;
        }

        var seat = new LiveSeat(this, viewer.PersonId, viewer.Facts.AnonymousTag);
        seats[seat] = true;
        return seat;
    }

    public void Wake(long personId)
    {
        foreach (var seat in seats.Keys.Where(s => s.PersonId == personId))
        {
            seat.Wake();
        }
    }

    /// <summary>Wakes whoever has something new.</summary>
    public async Task LookAsync(CancellationToken stop)
    {
        if (seats.IsEmpty)
        {
            heard = -1;
            return;
        }

        if (heard < 0)
        {
            heard = await database.ReadAsync(sql => sql.NumberAsync("select max(id) from notice", stop), stop) ?? 0;
            Wake(_ => true);
            return;
        }

        var news = await database.ReadAsync(
            sql => sql.ListAsync(
                "select id, person_id, owner_tag from notice where id > @heard order by id limit @slice",
                static r => (Id: r.Long(0), Person: r.Long(1), Tag: r.Long(2)),
                stop,
                ("heard", heard),
                ("slice", Slice)),
            stop);
        if (news.Count == 0)
        {
            return;
        }

        heard = news[^1].Id;
        var persons = news.Where(n => n.Person != 0).Select(n => n.Person).ToHashSet();
        var tags = news.Where(n => n.Tag != 0).Select(n => n.Tag).ToHashSet();
        Wake(seat => persons.Contains(seat.PersonId) || tags.Contains(seat.AnonymousTag));
    }

    internal void Leave(LiveSeat seat) => seats.TryRemove(seat, out _);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                await LookAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception broken)
            {
                // What ends a service in the background ends the hub.
                log.LogWarning(broken, "The live stream waits");
            }
        }
    }

    private void Wake(Func<LiveSeat, bool> which)
    {
        foreach (var seat in seats.Keys.Where(which))
        {
            seat.Wake();
        }
    }
}
