using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Modules.Tests.Platform;

public sealed class DatabaseTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_refused_act_leaves_nothing_behind(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var outcome = await hub.Database.WriteAsync<Done>(
            async tx =>
            {
                await tx.RunAsync("insert into setting(name, value) values ('a', 'b')", default);
                tx.Record(new AuditEntry("test", 1, 1, 0, "setting", "a"));
                return Refusal.NotFound;
            },
            default);
        Assert.False(outcome.Done);
        Assert.Equal(0, await hub.Database.ReadAsync(sql => sql.NumberAsync("select count(*) from setting", default), default));
        Assert.Equal(0, await hub.Database.ReadAsync(sql => sql.NumberAsync("select count(*) from audit", default), default));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_is_null_is_not_true(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        Assert.Equal((true, false, false), await hub.Database.ReadAsync(sql => sql.FirstAsync("select (1 = 1), (1 = 2), (1 = null)", static r => (r.Truth(0), r.Truth(1), r.Truth(2)), default), default));
    }

    [Fact]
    public async Task Readers_come_back_after_more_of_them_than_there_are_places_could_not_open()
    {
        var directory = Directory.CreateTempSubdirectory("infohub-test-").FullName;
        var missing = Path.Combine(directory, "later");
        await using var database = new Database(new StoreAddress(Engine.Sqlite, Path.Combine(missing, "infohub.db")), TimeProvider.System, new NoFaults());
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Assert.ThrowsAnyAsync<Exception>(OneAsync))).WaitAsync(TimeSpan.FromSeconds(30));
        Directory.CreateDirectory(missing);
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => OneAsync())).WaitAsync(TimeSpan.FromSeconds(30)), one => Assert.Equal(1, one));

        Task<long?> OneAsync() => database.ReadAsync(sql => sql.NumberAsync("select 1", default), default);
    }

    [Fact]
    public async Task A_deadlock_is_the_stores_failure_and_no_defect()
    {
        await using var hub = await TestHub.StartAsync(Engine.Postgres);
        var (one, other) = (new TaskCompletionSource(), new TaskCompletionSource());
        await hub.Database.WriteAsync(tx => tx.RunAsync("insert into setting(name, value) values ('a', ''), ('b', '')", default), default);
        await Assert.ThrowsAsync<StoreFailure>(() => Task.WhenAll(TakeAsync("a", one, "b", other), TakeAsync("b", other, "a", one)));

        Task TakeAsync(string first, TaskCompletionSource mine, string second, TaskCompletionSource others) => hub.Database.WriteAsync(
            async tx =>
            {
                await tx.RunAsync("update setting set value = 'x' where name = @name", default, ("name", first));
                mine.SetResult();
                await others.Task;
                await tx.RunAsync("update setting set value = 'x' where name = @name", default, ("name", second));
            },
            default);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task The_record_is_a_chain_that_shows_a_changed_row(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(n => hub.Database.WriteAsync(
            tx =>
            {
                tx.Record(new AuditEntry("test", n, 1, 0, "thing", "u" + n));
                return Task.CompletedTask;
            },
            default)));
        Assert.Null((await hub.Database.ReadAsync(sql => AuditChain.VerifyAsync(sql, default), default)).BrokenAt);
        await hub.Database.WriteAsync(async tx => await tx.RunAsync("update audit set org_id = 2 where seq = 17", default), default);
        Assert.Equal(17, (await hub.Database.ReadAsync(sql => AuditChain.VerifyAsync(sql, default), default)).BrokenAt);
    }
}
