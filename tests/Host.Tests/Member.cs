using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Infohub.Community.Public;
using Infohub.Community.Viewers;
using Infohub.Platform.Data;

namespace Infohub.Host.Tests;

/// <summary>A member of a running hub as a browser without script and as a machine: one session, one key, nothing but HTTP.</summary>
internal sealed partial class Member(HttpClient browser, HttpClient machine) : IDisposable
{
    public HttpClient Browser => browser;

    public HttpClient Machine => machine;

    /// <summary>One person of an organisation of that name, in the circles that are named; what is new among them is made.</summary>
    public static async Task<Member> JoinAsync(RunningHub hub, string name, params string[] circles)
    {
        var (session, secret, uid) = (name + "-session-of-a-test", "ihk_" + name.ToLowerInvariant().PadRight(52, 'a'), name.ToUpperInvariant());
        await hub.Get<Database>().WriteAsync(
            async tx =>
            {
                var org = await tx.NumberAsync(
                    "insert into organisation(uid, name, standing, state, joined_at, created_at) values (@uid, @name, 0, 1, 1, 1) returning id", default, ("uid", uid), ("name", "Bank of " + name));
                var person = await tx.NumberAsync(
                    "insert into person(uid, org_id, name, email, state, roles, joined_at, created_at) values (@uid, @org, @name, @email, 1, 0, 1, 1) returning id",
                    default, ("uid", uid), ("org", org), ("name", name), ("email", name.ToLowerInvariant() + "@hub.example"));
                await tx.RunAsync(
                    "insert into session(token, person_id, created_at, seen_at, factor_at, strong_at) values (@token, @person, @now, @now, @now, @now)",
                    default, ("token", ViewerSource.HashSecret(session)), ("person", person), ("now", tx.Now));
                await tx.RunAsync(
                    """
                    insert into api_key(uid, name, hash, hint, org_id, person_id, made_by, scopes, created_at, expires_at)
                    values (@uid, 'k', @hash, 'ihk_', @org, @person, @person, @scopes, 1, @never)
                    """,
                    default, ("uid", uid), ("hash", ViewerSource.HashSecret(secret)), ("org", org), ("person", person), ("scopes", Scopes.Read | Scopes.Write | Scopes.Drafts), ("never", Micros.Never));
                foreach (var circle in circles)
                {
                    await tx.RunAsync(
                        """
                        insert into circle(uid, name, joining, listed, takes_outside, members_shown, history, all_from, created_at)
                        values (@circle, @circle, 0, 1, 0, 1, 0, 0, 1) on conflict do nothing
                        """,
                        default, ("circle", circle));
                    await tx.RunAsync(
                        "insert into circle_member(circle_id, org_id, person_id, since, reads_from) select id, @org, 0, 1, 0 from circle where uid = @circle",
                        default, ("org", org), ("circle", circle));
                }
            },
            default);
        var cookies = new CookieContainer();
        cookies.Add(hub.Client.BaseAddress!, new Cookie("infohub", session));
        var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies, Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = hub.Client.BaseAddress };
        var machine = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = hub.Client.BaseAddress };
        machine.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        return new Member(browser, machine);
    }

    public async Task<string> ReadAsync(string path)
    {
        using var answer = await browser.GetAsync(path);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode} {answer.Headers.Location}");
        return page;
    }

    /// <summary>What a page's forms send against forged ones.</summary>
    public static string TokenIn(string page) => Token().Match(page).Groups[1].Value;

    public Task<HttpResponseMessage> GetAsync(string path) => browser.GetAsync(path);

    /// <summary>Sends a form with the token of the page that it stands on.</summary>
    public async Task<HttpResponseMessage> SendAsync(string path, string page, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", TokenIn(page)), .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))]);
        return await browser.PostAsync(path, form);
    }

    /// <summary>The same, with its body in two halves and what happens between them.</summary>
    public async Task<HttpResponseMessage> SendSlowlyAsync(string path, string page, Func<Task> between, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", TokenIn(page)), .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))]);
        return await SendSlowlyAsync(browser, path, form, between);
    }

    /// <summary>By key, in two halves.</summary>
    public Task<HttpResponseMessage> SendSlowlyAsync(string path, HttpContent body, Func<Task> between) => SendSlowlyAsync(machine, path, body, between);

    /// <summary>Looks at the preview first, then shares; gives the preview and the new item's path.</summary>
    public async Task<(string Preview, string Item)> ShareByPageAsync(params (string Name, string Value)[] fields)
    {
        using var looked = await SendAsync("/share", await ReadAsync("/share"), [.. fields, ("act", "preview")]);
        var preview = await looked.Content.ReadAsStringAsync();
        Assert.Contains("id=\"readers\"", preview, StringComparison.Ordinal);
        using var shared = await SendAsync("/share", preview, [.. fields, ("act", "share")]);
        Assert.Equal(HttpStatusCode.Redirect, shared.StatusCode);
        return (preview, shared.Headers.Location!.ToString());
    }

    public async Task<string> ShareByKeyAsync(object post)
    {
        using var answer = await machine.PostAsJsonAsync("/api/v1/posts", post);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    public Task<JsonElement> ReadByKeyAsync(string id) => machine.GetFromJsonAsync<JsonElement>("/api/v1/posts/" + id);

    /// <summary>Saves a feed by the page; gives the addresses of its block list and its JSON, tokens included.</summary>
    public async Task<(string Text, string Json)> MakeFeedAsync()
    {
        using var made = await SendAsync("/feeds?handler=Make", await ReadAsync("/feeds"), ("name", "Firewall"));
        var page = await made.Content.ReadAsStringAsync();
        return (Made("txt"), Made("json"));

        string Made(string kind) => WebUtility.HtmlDecode(Regex.Match(page, $"<code id=\"made-{kind}\">([^<]+)<").Groups[1].Value);
    }

    public void Dispose()
    {
        browser.Dispose();
        machine.Dispose();
    }

    private static async Task<HttpResponseMessage> SendSlowlyAsync(HttpClient client, string path, HttpContent body, Func<Task> between)
    {
        using var content = new SlowContent(body, between);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        // The server says "go on" when the body is first read: who asks is known to it then.
        request.Headers.ExpectContinue = true;
        return await client.SendAsync(request);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    private sealed class SlowContent : HttpContent
    {
        private readonly HttpContent body;
        private readonly Func<Task> between;

        public SlowContent(HttpContent body, Func<Task> between)
        {
            (this.body, this.between) = (body, between);
            Headers.ContentType = body.Headers.ContentType;
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var bytes = await body.ReadAsByteArrayAsync();
            await stream.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
            await stream.FlushAsync();
            await between();
            await stream.WriteAsync(bytes.AsMemory(bytes.Length / 2));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = body.Headers.ContentLength ?? 0;
            return length > 0;
        }
    }
}
