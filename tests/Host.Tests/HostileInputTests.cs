using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Infohub.Platform.Data;

namespace Infohub.Host.Tests;

/// <summary>Whatever a machine or a form sends: it is done or refused with a sentence, never half done, never a defect.</summary>
public sealed partial class HostileInputTests(ITestOutputHelper output)
{
    private static readonly string[] Tables =
        ["item", "item_version", "comment", "disclosure_report", "attachment", "draft_reviewer", "audience_part", "audit", "outbox", "item_grant", "idempotency", "circle_member", "circle_waiting", "organisation", "person", "circle"];

    /// <summary>The same requests each time, so that a change is judged by what it changes; the deep run seeks new ones.</summary>
    private static Config Chance => Count > 600 ? Config.QuickThrowOnFailure : Config.QuickThrowOnFailure.WithReplay(2026, 1125);

    private static int Count => Environment.GetEnvironmentVariable("INFOHUB_DEEP") == "1" ? 20_000 : 600;

    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task No_request_of_a_machine_breaks_the_hub_or_leaves_a_half_of_anything(Engine engine)
    {
        await using var hub = await RunningHub.StartAsync(engine);
        using var mei = await Member.JoinAsync(hub, "Mei");
        var known = await mei.ShareByKeyAsync(new { kind = "question", label = "TLP:GREEN", audience = new[] { "community" }, title = "Known", body = "Words." });
        using var description = JsonDocument.Parse(await hub.Client.GetStringAsync("/api/v1/openapi.json"));
        var answers = new SortedDictionary<int, int>();
        async Task HoldsAsync(HostileRequest request)
        {
            var before = await RowsAsync(hub);
            using var message = request.ToMessage(hub.Client.BaseAddress!);
            using var answer = await mei.Machine.SendAsync(message);
            var status = (int)answer.StatusCode;
            answers[status] = answers.GetValueOrDefault(status) + 1;
            Assert.True(status < 500, status + " " + await answer.Content.ReadAsStringAsync());
            if (status >= 400)
            {
                Assert.Equal(before, await RowsAsync(hub));
            }

            // where the server itself could not read the request's first line, it answers without a body
            if (status >= 400 && answer.Content.Headers.ContentLength != 0 && status != (int)HttpStatusCode.Gone)
            {
                Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
                Assert.NotEqual("", (await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync())).RootElement.GetProperty("code").GetString());
            }
        }

        Prop.ForAll(HostileRequests.For(description.RootElement, known), request => HoldsAsync(request).GetAwaiter().GetResult()).Check(Chance.WithMaxTest(Count));
        output.WriteLine(string.Join(", ", answers.Select(a => $"{a.Key}: {a.Value}")));
        Assert.True(answers.Keys.Any(s => s < 300) && answers.ContainsKey(400) && answers.ContainsKey(422), "too few kinds of requests reached the hub");
        Assert.Equal(HttpStatusCode.OK, (await mei.Machine.GetAsync("/api/v1/posts")).StatusCode);
    }

    [Theory]
    [InlineData("/signin")]
    [InlineData("/language")]
    [InlineData("/setup")]
    [InlineData("/welcome/x")]
    [InlineData("/api/v1/posts/X/attachments")]
    public async Task A_part_of_a_form_in_an_unsafe_encoding_is_refused(string path)
    {
        await using var hub = await RunningHub.StartAsync(Engine.Sqlite);
        using var mei = await Member.JoinAsync(hub, "Mei");
        using var form = new MultipartFormDataContent { { new StringContent("x"), "email" } };
        form.First().Headers.Remove("Content-Type");
        form.First().Headers.TryAddWithoutValidation("Content-Type", "text/plain; charset=utf-7");
        using var answer = await (path.StartsWith("/api/", StringComparison.Ordinal) ? mei.Machine : hub.Client).PostAsync(path, form);
        Assert.InRange((int)answer.StatusCode, 400, 499);
        Assert.NotEqual("", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/signin", "email[=a")]
    [InlineData("/signin", "[]=a&email=b&a[b=c")]
    [InlineData("/language", "]to[=en")]
    [InlineData("/share", "title[=a&audience[]=community")]
    public async Task Half_brackets_in_names_of_fields_break_no_form(string path, string body)
    {
        await using var hub = await RunningHub.StartAsync(Engine.Sqlite);
        using var mei = await Member.JoinAsync(hub, "Mei");
        var token = Uri.EscapeDataString(Member.TokenIn(await mei.ReadAsync("/share")));
        using var form = new StringContent($"__RequestVerificationToken={token}&{body}", System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await mei.Browser.PostAsync(path + "?" + body, form);
        Assert.InRange((int)answer.StatusCode, 200, 499);
    }

    [Theory]
    [InlineData("/items/%20")]
    [InlineData("/items/%0d%0a/edit")]
    [InlineData("/departed/%0d%0a")]
    [InlineData("/public/%20")]
    public async Task Nothing_stands_at_an_address_of_blanks(string path)
    {
        await using var hub = await RunningHub.StartAsync(Engine.Sqlite);
        using var mei = await Member.JoinAsync(hub, "Mei");
        using var shared = await mei.Machine.PostAsJsonAsync("/api/v1/posts", new { kind = "question", label = "TLP:GREEN", audience = new[] { "community" }, title = "A post", body = "of hers" });
        Assert.Equal(HttpStatusCode.Created, shared.StatusCode);
        using var answer = await mei.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("/feeds?handler=Make", "/feeds")]
    [InlineData("/feeds?handler=Bind", "/feeds")]
    [InlineData("/share", "/share")]
    [InlineData("/circles/new", "/circles/new")]
    [InlineData("/keys", "/keys")]
    public async Task What_is_sent_as_no_form_breaks_no_page(string path, string page)
    {
        await using var hub = await RunningHub.StartAsync(Engine.Sqlite);
        using var mei = await Member.JoinAsync(hub, "Mei");
        using var content = new StringContent("name=x");
        content.Headers.Add("RequestVerificationToken", Member.TokenIn(await mei.ReadAsync(page)));
        using var answer = await mei.Browser.PostAsync(path, content);
        Assert.InRange((int)answer.StatusCode, 200, 499);
    }

    [Theory]
    [InlineData("/error")]
    [InlineData("/error/503")]
    [InlineData("/error/999")]
    public async Task The_page_of_errors_asked_for_itself_is_not_there(string path)
    {
        await using var hub = await RunningHub.StartAsync(Engine.Sqlite);
        Assert.Equal(HttpStatusCode.NotFound, (await hub.Client.GetAsync(path)).StatusCode);
    }

    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task No_form_breaks_a_page_and_what_is_kept_is_shown_with_nothing_hidden(Engine engine)
    {
        await using var hub = await RunningHub.StartAsync(engine);
        using var mei = await Member.JoinAsync(hub, "Mei");
        using var ho = await Member.JoinAsync(hub, "Ho");
        var share = await mei.ReadAsync("/share");
        foreach (var text in HostileRequests.Texts)
        {
            var hostile = "A " + text + " z";
            using (var refused = await mei.SendAsync("/share", share, ("kind", text), ("label", text), ("audience", text), ("pap", text), ("release", text), ("reviewers", text), ("draft", text), ("act", "share")))
            {
                Assert.True((int)refused.StatusCode < 500, $"share: {refused.StatusCode} for {JsonSerializer.Serialize(text)}");
            }

            using var shared = await mei.SendAsync(
                "/share", share, ("kind", "question"), ("label", "Green"), ("audience", "community"), ("title", Cut(hostile, 200)), ("summary", Cut(hostile, 400)), ("body", hostile), ("references", hostile), ("act", "share"));
            if (text.Contains('\0', StringComparison.Ordinal))
            {
                // the server takes no form with a NUL in it
                Assert.Equal(HttpStatusCode.BadRequest, shared.StatusCode);
                continue;
            }

            Assert.Equal(HttpStatusCode.Redirect, shared.StatusCode);
            var path = shared.Headers.Location!.ToString();
            foreach (var (handler, field) in ((string, string)[])[("Comment", "text"), ("Disclose", "text"), ("PassOn", "part"), ("Ask", "part"), ("Answer", "ask"), ("TakeBack", "comment")])
            {
                using var answer = await ho.SendAsync($"{path}?handler={handler}", await ho.ReadAsync(path), (field, hostile));
                Assert.True((int)answer.StatusCode < 500, $"{handler}: {answer.StatusCode} for {JsonSerializer.Serialize(text)}");
            }

            AssertNothingHidden(await mei.ReadAsync(path), text);
            // Filters that were typed lead on to the address that says them.
            using (var found = await mei.GetAsync("/search?q=" + Uri.EscapeDataString(Cut(hostile, 300).Replace('\uD800', ' ').Replace('\uDC00', ' '))))
            {
                AssertNothingHidden(found.StatusCode == HttpStatusCode.Redirect ? await mei.ReadAsync(found.Headers.Location!.OriginalString) : await found.Content.ReadAsStringAsync(), text);
                Assert.True(found.IsSuccessStatusCode || found.StatusCode == HttpStatusCode.Redirect, $"search: {found.StatusCode}");
            }

            using var gone = await mei.SendAsync($"{path}?handler=Withdraw", await mei.ReadAsync(path), ("reason", Cut(hostile, 500)));
            Assert.Equal(HttpStatusCode.Redirect, gone.StatusCode);
        }

        AssertNothingHidden(await ho.ReadAsync("/"), "the list");
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];

    /// <summary>Text that is shown holds no direction, zero-width or control character; in a form's field it stays as it was typed.</summary>
    private static void AssertNothingHidden(string page, string text)
    {
        var shown = WebUtility.HtmlDecode(Fields().Replace(page, ""));
        Assert.True(
            !shown.Any(c => (char.IsControl(c) && c is not ('\n' or '\r' or '\t')) || c is (>= '\u200B' and <= '\u200C') or (>= '\u200E' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFEFF'),
            "something hidden is shown for " + JsonSerializer.Serialize(text));
    }

    private static async Task<string> RowsAsync(RunningHub hub) => await hub.Get<Database>().ReadAsync(
        async sql =>
        {
            var rows = new List<string>();
            foreach (var table in Tables)
            {
                rows.Add($"{table} {await sql.NumberAsync("select count(*) from " + table, default)}");
            }

            return string.Join('\n', rows);
        },
        default);

    [GeneratedRegex("<textarea\\b.*?</textarea>|<input\\b[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Fields();
}
