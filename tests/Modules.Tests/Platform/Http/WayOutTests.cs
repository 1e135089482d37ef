using System.IO.Compression;
using System.Net;
using Infohub.Modules.Tests.Exchange;
using Infohub.Platform.Http.Outbound;
using Microsoft.AspNetCore.Http;

namespace Infohub.Modules.Tests.Platform.Http;

/// <summary>The one way out reaches what it may reach, and no stranger makes it do more.</summary>
public sealed class WayOutTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("100.63.255.255", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("2001:4860:4860::8888", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.255.255.254", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("192.0.2.7", false)]
    [InlineData("198.19.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("2002:7f00:1::1", false)]
    [InlineData("2001:0:4136:e378::1", false)]
    [InlineData("2001:db8::1", false)]
    public void Only_the_public_network_is_outside(string address, bool isPublic) => Assert.Equal(isPublic, PublicAddress.Is(IPAddress.Parse(address)));

    [Fact]
    public async Task A_name_that_leads_inside_is_not_connected_to_whatever_it_answered_before()
    {
        await using var server = await OtherServer.StartAsync();
        var answers = new Queue<string>(["127.0.0.1", "::1", "10.0.0.1"]);
        using var way = new WayOut(new AllowedOrigins(""), TimeProvider.System, (_, _) => Task.FromResult(new[] { IPAddress.Parse(answers.Dequeue()) }));
        var port = new Uri(server.Origin).Port;
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("outbound-address", (await RefusedAsync(way, $"https://changes.example:{port}/")).Code);
        }

        Assert.Empty(server.Asked);
        using var real = new WayOut(new AllowedOrigins(""), TimeProvider.System);
        foreach (var address in (string[])[$"https://127.0.0.1:{port}/", $"https://2130706433:{port}/", $"https://[::1]:{port}/", $"https://localhost:{port}/", $"https://[::ffff:127.0.0.1]:{port}/"])
        {
            Assert.Equal("outbound-address", (await RefusedAsync(real, address)).Code);
        }
    }

    [Fact]
    public async Task Only_https_goes_out_and_an_allowed_origin_is_allowed_alone()
    {
        await using var server = await OtherServer.StartAsync();
        server.Everything = context => context.Response.WriteAsync("here");
        var port = new Uri(server.Origin).Port;
        using var way = new WayOut(new AllowedOrigins("http://127.0.0.1:" + port), TimeProvider.System);
        Assert.Equal("here", await TextAsync(way, server.Origin + "/x"));
        Assert.Equal("outbound-scheme", (await RefusedAsync(way, $"http://localhost:{port}/")).Code);
        Assert.Equal("outbound-scheme", (await RefusedAsync(way, $"http://127.0.0.1:{port + 1}/")).Code);
        Assert.Equal("outbound-scheme", (await RefusedAsync(way, "ftp://files.example/")).Code);
        Assert.Equal("outbound-account", (await RefusedAsync(way, $"http://a:b@127.0.0.1:{port}/")).Code);
        Assert.Throws<InvalidOperationException>(() => new AllowedOrigins("127.0.0.1"));
        Assert.Throws<InvalidOperationException>(() => new AllowedOrigins("https://host/path"));
    }

    [Fact]
    public async Task Redirects_stay_at_their_origin_and_credentials_with_them()
    {
        await using var server = await OtherServer.StartAsync();
        await using var other = await OtherServer.StartAsync();
        server.Everything = context =>
        {
            switch (context.Request.Path.Value)
            {
                case "/there":
                    return context.Response.WriteAsync(context.Request.Headers["X-Key"].ToString());
                case "/away":
                    context.Response.Redirect(other.Origin + "/there");
                    return Task.CompletedTask;
                case "/inside":
                    context.Response.Redirect("http://169.254.169.254/latest/meta-data/");
                    return Task.CompletedTask;
                case "/round":
                    context.Response.Redirect("/round");
                    return Task.CompletedTask;
                default:
                    context.Response.Redirect("/there", permanent: false, preserveMethod: true);
                    return Task.CompletedTask;
            }
        };
        using var way = new WayOut(new AllowedOrigins(server.Origin + " " + other.Origin), TimeProvider.System);
        Assert.Equal("secret", await TextAsync(way, server.Origin + "/here"));
        foreach (var path in (string[])["/away", "/inside", "/round"])
        {
            Assert.Equal("outbound-redirect", (await RefusedAsync(way, server.Origin + path)).Code);
        }

        using var post = new HttpRequestMessage(HttpMethod.Post, server.Origin + "/here");
        Assert.Equal("outbound-redirect", (await Assert.ThrowsAsync<OutboundRefused>(() => way.SendAsync(post, Stop))).Code);
        Assert.Empty(other.Asked);
    }

    [Fact]
    public async Task A_body_that_grows_without_end_or_stands_still_ends()
    {
        await using var server = await OtherServer.StartAsync();
        server.Everything = async context =>
        {
            if (context.Request.Path == "/slow")
            {
                await context.Response.WriteAsync("a");
                await context.Response.Body.FlushAsync();
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
                return;
            }

            if (context.Request.Path == "/silent")
            {
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
                return;
            }

            context.Response.Headers.ContentEncoding = "gzip";
            await using var packed = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            var nothing = new byte[1 << 20];
            for (var i = 0; i < 400 && !context.RequestAborted.IsCancellationRequested; i++)
            {
                await packed.WriteAsync(nothing);
            }
        };
        using var way = new WayOut(new AllowedOrigins(server.Origin), TimeProvider.System) { Patience = TimeSpan.FromMilliseconds(300) };
        Assert.Equal("outbound-slow", (await RefusedAsync(way, server.Origin + "/silent")).Code);
        Assert.Equal("outbound-slow", (await RefusedAsync(way, server.Origin + "/slow")).Code);
        using var patient = new WayOut(new AllowedOrigins(server.Origin), TimeProvider.System);
        Assert.Equal("outbound-large", (await RefusedAsync(patient, server.Origin + "/bomb")).Code);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_not_taken()
    {
        using var key = System.Security.Cryptography.RSA.Create(2048);
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=localhost", key, System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var served = Task.Run(
            async () =>
            {
                using var client = await listener.AcceptTcpClientAsync(Stop);
                await using var tls = new System.Net.Security.SslStream(client.GetStream());
                await tls.AuthenticateAsServerAsync(made);
                return await tls.ReadAsync(new byte[1], Stop);
            },
            Stop);
        var origin = "https://localhost:" + ((IPEndPoint)listener.LocalEndpoint).Port;
        using var way = new WayOut(new AllowedOrigins(origin), TimeProvider.System);
        using var asked = new HttpRequestMessage(HttpMethod.Get, origin);
        await Assert.ThrowsAsync<HttpRequestException>(() => way.SendAsync(asked, Stop));
        try
        {
            Assert.Equal(0, await served);
        }
        catch (Exception broken) when (broken is IOException or System.Security.Authentication.AuthenticationException)
        {
            // the handshake broke off, which is what is asked for
        }
    }

    private static async Task<OutboundRefused> RefusedAsync(WayOut way, string address) => await Assert.ThrowsAsync<OutboundRefused>(() => TextAsync(way, address));

    private static async Task<string> TextAsync(WayOut way, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("X-Key", "secret");
        using var answer = await way.SendAsync(request, Stop);
        using var text = new StreamReader(await answer.Content.ReadAsStreamAsync(Stop));
        return await text.ReadToEndAsync(Stop);
    }
}
