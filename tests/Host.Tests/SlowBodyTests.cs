using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Infohub.Platform.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Host.Tests;

/// <summary>A body that comes in two halves, with time and a loss of rights between them.</summary>
public sealed class SlowBodyTests
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(3);

    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task A_form_is_refused_whose_session_ended_while_it_came(Engine engine)
    {
        var clock = new MovedClock();
        await using var hub = await RunningHub.StartAsync(engine, s => s.AddSingleton<TimeProvider>(clock));
        using var mei = await Member.JoinAsync(hub, "Mei");
        using var ho = await Member.JoinAsync(hub, "Ho");
        var page = await mei.ReadAsync("/share");
        foreach (var lost in (string[])["update session set ended_at = 1", "update person set state = 2", "update organisation set state = 2"])
        {
            using var answer = await ShareAsync(mei, page, "Amber", () => LoseAsync(hub, clock, lost));
            Assert.Equal((HttpStatusCode.SeeOther, "/signin"), (answer.StatusCode, answer.Headers.Location?.ToString()));
            Assert.Equal(0, await CountAsync(hub, "select count(*) from item"));
            await RunAsync(hub, "update session set ended_at = 0");
            await RunAsync(hub, "update person set state = 1");
            await RunAsync(hub, "update organisation set state = 1");
        }

        using var welcome = await ShareAsync(mei, page, "Amber", () => LoseAsync(hub, clock, "update person set zone = ''"));
        Assert.Equal(HttpStatusCode.Redirect, welcome.StatusCode);
        Assert.Equal(1, await CountAsync(hub, "select count(*) from item"));
    }

    [Fact]
    public async Task A_role_that_was_taken_meanwhile_opens_nothing()
    {
        var clock = new MovedClock();
        await using var hub = await RunningHub.StartAsync(s => s.AddSingleton<TimeProvider>(clock));
        using var mei = await Member.JoinAsync(hub, "Mei");
        await RunAsync(hub, "update person set roles = 2");
        var page = await mei.ReadAsync("/officers");
        using var answer = await mei.SendSlowlyAsync("/officers", page, () => LoseAsync(hub, clock, "update person set roles = 0"), ("name", "New"));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task A_proof_that_ran_out_while_the_form_came_is_asked_for_again(Engine engine)
    {
        var clock = new MovedClock();
        await using var hub = await RunningHub.StartAsync(engine, s => s.AddSingleton<TimeProvider>(clock));
        using var mei = await Member.JoinAsync(hub, "Mei");
        using var ho = await Member.JoinAsync(hub, "Ho");
        var page = await mei.ReadAsync("/share");
        using var answer = await ShareAsync(mei, page, "Red", () => LoseAsync(hub, clock, "update session set strong_at = 1"));
        Assert.Contains("Confirm that it is you", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(hub, "select count(*) from item"));
        await RunAsync(hub, "update session set strong_at = seen_at");
        using var proved = await ShareAsync(mei, page, "Red", () => LoseAsync(hub, clock, "update person set zone = ''"));
        Assert.Equal(HttpStatusCode.Redirect, proved.StatusCode);
    }

    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task A_key_that_was_revoked_meanwhile_writes_nothing(Engine engine)
    {
        var clock = new MovedClock();
        await using var hub = await RunningHub.StartAsync(engine, s => s.AddSingleton<TimeProvider>(clock));
        using var mei = await Member.JoinAsync(hub, "Mei");
        var post = new { kind = "question", label = "TLP:GREEN", audience = (string[])["community"], title = "A title", body = "A body" };
        var id = await mei.ShareByKeyAsync(post);
        using var json = JsonContent.Create(post);
        using var file = new ByteArrayContent("A text."u8.ToArray());
        file.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        using var form = new MultipartFormDataContent { { file, "file", "a.txt" } };
        foreach (var (path, content) in ((string, HttpContent)[])[("/api/v1/posts", json), ($"/api/v1/posts/{id}/attachments", form)])
        {
            using var refused = await mei.SendSlowlyAsync(path, content, () => LoseAsync(hub, clock, "update api_key set revoked_at = 1"));
            Assert.Equal((HttpStatusCode.Unauthorized, "application/problem+json"), (refused.StatusCode, refused.Content.Headers.ContentType?.MediaType));
            await RunAsync(hub, "update api_key set revoked_at = 0");
        }

        Assert.Equal((1, 0), (await CountAsync(hub, "select count(*) from item"), await CountAsync(hub, "select count(*) from attachment")));
        using var taken = await mei.SendSlowlyAsync("/api/v1/posts", json, () => LoseAsync(hub, clock, "update person set zone = ''"));
        Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
    }

    private static Task<HttpResponseMessage> ShareAsync(Member mei, string page, string label, Func<Task> between) => mei.SendSlowlyAsync(
        "/share", page, between, ("kind", "question"), ("label", label), ("audience", "person:HO"), ("title", "A title"), ("body", "A body"), ("act", "share"));

    private static async Task LoseAsync(RunningHub hub, MovedClock clock, string sql)
    {
        await RunAsync(hub, sql);
        clock.Move(Slow);
    }

    private static Task RunAsync(RunningHub hub, string sql) => hub.Get<Database>().WriteAsync(tx => tx.RunAsync(sql, default), default);

    private static async Task<long> CountAsync(RunningHub hub, string sql) => await hub.Get<Database>().ReadAsync(s => s.NumberAsync(sql, default), default) ?? 0;

    /// <summary>The machine's clock, set forward.</summary>
    private sealed class MovedClock : TimeProvider
    {
        private TimeSpan by;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;

        public void Move(TimeSpan more) => by += more;
    }
}
