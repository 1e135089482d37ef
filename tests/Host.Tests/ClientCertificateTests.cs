using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Infohub.Host.Tests;

/// <summary>A tool that shows a client certificate in place of a key: over TLS that ends in the hub, and by a proxy's word (RFC 9440).</summary>
public sealed class ClientCertificateTests : IDisposable
{
    private readonly string data = Directory.CreateTempSubdirectory("infohub-cert-").FullName;

    public void Dispose() => Directory.Delete(data, recursive: true);

    [Fact]
    public async Task A_certificate_opens_the_key_to_which_it_was_bound_with_its_secret_and_no_other()
    {
        using var server = Certificate("localhost", 1);
        var (chain, key) = (Path.Combine(data, "chain.pem"), Path.Combine(data, "key.pem"));
        await File.WriteAllTextAsync(chain, server.ExportCertificatePem());
        await File.WriteAllTextAsync(key, server.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        var port = StartedHub.FreePort();
        await using var hub = await StartedHub.StartAsync(data, "--certificate", chain, "--key", key, "--certificate-port", port.ToString(CultureInfo.InvariantCulture));
        var keys = await KeysAsync();
        using var own = Certificate("tool", 1);
        using var other = Certificate("tool", 1);
        using var late = Certificate("tool", -1);
        using var tool = Client(port, server, own);
        using var stranger = Client(port, server, other);
        using var expired = Client(port, server, late);

        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(tool, HttpMethod.Get, "/taxii2/"));
        Assert.Equal(HttpStatusCode.NoContent, await AskAsync(tool, HttpMethod.Put, "/api/v1/keys/self/certificate", keys[0]));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(tool, HttpMethod.Get, "/taxii2/"));
        var shown = await SelfAsync(tool);
        Assert.Equal(own.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant(), shown.GetProperty("certificate").GetString());
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(stranger, HttpMethod.Get, "/taxii2/"));

        // What it was asked with decides: a secret that opens nothing is not mended by a certificate, and a certificate binds none.
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(tool, HttpMethod.Get, "/taxii2/", "ihk_nothing"));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(tool, HttpMethod.Put, "/api/v1/keys/self/certificate"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await AskAsync(expired, HttpMethod.Put, "/api/v1/keys/self/certificate", keys[0]));

        // A browser would show it to whatever site asks.
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(tool, HttpMethod.Delete, "/api/v1/keys/self/certificate", more: ("Origin", "https://elsewhere.example")));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(tool, HttpMethod.Get, "/taxii2/", more: ("Sec-Fetch-Site", "cross-site")));

        // Pages have sessions, and no certificates.
        Assert.Equal(HttpStatusCode.SeeOther, await AskAsync(tool, HttpMethod.Get, "/inbox"));

        // The port for everybody asks for none; the other takes nobody without.
        using var bare = Client(port, server, null);
        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(bare, HttpMethod.Get, "/health/live"));
        using var plain = Client(new Uri(hub.Address).Port, server, null);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(plain, HttpMethod.Get, "/taxii2/"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await AskAsync(plain, HttpMethod.Put, "/api/v1/keys/self/certificate", keys[0]));

        // It opens the key to which it was bound last.
        Assert.Equal(HttpStatusCode.NoContent, await AskAsync(tool, HttpMethod.Put, "/api/v1/keys/self/certificate", keys[1]));
        Assert.NotEqual(shown.GetProperty("id").GetString(), (await SelfAsync(tool)).GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.NoContent, await AskAsync(tool, HttpMethod.Delete, "/api/v1/keys/self/certificate"));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(tool, HttpMethod.Get, "/taxii2/"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_proxys_word_counts_where_the_operator_says_so(bool told)
    {
        await using var hub = await StartedHub.StartAsync(data, told ? ["--behind-proxy", "--client-cert"] : ["--behind-proxy"]);
        var secret = (await KeysAsync())[0];
        using var own = Certificate("tool", 1);
        using var client = new HttpClient { BaseAddress = new Uri(hub.Address) };
        client.DefaultRequestHeaders.Add("Client-Cert", $":{Convert.ToBase64String(own.RawData)}:");
        Assert.Equal(told ? HttpStatusCode.NoContent : HttpStatusCode.UnprocessableEntity, await AskAsync(client, HttpMethod.Put, "/api/v1/keys/self/certificate", secret));
        Assert.Equal(told ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, await AskAsync(client, HttpMethod.Get, "/taxii2/"));

        using var broken = new HttpClient { BaseAddress = new Uri(hub.Address) };
        broken.DefaultRequestHeaders.Add("Client-Cert", ":bm8gY2VydGlmaWNhdGU=:");
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(broken, HttpMethod.Get, "/taxii2/"));
    }

    [Theory]
    [InlineData("needs --certificate", "--certificate-port", "8443")]
    [InlineData("a number from 1 to 65535", "--certificate-port", "0")]
    [InlineData("is for a hub --behind-proxy", "--client-cert")]
    public async Task What_does_not_go_together_is_said(string said, params string[] line)
    {
        var (code, words) = await StartedHub.RunAsync(["serve", "--empty", "--data", data, .. line]);
        Assert.Equal(2, code);
        Assert.Contains(said, words, StringComparison.Ordinal);
    }

    private async Task<List<string>> KeysAsync() =>
        [.. JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(data, "demo-accounts.json"))).RootElement.GetProperty("people").EnumerateArray()
            .Select(p => p.GetProperty("apiKey").GetString()).OfType<string>().Take(2)];

    private static async Task<HttpStatusCode> AskAsync(HttpClient client, HttpMethod method, string path, string? secret = null, (string Name, string Value)? more = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("Accept", path.StartsWith("/taxii2", StringComparison.Ordinal) ? "application/taxii+json;version=2.1" : "*/*");
        if (more is { } field)
        {
            request.Headers.TryAddWithoutValidation(field.Name, field.Value);
        }

        if (secret is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + secret);
        }

        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    private static async Task<JsonElement> SelfAsync(HttpClient client) => JsonDocument.Parse(await client.GetStringAsync(new Uri("/api/v1/keys/self", UriKind.Relative))).RootElement;

    private static HttpClient Client(int port, X509Certificate2 server, X509Certificate2? certificate)
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(server);
        return new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, SslOptions = { ClientCertificates = certificate is null ? [] : [certificate], CertificateChainPolicy = trust } })
        {
            BaseAddress = new Uri("https://localhost:" + port.ToString(CultureInfo.InvariantCulture)),
        };
    }

    /// <summary>Issued by itself, good until so many days from now.</summary>
    private static X509Certificate2 Certificate(string name, int days)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(now.AddDays(-2), now.AddDays(days));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }
}
