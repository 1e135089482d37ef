using System.Text;
using System.Text.Json;
using Infohub.Community.Public;
using Infohub.Exchange.Remotes;
using Infohub.Intelligence.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Microsoft.AspNetCore.Http;

namespace Infohub.Modules.Tests.Exchange;

/// <summary>What a key of the organisation reads goes to another server under the law, and never twice nor past an embargo.</summary>
public sealed class RemotePushTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_the_server_has_not_decided_is_asked_for_before_anything_else_goes(Engine engine)
    {
        await using var cast = await RemoteCast.StartAsync(engine);
        var (sent, state) = (new List<string>(), "pending");
        cast.Server.CanWrite = true;
        cast.Server.Objects = async c =>
        {
            if (HttpMethods.IsPost(c.Request.Method))
            {
                sent.AddRange(await IdsAsync(c));
                c.Response.StatusCode = 202;
            }

            var rest = state == "pending" ? "\"pending_count\":1" : $"\"failures\":[{{\"id\":\"{OtherServer.Id(1)}\",\"version\":\"v\",\"message\":\"not here\"}}]";
            await OtherServer.EnvelopeAsync(c, $"{{\"id\":\"s1\",\"status\":\"{state}\",\"request_timestamp\":\"2026-01-01T00:00:00Z\",{rest}}}");
        };
        await AddAsync(cast, OtherServer.Indicator(1));
        await SendAsync(cast);
        await cast.RunAsync();
        Assert.Equal([OtherServer.Id(1)], sent);

        await AddAsync(cast, OtherServer.Indicator(2));
        await cast.LaterAsync();
        Assert.Equal("/api/status/s1/", cast.Server.Asked.Last().Path);
        Assert.Equal([OtherServer.Id(1)], sent);

        state = "complete";
        await cast.LaterAsync();
        Assert.Equal([OtherServer.Id(1), OtherServer.Id(2)], sent);
        Assert.Contains((await cast.BookAsync()).Collections[0].Refusals, r => r.Object == OtherServer.Id(1) && r.Reason.ToString() == "not here");
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_is_under_an_embargo_waits_for_its_end_and_what_came_from_there_never_goes_back(Engine engine)
    {
        await using var cast = await RemoteCast.StartAsync(engine);
        var sent = Takes(cast);
        await AddAsync(cast, OtherServer.Indicator(1));
        await cast.Hub.Database.WriteAsync(tx => tx.RunAsync($"update item set embargo_until = {tx.Now + (3 * Micros.Hour)}", default), default);
        await AddAsync(cast, OtherServer.Indicator(2));
        await cast.Hub.Database.WriteAsync(
            tx => tx.RunAsync("update item set org_id = (select source_id from remote), person_id = 0 where seq = (select max(seq) from item)", default), default);
        await cast.Hub.Database.WriteAsync(tx => tx.RunAsync("update stix_object set source = (select source_id from remote) where no = 2", default), default);
        await AddAsync(cast, OtherServer.Indicator(3));
        await AddAsync(cast, OtherServer.Indicator(4, "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421"), new Part(PartKind.Organisation, cast.Bank));
        await SendAsync(cast);
        await cast.RunAsync();
        Assert.Equal([OtherServer.Id(3)], sent);
        await cast.LaterAsync();
        Assert.Equal([OtherServer.Id(3)], sent);
        await cast.LaterAsync(180);
        Assert.Equal([OtherServer.Id(3), OtherServer.Id(1)], sent);
        await cast.LaterAsync();
        Assert.Equal(2, sent.Count);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_push_that_broke_off_goes_on_where_the_server_took_the_last(Engine engine)
    {
        await using var cast = await RemoteCast.StartAsync(engine);
        var (sent, takes) = (Takes(cast), cast.Server.Objects);
        await AddAsync(cast, [.. Enumerable.Range(1, 450).Select(n => OtherServer.Indicator(n))]);
        await SendAsync(cast);
        var posts = 0;
        cast.Server.Objects = c =>
        {
            if (++posts == 2)
            {
                c.Response.StatusCode = 500;
                return Task.CompletedTask;
            }

            return takes(c);
        };
        await cast.RunAsync();
        Assert.Equal(("broken", 200), ((await cast.LastAsync()).Trouble, sent.Count));
        await cast.LaterAsync();
        Assert.Equal([.. Enumerable.Range(1, 450).Select(OtherServer.Id)], sent);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Envelopes_are_as_large_as_the_root_says_and_what_is_larger_alone_is_told(Engine engine)
    {
        await using var cast = await RemoteCast.StartAsync(engine);
        var (sent, takes, sizes) = (Takes(cast), cast.Server.Objects, new List<long>());
        cast.Server.MaxContentLength = 1500;
        cast.Server.Objects = c =>
        {
            sizes.Add(c.Request.ContentLength ?? long.MaxValue);
            return takes(c);
        };
        await AddAsync(cast, [.. Enumerable.Range(1, 5).Select(n => OtherServer.Indicator(n))]);
        await cast.Hub.Database.WriteAsync(tx => tx.RunAsync($"update item set embargo_until = {tx.Now + (3 * Micros.Hour)}", default), default);
        await AddAsync(cast, [.. Enumerable.Range(6, 30).Select(n => n == 20 ? Long(n) : OtherServer.Indicator(n))]);
        await SendAsync(cast);
        await cast.RunAsync();
        int[] whole = [.. Enumerable.Range(6, 30).Where(n => n != 20)];
        Assert.Equal([.. whole.Select(OtherServer.Id)], sent);
        Assert.InRange(sizes.Count, 10, 20);
        var line = (await cast.BookAsync()).Collections[0];
        var refused = Assert.Single(line.Refusals);
        Assert.Equal((OtherServer.Id(20), "2026-01-01T08:00:00.000Z"), (refused.Object, refused.Version));
        Assert.StartsWith("The server takes at most 1500 bytes at once; with this object it would be ", refused.Reason.ToString(), StringComparison.Ordinal);
        Assert.Equal(((long)whole.Length, 1L, ""), (line.Polls[0].Taken - Markings, line.Polls[0].Refused, line.Polls[0].Trouble));

        // What an embargo held goes in such envelopes too.
        await cast.LaterAsync(181);
        await cast.LaterAsync();
        Assert.Equal([.. whole.Concat(Enumerable.Range(1, 5)).Select(OtherServer.Id)], sent);
        Assert.All(sizes, s => Assert.InRange(s, 1, 1500));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_server_that_does_not_say_how_much_it_takes_gets_less_until_it_takes_it(Engine engine)
    {
        await using var cast = await RemoteCast.StartAsync(engine);
        var (sent, takes) = (Takes(cast), cast.Server.Objects);
        cast.Server.MaxContentLength = 0;
        cast.Server.Objects = c => c.Request.ContentLength > 3000 ? AnswerAsync(c, 413) : takes(c);
        await AddAsync(cast, [.. Enumerable.Range(1, 60).Select(n => n == 31 ? Long(n) : OtherServer.Indicator(n))]);
        await SendAsync(cast);
        await cast.RunAsync();
        Assert.Equal([.. Enumerable.Range(1, 60).Where(n => n != 31).Select(OtherServer.Id)], sent);
        Assert.Equal([(OtherServer.Id(31), "The server does not take the request. (413)")], (await cast.BookAsync()).Collections[0].Refusals.Select(r => (r.Object, r.Reason.ToString())));

        await AddAsync(cast, OtherServer.Indicator(61));
        await cast.LaterAsync();
        Assert.Equal(OtherServer.Id(61), sent.Last());
    }

    [Theory, MemberData(nameof(Refusing))]
    public async Task Objects_that_a_server_refuses_are_told_one_by_one_and_the_rest_goes_once_whatever_breaks_between(Engine engine, int status)
    {
        await using var cast = await RemoteCast.StartAsync(engine);
        var (sent, takes, posts) = (Takes(cast), cast.Server.Objects, 0);
        int[] bad = [7, 8, 230];
        cast.Server.Objects = async c =>
        {
            // Each answer takes long, so that others have their turn after each.
            cast.Hub.Clock.Advance(TimeSpan.FromSeconds(20));
            c.Request.EnableBuffering();
            var ids = await IdsAsync(c);
            c.Request.Body.Position = 0;
            await (++posts % 5 == 0 ? AnswerAsync(c, 503) : ids.Intersect(bad.Select(OtherServer.Id)).Any() ? AnswerAsync(c, status) : takes(c));
        };
        await AddAsync(cast, [.. Enumerable.Range(1, 300).Select(n => OtherServer.Indicator(n))]);
        await SendAsync(cast);
        for (var i = 0; i < 120; i++)
        {
            await cast.LaterAsync(2);
        }

        Assert.Equal([.. Enumerable.Range(1, 300).Except(bad).Select(OtherServer.Id)], sent);
        Assert.Equal(
            [.. bad.Select(n => (OtherServer.Id(n), $"The server does not take the request. ({status})"))],
            (await cast.BookAsync()).Collections[0].Refusals.Select(r => (r.Object, r.Reason.ToString())).OrderBy(r => r.Item1, StringComparer.Ordinal));
        Assert.Equal(bad.Length, await cast.Hub.NumberAsync("select sum(refused) from remote_poll"));
        Assert.InRange(posts, 20, 80);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_no_object_is_to_blame_for_is_tried_again_from_the_same_place(Engine engine)
    {
        await using var cast = await RemoteCast.StartAsync(engine);
        var (sent, takes) = (Takes(cast), cast.Server.Objects);
        await AddAsync(cast, [.. Enumerable.Range(1, 3).Select(n => OtherServer.Indicator(n))]);
        await SendAsync(cast);
        foreach (var (status, trouble) in ((int, string)[])[(401, "refused"), (403, "refused"), (404, "not-found"), (409, "not-taken"), (429, "busy"), (500, "broken"), (503, "busy"), (0, "unreachable")])
        {
            cast.Server.Objects = c => AnswerAsync(c, status);
            await cast.LaterAsync(360);
            Assert.Equal(trouble, (await cast.LastAsync()).Trouble);
        }

        Assert.Empty((await cast.BookAsync()).Collections[0].Refusals);
        cast.Server.Objects = takes;
        await cast.LaterAsync(360);
        Assert.Equal([.. Enumerable.Range(1, 3).Select(OtherServer.Id)], sent);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_server_that_refuses_everything_is_asked_again_by_the_schedule_and_costs_few_objects(Engine engine)
    {
        await using var cast = await RemoteCast.StartAsync(engine);
        var (sent, takes) = (Takes(cast), cast.Server.Objects);
        await AddAsync(cast, [.. Enumerable.Range(1, 300).Select(n => OtherServer.Indicator(n))]);
        await SendAsync(cast);
        cast.Server.Objects = c => AnswerAsync(c, 400);
        await cast.RunAsync();
        var line = (await cast.BookAsync()).Collections[0];
        Assert.Equal(("not-taken", 0L), (line.Polls[0].Trouble, line.Polls[0].Taken));
        Assert.Equal(cast.Hub.Clock.Now() + Micros.Hour, line.DueAt);
        Assert.InRange(line.Polls[0].Refused, 1, 40);
        Assert.Equal(line.Polls[0].Refused, line.Refusals.Count);

        cast.Server.Objects = takes;
        await cast.LaterAsync();
        Assert.Equal(300 - (line.Polls[0].Refused - Markings), sent.Count);
        Assert.Equal(OtherServer.Id(300), sent.Last());
    }

    public static TheoryData<Engine, int> Refusing => new() { { Engine.Sqlite, 400 }, { Engine.Sqlite, 422 }, { Engine.Postgres, 400 }, { Engine.Postgres, 422 } };

    /// <summary>Definitions of TLP:CLEAR and TLP:GREEN.</summary>
    private const int Markings = 2;

    private static string Long(int n) => OtherServer.Indicator(n).Replace("\"name\":\"n\"", $"\"name\":\"{new string('n', 4000)}\"", StringComparison.Ordinal);

    private static async Task AnswerAsync(HttpContext context, int status)
    {
        if (status == 0)
        {
            context.Abort();
            return;
        }

        await context.Request.Body.CopyToAsync(Stream.Null);
        context.Response.StatusCode = status;
    }

    private static List<string> Takes(RemoteCast cast)
    {
        var sent = new List<string>();
        cast.Server.CanWrite = true;
        cast.Server.Objects = async c =>
        {
            var all = await AllAsync(c);
            sent.AddRange(all.Where(IsNoMarking));
            c.Response.StatusCode = 202;
            await OtherServer.EnvelopeAsync(c, $"{{\"id\":\"s\",\"status\":\"complete\",\"request_timestamp\":\"2026-01-01T00:00:00Z\",\"successes\":[{string.Join(',', all.Select(i => $"{{\"id\":\"{i}\",\"version\":\"v\"}}"))}]}}");
        };
        return sent;
    }

    private static async Task<List<string>> IdsAsync(HttpContext context) => (await AllAsync(context)).FindAll(IsNoMarking);

    private static async Task<List<string>> AllAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        return [.. body.RootElement.GetProperty("objects").EnumerateArray().Select(o => o.GetProperty("id").GetString()!)];
    }

    private static bool IsNoMarking(string id) => !id.StartsWith("marking", StringComparison.Ordinal);

    private static Task AddAsync(RemoteCast cast, params string[] objects) => AddAsync(cast, objects, new Part(PartKind.Community));

    private static Task AddAsync(RemoteCast cast, string one, Part part) => AddAsync(cast, [one], part);

    private static async Task AddAsync(RemoteCast cast, string[] objects, Part part)
    {
        using var body = new MemoryStream(Encoding.UTF8.GetBytes(OtherServer.Envelope("", objects)));
        var receipt = RemoteCast.Is(await cast.Hub.Get<Gate>().AdmitAsync(await cast.AsAsync("Mei"), body, new Origin("x", [part]), _ => default, default));
        Assert.Equal(objects.Length, receipt.Taken);
        cast.Hub.Clock.Advance(TimeSpan.FromMilliseconds(10));
    }

    private static async Task SendAsync(RemoteCast cast)
    {
        await cast.Hub.Database.WriteAsync(
            tx => tx.RunAsync(
                "insert into api_key(uid, name, hash, hint, org_id, person_id, made_by, scopes, ceiling, created_at, expires_at) values ('PUSH', 'Push', @hash, 'ihk_', @org, 0, 1, @scopes, 3, @now, @never)",
                default, ("hash", new byte[32]), ("org", cast.Bank), ("scopes", Scopes.Read), ("now", tx.Now), ("never", Micros.Never)),
            default);
        RemoteCast.Is(await cast.Hub.Get<SendCollection>().RunAsync(
            await cast.AsAsync("Mei"), cast.Remote, new NewSending(cast.Server.Root, OtherServer.Collection, 60, "PUSH", "tlp2/everything", Tlp.Green), default));
    }
}
