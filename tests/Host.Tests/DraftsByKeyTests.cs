using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Infohub.Platform.Data;

namespace Infohub.Host.Tests;

public sealed class DraftsByKeyTests
{
    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task A_machine_goes_on_with_a_draft_and_names_who_reviews_it(Engine engine)
    {
        await using var hub = await RunningHub.StartAsync(engine);
        using var mei = await Member.JoinAsync(hub, "Mei");
        using var ho = await Member.JoinAsync(hub, "Ho");
        using var au = await Member.JoinAsync(hub, "Au");
        var id = await KeepAsync(mei, HttpMethod.Post, "", Draft("First words", reviewers: ["HO"]), HttpStatusCode.Created);
        Assert.Equal(("First words", "HO"), await TitleAndReviewersAsync(mei, id));
        Assert.Contains("First words", await ho.ReadAsync("/items/" + id), StringComparison.Ordinal);
        await RefusedAsync(au, id, HttpStatusCode.NotFound, "not-found");
        await RefusedAsync(ho, id, HttpStatusCode.NotFound, "not-found");

        Assert.Equal(id, await KeepAsync(mei, HttpMethod.Put, "/" + id, Draft("Second words"), HttpStatusCode.OK));
        Assert.Equal(("Second words", "HO"), await TitleAndReviewersAsync(mei, id));
        Assert.Contains("Second words", await ho.ReadAsync("/items/" + id), StringComparison.Ordinal);
        await KeepAsync(mei, HttpMethod.Put, "/" + id, Draft("Third words", reviewers: ["AU"]), HttpStatusCode.OK);
        Assert.Contains("Third words", await au.ReadAsync("/items/" + id), StringComparison.Ordinal);
        using var gone = await ho.GetAsync("/items/" + id);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        using (var wrong = await mei.Machine.PutAsJsonAsync("/api/v1/drafts/" + id, Draft("Lost words", reviewers: ["NOBODY"])))
        {
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "reviewer"), (wrong.StatusCode, await CodeAsync(wrong)));
        }

        Assert.Equal(("Third words", "AU"), await TitleAndReviewersAsync(mei, id));
        using (var shared = await mei.Machine.PostAsJsonAsync($"/api/v1/drafts/{id}/sharing", new { kind = "question", label = "TLP:GREEN", audience = new[] { "community" }, title = "Last words" }))
        {
            Assert.Equal(HttpStatusCode.Created, shared.StatusCode);
        }

        Assert.Equal("Last words", (await ho.ReadByKeyAsync(id)).GetProperty("title").GetString());
        await RefusedAsync(mei, id, HttpStatusCode.Conflict, "shared-before");
    }

    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task A_machine_reads_the_record_of_an_own_post_as_far_as_its_ceiling_goes(Engine engine)
    {
        await using var hub = await RunningHub.StartAsync(engine);
        using var mei = await Member.JoinAsync(hub, "Mei", "BANKING");
        using var ho = await Member.JoinAsync(hub, "Ho", "BANKING");
        var post = new { kind = "question", label = "TLP:GREEN", audience = new[] { "circle:BANKING" }, title = "Seen?", body = "text" };
        var (_, path) = await mei.ShareByPageAsync(("kind", "question"), ("label", "Amber"), ("audience", "circle:BANKING"), ("title", "Seen?"), ("body", "text"));
        var id = path.Split('/')[^1];
        await ho.ReadAsync(path);
        using (var above = await mei.Machine.GetAsync($"/api/v1/posts/{id}/record"))
        {
            Assert.Equal(HttpStatusCode.NotFound, above.StatusCode);
        }

        await hub.Get<Database>().WriteAsync(tx => tx.RunAsync("update api_key set ceiling = 2", default), default);
        Assert.Equal(["read.page Ho v1", "item.share Mei TLP:AMBER"], await ActsAsync(mei, id));
        var form = await mei.ReadAsync(path + "/label");
        using (var changed = await mei.SendAsync(path + "/label", form, ("label", "Green"), ("audience", "circle:BANKING")))
        {
            Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        }

        Assert.Equal(["item.relabel Mei TLP:GREEN", "read.page Mei v1", "read.page Ho v1", "item.share Mei TLP:AMBER"], await ActsAsync(mei, id));
        await hub.Get<Database>().WriteAsync(tx => tx.RunAsync("update api_key set ceiling = 1", default), default);
        Assert.Equal(["item.relabel Mei TLP:GREEN"], await ActsAsync(mei, id));
        using (var foreign = await ho.Machine.GetAsync($"/api/v1/posts/{id}/record"))
        {
            Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        }

        Assert.Equal(["item.share Mei TLP:GREEN"], await ActsAsync(mei, await mei.ShareByKeyAsync(post)));
    }

    private static object Draft(string title, string[]? reviewers = null) =>
        new { kind = "question", label = "TLP:GREEN", audience = new[] { "community" }, title, body = "text", reviewers };

    private static async Task<string> KeepAsync(Member who, HttpMethod method, string path, object draft, HttpStatusCode wanted)
    {
        using var request = new HttpRequestMessage(method, "/api/v1/drafts" + path) { Content = JsonContent.Create(draft) };
        using var answer = await who.Machine.SendAsync(request);
        Assert.True(answer.StatusCode == wanted, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    private static async Task RefusedAsync(Member who, string id, HttpStatusCode status, string code)
    {
        using var answer = await who.Machine.PutAsJsonAsync("/api/v1/drafts/" + id, Draft("Not theirs", reviewers: []));
        Assert.Equal((status, code), (answer.StatusCode, await CodeAsync(answer)));
    }

    private static async Task<string> CodeAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()!;

    private static async Task<(string, string)> TitleAndReviewersAsync(Member who, string id)
    {
        var draft = await who.ReadByKeyAsync(id);
        return (draft.GetProperty("title").GetString()!, string.Join(' ', draft.GetProperty("reviewers").EnumerateArray().Select(r => r.GetString())));
    }

    private static async Task<List<string>> ActsAsync(Member who, string id)
    {
        var record = await who.Machine.GetFromJsonAsync<JsonElement>($"/api/v1/posts/{id}/record");
        return [.. record.GetProperty("items").EnumerateArray().Select(a => $"{a.GetProperty("act").GetString()} {a.GetProperty("person").GetString()} {a.GetProperty("detail").GetString()}")];
    }
}
