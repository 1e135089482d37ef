using Infohub.Platform.Data;
using Infohub.Platform.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Modules.Tests.Platform;

/// <summary>Listeners beside each other.</summary>
public sealed class OutboxTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_listener_that_throws_stops_itself_alone(Engine engine)
    {
        var (broken, good) = (new Ear("a-broken") { Throws = true }, new Ear("z-good"));
        await using var hub = await TestHub.StartAsync(engine, services =>
        {
            services.Insert(0, ServiceDescriptor.Singleton<IListener>(broken));
            services.AddSingleton<IListener>(good);
        });
        var pump = hub.Get<OutboxPump>();
        await RingAsync(hub, 1);
        var failure = await Assert.ThrowsAsync<AggregateException>(() => pump.DrainAsync(default));
        Assert.Equal("It is broken.", Assert.Single(failure.InnerExceptions).Message);
        Assert.Equal([1], good.Heard);
        Assert.Equal(0, await hub.NumberAsync("select count(*) from outbox_mark where listener = 'a-broken'"));

        using var stop = new CancellationTokenSource();
        var running = pump.RunAsync(stop.Token);
        foreach (var number in (int[])[2, 3])
        {
            await RingAsync(hub, number);
            await UntilAsync(() => good.Heard.Contains(number));
        }

        broken.Throws = false;
        await UntilAsync(() => broken.Heard.Contains(3));
        await stop.CancelAsync();
        await running;
        Assert.Equal([1, 2, 3], broken.Heard);
        Assert.Equal([1, 2, 3], good.Heard);
    }

    private static Task RingAsync(TestHub hub, int number) => hub.Database.WriteAsync(
        tx =>
        {
            tx.Emit(new Rung(number));
            return Task.CompletedTask;
        },
        default);

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var tries = 0; !holds(); tries++)
        {
            Assert.True(tries < 600, "Nothing came in 30 seconds.");
            await Task.Delay(50);
        }
    }

    private sealed record Rung(int Number);

    private sealed class Ear(string name) : IListener
    {
        private volatile IReadOnlyList<int> heard = [];

        public bool Throws { get; set; }

        public string Name => name;

        public IReadOnlyList<Type> Hears { get; } = [typeof(Rung)];

        public IReadOnlyList<int> Heard => heard;

        public Task HearAsync(Tx tx, object what, long at, CancellationToken stop)
        {
            if (Throws)
            {
                throw new InvalidOperationException("It is broken.");
            }

            heard = [.. heard, ((Rung)what).Number];
            return Task.CompletedTask;
        }
    }
}
