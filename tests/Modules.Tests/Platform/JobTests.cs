using Infohub.Platform.Data;
using Infohub.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Infohub.Modules.Tests.Platform;

public sealed class JobTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_job_runs_when_it_is_due_and_its_failure_is_on_the_list(Engine engine)
    {
        var runs = 0;
        await using var hub = await TestHub.StartAsync(engine, services => services
            .AddJob("test.count", TimeSpan.FromMinutes(1), (_, _) => Task.FromResult<string?>("run " + ++runs))
            .AddJob("test.break", TimeSpan.FromMinutes(1), (_, _) => throw new InvalidOperationException("a secret")));
        var runner = hub.Get<JobRunner>();
        await runner.RunDueAsync(default);
        await runner.RunDueAsync(default);
        Assert.Equal(1, runs);
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        await runner.RunDueAsync(default);
        Assert.Equal(2, runs);
        var states = await runner.StatesAsync(default);
        Assert.Equal("run 2", states.Single(s => s.Name == "test.count").Outcome);
        Assert.Equal("!InvalidOperationException", states.Single(s => s.Name == "test.break").Outcome);
        Assert.DoesNotContain(states, s => s.Failed && s.Name != "test.break");
    }

    [Fact]
    public async Task Of_two_processes_over_one_database_one_runs_a_job()
    {
        var runs = 0;
        await using var hub = await TestHub.StartAsync(Engine.Postgres);
        var job = new Job("test.once", TimeSpan.FromHours(1), async (_, stop) =>
        {
            Interlocked.Increment(ref runs);
            await Task.Delay(100, stop);
            return "done";
        });
        var runners = Enumerable.Range(0, 3).Select(_ => new JobRunner(hub.Database, hub.Services, [job], hub.Clock, NullLogger<JobRunner>.Instance)).ToList();
        await Task.WhenAll(runners.Select(r => r.RunDueAsync(default)));
        Assert.Equal(1, runs);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Old_keys_of_repeats_are_swept_and_young_ones_stay(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        await hub.Database.WriteAsync(
            tx => tx.RunAsync(
                "insert into idempotency(viewer, key, request, object_uid, at) values ('k', 'old', @none, '', @old), ('k', 'new', @none, '', @now)",
                default,
                ("none", Array.Empty<byte>()),
                ("old", tx.Now - (8 * Micros.Day)),
                ("now", tx.Now)),
            default);
        await hub.Get<JobRunner>().RunDueAsync(default);
        Assert.Equal(1, await hub.NumberAsync("select count(*) from idempotency"));
    }
}
