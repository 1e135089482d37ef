using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Infohub.Host.Tests;

/// <summary>Pages for everybody: kept by caches by what they show, without a cookie, silent about what is hidden.</summary>
public sealed class PublicPageTests
{
    private static readonly string[] Pages = ["/public", "/public/warnings", "/public/search?q=seen", "/public/guidance", "/hidden", "/help", "/help/labels"];

    [Fact]
    public async Task A_public_page_keeps_its_tag_until_what_it_shows_changes()
    {
        await using var hub = await RunningHub.StartAsync();
        using var mei = await Member.JoinAsync(hub, "Mei");
        var before = await TagsAsync(hub);
        // R7: what is not for everybody changes nothing.
        await mei.ShareByKeyAsync(new { kind = "question", label = "TLP:GREEN", audience = new[] { "community" }, title = "Seen?" });
        await mei.ShareByKeyAsync(new { kind = "question", label = "TLP:CLEAR", audience = new[] { "community" }, title = "Seen?" });
        Assert.Equal(before, await TagsAsync(hub));

        await mei.ShareByKeyAsync(new { kind = "question", label = "TLP:CLEAR", audience = new[] { "public" }, title = "Seen?" });
        var after = await TagsAsync(hub);
        Assert.Equal(["/public", "/public/warnings", "/public/search?q=seen"], Pages.Where(p => before[p] != after[p]));
        foreach (var page in Pages)
        {
            using var again = new HttpRequestMessage(HttpMethod.Get, page) { Headers = { { "If-None-Match", after[page] } } };
            using var answer = await hub.Client.SendAsync(again);
            Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
            Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        }
    }

    [Fact]
    public async Task Each_language_has_a_tag_of_its_own()
    {
        await using var hub = await RunningHub.StartAsync();
        var tags = new HashSet<string>(StringComparer.Ordinal);
        foreach (var language in (string[])["en", "zh-Hant", "zh-Hans"])
        {
            using var answer = await hub.Client.GetAsync("/help?lang=" + language);
            Assert.Contains("Accept-Language", answer.Headers.Vary);
            tags.Add(answer.Headers.ETag!.Tag);
        }

        Assert.Equal(3, tags.Count);
    }

    [Fact]
    public async Task The_page_for_the_time_without_a_network_is_the_same_whoever_asks()
    {
        await using var hub = await RunningHub.StartAsync();
        using var mei = await Member.JoinAsync(hub, "Mei");
        Assert.Equal(await hub.Client.GetStringAsync("/offline"), await mei.ReadAsync("/offline"));
        var manifest = await hub.Client.GetFromJsonAsync<JsonElement>("/manifest.webmanifest");
        Assert.Equal("standalone", manifest.GetProperty("display").GetString());
        Assert.Equal("/share", manifest.GetProperty("shortcuts")[0].GetProperty("url").GetString());
    }

    private static async Task<Dictionary<string, string>> TagsAsync(RunningHub hub)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var page in Pages)
        {
            using var answer = await hub.Client.GetAsync(page);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.False(answer.Headers.Contains("Set-Cookie"), page);
            Assert.True(answer.Headers.CacheControl is { Public: true, NoCache: true }, page);
            tags[page] = answer.Headers.ETag!.Tag;
        }

        return tags;
    }
}
