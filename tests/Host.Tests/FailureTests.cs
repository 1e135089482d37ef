using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Infohub.Platform.Data;
using Infohub.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Host.Tests;

public sealed class FailureTests
{
    [Fact]
    public async Task Hidden_and_absent_pages_are_the_same_bytes()
    {
        await using var hub = await RunningHub.StartAsync();
        var one = await hub.Client.GetAsync("/officers/system");
        var two = await hub.Client.GetAsync("/nothing/at/all");
        Assert.Equal(HttpStatusCode.NotFound, one.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, two.StatusCode);
        Assert.Equal(WithoutToken(await one.Content.ReadAsStringAsync()), WithoutToken(await two.Content.ReadAsStringAsync()));
        var post = await hub.Client.PostAsync("/metrics", null);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, post.StatusCode);
    }

    [Fact]
    public async Task A_machine_gets_problems_with_a_sentence()
    {
        await using var hub = await RunningHub.StartAsync();
        await hub.MakeKeyAsync();
        await ExpectAsync(hub, HttpMethod.Get, "/api/v1/none", null, 404, "not-found");
        await ExpectAsync(hub, HttpMethod.Delete, "/api/v1/posts", null, 405, "method");
        await ExpectAsync(hub, HttpMethod.Post, "/api/v1/posts", """{"kind":"a","kind":"b"}""", 400, "json");
        await ExpectAsync(hub, HttpMethod.Post, "/api/v1/posts", """{"kind":"question","label":"TLP:GREEN","audience":["community"],"title":"a","shown":true}""", 400, "json");
        await ExpectAsync(hub, HttpMethod.Post, "/api/v1/posts", """{"Kind":"question","label":"TLP:GREEN","audience":["community"],"title":"a"}""", 400, "json");
        await ExpectAsync(hub, HttpMethod.Post, "/api/v1/posts", new string('[', 40), 400, "json");
        await ExpectAsync(hub, HttpMethod.Post, "/api/v1/posts", "{\"title\":\"" + new string('x', 1_100_000) + "\"}", 413, "too-large");
    }

    /// <summary>A client that sends all before it reads, as most do: the refusal waits for it, and the connection goes on.</summary>
    [Theory]
    [InlineData("/api/v1/posts", "application/json", true)]
    [InlineData("/api/v1/posts", "application/json", false)]
    [InlineData("/api/v1/lookup", "application/json", true)]
    [InlineData("/signin", "application/x-www-form-urlencoded", true)]
    public async Task A_body_that_is_too_large_is_refused_and_not_cut_off(string path, string type, bool isLengthSaid)
    {
        const int size = 40 * 1024 * 1024;
        await using var hub = await RunningHub.StartAsync();
        await hub.MakeKeyAsync();
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", hub.Client.BaseAddress!.Port, TestContext.Current.CancellationToken);
        await using var connection = client.GetStream();
        var head = $"Host: 127.0.0.1\r\nAuthorization: Bearer {RunningHub.Secret}\r\n";
        async Task SendAsync(string text) => await connection.WriteAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);
        await SendAsync($"POST {path} HTTP/1.1\r\n{head}Content-Type: {type}\r\n{(isLengthSaid ? $"Content-Length: {size}" : "Transfer-Encoding: chunked")}\r\n\r\n");
        await SendAsync((isLengthSaid ? "" : $"{size:x}\r\n") + new string(' ', size) + (isLengthSaid ? "" : "\r\n0\r\n\r\n"));
        await SendAsync($"GET /api/v1/posts HTTP/1.1\r\n{head}Connection: close\r\n\r\n");
        using var reader = new StreamReader(connection, Encoding.UTF8);
        var said = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["413", "200"], Regex.Matches(said, "HTTP/1.1 ([0-9]{3})").Select(m => m.Groups[1].Value));
        Assert.Contains("larger than this address takes", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_does_not_take_is_said_so_to_people_and_machines()
    {
        var breaks = new RunningHub.Breaks();
        await using var hub = await RunningHub.StartAsync(s => s.AddSingleton<IFaults>(breaks));
        await hub.MakeKeyAsync();
        breaks.Next = new IOException("no space left, said with a secret");
        await ExpectAsync(hub, HttpMethod.Post, "/api/v1/posts", """{"kind":"question","label":"TLP:GREEN","audience":["community"],"title":"a"}""", 503, "store");
        breaks.Next = null;
        var page = await hub.Client.GetAsync("/signin");
        var token = Regex.Match(await page.Content.ReadAsStringAsync(), "name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"").Groups[1].Value;
        breaks.Next = new IOException("no space left");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/signin");
        request.Headers.Add("Cookie", string.Join("; ", page.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0])));
        request.Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("Email", "a@b.example"), new("Password", "long enough to try"), new("Code", "123456")]);
        var answer = await hub.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var said = await answer.Content.ReadAsStringAsync();
        Assert.Contains("does not take or give", said, StringComparison.Ordinal);
        Assert.DoesNotContain("long enough to try", said, StringComparison.Ordinal);
        Assert.DoesNotContain("said with a secret", hub.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_holds_no_secret_and_no_content()
    {
        await using var hub = await RunningHub.StartAsync();
        await hub.MakeKeyAsync();
        await ExpectAsync(hub, HttpMethod.Post, "/api/v1/posts", """{"kind":"question","label":"TLP:GREEN","audience":["community"],"title":"PINEAPPLE title","body":"PINEAPPLE body"}""", 201, null);
        await ExpectAsync(hub, HttpMethod.Get, "/api/v1/posts?q=PINEAPPLE", null, 200, null);
        await ExpectAsync(hub, HttpMethod.Post, "/api/v1/posts", """{"kind":"PINEAPPLE","broken""", 400, "json");
        await hub.Client.GetAsync("/welcome/PINEAPPLEPINEAPPLEPINEAPPLEPINEAPPLEPINEAPPLE");
        await hub.Client.GetAsync("/PINEAPPLE?token=PINEAPPLE");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/signin");
        request.Headers.Add("Cookie", "infohub=PINEAPPLEcookie");
        request.Headers.UserAgent.ParseAdd("PINEAPPLE/1.0");
        await hub.Client.SendAsync(request);
        Assert.Contains(RequestLog.Category, hub.Log.Text, StringComparison.Ordinal);
        Assert.Contains("\"route\":\"/api/v1/posts", hub.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("PINEAPPLE", hub.Log.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(RunningHub.Secret[4..], hub.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Authorization: Bearer abc.def", "abc")]
    [InlineData("key " + RunningHub.Secret + " was used", "abcdefgh")]
    [InlineData("GET /welcome/AbCdEfGhIjKlMnOpQrSt done", "AbCd")]
    [InlineData("Cookie: infohub=opensesame", "opensesame")]
    [InlineData("password=hunter2 and more", "hunter2")]
    public void What_looks_like_a_secret_is_blacked_out(string text, string secret)
    {
        Assert.DoesNotContain(secret, LogForm.Clean(text), StringComparison.Ordinal);
        Assert.Contains("***", LogForm.Clean(text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_interface_is_described_and_can_be_read_as_a_page()
    {
        await using var hub = await RunningHub.StartAsync();
        using var document = JsonDocument.Parse(await hub.Client.GetStringAsync("/api/v1/openapi.json"));
        Assert.StartsWith("3.1", document.RootElement.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Equal("bearer", document.RootElement.GetProperty("components").GetProperty("securitySchemes").GetProperty("key").GetProperty("scheme").GetString());
        foreach (var operation in document.RootElement.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject()))
        {
            Assert.True(operation.Value.GetProperty("summary").GetString()!.Length > 3);
            Assert.True(operation.Value.GetProperty("responses").TryGetProperty("401", out _));
        }

        Assert.Contains("/api/v1/posts", await hub.Client.GetStringAsync("/api"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_tell_routes_and_queues_and_limits_are_told_in_headers()
    {
        await using var hub = await RunningHub.StartAsync();
        var answer = await hub.Client.GetAsync("/api");
        Assert.Equal("60", Assert.Single(answer.Headers.GetValues("RateLimit-Limit")));
        var text = await hub.Client.GetStringAsync("/metrics");
        Assert.Contains("infohub_outbox_waiting", text, StringComparison.Ordinal);
        Assert.Contains("http_route=\"/api\"", text, StringComparison.Ordinal);
        using var proxied = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        proxied.Headers.Add("X-Forwarded-For", "203.0.113.9");
        Assert.Equal(HttpStatusCode.NotFound, (await hub.Client.SendAsync(proxied)).StatusCode);
    }

    [Theory]
    [InlineData("/signin", "zh-Hant", "text/plain; charset=utf-7", "無法讀取請求")]
    [InlineData("/language", "en", "text/plain; charset=utf-7", "could not be read")]
    [InlineData("/welcome/x", "zh-Hans", "text/plain; charset=utf-7", "无法读取")]
    [InlineData("/setup", "en", "text/plain; charset=\"utf-7\"", "could not be read")]
    [InlineData("/api/v1/posts/0/attachments", "en", "text/plain; charset=utf-7", null)]
    [InlineData("/signin", "en", "text/plain; charset=nonsense", null)]
    [InlineData("/api/v1/posts/0/attachments", "en", "text/plain; charset=nonsense", null)]
    [InlineData("/signin", "en", "text/plain\r\nContent-Disposition: \"", null)]
    [InlineData("/api/v1/posts/0/attachments", "en", "text/plain\r\nno header", null)]
    public async Task A_form_that_cannot_be_read_is_refused_with_a_sentence(string path, string language, string partType, string? sentence)
    {
        await using var hub = await RunningHub.StartAsync();
        foreach (var end in (string[])["\r\n--x--\r\n", "\r\n--x", ""])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path);
            request.Headers.AcceptLanguage.ParseAdd(language);
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes($"--x\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Type: {partType}\r\n\r\nwords{end}"));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
            using var answer = await hub.Client.SendAsync(request);
            var said = await answer.Content.ReadAsStringAsync();
            Assert.True((int)answer.StatusCode < 500, $"{path}: {answer.StatusCode}");
            if (sentence is not null)
            {
                Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
                Assert.Contains(sentence, WebUtility.HtmlDecode(said), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_page_with_limits_of_its_own_for_forms_refuses_one_that_cannot_be_read()
    {
        await using var hub = await RunningHub.StartAsync();
        using var mei = await Member.JoinAsync(hub, "Mei");
        foreach (var charset in (string[])["utf-7", "UTF-7", "unicode-1-1-utf-7"])
        {
            using var part = new StringContent("words");
            part.Headers.ContentType = new("text/plain") { CharSet = charset };
            using var form = new MultipartFormDataContent { { part, "title" } };
            using var answer = await mei.Browser.PostAsync("/share", form);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    private static string WithoutToken(string page) => Regex.Replace(page, "value=\"[A-Za-z0-9_-]{80,}\"", "");

    private static async Task ExpectAsync(RunningHub hub, HttpMethod method, string path, string? body, int status, string? code)
    {
        using var request = new HttpRequestMessage(method, path);
        // a body that is too large is refused before it is sent: else the sending may end in a broken pipe before the answer is read
        request.Headers.ExpectContinue = body?.Length > 1_000_000;
        request.Headers.Authorization = new("Bearer", RunningHub.Secret);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        var answer = await hub.Client.SendAsync(request);
        Assert.Equal(status, (int)answer.StatusCode);
        if (code is not null)
        {
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            Assert.Equal(code, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        }
    }
}
