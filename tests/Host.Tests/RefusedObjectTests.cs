using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Infohub.Platform.Data;

namespace Infohub.Host.Tests;

/// <summary>Why an object was refused: on pages in the reader's language, to machines as it always was.</summary>
public sealed class RefusedObjectTests
{
    private const string English = "“name” is required";
    private const string Bundle =
        """
        {"type":"bundle","id":"bundle--00000000-0000-4000-8000-000000000001","objects":[
        {"type":"identity","spec_version":"2.1","id":"identity--00000000-0000-4000-8000-000000000002","created":"2026-02-01T00:00:00.000Z","modified":"2026-02-01T00:00:00.000Z","name":"Somebody"},
        {"type":"identity","spec_version":"2.1","id":"identity--00000000-0000-4000-8000-000000000003","created":"2026-02-01T00:00:00.000Z","modified":"2026-02-01T00:00:00.000Z"}, oh
        """;

    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task The_page_of_an_import_names_the_reason_in_the_language_of_whoever_looks(Engine engine)
    {
        await using var hub = await RunningHub.StartAsync(engine);
        using var mei = await Member.JoinAsync(hub, "Mei");
        using var form = new MultipartFormDataContent { { new StringContent(Member.TokenIn(await mei.ReadAsync("/import"))), "__RequestVerificationToken" }, { new StringContent(Bundle), "pasted" } };
        using var imported = await mei.Browser.PostAsync("/import", form);
        Assert.Equal(HttpStatusCode.Redirect, imported.StatusCode);
        var draft = imported.Headers.Location!.ToString();
        foreach (var (language, reason, rest) in ((string, string, string)[])
        [
            ("zh-Hant", "<span>必須有「name」</span>", "其餘部分"), ("zh-Hans", "<span>必须有“name”</span>", "其余部分"), ("en", $"<span>{English}</span>", "The rest was not read: /objects/2: this is no JSON, or too deep"),
        ])
        {
            await SpeakAsync(hub, language);
            var page = WebUtility.HtmlDecode(await mei.ReadAsync(draft));
            Assert.Contains(reason, page, StringComparison.Ordinal);
            Assert.Contains("/name STIX 2.1 §", page, StringComparison.Ordinal);
            Assert.Contains(rest, page, StringComparison.Ordinal);
            Assert.Equal(language == "en", page.Contains("this is no JSON", StringComparison.Ordinal));
        }

        // What nothing is made of is refused whole, in these words too.
        using var nothing = new MultipartFormDataContent { { new StringContent(Member.TokenIn(await mei.ReadAsync("/import"))), "__RequestVerificationToken" }, { new StringContent("{\"type\":\"bundle\"}"), "pasted" } };
        await SpeakAsync(hub, "zh-Hant");
        using var refused = await mei.Browser.PostAsync("/import", nothing);
        Assert.Contains("這不是載有物件的 STIX 2.1 套件：沒有清單「objects」", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task Machines_get_the_outcomes_of_objects_in_English_and_with_the_members_they_always_had(Engine engine)
    {
        await using var hub = await RunningHub.StartAsync(engine);
        using var mei = await Member.JoinAsync(hub, "Mei");
        await SpeakAsync(hub, "zh-Hant");
        using var content = new StringContent(Bundle, Encoding.UTF8, "application/json");
        using var answer = await mei.Machine.PostAsync("/api/v1/objects", content);
        var receipt = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        var outcome = receipt.GetProperty("outcomes")[1];
        Assert.Equal(["index", "id", "version", "reason", "path", "clause", "isTaken", "note"], outcome.EnumerateObject().Select(m => m.Name));
        Assert.Equal((English, "/name"), (outcome.GetProperty("reason").GetString(), outcome.GetProperty("path").GetString()));
        Assert.Equal("/objects/2: this is no JSON, or too deep (RFC 8259)", receipt.GetProperty("fault").GetString());

        using var envelope = new StringContent(Bundle, Encoding.UTF8);
        envelope.Headers.ContentType = MediaTypeHeaderValue.Parse("application/taxii+json;version=2.1");
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/taxii2/tlp2/collections/");
        asked.Headers.TryAddWithoutValidation("Accept", "application/taxii+json;version=2.1");
        using var collections = await mei.Machine.SendAsync(asked);
        var into = JsonDocument.Parse(await collections.Content.ReadAsStringAsync()).RootElement.GetProperty("collections").EnumerateArray().First(c => c.GetProperty("can_write").GetBoolean()).GetProperty("id").GetString();
        using var sent = new HttpRequestMessage(HttpMethod.Post, $"/taxii2/tlp2/collections/{into}/objects/") { Content = envelope };
        sent.Headers.TryAddWithoutValidation("Accept", "application/taxii+json;version=2.1");
        using var added = await mei.Machine.SendAsync(sent);
        var failures = JsonDocument.Parse(await added.Content.ReadAsStringAsync()).RootElement.GetProperty("failures").EnumerateArray().Select(f => f.GetProperty("message").GetString()!).ToList();
        Assert.Contains(failures, f => f.StartsWith("/objects/1/name: " + English, StringComparison.Ordinal));
        Assert.Contains("/objects/2: this is no JSON, or too deep (RFC 8259). What follows was not read.", failures);
    }

    private static Task SpeakAsync(RunningHub hub, string language) => hub.Get<Database>().WriteAsync(tx => tx.RunAsync("update person set language = @language", default, ("language", language)), default);
}
