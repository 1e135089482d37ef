using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Infohub.Platform.Data;

namespace Infohub.Host.Tests;

/// <summary>The words that machines send: described, and a clear sentence for those that are none.</summary>
public sealed class MachineWordsTests
{
    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task The_description_names_the_words_of_fields_and_parameters(Engine engine)
    {
        await using var hub = await RunningHub.StartAsync(engine);
        var document = await hub.Client.GetFromJsonAsync<JsonElement>("/api/v1/openapi.json");
        var post = document.GetProperty("components").GetProperty("schemas").GetProperty("NewPostWire").GetProperty("properties");
        Assert.Equal(["early-warning", "indicators", "question", "best-practice", "incident-summary"], Words(post.GetProperty("kind")));
        Assert.Equal(["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"], Words(post.GetProperty("label")));
        Assert.Equal(["named", "organisation", "anonymous"], Words(post.GetProperty("attribution")));
        Assert.Contains("circle:ID", post.GetProperty("audience").GetProperty("description").GetString(), StringComparison.Ordinal);
        var parameters = document.GetProperty("paths").GetProperty("/api/v1/posts").GetProperty("get").GetProperty("parameters").EnumerateArray();
        var language = parameters.Single(p => p.GetProperty("name").GetString() == "language");
        Assert.Equal(["en", "zh-Hant", "zh-Hans"], Words(language.GetProperty("schema")));

        JsonElement Of(string path, string method) => document.GetProperty("paths").GetProperty(path).GetProperty(method);
        string[] Headers(string path, string method) =>
            [.. Of(path, method).GetProperty("parameters").EnumerateArray().Where(p => p.GetProperty("in").GetString() == "header").Select(p => p.GetProperty("name").GetString()!)];
        Assert.Equal((string[])["Idempotency-Key"], Headers("/api/v1/posts", "post"));
        Assert.Equal((string[])["Idempotency-Key"], Headers("/api/v1/drafts/{id}", "put"));
        Assert.Equal((string[])["If-None-Match"], Headers("/api/v1/posts/{id}", "get"));
        Assert.Equal((string[])["If-None-Match"], Headers("/feeds/{id}.txt", "get"));
        Assert.All((string[])["200", "304", "410"], status => Assert.True(Of("/api/v1/posts/{id}", "get").GetProperty("responses").TryGetProperty(status, out _)));
        Assert.All((string[])["200", "304"], status => Assert.True(Of("/feeds/{id}.json", "get").GetProperty("responses").TryGetProperty(status, out _)));
    }

    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task What_is_no_word_or_too_small_is_refused_with_its_field(Engine engine)
    {
        await using var hub = await RunningHub.StartAsync(engine);
        using var mei = await Member.JoinAsync(hub, "Mei");
        foreach (var (change, status, code, field) in ((object, HttpStatusCode, string, string)[])
        [
            (new { language = "xx" }, HttpStatusCode.UnprocessableEntity, "language", "language"),
            (new { audience = (string[])["circle:7QK4M-2XDPT"] }, HttpStatusCode.NotFound, "audience-part", "audience"),
            (new { audience = (string[])["everyone"] }, HttpStatusCode.UnprocessableEntity, "audience-part", "audience"),
        ])
        {
            var post = JsonSerializer.SerializeToNode(new { kind = "question", label = "TLP:GREEN", audience = (string[])["community"], title = "Seen?", body = "Seen." })!.AsObject();
            foreach (var (name, value) in JsonSerializer.SerializeToNode(change)!.AsObject().ToList())
            {
                post[name] = value?.DeepClone();
            }

            using var answer = await mei.Machine.PostAsJsonAsync("/api/v1/posts", post);
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal((status, code, field), (answer.StatusCode, problem.GetProperty("code").GetString(), problem.GetProperty("field").GetString()));
        }

        foreach (var (path, field) in ((string, string)[])[("posts?limit=-1", "limit"), ("posts?language=xx", "language"), ("drafts?limit=0", "limit"), ("notices?limit=0", "limit")])
        {
            using var answer = await mei.Machine.GetAsync("/api/v1/" + path);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Equal(field, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("field").GetString());
        }
    }

    private static IEnumerable<string?> Words(JsonElement schema) => schema.GetProperty("enum").EnumerateArray().Where(w => w.ValueKind == JsonValueKind.String).Select(w => w.GetString());
}
