using System.Text.Json;
using Infohub.Demo;
using Infohub.Demo.Script;
using Infohub.Platform;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Modules.Tests.Demo;

public sealed class DemoCommunityTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 50, 0, TimeSpan.Zero);

    [Theory]
    [MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task The_demo_community_loads_without_a_refusal(Engine engine)
    {
        await using var hub = await StartAsync(engine);
        var report = await DemoCommunity.LoadAsync(hub.Services, "http://127.0.0.1:8080", TestContext.Current.CancellationToken);
        TestContext.Current.SendDiagnosticMessage("{0}: {1} acts in {2} ms", engine, report.Acts, (long)report.Took.TotalMilliseconds);

        Assert.Equal([], report.Refused.Select(r => $"{r.Line} {r.Act} {r.Result}"));
        await hub.Database.ReadAsync(CountAsync, TestContext.Current.CancellationToken);
        await HasAccountsAsync(hub);
    }

    [Fact]
    public async Task It_is_the_same_each_time()
    {
        Assert.Equal(DemoCommunity.Acts(Now).Select(WorldFile.Write), DemoCommunity.Acts(Now).Select(WorldFile.Write));
        var first = await AddressesAsync();
        Assert.Equal(first, await AddressesAsync());
    }

    [Fact]
    public void It_can_be_written_as_a_world_and_read_again()
    {
        var lines = DemoCommunity.Acts(Now).Select(WorldFile.Write).ToList();
        Assert.Equal(lines, lines.Select(WorldFile.Parse).Select(WorldFile.Write));
    }

    [Fact]
    public void It_happens_within_the_sixty_days_before_loading()
    {
        var acts = DemoCommunity.Acts(Now);
        Assert.All(acts, act => Assert.InRange(act.At, -60 * 86_400, 0));
        Assert.Equal(acts.Select(a => a.At).Order(), acts.Select(a => a.At));
    }

    private static async Task<Done> CountAsync(Sql sql)
    {
        async Task<long> Number(string query) => (await sql.NumberAsync(query, TestContext.Current.CancellationToken))!.Value;
        Assert.Equal(45, await Number("select count(*) from organisation"));
        Assert.Equal(1, await Number("select count(*) from organisation where standing = 1"));
        Assert.Equal(1, await Number("select count(*) from organisation where standing = 2"));
        Assert.Equal(110, await Number("select count(*) from person"));
        Assert.Equal(4, await Number("select count(*) from person where (roles & 2) <> 0"));
        Assert.Equal(8, await Number("select count(*) from circle where sector = ''"));
        Assert.Equal(300, await Number("select count(*) from item where state > 0"));
        Assert.Equal(2, await Number("select count(*) from item where state = 0"));
        Assert.Equal(5, await Number("select count(distinct label) from item"));
        Assert.InRange(await Number("select count(*) from item where language = 'zh-Hant'"), 70, 120);
        Assert.InRange(await Number("select count(*) from item where language = 'zh-Hans'"), 5, 20);
        Assert.Equal(3, await Number("select count(*) from item where state = 2"));
        Assert.Equal(1, await Number("select count(*) from item where state = 3"));
        Assert.InRange(await Number("select count(*) from item where embargo_until > shared_at"), 3, 3);
        Assert.InRange(await Number("select count(*) from item where release_at > 0"), 3, 3);
        Assert.InRange(await Number($"select count(*) from item where expires_at < {Micros.From(Now)}"), 10, 60);
        Assert.InRange(await Number("select count(*) from item where anonymous = 1"), 3, 3);
        Assert.Equal(9, await Number("select count(*) from seal_share"));
        Assert.InRange(await Number("select count(*) from comment"), 150, 400);
        Assert.InRange(await Number("select count(*) from attachment"), 20, 60);
        Assert.Equal(12, await Number("select count(*) from feed"));
        return default;
    }

    private static async Task HasAccountsAsync(TestHub hub)
    {
        await using var file = File.OpenRead(Path.Combine(hub.Get<HubPlaces>().DataDirectory, "demo-accounts.json"));
        using var accounts = await JsonDocument.ParseAsync(file, cancellationToken: TestContext.Current.CancellationToken);
        var people = accounts.RootElement.GetProperty("people").EnumerateArray().ToList();
        Assert.Equal(108, people.Count);
        Assert.Equal(3, people.Count(p => p.GetProperty("sealPassphrase").ValueKind == JsonValueKind.String));
        Assert.Equal(20, people.Count(p => p.GetProperty("apiKey").ValueKind == JsonValueKind.String));
        Assert.All(people, p => Assert.True(p.GetProperty("password").GetString()!.Length >= 12));
        var mine = people.Single(p => p.GetProperty("email").GetString() == "mei-ling.cheung@harbourside.example");
        Assert.Equal("Harbourside Bank", mine.GetProperty("organisation").GetString());
        Assert.Contains(mine.GetProperty("circles").EnumerateArray(), c => c.GetString() == "SOC leads");
    }

    private static async Task<List<string>> AddressesAsync()
    {
        await using var hub = await StartAsync(Engine.Sqlite);
        await DemoCommunity.LoadAsync(hub.Services, "", TestContext.Current.CancellationToken);
        return await hub.Database.ReadAsync(
            sql => sql.ListAsync("select uid from item order by seq", static r => r.Text(0), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
    }

    private static Task<TestHub> StartAsync(Engine engine) => TestHub.StartAsync(engine, services =>
    {
        var real = new TestClock();
        real.Set(Now);
        services.AddSingleton<TimeProvider>(new ScriptClock(real));
        services.AddSingleton<IIdSource>(new ScriptIds());
    });

    [Fact]
    public async Task The_list_of_the_demos_people_says_where_the_hub_answers_now()
    {
        var data = Directory.CreateTempSubdirectory("infohub-test-").FullName;
        var list = Path.Combine(data, DemoAccounts.File);
        await File.WriteAllTextAsync(list, """{"baseUrl":"http://localhost:1","people":[{"email":"a@b.example","roles":["officer"],"circles":[],"apiKey":null}]}""");
        await DemoAccounts.MoveAsync(data, "https://localhost:2", default);
        var moved = await File.ReadAllTextAsync(list);
        Assert.Contains("\"baseUrl\": \"https://localhost:2\"", moved, StringComparison.Ordinal);
        Assert.Contains("a@b.example", moved, StringComparison.Ordinal);
        Directory.Delete(data, recursive: true);
    }
}
