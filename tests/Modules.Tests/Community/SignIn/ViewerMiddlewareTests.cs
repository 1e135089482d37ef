using System.Net;
using Infohub.Community.Keys;
using Infohub.Community.Public;
using Infohub.Community.Viewers;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Modules.Tests.Community.SignIn;

public sealed class ViewerMiddlewareTests
{
    private const string Key = "ihk_abcdefghijklmnopqrstuvwxyz";

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_cookie_counts_on_pages_and_a_key_elsewhere_and_never_both(Engine engine)
    {
        await using var hub = await StartAsync(engine);
        var mei = await WithKeyAsync(hub);

        Assert.Equal(ViewerKind.Person, (await AskAsync(hub, Allow.Everyone, "/", mei.Token)).Kind);
        Assert.Equal(ViewerKind.Person, (await AskAsync(hub, Allow.Everyone, "/", mei.Token, "Bearer " + Key)).Kind);
        Assert.Equal(ViewerKind.Anonymous, (await AskAsync(hub, Allow.Everyone, "/", null, "Bearer " + Key)).Kind);
        Assert.Equal(ViewerKind.Key, (await AskAsync(hub, Allow.Key, "/api/v1/items", mei.Token, "Bearer " + Key)).Kind);
        Assert.Equal(ViewerKind.Key, (await AskAsync(hub, Allow.Key, "/API/v1/items", null, "bEARER   " + Key)).Kind);
        Assert.Equal(ViewerKind.Key, (await AskAsync(hub, Allow.Key, "/taxii2/", mei.Token, "Bearer " + Key)).Kind);
        Assert.Equal(401, (await AskAsync(hub, Allow.Key, "/api/v1/items", mei.Token)).Status);
        Assert.Equal(401, (await AskAsync(hub, Allow.Person, "/api/v1/items", mei.Token)).Status);
        Assert.Equal(ViewerKind.Anonymous, (await AskAsync(hub, Allow.Everyone, "/api/v1/about", mei.Token)).Kind);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_key_that_opens_nothing_is_a_problem_document(Engine engine)
    {
        await using var hub = await StartAsync(engine);
        await WithKeyAsync(hub);
        foreach (var header in new[] { "Bearer ihk_other", "Bearer", "Basic !", "Basic " + Basic("mei", "ihk_other"), "Digest " + Key, Key })
        {
            var answer = await AskAsync(hub, Allow.Everyone, "/api/v1/items", null, header);
            Assert.Equal((401, "Bearer", "application/problem+json"), (answer.Status, answer.Headers.WWWAuthenticate.ToString(), answer.Headers.ContentType.ToString()));
            Assert.False(answer.Ran);
        }

        await hub.RunAsync("update api_key set networks = '192.0.2.0/24'");
        Assert.Equal(401, (await AskAsync(hub, Allow.Key, "/api/v1/items", null, "Bearer " + Key)).Status);
    }

    /// <summary>Tools that speak TAXII and MISP know no other.</summary>
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_key_opens_by_each_scheme(Engine engine)
    {
        await using var hub = await StartAsync(engine);
        await WithKeyAsync(hub);
        foreach (var header in new[] { "Bearer " + Key, "bearer  " + Key, "Token " + Key, "Basic " + Basic("mei@hub.example", Key), "basic " + Basic("", Key), "Basic " + Key })
        {
            Assert.Equal((200, true), Brief(await AskAsync(hub, Allow.Key, "/api/v1/items", null, header)));
        }
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Who_is_not_signed_in_goes_to_sign_in_and_back(Engine engine)
    {
        await using var hub = await StartAsync(engine);
        var mei = await hub.PersonAsync("Mei");

        var answer = await AskAsync(hub, Allow.Person, "/items/AAAAA-BBBBB", null, query: "?v=2&x=a b");
        Assert.Equal((303, "/signin?back=%2Fitems%2FAAAAA-BBBBB%3Fv%3D2%26x%3Da%2520b"), (answer.Status, answer.Headers.Location.ToString()));
        Assert.Equal("/signin", (await AskAsync(hub, Allow.Person, "/items", null, method: "POST")).Headers.Location);
        await hub.RunAsync("insert into setting(name, value) values ('terms', '2')");
        Assert.Equal("/terms?back=%2Fitems", (await AskAsync(hub, Allow.Person, "/items", mei.Token)).Headers.Location);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Places_of_a_role_are_not_there_for_others(Engine engine)
    {
        await using var hub = await StartAsync(engine);
        var (mei, lau, auditor) = (await hub.PersonAsync("Mei"), await hub.PersonAsync("Lau", roles: Roles.Officer), await hub.PersonAsync("Ng", roles: Roles.Auditor));
        foreach (var token in new[] { null, mei.Token, auditor.Token })
        {
            Assert.Equal((404, false), Brief(await AskAsync(hub, Allow.Officer, "/officers", token)));
        }

        Assert.Equal((404, false), Brief(await AskAsync(hub, Allow.Auditor, "/audit", lau.Token)));
        Assert.Equal((200, true), Brief(await AskAsync(hub, Allow.Officer, "/officers", lau.Token)));
        Assert.Equal((200, true), Brief(await AskAsync(hub, Allow.Auditor, "/audit", auditor.Token)));
    }

    [Fact]
    public async Task The_machines_own_routes_answer_on_loopback_only()
    {
        await using var hub = await StartAsync(Engine.Sqlite);
        Assert.Equal((200, true), Brief(await AskAsync(hub, Allow.Loopback, "/metrics", null, remote: "127.0.0.1")));
        Assert.Equal((404, false), Brief(await AskAsync(hub, Allow.Loopback, "/metrics", null)));
        Assert.Equal((404, false), Brief(await AskAsync(hub, Allow.Loopback, "/metrics", null, remote: "127.0.0.1", header: ("X-Forwarded-For", "203.0.113.7"))));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task The_page_of_another_site_or_of_a_sibling_host_changes_nothing(Engine engine)
    {
        await using var hub = await StartAsync(engine);
        var mei = await hub.PersonAsync("Mei");
        foreach (var from in (string[])["cross-site", "same-site", "nonsense"])
        {
            Assert.Equal((403, false), Brief(await AskAsync(hub, Allow.Person, "/items", mei.Token, method: "POST", header: ("Sec-Fetch-Site", from))));
        }

        Assert.Equal((200, true), Brief(await AskAsync(hub, Allow.Person, "/items", mei.Token, header: ("Sec-Fetch-Site", "cross-site"))));
        Assert.Equal((200, true), Brief(await AskAsync(hub, Allow.Person, "/items", mei.Token, method: "POST", header: ("Sec-Fetch-Site", "same-origin"))));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_session_is_written_down_as_seen_every_five_minutes_at_most(Engine engine)
    {
        await using var hub = await StartAsync(engine);
        var mei = await hub.PersonAsync("Mei");
        var start = hub.Clock.Now();
        hub.Clock.Advance(TimeSpan.FromMinutes(4));
        await AskAsync(hub, Allow.Person, "/", mei.Token);
        Assert.Equal(start, await hub.NumberAsync("select seen_at from session"));
        hub.Clock.Advance(TimeSpan.FromMinutes(2));
        await AskAsync(hub, Allow.Person, "/", mei.Token);
        Assert.Equal(hub.Clock.Now(), await hub.NumberAsync("select seen_at from session"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task The_use_of_a_key_is_written_down_after_the_answer_and_once_an_hour_at_most(Engine engine)
    {
        await using var hub = await StartAsync(engine);
        await WithKeyAsync(hub);
        var uses = hub.Get<KeyUses>();
        var first = hub.Clock.Now();
        foreach (var (minutes, written) in ((int, long)[])[(0, first), (30, first), (60, first + Micros.Hour)])
        {
            hub.Clock.Set(Micros.ToTime(first + (minutes * Micros.Minute)));
            Assert.Equal((200, true), Brief(await AskAsync(hub, Allow.Key, "/api/v1/posts", null, "Bearer " + Key)));
            await AskAsync(hub, Allow.Key, "/api/v1/posts", null, "Bearer " + Key);
            Assert.NotEqual(minutes == 30 ? 0 : written, await hub.NumberAsync("select used_at from api_key"));
            Assert.Equal(written, uses.Latest((await hub.NumberAsync("select id from api_key"))!.Value, (await hub.NumberAsync("select used_at from api_key"))!.Value));
            Assert.Equal(minutes == 30 ? null : "1 keys", await uses.FlushAsync(default));
            Assert.Equal(written, await hub.NumberAsync("select used_at from api_key"));
        }
    }

    private static Task<TestHub> StartAsync(Engine engine) => TestHub.StartAsync(engine, services => services.AddScoped<PageFrame>());

    private static async Task<Somebody> WithKeyAsync(TestHub hub)
    {
        var mei = await hub.PersonAsync("Mei");
        await hub.Database.WriteAsync(
            tx => tx.RunAsync(
                """
                insert into api_key(uid, name, hash, hint, org_id, person_id, made_by, scopes, created_at, expires_at)
                select 'K', 'k', @hash, '', org_id, id, id, 1, @now, @never from person where id = @person
                """,
                default,
                ("hash", ViewerSource.HashSecret(Key)),
                ("now", tx.Now),
                ("never", Micros.Never),
                ("person", mei.Id)),
            default);
        return mei;
    }

    private static string Basic(string user, string password) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(user + ":" + password));

    private static (int Status, bool Ran) Brief(Answer answer) => (answer.Status, answer.Ran);

    private static async Task<Answer> AskAsync(
        TestHub hub, Allow allow, string path, string? session, string? authorization = null, string method = "GET", string query = "",
        string remote = "203.0.113.7", (string Name, string Value)? header = null)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        (context.Request.Method, context.Request.Scheme, context.Request.Host) = (method, "https", new HostString("hub.example"));
        (context.Request.Path, context.Request.QueryString) = (path, QueryString.FromUriComponent(query.Replace(" ", "%20")));
        (context.Connection.RemoteIpAddress, context.Connection.LocalIpAddress) = (IPAddress.Parse(remote), IPAddress.Loopback);
        context.Request.Headers.Authorization = authorization;
        context.Request.Headers.Cookie = session is null ? null : "__Host-infohub=" + session;
        if (header is { } more)
        {
            context.Request.Headers[more.Name] = more.Value;
        }

        context.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(new AccessAttribute(allow)), "test"));
        var ran = false;
        var middleware = ActivatorUtilities.CreateInstance<ViewerMiddleware>(scope.ServiceProvider, (RequestDelegate)(_ =>
        {
            ran = true;
            return Task.CompletedTask;
        }));
        var current = scope.ServiceProvider.GetRequiredService<CurrentViewer>();
        await middleware.InvokeAsync(context, current, scope.ServiceProvider.GetRequiredService<Infohub.Platform.Ui.PageFrame>());
        return new Answer(context.Response.StatusCode, ran, ran ? current.Viewer.Kind : null, context.Response.Headers);
    }

    private sealed record Answer(int Status, bool Ran, ViewerKind? Kind, IHeaderDictionary Headers);
}
