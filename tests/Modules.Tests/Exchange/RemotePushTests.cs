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

    private static List<string> Takes(RemoteCast cast)
    {
        var sent = new List<string>();
        cast.Server.CanWrite = true;
        cast.Server.Objects = async c =>
        {
            var ids = await IdsAsync(c);
            sent.AddRange(ids);
            c.Response.StatusCode = 202;
            await OtherServer.EnvelopeAsync(c, $"{{\"id\":\"s\",\"status\":\"complete\",\"request_timestamp\":\"2026-01-01T00:00:00Z\",\"successes\":[{string.Join(',', ids.Select(i => $"{{\"id\":\"{i}\",\"version\":\"v\"}}"))}]}}");
        };
        return sent;
    }

    private static async Task<List<string>> IdsAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        return [.. body.RootElement.GetProperty("objects").EnumerateArray().Select(o => o.GetProperty("id").GetString()!).Where(i => !i.StartsWith("marking", StringComparison.Ordinal))];
    }

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
