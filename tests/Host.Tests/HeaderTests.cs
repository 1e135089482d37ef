using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Infohub.Platform.Http;
using Infohub.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Host.Tests;

/// <summary>What answers say beside their body.</summary>
public sealed class HeaderTests
{
    [Theory]
    [InlineData("/signin")]
    [InlineData("/public")]
    [InlineData("/nothing-here")]
    [InlineData("/api/v1/posts")]
    public async Task Every_answer_keeps_script_style_and_frames_from_elsewhere_out(string path)
    {
        await using var hub = await RunningHub.StartAsync();
        using var answer = await hub.Client.GetAsync(path);
        string Of(string name) => string.Join(", ", answer.Headers.TryGetValues(name, out var values) || answer.Content.Headers.TryGetValues(name, out values) ? values : []);
        var rules = Of("Content-Security-Policy").Split(';', StringSplitOptions.TrimEntries).ToDictionary(r => r.Split(' ')[0], r => r[(r.IndexOf(' ', StringComparison.Ordinal) + 1)..], StringComparer.Ordinal);
        Assert.Equal(
            ("'none'", "'self'", "'self'", "'none'", "'none'", "'self'", "'none'"),
            (rules["default-src"], rules["script-src"], rules["style-src"], rules["frame-ancestors"], rules["base-uri"], rules["form-action"], rules["object-src"]));
        Assert.DoesNotContain("unsafe", Of("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal(("nosniff", "DENY", "no-referrer", "same-origin"), (Of("X-Content-Type-Options"), Of("X-Frame-Options"), Of("Referrer-Policy"), Of("Cross-Origin-Opener-Policy")));
    }

    [Theory]
    [InlineData("\"a\"", true)]
    [InlineData("W/\"a\"", true)]
    [InlineData("\"b\", W/\"a\"", true)]
    [InlineData("*", false)]
    [InlineData("x \"a\"", false)]
    [InlineData("\"a", false)]
    [InlineData("\"b\"", false)]
    [InlineData("a", false)]
    [InlineData("", false)]
    public void A_tag_stands_in_a_list_weak_or_strong(string ifNoneMatch, bool stands) => Assert.Equal(stands, EntityTag.Stands(ifNoneMatch, "\"a\""));

    [Fact]
    public async Task What_a_machine_has_is_not_sent_again_and_what_is_gone_says_so_each_time()
    {
        await using var hub = await RunningHub.StartAsync();
        using var mei = await Member.JoinAsync(hub, "Mei");
        using var ho = await Member.JoinAsync(hub, "Ho");
        var id = await mei.ShareByKeyAsync(new { kind = "question", label = "TLP:GREEN", audience = new[] { "community" }, title = "Seen?" });
        using var first = await ho.Machine.GetAsync("/api/v1/posts/" + id);
        Assert.Equal(HttpStatusCode.NotModified, await AgainAsync(first.Headers.ETag!.Tag));
        Assert.Equal(HttpStatusCode.NotModified, await AgainAsync("\"other\", W/" + first.Headers.ETag.Tag));
        Assert.Equal(HttpStatusCode.OK, await AgainAsync("\"other\""));
        using var withdrawn = await mei.Machine.PostAsJsonAsync($"/api/v1/posts/{id}/withdrawal", new { reason = "A mistake." });
        Assert.Equal(HttpStatusCode.NoContent, withdrawn.StatusCode);
        using var gone = await ho.Machine.GetAsync("/api/v1/posts/" + id);
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
        Assert.Equal(HttpStatusCode.Gone, await AgainAsync(gone.Headers.ETag!.Tag));

        async Task<HttpStatusCode> AgainAsync(string has)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/posts/" + id);
            request.Headers.TryAddWithoutValidation("If-None-Match", has);
            using var answer = await ho.Machine.SendAsync(request);
            return answer.StatusCode;
        }
    }

    [Theory]
    [InlineData("/public/rss")]
    [InlineData("/public/atom")]
    public async Task A_feed_for_the_public_keeps_its_tag_until_something_changes_also_where_it_is_empty(string feed)
    {
        await using var hub = await RunningHub.StartAsync();
        var empty = await TagAsync();
        await Task.Delay(TimeSpan.FromSeconds(1.1));
        Assert.Equal(empty, await TagAsync());
        using var mei = await Member.JoinAsync(hub, "Mei");
        await mei.ShareByKeyAsync(new { kind = "question", label = "TLP:CLEAR", audience = new[] { "public" }, title = "Seen?" });
        Assert.NotEqual(empty, await TagAsync());

        async Task<EntityTagHeaderValue> TagAsync()
        {
            using var answer = await hub.Client.GetAsync(feed);
            return answer.Headers.ETag!;
        }
    }

    [Fact]
    public async Task One_idempotency_key_is_of_one_request_whatever_it_makes()
    {
        await using var hub = await RunningHub.StartAsync();
        using var mei = await Member.JoinAsync(hub, "Mei");
        Assert.Equal(HttpStatusCode.Created, await SendAsync("/api/v1/posts", new { kind = "question", label = "TLP:GREEN", audience = new[] { "community" }, title = "Seen?" }));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await SendAsync("/api/v1/circles", new { name = "Watch" }));

        async Task<HttpStatusCode> SendAsync(string path, object body)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body), Headers = { { "Idempotency-Key", "one-of-a-kind" } } };
            using var answer = await mei.Machine.SendAsync(request);
            return answer.StatusCode;
        }
    }

    [Theory]
    [InlineData("mailto:csirt@hub.example", true)]
    [InlineData("https://hub.example/report", true)]
    [InlineData("csirt@hub.example", false)]
    [InlineData("http://hub.example", false)]
    [InlineData("mailto:a@hub.example\r\nPolicy: x", false)]
    [InlineData("", false)]
    public async Task The_contact_for_weaknesses_is_an_address_that_can_be_followed_or_is_not_given(string contact, bool given)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>("Security:Contact", contact)]).Build();
        var context = new DefaultHttpContext { Response = { Body = new MemoryStream() }, RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        await SecurityTxt.Answer(context, settings, new SiteAddress("https://hub.example", null), TimeProvider.System).ExecuteAsync(context);
        var text = System.Text.Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray());
        Assert.Equal((given ? 200 : 404, given), (context.Response.StatusCode, text.Contains($"Contact: {contact}\nExpires: 2", StringComparison.Ordinal) && text.Contains("Canonical: https://hub.example/.well-known/security.txt", StringComparison.Ordinal)));
    }
}
