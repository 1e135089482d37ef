using System.Text;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Microsoft.AspNetCore.Http;

namespace Infohub.Modules.Tests.Platform.Http;

public sealed class IdempotencyTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_repeat_gets_the_first_answer_and_another_request_or_viewer_does_not(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        Assert.Equal("MADE1", (await AskAsync(hub, "key 4", "a", "MADE1")).Value);
        Assert.Equal("MADE1", (await AskAsync(hub, "key 4", "a", "MADE2")).Value);
        Assert.Equal("idempotency-key", (await AskAsync(hub, "key 4", "b", "MADE3")).Refusal!.Code);
        Assert.Equal("MADE4", (await AskAsync(hub, "key 5", "a", "MADE4")).Value);
        var together = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => AskAsync(hub, "key 6", "a", "MADE5" + n))));
        Assert.Single(together.Select(t => t.Value).Distinct());
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task The_database_alone_joins_no_viewer_to_what_was_made(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        await AskAsync(hub, "key 4", "a", "MADE1");
        await AskAsync(hub, "key 4", "a", "MADE2", "another");
        var rows = await hub.Database.ReadAsync(
            sql => sql.ListAsync("select viewer, key, request, object_uid from idempotency", static r => (Viewer: r.Text(0), Key: r.Text(1), Request: r.Bytes(2), Uid: r.Text(3)), default), default);
        Assert.Equal(2, rows.Select(r => r.Key).Distinct().Count());
        Assert.Equal(2, rows.Select(r => Convert.ToHexString(r.Request)).Distinct().Count());
        Assert.All(rows, r =>
        {
            Assert.Equal("", r.Viewer);
            Assert.DoesNotContain("MADE", r.Uid, StringComparison.Ordinal);
            Assert.DoesNotContain("MADE", Encoding.UTF8.GetString(Convert.FromBase64String(r.Uid)), StringComparison.Ordinal);
            Assert.Equal(64, r.Key.Length);
        });
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_repeat_that_is_refused_for_what_the_first_did_gets_the_first_answer(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        Outcome<string> gone = Refusal.Conflict("gone", "It is withdrawn already.");
        var context = new DefaultHttpContext { Request = { Headers = { ["Idempotency-Key"] = "once" } } };
        var repeat = await hub.Get<Idempotency>().OnceAsync(
            context,
            "key 4",
            "a"u8.ToArray(),
            async () =>
            {
                await Elsewhere(() => AskAsync(hub, "key 4", "a", "MADE1"));
                return gone;
            },
            static uid => uid,
            default);
        Assert.Equal("MADE1", repeat.Value);
        Assert.Equal("gone", (await RefusedAsync("another")).Refusal!.Code);

        // As another request: what is written beside this one is not written beside that.
        static Task Elsewhere(Func<Task> act)
        {
            using (ExecutionContext.SuppressFlow())
            {
                return Task.Run(act);
            }
        }

        Task<Outcome<string>> RefusedAsync(string key)
        {
            context.Request.Headers["Idempotency-Key"] = key;
            return hub.Get<Idempotency>().OnceAsync(context, "key 4", "a"u8.ToArray(), () => Task.FromResult(gone), static uid => uid, default);
        }
    }

    private static Task<Outcome<string>> AskAsync(TestHub hub, string viewer, string request, string made, string key = "once")
    {
        var context = new DefaultHttpContext { Request = { Headers = { ["Idempotency-Key"] = key } } };
        return hub.Get<Idempotency>().OnceAsync(
            context, viewer, Encoding.UTF8.GetBytes(request), () => hub.Database.WriteAsync<string>(_ => Task.FromResult<Outcome<string>>(made), default), static uid => uid, default);
    }
}
