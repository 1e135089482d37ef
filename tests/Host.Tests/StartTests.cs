using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Infohub.Platform.Backups;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Web;
using Infohub.Web.Backups;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Host.Tests;

/// <summary>The program as it is started: what it is told, what it says, and with which number it ends.</summary>
public sealed class StartTests : IDisposable
{
    private readonly string data = Directory.CreateTempSubdirectory("infohub-start-").FullName;

    public void Dispose() => Directory.Delete(data, recursive: true);

    [Fact]
    public async Task A_real_hub_restarted_without_a_word_stays_real_and_shows_no_codes()
    {
        await using (var first = await StartedHub.StartAsync(data, "--empty"))
        {
            Assert.Contains($"{first.Address}/setup?token=", first.Said, StringComparison.Ordinal);
        }

        await using var again = await StartedHub.StartAsync(data);
        Assert.Contains("/setup?token=", again.Said, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(data, "demo-accounts.json")));
        // even a list of made-up people that was copied here opens nothing
        await File.WriteAllTextAsync(Path.Combine(data, "demo-accounts.json"), """{"people":[{"email":"a@b.example","totpSecret":"AAAAAAAA"}]}""");
        var (code, said) = await StartedHub.RunAsync("code", "a@b.example", "--data", data);
        Assert.Equal(1, code);
        Assert.Contains("made-up people of a demo community only", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demo_is_not_started_as_a_real_hub()
    {
        Assert.Null((await new HubOptions { Data = data }.SettleAsync()).Refusal);
        var (code, said) = await StartedHub.RunAsync("serve", "--empty", "--port", "1", "--data", data);
        Assert.Equal(1, code);
        Assert.Contains("There is a demo community in " + data, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demo_that_was_not_loaded_to_its_end_is_not_served()
    {
        Assert.Null((await new HubOptions { Data = data }.SettleAsync()).Refusal);
        await File.WriteAllTextAsync(Path.Combine(data, "demo-unfinished"), "");
        var (code, said) = await StartedHub.RunAsync("serve", "--port", "1", "--data", data);
        Assert.Equal(1, code);
        Assert.Contains("was not loaded to its end here, in " + data, said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--postgres", "nonsense with a secret", 2, "--postgres takes a connection string")]
    [InlineData("--postgres", "Host=127.0.0.1;Port=1;Database=hub;Username=hub;Password=a secret;Timeout=3", 1, "The machine says: Connection refused")]
    [InlineData("--port", "99999", 2, "--port takes a number from 1 to 65535")]
    [InlineData("--data", "/proc/nothing/may/be/here", 1, "The machine says: Could not find")]
    public async Task What_keeps_it_from_starting_is_said_in_a_sentence(string word, string value, int ends, string expected)
    {
        var (code, said) = await StartedHub.RunAsync("serve", "--data", data, word, value);
        Assert.Equal(ends, code);
        Assert.Contains(expected, said, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_another_has_is_said_so()
    {
        using var other = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var (code, said) = await StartedHub.RunAsync("serve", "--empty", "--data", data, "--port", port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(1, code);
        Assert.Contains($"Port {port} is taken. Choose another with --port.", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Job ", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("audit", "verify")]
    [InlineData("keys", "rotate")]
    [InlineData("backup", "there.tar")]
    [InlineData("code", "a@b.example")]
    public async Task Where_no_hub_is_a_word_says_so_and_makes_nothing(string first, string second)
    {
        var nowhere = Path.Combine(data, "nowhere");
        var (code, said) = await StartedHub.RunAsync(first, second, "--data", nowhere);
        Assert.Equal(1, code);
        Assert.Contains("There is no hub in " + nowhere, said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(nowhere));
    }

    [Fact]
    public async Task What_a_hub_makes_is_for_its_owner_alone()
    {
        var made = Path.Combine(data, "made");
        await using (var hub = await Hub.OpenAsync((await new HubOptions { Data = made, Empty = true }.SettleAsync()).Value))
        {
            await hub.Services.GetRequiredService<Database>().WriteAsync(tx => tx.RunAsync("update setting set value = value", default), default);
            const UnixFileMode others = (UnixFileMode)0b111_111;
            Assert.Equal((UnixFileMode)0, File.GetUnixFileMode(made) & others);
            foreach (var file in Directory.GetFiles(made, "infohub.db*").Append(Path.Combine(made, "keys", "keyring.json")))
            {
                Assert.Equal((UnixFileMode)0, File.GetUnixFileMode(file) & others);
            }
        }
    }

    [Fact]
    public async Task A_list_of_erasures_that_is_not_there_stops_the_restore()
    {
        var (code, said) = await StartedHub.RunAsync("restore", Path.Combine(data, "backup.tar"), "--data", data, "--erasures", Path.Combine(data, "elsewhere.log"));
        Assert.Equal(1, code);
        Assert.Contains("There is no list of erasures at ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_a_newer_program_wrote_is_left_alone()
    {
        await using (var hub = await Hub.OpenAsync((await new HubOptions { Data = data, Empty = true }.SettleAsync()).Value))
        {
            await hub.Services.GetRequiredService<Database>().WriteAsync(tx => tx.RunAsync("insert into migration(name, at) values ('9999_later.sql', 1)", default), default);
        }

        var (code, said) = await StartedHub.RunAsync("serve", "--empty", "--data", data, "--port", "1");
        Assert.Equal(1, code);
        Assert.Contains("A newer program wrote this database (9999_later.sql).", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_route_without_a_declared_policy_stops_the_start()
    {
        var app = WebApplication.CreateBuilder().Build();
        app.MapGet("/declared", () => "").Needs(Allow.Everyone);
        Access.Require(app);
        app.MapGet("/open", () => "");
        Assert.Contains("/open", Assert.Throws<InvalidOperationException>(() => Access.Require(app)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cost_of_passwords_is_that_of_the_data()
    {
        Assert.Null((await new HubOptions { Data = data, Empty = true }.SettleAsync()).Refusal);
        var settled = (await new HubOptions { Data = data }.SettleAsync()).Value;
        Assert.False(settled.Places.Demo);
        Assert.False(DataMode.IsDemo(data));
        await using var hub = await Hub.OpenAsync(settled);
        Assert.Null(hub.Configuration["Community:PasswordIterations"]);
    }

    [Fact]
    public async Task A_restore_revives_no_session_no_one_time_link_and_no_recovery()
    {
        Assert.Null((await new HubOptions { Data = data, Empty = true }.SettleAsync()).Refusal);
        await using var hub = await Hub.OpenAsync((await new HubOptions { Data = data }.SettleAsync()).Value);
        var database = hub.Services.GetRequiredService<Database>();
        await database.WriteAsync(
            async tx =>
            {
                await tx.RunAsync("insert into session(token, person_id, created_at, seen_at, factor_at, strong_at) values (@token, 1, 1, 1, 1, 1)", default, ("token", new byte[32]));
                await tx.RunAsync(
                    "insert into one_time_link(token, purpose, person_id, made_by, created_at, ready_at, expires_at) values (@token, 'recovery', 1, 2, 1, 1, 2)",
                    default,
                    ("token", new byte[32]));
                await tx.RunAsync("insert into factor_recovery(uid, person_id, org_id, started_by, started_at) values ('R', 1, 1, 2, 1)", default);
            },
            default);

        Assert.Equal(1, (await BackupWords.FinishAsync(hub.Services)).Sessions);
        foreach (var open in (string[])["session where ended_at = 0", "one_time_link where used_at = 0", "factor_recovery where ended_at = 0"])
        {
            Assert.Equal(0, await database.ReadAsync(sql => sql.NumberAsync("select count(*) from " + open, default), default));
        }
    }

    [Fact]
    public async Task The_first_visitor_is_led_to_the_set_up()
    {
        await using var hub = await StartedHub.StartAsync(data, "--empty");
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var home = await client.GetAsync(new Uri(hub.Address + "/"));
        Assert.Equal("/setup", home.Headers.Location?.OriginalString);
        Assert.Contains("name=\"token\"", await client.GetStringAsync(new Uri(hub.Address + "/setup")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_certificate_it_speaks_tls_and_nothing_else()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        var (chain, secret) = (Path.Combine(data, "chain.pem"), Path.Combine(data, "key.pem"));
        await File.WriteAllTextAsync(chain, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(secret, key.ExportPkcs8PrivateKeyPem());
        await using var hub = await StartedHub.StartAsync(data, "--empty", "--certificate", chain, "--key", secret);
        Assert.StartsWith("https://", hub.Address, StringComparison.Ordinal);
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(certificate);
        using var client = new HttpClient(new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = trust } });
        Assert.Equal("live", await client.GetStringAsync(new Uri(hub.Address + "/health/live")));
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri(hub.Address.Replace("https", "http", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task What_is_wrong_with_a_certificate_is_said_before_anything_is_begun()
    {
        var (code, said) = await StartedHub.RunAsync("serve", "--empty", "--certificate", "/nowhere.pem", "--key", "/nowhere.key", "--data", data);
        Assert.Equal(2, code);
        Assert.Contains("There is no file /nowhere.pem", said, StringComparison.Ordinal);
        var broken = Path.Combine(data, "broken.pem");
        await File.WriteAllTextAsync(broken, "no certificate");
        (code, said) = await StartedHub.RunAsync("serve", "--empty", "--certificate", broken, "--key", broken, "--data", data);
        Assert.Equal(1, code);
        Assert.Contains("do not fit together", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("http", false)]
    [InlineData("https", true)]
    public async Task Behind_a_proxy_its_word_on_tls_counts(string scheme, bool isSafe)
    {
        await using var hub = await StartedHub.StartAsync(data, "--empty", "--behind-proxy");
        Assert.Equal(isSafe, await SignsInAsync(hub, scheme));
    }

    [Fact]
    public async Task Without_a_proxy_nobody_says_that_it_was_tls()
    {
        await using var hub = await StartedHub.StartAsync(data, "--empty");
        Assert.False(await SignsInAsync(hub, "https"));
    }

    [Theory]
    [InlineData("need_dotnet", ".NET SDK 10 is missing", "https://dotnet.microsoft.com/download")]
    [InlineData("need_node", "Node.js 20 or newer is missing", "https://nodejs.org/")]
    public async Task Where_a_tool_is_missing_run_ends_with_3_and_says_where_to_get_it(string need, string missing, string from)
    {
        // no PATH at all: built-in words of the shell only
        var (code, said) = await StartedHub.RunAsync(new ProcessStartInfo("/bin/bash", ["-c", ". .ci/tools.sh; PATH=/nowhere HOME=/nowhere; " + need])
        {
            WorkingDirectory = StartedHub.Root,
        });
        Assert.Equal(3, code);
        Assert.Contains(missing, said, StringComparison.Ordinal);
        Assert.Contains(from, said, StringComparison.Ordinal);
    }

    private static async Task<bool> SignsInAsync(StartedHub hub, string scheme)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, hub.Address + "/signin");
        request.Headers.Host = "hub.example.org";
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        if (scheme.Length > 0)
        {
            request.Headers.Add("X-Forwarded-Proto", scheme);
        }

        var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return !(await answer.Content.ReadAsStringAsync()).Contains("This connection is not protected", StringComparison.Ordinal);
    }
}
