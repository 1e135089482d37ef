using System.IO.Compression;
using System.Text;
using Infohub.Community.Public;
using Infohub.Exchange.Remotes;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;
using Infohub.Platform.Ui;
using Infohub.Taxii.Wire;
using Microsoft.AspNetCore.Http;

namespace Infohub.Modules.Tests.Exchange;

/// <summary>Collections of other servers come in by polls, under the law, whatever the server does.</summary>
public sealed class RemotePollTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_a_server_has_comes_for_whom_it_was_meant_with_its_source_as_originator(Engine engine)
    {
        await using var cast = await RemoteCast.StartAsync(engine);
        await cast.FollowAsync("circle:TRANSPORT");
        cast.Server.Objects = c => OtherServer.EnvelopeAsync(c, OtherServer.Envelope("", OtherServer.Indicator(1), OtherServer.Indicator(2, null), OtherServer.Indicator(3, "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed"), "{\"type\":\"indicator\"}"), 7);
        await cast.RunAsync();

        var poll = await cast.LastAsync();
        Assert.Equal((1L, 2L, 2L, ""), (poll.Pages, poll.Taken, poll.Refused, poll.Trouble));
        // Without a label it is for the steward's organisation alone (law W5).
        Assert.Equal([(OtherServer.Id(1), Tlp.Green)], Shown(await cast.ReadsAsync("Ka")));
        Assert.Equal([(OtherServer.Id(1), Tlp.Green), (OtherServer.Id(2), Tlp.AmberStrict)], Shown(await cast.ReadsAsync("Lok")));
        Assert.Empty(await cast.ReadsAsync("Other"));
        Assert.Equal(2, await cast.Hub.NumberAsync($"select count(*) from item i join organisation o on o.id = i.org_id where o.name = 'Partner' and o.standing = {Standing.External} and i.person_id = 0"));
        Assert.Equal(["TLP:RED goes to named persons, by hand"], (await cast.BookAsync()).Collections[0].Refusals.Where(r => r.Object == OtherServer.Id(3)).Select(r => r.Reason.ToString()));
        Assert.Contains(cast.Server.Asked, a => a.Authorization == "Basic " + Convert.ToBase64String("bank:s3cret"u8));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_a_poll_did_not_take_and_why_it_ended_is_said_in_the_language_of_whoever_looks(Engine engine)
    {
        await using var cast = await RemoteCast.StartAsync(engine);
        await cast.FollowAsync("circle:TRANSPORT");
        cast.Server.Objects = c => OtherServer.EnvelopeAsync(c, OtherServer.Envelope("", "{\"type\":\"indicator\",\"lang\":[]}", OtherServer.Indicator(1).Replace("\"pattern_type\"", "\"pattern_kind\"", StringComparison.Ordinal)), 7);
        await cast.RunAsync();
        cast.Server.Objects = c =>
        {
            c.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
        await cast.LaterAsync();

        var line = (await cast.BookAsync()).Collections[0];
        var words = new Words(cast.Hub.Get<WordBook>()) { Language = Languages.Traditional };
        var reasons = line.Refusals.Select(r => r.Reason).ToList();
        Assert.Contains("“pattern_type” is required", reasons.Select(r => r.ToString()));
        Assert.Contains("必須有「pattern_type」", reasons.Select(r => words.Of(r)));
        Assert.All(reasons, r => Assert.Null(words.TongueOf(r)));
        Assert.Equal(["The server does not take the credentials. (403)"], line.Polls.Where(p => !p.Detail.IsEmpty).Select(p => p.Detail.ToString()));
        Assert.Equal(["伺服器不接受憑證。（403）"], line.Polls.Where(p => !p.Detail.IsEmpty).Select(p => words.Of(p.Detail)));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Pages_are_followed_to_the_end_and_the_next_poll_asks_for_what_is_newer(Engine engine)
    {
        await using var cast = await RemoteCast.StartAsync(engine);
        await cast.FollowAsync();
        var date = cast.Hub.Clock.Now() - Micros.Hour;
        cast.Server.Objects = c => (string?)c.Request.Query["next"] switch
        {
            null when c.Request.Query.ContainsKey("added_after") => OtherServer.EnvelopeAsync(c, "{\"more\":false}"),
            null => OtherServer.EnvelopeAsync(c, OtherServer.Envelope("\"more\":true,\"next\":\"b\"", OtherServer.Indicator(1)), date),
            // “more” left out, as some servers do.
            "b" => OtherServer.EnvelopeAsync(c, OtherServer.Envelope("\"next\":\"c\"", OtherServer.Indicator(2)), date + 1),
            _ => OtherServer.EnvelopeAsync(c, OtherServer.Envelope("\"more\":false", OtherServer.Indicator(3)), date + 2),
        };
        await cast.RunAsync();
        Assert.Equal(["?limit=1000", "?limit=1000&next=b", "?limit=1000&next=c"], cast.Server.Pages);
        Assert.Equal(3, (await cast.LastAsync()).Taken);
        Assert.Null(await cast.RunAsync());
        await cast.LaterAsync();
        Assert.Equal("?limit=1000&added_after=" + Uri.EscapeDataString(TaxiiTime.Write(date + 2)), cast.Server.Pages.Last());
        Assert.Equal([3, 0], (await cast.BookAsync()).Collections[0].Polls.Select(p => (int)p.Taken).OrderDescending());
        Assert.Equal(3, (await cast.ReadsAsync("Mei")).Count);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_poll_that_broke_off_goes_on_at_its_page_and_what_comes_twice_is_kept_once(Engine engine)
    {
        await using var cast = await RemoteCast.StartAsync(engine);
        await cast.FollowAsync();
        var broken = true;
        cast.Server.Objects = async c =>
        {
            if ((string?)c.Request.Query["next"] is null)
            {
                await OtherServer.EnvelopeAsync(c, OtherServer.Envelope("\"more\":true,\"next\":\"b\"", OtherServer.Indicator(1)), 5);
                return;
            }

            if (broken)
            {
                c.Response.ContentType = TaxiiMedia.Type;
                await c.Response.WriteAsync("{\"objects\":[" + OtherServer.Indicator(2)[..40]);
                await c.Response.Body.FlushAsync();
                c.Abort();
                return;
            }

            await OtherServer.EnvelopeAsync(c, OtherServer.Envelope("\"more\":false", OtherServer.Indicator(1), OtherServer.Indicator(2)), 6);
        };
        await cast.RunAsync();
        Assert.Equal("unreachable", (await cast.LastAsync()).Trouble);
        broken = false;
        await cast.LaterAsync(2);
        Assert.Equal("?limit=250&next=b", cast.Server.Pages.Last());
        Assert.Equal([OtherServer.Id(1), OtherServer.Id(2)], Shown(await cast.ReadsAsync("Mei")).Select(s => s.Id));

        // As if the process had died between the keeping of a page and of its place.
        await cast.Hub.Database.WriteAsync(tx => tx.RunAsync("update remote_collection set next = 'b', reached = 0, due_at = 0", default), default);
        await cast.RunAsync();
        Assert.Equal("?limit=1000&next=b", cast.Server.Pages.Last());
        Assert.Equal(2, (await cast.ReadsAsync("Mei")).Count);
        Assert.Equal(2, await cast.Hub.NumberAsync("select count(*) from stix_object"));
    }

    public static TheoryData<string, string> Lies => new()
    {
        { "next-repeats", "repeats" }, { "no-next", "nowhere" }, { "empty-pages", "empty" }, { "bounds", "endless" }, { "not-taxii", "html" }, { "not-taxii", "json" }, { "not-taxii", "twice" }, { "not-taxii", "list" },
        { "not-taxii", "deep" }, { "not-taxii", "cut" }, { "too-large", "large" }, { "too-large", "lies" }, { "too-large", "bomb" }, { "broken", "500" }, { "refused", "401" }, { "not-found", "404" }, { "unreachable", "away" },
        { "unreachable", "torn" },
    };

    [Theory, MemberData(nameof(Lies))]
    public async Task A_server_that_lies_costs_a_bounded_poll_and_its_place_in_the_schedule(string trouble, string lie)
    {
        await using var cast = await RemoteCast.StartAsync(Engine.Sqlite);
        await cast.FollowAsync();
        var asked = 0;
        cast.Server.Objects = c => LieAsync(c, lie, Interlocked.Increment(ref asked));
        await cast.RunAsync();
        Assert.Equal(trouble, (await cast.LastAsync()).Trouble);
        Assert.InRange(asked, 1, PollCollection.MostPages);
        var line = (await cast.BookAsync()).Collections[0];
        Assert.True(line.DueAt > cast.Hub.Clock.Now());
        Assert.Null(await cast.RunAsync());
        Assert.Equal("", line.Stopped);

        // It is not given up: when the server is well again, what it has comes.
        cast.Server.Objects = c => OtherServer.EnvelopeAsync(c, OtherServer.Envelope("", OtherServer.Indicator(99_999)), 9);
        await cast.LaterAsync();
        Assert.Equal("", (await cast.LastAsync()).Trouble);
        Assert.Contains(OtherServer.Id(99_999), Shown(await cast.ReadsAsync("Mei")).Select(s => s.Id));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_server_that_is_busy_is_left_alone_for_as_long_as_it_asks_and_longer_with_each_failure(Engine engine)
    {
        await using var cast = await RemoteCast.StartAsync(engine);
        await cast.FollowAsync();
        cast.Server.Objects = c =>
        {
            c.Response.StatusCode = 429;
            c.Response.Headers.RetryAfter = "7200";
            return Task.CompletedTask;
        };
        await cast.RunAsync();
        Assert.Equal(cast.Hub.Clock.Now() + (2 * Micros.Hour), (await cast.BookAsync()).Collections[0].DueAt);
        cast.Server.Objects = c =>
        {
            c.Response.StatusCode = 503;
            return Task.CompletedTask;
        };
        var waits = new List<long>();
        for (var i = 0; i < 5; i++)
        {
            cast.Hub.Clock.Set(Micros.ToTime((await cast.BookAsync()).Collections[0].DueAt));
            await cast.RunAsync();
            waits.Add(((await cast.BookAsync()).Collections[0].DueAt - cast.Hub.Clock.Now()) / Micros.Minute);
        }

        Assert.Equal([2, 4, 8, 16, 32], waits);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_poll_stops_when_its_steward_acts_for_the_organisation_no_more_and_another_takes_it_over(Engine engine)
    {
        await using var cast = await RemoteCast.StartAsync(engine);
        await cast.FollowAsync();
        var lok = await cast.Hub.PersonAsync("Yan", cast.Bank, Roles.Administrator);
        foreach (var change in (string[])["roles = 0", "state = 2", "terms = 'old'"])
        {
            await cast.Hub.Database.WriteAsync(tx => tx.RunAsync($"update person set {change} where id = {cast.MeiId}", default), default);
            await cast.LaterAsync();
            var yan = await cast.Hub.ViewerAsync(lok);
            var line = RemoteCast.Is(await cast.Hub.Get<RemoteBook>().FindAsync(yan, cast.Remote, default)).Collections[0];
            Assert.Equal(("steward", "steward"), (line.Stopped, line.Polls[0].Trouble));
            await cast.Hub.Database.WriteAsync(tx => tx.RunAsync($"update person set roles = 1, state = 1, terms = '' where id = {cast.MeiId}", default), default);
            await cast.Hub.Database.WriteAsync(tx => tx.RunAsync("update remote_collection set due_at = 0", default), default);
        }

        Assert.Empty(cast.Server.Pages);
        await cast.Hub.Database.WriteAsync(tx => tx.RunAsync($"update person set state = 3 where id = {cast.MeiId}", default), default);
        await cast.RunAsync();
        RemoteCast.Is(await cast.Hub.Get<TakeRemoteOver>().RunAsync(await cast.Hub.ViewerAsync(lok), cast.Remote, default));
        await cast.LaterAsync();
        Assert.Single(cast.Server.Pages);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_suspension_only_pauses_and_a_leaving_ends(Engine engine)
    {
        await using var cast = await RemoteCast.StartAsync(engine);
        await cast.FollowAsync();
        await cast.Hub.Database.WriteAsync(tx => tx.RunAsync($"update organisation set state = {State.Suspended} where id = {cast.Bank}", default), default);
        await cast.RunAsync();
        Assert.Empty(cast.Server.Pages);
        await cast.Hub.Database.WriteAsync(tx => tx.RunAsync($"update organisation set state = {State.Active} where id = {cast.Bank}", default), default);
        await cast.LaterAsync(6 * 60);
        Assert.Single(cast.Server.Pages);
        Assert.Equal("", (await cast.BookAsync()).Collections[0].Stopped);

        await cast.Hub.Database.WriteAsync(
            tx =>
            {
                tx.Emit(new OrganisationLeft(cast.Bank, "BANK", tx.Now));
                return Task.CompletedTask;
            },
            default);
        await cast.Hub.Get<OutboxPump>().DrainAsync(default);
        Assert.Equal(0, await cast.Hub.NumberAsync("select count(*) from remote where ended_at = 0 or secret is not null"));
        await cast.LaterAsync();
        Assert.Single(cast.Server.Pages);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_poll_for_a_circle_stops_when_the_organisation_is_no_longer_in_it(Engine engine)
    {
        await using var cast = await RemoteCast.StartAsync(engine);
        await cast.FollowAsync("circle:TRANSPORT");
        await cast.Hub.Database.WriteAsync(tx => tx.RunAsync($"delete from circle_member where org_id = {cast.Bank}", default), default);
        await cast.RunAsync();
        Assert.Equal(("audience", 0), ((await cast.BookAsync()).Collections[0].Stopped, cast.Server.Pages.Count()));
        Assert.Equal("remote-readers", (await cast.Hub.Get<FollowCollection>().RunAsync(await cast.AsAsync("Mei"), cast.Remote, new NewFollowing(cast.Server.Root, OtherServer.Collection, 60, 0, "circle:TRANSPORT"), default)).Refusal?.Code);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Two_processes_never_poll_the_same_collection_at_once(Engine engine)
    {
        await using var cast = await RemoteCast.StartAsync(engine);
        await cast.FollowAsync();
        var (now, most) = (0, 0);
        cast.Server.Objects = async c =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Task.Delay(150);
            Interlocked.Decrement(ref now);
            await OtherServer.EnvelopeAsync(c, "{}");
        };
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(cast.RunAsync)));
        Assert.Equal((1, 1), (most, cast.Server.Pages.Count()));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Its_steward_takes_back_what_came_and_removing_keeps_it(Engine engine)
    {
        await using var cast = await RemoteCast.StartAsync(engine);
        await cast.FollowAsync("circle:TRANSPORT");
        cast.Server.Objects = c => OtherServer.EnvelopeAsync(c, OtherServer.Envelope("", OtherServer.Indicator(1), OtherServer.Indicator(2)), 7);
        await cast.RunAsync();
        RemoteCast.Is(await cast.Hub.Get<RemoveRemote>().RunAsync(await cast.AsAsync("Mei"), cast.Remote, default));
        Assert.Equal(2, (await cast.ReadsAsync("Ka")).Count);
        Assert.Equal(0, await cast.Hub.NumberAsync("select count(*) from remote where secret is not null"));
        Assert.Null(await cast.LaterAsync());

        var again = RemoteCast.Is(await cast.Hub.Get<AddRemote>().RunAsync(await cast.AsAsync("Mei"), new NewRemote("Again", cast.Server.Origin + "/taxii2/", RemoteScheme.None, "", ""), default));
        RemoteCast.Is(await cast.Hub.Get<FollowCollection>().RunAsync(await cast.AsAsync("Mei"), again, new NewFollowing(cast.Server.Root, OtherServer.Collection, 60, 0, "organisation"), default));
        await cast.RunAsync();
        Assert.Equal(4, (await cast.ReadsAsync("Lok")).Count);
        Assert.Equal(1, RemoteCast.Is(await cast.Hub.Get<WithdrawFromRemote>().RunAsync(await cast.AsAsync("Mei"), again, default)));
        Assert.Equal(2, (await cast.ReadsAsync("Lok")).Count(o => o.GoneAt == 0));
        Assert.Equal(2, (await cast.ReadsAsync("Ka")).Count(o => o.GoneAt == 0));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Only_administrators_of_the_organisation_find_a_server_and_act_on_it(Engine engine)
    {
        await using var cast = await RemoteCast.StartAsync(engine);
        var made = await cast.FollowAsync();
        var rival = await cast.Hub.ViewerAsync(await cast.Hub.PersonAsync("Rival", await cast.Hub.OrganisationAsync("Rivals"), Roles.Administrator | Roles.Officer));
        foreach (var other in (Viewer[])[await cast.AsAsync("Lok"), rival])
        {
            Assert.Equal("not-found", (await cast.Hub.Get<RemoteBook>().FindAsync(other, cast.Remote, default)).Refusal?.Code);
            Assert.Equal("not-found", (await cast.Hub.Get<ListOffered>().RunAsync(other, cast.Remote, default)).Refusal?.Code);
            Assert.Equal("not-found", (await cast.Hub.Get<SteerCollection>().RunAsync(other, cast.Remote, made, CollectionAct.Remove, default)).Refusal?.Code);
            Assert.Equal("not-found", (await cast.Hub.Get<WithdrawFromRemote>().RunAsync(other, cast.Remote, default)).Refusal?.Code);
            Assert.Equal("not-found", (await cast.Hub.Get<TakeRemoteOver>().RunAsync(other, cast.Remote, default)).Refusal?.Code);
            Assert.Empty(await cast.Hub.Get<RemoteBook>().ListAsync(other, default));
        }

        Assert.Equal("administrators-only", (await cast.Hub.Get<AddRemote>().RunAsync(await cast.AsAsync("Lok"), new NewRemote("x", "https://a.example/", RemoteScheme.None, "", ""), default)).Refusal?.Code);
        foreach (var (address, scheme, user, secret, code) in (List<(string, RemoteScheme, string, string, string)>)
        [
            ("http://a.example/taxii2/", RemoteScheme.None, "", "", "remote-address"), ("https://u:p@a.example/", RemoteScheme.None, "", "", "remote-address"), ("taxii2", RemoteScheme.None, "", "", "remote-address"),
            ("https://a.example/", RemoteScheme.Header, "X-Key", "a\r\nHost: b", "remote-credentials"), ("https://a.example/", RemoteScheme.Header, "Host", "b", "remote-header"),
            ("https://a.example/", RemoteScheme.Bearer, "", "", "remote-credentials"), ("https://a.example/", RemoteScheme.Basic, "a:b", "c", "remote-credentials"),
        ])
        {
            Assert.Equal(code, (await cast.Hub.Get<AddRemote>().RunAsync(await cast.AsAsync("Mei"), new NewRemote("x", address, scheme, user, secret), default)).Refusal?.Code);
        }
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_root_at_another_place_is_not_offered_and_never_sees_the_credentials(Engine engine)
    {
        await using var cast = await RemoteCast.StartAsync(engine);
        var offered = RemoteCast.Is(await cast.Hub.Get<ListOffered>().RunAsync(await cast.AsAsync("Mei"), cast.Remote, default));
        Assert.Equal([(cast.Server.Root, "Threats")], offered.Select(o => (o.Root.AbsoluteUri, o.Collection.Title)));
        Assert.Equal(
            "remote-collection",
            (await cast.Hub.Get<FollowCollection>().RunAsync(await cast.AsAsync("Mei"), cast.Remote, new NewFollowing("http://elsewhere.example/api/", OtherServer.Collection, 60, 0, "organisation"), default)).Refusal?.Code);
    }

    private static async Task LieAsync(HttpContext c, string lie, int n)
    {
        switch (lie)
        {
            case "repeats":
                await OtherServer.EnvelopeAsync(c, OtherServer.Envelope("\"more\":true,\"next\":\"same\"", OtherServer.Indicator(n)), 5);
                break;
            case "nowhere":
                await OtherServer.EnvelopeAsync(c, OtherServer.Envelope("\"more\":true", OtherServer.Indicator(n)));
                break;
            case "empty":
                await OtherServer.EnvelopeAsync(c, $"{{\"more\":true,\"next\":\"{n}\"}}");
                break;
            case "endless":
                await OtherServer.EnvelopeAsync(c, OtherServer.Envelope($"\"more\":true,\"next\":\"{n}\"", OtherServer.Indicator(1)));
                break;
            case "html":
                await OtherServer.EnvelopeAsync(c, "<html></html>", type: "text/html");
                break;
            case "json":
                await OtherServer.EnvelopeAsync(c, "{}", type: "application/json");
                break;
            case "twice":
                await OtherServer.EnvelopeAsync(c, "{\"more\":false,\"objects\":[],\"more\":true}");
                break;
            case "list":
                await OtherServer.EnvelopeAsync(c, "[]");
                break;
            case "deep":
                await OtherServer.EnvelopeAsync(c, "{\"x\":" + new string('[', 5000) + new string(']', 5000) + "}");
                break;
            case "cut":
                await OtherServer.EnvelopeAsync(c, "{\"objects\":[");
                break;
            case "large":
                c.Response.ContentType = TaxiiMedia.Type;
                await c.Response.WriteAsync("{\"x\":\"");
                for (var i = 0; i < 40 && !c.RequestAborted.IsCancellationRequested; i++)
                {
                    await c.Response.WriteAsync(new string('a', 1 << 20));
                }

                break;
            case "lies":
                c.Response.ContentType = TaxiiMedia.Type;
                c.Response.ContentLength = 1L << 40;
                await c.Response.WriteAsync("{");
                break;
            case "bomb":
                c.Response.ContentType = TaxiiMedia.Type;
                c.Response.Headers.ContentEncoding = "gzip";
                await using (var packed = new GZipStream(c.Response.Body, CompressionLevel.Fastest))
                {
                    await packed.WriteAsync(Encoding.UTF8.GetBytes("{\"x\":\""));
                    var nothing = Enumerable.Repeat((byte)'a', 1 << 20).ToArray();
                    for (var i = 0; i < 200 && !c.RequestAborted.IsCancellationRequested; i++)
                    {
                        await packed.WriteAsync(nothing);
                    }
                }

                break;
            case "away":
                c.Response.Redirect("http://169.254.169.254/taxii2/");
                break;
            case "torn":
                c.Response.ContentType = TaxiiMedia.Type;
                await c.Response.WriteAsync("{");
                c.Abort();
                break;
            default:
                c.Response.StatusCode = int.Parse(lie, System.Globalization.CultureInfo.InvariantCulture);
                break;
        }
    }

    private static List<(string Id, Tlp Label)> Shown(IEnumerable<PlacedObject> objects) => [.. objects.Select(o => ($"{o.Type}--{o.Uid}", o.Label)).OrderBy(o => o.Item1, StringComparer.Ordinal)];
}
