using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Infohub.Host.Tests;

public sealed class AnonymityTests
{
    [Fact]
    public async Task A_machine_is_warned_before_sharing_where_few_could_be_the_author()
    {
        await using var hub = await RunningHub.StartAsync();
        await hub.MakeKeyAsync();
        var (status, anonymous) = await SendAsync(hub, HttpMethod.Post, "/api/v1/previews", """{"label":"TLP:GREEN","audience":["community"],"attribution":"anonymous"}""");
        Assert.Equal((200, 1), (status, anonymous.GetProperty("possibleAuthors").GetInt32()));
        Assert.Contains("Fewer than five", anonymous.GetProperty("warning").GetString(), StringComparison.Ordinal);
        var (_, named) = await SendAsync(hub, HttpMethod.Post, "/api/v1/previews", """{"label":"TLP:GREEN","audience":["community"]}""");
        Assert.Equal("Bank", named.GetProperty("readers")[0].GetProperty("organisation").GetString());
        Assert.False(named.TryGetProperty("warning", out var none) && none.ValueKind != JsonValueKind.Null);
        var (wrong, refused) = await SendAsync(hub, HttpMethod.Post, "/api/v1/previews", """{"label":"TLP:RED","audience":["community"]}""");
        Assert.Equal((422, "label-above-audience"), (wrong, refused.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_machine_is_told_what_anonymous_sharing_needs_and_cannot_name_what_is_named()
    {
        await using var hub = await RunningHub.StartAsync();
        await hub.MakeKeyAsync();
        var (status, refused) = await SendAsync(
            hub, HttpMethod.Post, "/api/v1/posts", """{"kind":"question","label":"TLP:GREEN","audience":["community"],"title":"a","attribution":"anonymous"}""");
        Assert.Equal((409, "seal-keepers"), (status, refused.GetProperty("code").GetString()));
        Assert.Contains("Ask the officers", refused.GetRawText(), StringComparison.Ordinal);
        var (_, made) = await SendAsync(hub, HttpMethod.Post, "/api/v1/posts", """{"kind":"question","label":"TLP:GREEN","audience":["community"],"title":"a"}""");
        var (conflict, named) = await SendAsync(hub, HttpMethod.Put, $"/api/v1/posts/{made.GetProperty("id").GetString()}/attribution", """{"attribution":"organisation"}""");
        Assert.Equal((409, "named"), (conflict, named.GetProperty("code").GetString()));
    }

    private static async Task<(int Status, JsonElement Answer)> SendAsync(RunningHub hub, HttpMethod method, string path, string body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("Bearer", RunningHub.Secret);
        var answer = await hub.Client.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}
