using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
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

    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task An_image_of_a_comment_goes_in_and_out_by_key_for_who_reads_the_comment(Engine engine)
    {
        await using var hub = await RunningHub.StartAsync(engine);
        using var mei = await Member.JoinAsync(hub, "Mei", "BANKING");
        using var ho = await Member.JoinAsync(hub, "Ho", "BANKING");
        using var ng = await Member.JoinAsync(hub, "Ng");
        var uid = await mei.ShareByKeyAsync(new { kind = "question", label = "TLP:GREEN", audience = (string[])["circle:BANKING"], title = "Who saw it?", body = "Text." });
        using var said = await ho.Machine.PostAsJsonAsync($"/api/v1/posts/{uid}/comments", new { text = "We did" });
        var comment = (await said.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        using var added = await PostAsync(ho, "first-request");
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        var place = added.Headers.Location!.ToString();
        using var again = await PostAsync(ho, "first-request");
        Assert.Equal(place, again.Headers.Location!.ToString());
        using var others = await PostAsync(mei, "mine");
        Assert.Equal(HttpStatusCode.Forbidden, others.StatusCode);
        using var hidden = await PostAsync(ng, "mine");
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);

        using var answer = await mei.Machine.GetAsync(place);
        Assert.Equal(Pixel, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("TLP-GREEN_seen.png", answer.Content.Headers.ContentDisposition!.FileName);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        using var unread = await ng.Machine.GetAsync(place);
        Assert.Equal(HttpStatusCode.NotFound, unread.StatusCode);
        var told = await mei.Machine.GetFromJsonAsync<JsonElement>($"/api/v1/posts/{uid}/comments");
        Assert.EndsWith(Assert.Single(told[0].GetProperty("images").EnumerateArray()).GetProperty("id").GetString()!, place, StringComparison.Ordinal);

        using var thanks = await mei.Machine.PutAsync($"/api/v1/posts/{uid}/comments/{comment}/reactions/thanks", null);
        Assert.Equal(HttpStatusCode.NoContent, thanks.StatusCode);
        told = await mei.Machine.GetFromJsonAsync<JsonElement>($"/api/v1/posts/{uid}/comments");
        Assert.Equal(1, told[0].GetProperty("reactions").GetProperty("thanks").GetInt32());
        using var back = await mei.Machine.DeleteAsync($"/api/v1/posts/{uid}/comments/{comment}/reactions/thanks");
        Assert.Equal(HttpStatusCode.NoContent, back.StatusCode);

        async Task<HttpResponseMessage> PostAsync(Member by, string key)
        {
            using var form = new MultipartFormDataContent { { new ByteArrayContent(Pixel), "file", "seen.png" } };
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/posts/{uid}/comments/{comment}/images") { Content = form };
            request.Headers.Add("Idempotency-Key", key);
            return await by.Machine.SendAsync(request);
        }
    }

    private static readonly byte[] Pixel = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

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
