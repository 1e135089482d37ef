using System.Net;
using Infohub.Platform.Http;
using Infohub.Web;
using Microsoft.AspNetCore.Http;

namespace Infohub.Host.Tests;

/// <summary>What links begin with: never what a stranger says.</summary>
public sealed class SiteAddressTests
{
    [Theory]
    [InlineData("/public/rss")]
    [InlineData("/public/atom")]
    public async Task Links_of_public_feeds_name_no_host_that_a_client_made_up(string feed)
    {
        await using var hub = await RunningHub.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, feed) { Headers = { Host = "evil.example" } };
        using var answer = await hub.Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("evil", text, StringComparison.Ordinal);
        Assert.Contains("http://127.0.0.1:", await hub.Client.GetStringAsync(feed), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://hub.example", null, "evil.example", "evil", "203.0.113.7", "https://hub.example")]
    [InlineData("", null, "evil.example", "https", "203.0.113.7", "")]
    [InlineData("", "*", "evil.example", "https", "203.0.113.7", "")]
    [InlineData("", ";", "evil.example", "https", "203.0.113.7", "")]
    [InlineData("", null, "localhost:99", "https", "203.0.113.7", "")]
    [InlineData("", null, "localhost:99", "http", "127.0.0.1", "http://localhost:99")]
    [InlineData("", "hub.example", "hub.example", "https", "203.0.113.7", "https://hub.example")]
    [InlineData("", "hub.example", "hub.example", "evil", "203.0.113.7", "http://hub.example")]
    public void A_link_begins_with_what_was_configured_or_checked(string configured, string? allowed, string host, string scheme, string from, string begins)
    {
        var context = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(from) } };
        (context.Request.Host, context.Request.Scheme) = (new HostString(host), scheme);
        Assert.Equal(begins, new SiteAddress(configured, allowed).Of(context.Request));
    }

    [Theory]
    [InlineData("https://hub.example/", "https://hub.example")]
    [InlineData("http://hub.example:8080", "http://hub.example:8080")]
    [InlineData("hub.example", null)]
    [InlineData("ftp://hub.example", null)]
    [InlineData("https://hub.example/path", null)]
    [InlineData("https://somebody@hub.example", null)]
    public void The_address_is_scheme_and_host_alone(string typed, string? site)
    {
        var options = HubOptions.Parse(["--address", typed]);
        Assert.Equal((site is null, site ?? ""), (options.Wrong is not null, options.Places.Site));
    }
}
