using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Infohub.Platform.Data;

namespace Infohub.Host.Tests;

/// <summary>What an answer says of itself to whoever keeps it.</summary>
public sealed class WaysOutTests
{
    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task What_is_withdrawn_from_the_public_is_gone_from_every_cache_that_asks(Engine engine)
    {
        await using var hub = await RunningHub.StartAsync(engine);
        using var mei = await Member.JoinAsync(hub, "Mei");
        var uid = await mei.ShareByKeyAsync(new { kind = "best-practice", label = "TLP:CLEAR", audience = (string[])["public"], title = "PINEAPPLE", body = "Text." });
        string[] places = ["/public/" + uid, "/public", "/public/rss", "/public/atom"];
        var tags = new List<EntityTagHeaderValue?>();
        foreach (var place in places)
        {
            using var first = await hub.Client.GetAsync(place);
            Assert.Equal("no-cache, public", string.Join(", ", first.Headers.CacheControl!.ToString().Split(", ").Order()));
            Assert.Contains("PINEAPPLE", await first.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            tags.Add(first.Headers.ETag);
            using var again = await AskAsync(hub, place, first.Headers.ETag);
            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        }

        Assert.DoesNotContain(null, tags);
        using var withdrawn = await mei.Machine.PostAsJsonAsync($"/api/v1/posts/{uid}/withdrawal", new { reason = "No longer true" });
        Assert.True(withdrawn.IsSuccessStatusCode);
        for (var i = 0; i < places.Length; i++)
        {
            using var then = await AskAsync(hub, places[i], tags[i]);
            Assert.Equal(i == 0 ? HttpStatusCode.Gone : HttpStatusCode.OK, then.StatusCode);
            Assert.DoesNotContain("PINEAPPLE", await then.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task A_file_bears_its_label_and_is_kept_by_no_cache_by_page_and_by_key_alike(Engine engine)
    {
        await using var hub = await RunningHub.StartAsync(engine);
        using var mei = await Member.JoinAsync(hub, "Mei");
        var uid = await mei.ShareByKeyAsync(new { kind = "question", label = "TLP:GREEN", audience = (string[])["community"], title = "A list", body = "Text." });
        using var form = new MultipartFormDataContent();
        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes("one\ntwo\n")), "file", "list.txt");
        using var attached = await mei.Machine.PostAsync($"/api/v1/posts/{uid}/attachments", form);
        Assert.Equal(HttpStatusCode.Created, attached.StatusCode);
        var file = (await mei.ReadByKeyAsync(uid)).GetProperty("attachments")[0].GetProperty("id").GetString();
        using var byKey = await mei.Machine.GetAsync($"/api/v1/posts/{uid}/attachments/{file}");
        using var byPage = await mei.GetAsync($"/items/{uid}/files/{file}");
        foreach (var answer in (HttpResponseMessage[])[byKey, byPage])
        {
            Assert.Equal("one\ntwo\n", await answer.Content.ReadAsStringAsync());
            Assert.Equal(("attachment", "TLP-GREEN_list.txt"), (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileName));
            Assert.True(answer.Headers.CacheControl!.NoStore);
            Assert.Equal("default-src 'none'; sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        }
    }

    private static async Task<HttpResponseMessage> AskAsync(RunningHub hub, string place, EntityTagHeaderValue? held)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Get, place);
        if (held is not null)
        {
            ask.Headers.IfNoneMatch.Add(held);
        }

        return await hub.Client.SendAsync(ask);
    }
}
