using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Infohub.Community.Public;
using Infohub.Community.Viewers;
using Infohub.Platform.Data;
using Infohub.Platform.Http.Outbound;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Host.Tests;

/// <summary>One hub takes in what another has, and sends out what it may, over TAXII 2.1 alone.</summary>
public sealed class BetweenHubsTests
{
    private const string Type = "application/taxii+json;version=2.1";
    private const string Green = "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb";
    private const string Amber = "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421";

    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task What_one_hub_shares_comes_to_the_other_with_its_label_once_and_goes_when_it_is_deleted(Engine engine)
    {
        await using var there = await RunningHub.StartAsync(engine);
        using var ho = await Member.JoinAsync(there, "Ho");
        await AddAsync(ho, "The community", Indicator(1, Green), Indicator(2, Green), Sighting());
        await using var here = await RunningHub.StartAsync(engine, services => services.AddSingleton(new AllowedOrigins(there.Client.BaseAddress!.GetLeftPart(UriPartial.Authority))));
        using var mei = await AdministratorAsync(here);
        var page = await ConnectAsync(mei, there, ho);
        using (var followed = await mei.SendAsync(page + "?handler=Follow", await mei.ReadAsync(page), ("place", await PlaceAsync(mei, page, "The community")), ("minutes", "60"), ("days", "0"), ("readers", "organisation")))
        {
            Assert.Equal(HttpStatusCode.SeeOther, followed.StatusCode);
        }

        var taken = await UntilAsync(mei, found => found.Count == 3);
        Assert.All(taken, o => Assert.Equal([Green], o.GetProperty("object_marking_refs").EnumerateArray().Select(m => m.GetString())));
        Assert.Equal(3, await CountAsync(here));
        Assert.Contains("in order", await mei.ReadAsync(page), StringComparison.Ordinal);

        // What is deleted there is told as revoked, and is so here; the rest stands, and nothing comes twice.
        using (var deleted = await ho.Machine.DeleteAsync($"{await CollectionAsync(ho, "The community")}objects/{Id(1)}/"))
        {
            Assert.Equal(HttpStatusCode.OK, deleted.StatusCode);
        }

        using (var asked = await mei.SendAsync(page + "?handler=Steer", await mei.ReadAsync(page), ("act", "Now"), ("collection", Regex.Match(await mei.ReadAsync(page), "name=\"collection\" value=\"([^\"]+)\"").Groups[1].Value)))
        {
            Assert.Equal(HttpStatusCode.SeeOther, asked.StatusCode);
        }

        var revoked = (await UntilAsync(mei, found => found.Exists(IsRevoked))).Where(IsRevoked);
        Assert.Equal(Id(1), Assert.Single(revoked).GetProperty("id").GetString());
        Assert.Equal(4, await CountAsync(here));
    }

    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task What_a_key_reads_up_to_a_ceiling_goes_to_the_other_hub_with_its_label(Engine engine)
    {
        await using var there = await RunningHub.StartAsync(engine);
        using var ho = await Member.JoinAsync(there, "Ho");
        await using var here = await RunningHub.StartAsync(engine, services => services.AddSingleton(new AllowedOrigins(there.Client.BaseAddress!.GetLeftPart(UriPartial.Authority))));
        using var mei = await AdministratorAsync(here);
        await here.Get<Database>().WriteAsync(
            tx => tx.RunAsync(
                "insert into api_key(uid, name, hash, hint, org_id, person_id, made_by, scopes, ceiling, created_at, expires_at) select 'PUSH', 'Push', @hash, 'ihk_', org_id, 0, id, @scopes, 2, @now, @never from person where uid = 'MEI'",
                default, ("hash", ViewerSource.HashSecret("push")), ("scopes", Scopes.Read), ("now", tx.Now), ("never", Micros.Never)),
            default);
        await here.Get<Database>().WriteAsync(tx => tx.RunAsync("update api_key set ceiling = 2", default), default);
        await AddAsync(mei, "The community", Indicator(1, Green));
        await AddAsync(mei, "Your organisation", Indicator(2, Amber));
        var page = await ConnectAsync(mei, there, ho);
        using (var sent = await mei.SendAsync(page + "?handler=Send", await mei.ReadAsync(page), ("place", await PlaceAsync(mei, page, "The community")), ("minutes", "60"), ("key", "PUSH"), ("own", "tlp2/everything"), ("ceiling", "TLP:GREEN")))
        {
            Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        }

        var came = await UntilAsync(ho, found => found.Count > 0);
        Assert.Equal([(Id(1), Green)], came.Select(o => (o.GetProperty("id").GetString(), o.GetProperty("object_marking_refs").EnumerateArray().Single().GetString())));
        Assert.Contains("in order", await mei.ReadAsync(page), StringComparison.Ordinal);

        // RED and AMBER+STRICT are not sent, whoever asks for it; nor what a key that is no longer live read.
        using (var red = await mei.SendAsync(page + "?handler=Send", await mei.ReadAsync(page), ("place", await PlaceAsync(mei, page, "The community")), ("minutes", "60"), ("key", "PUSH"), ("own", "tlp2/organisation"), ("ceiling", "TLP:AMBER+STRICT")))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, red.StatusCode);
        }

        await here.Get<Database>().WriteAsync(tx => tx.RunAsync("update api_key set revoked_at = 1 where uid = 'PUSH'", default), default);
        await AddAsync(mei, "The community", Indicator(3, Green));
        using (await mei.SendAsync(page + "?handler=Steer", await mei.ReadAsync(page), ("act", "Now"), ("collection", Regex.Match(await mei.ReadAsync(page), "name=\"collection\" value=\"([^\"]+)\"").Groups[1].Value)))
        {
            await UntilPageAsync(mei, page, "The key is no longer live");
        }

        Assert.Single(await ObjectsAsync(ho));
    }

    private static async Task<Member> AdministratorAsync(RunningHub hub)
    {
        var member = await Member.JoinAsync(hub, "Mei");
        await hub.Get<Database>().WriteAsync(tx => tx.RunAsync("update person set roles = 1 where uid = 'MEI'", default), default);
        return member;
    }

    /// <summary>Sets the other hub up by the page; gives the address of its own page.</summary>
    private static async Task<string> ConnectAsync(Member here, RunningHub there, Member account)
    {
        using var added = await here.SendAsync(
            "/remotes", await here.ReadAsync("/remotes"), ("name", "The other hub"), ("address", there.Client.BaseAddress + "taxii2/"), ("scheme", "Basic"), ("user", "ho@hub.example"),
            ("secret", account.Machine.DefaultRequestHeaders.Authorization!.Parameter!));
        Assert.True(added.StatusCode == HttpStatusCode.SeeOther, await added.Content.ReadAsStringAsync());
        return added.Headers.Location!.ToString();
    }

    /// <summary>The value of a collection in the first root of the list that the other hub offers.</summary>
    private static async Task<string> PlaceAsync(Member here, string page, string title)
    {
        using var listed = await here.SendAsync(page + "?handler=Look", await here.ReadAsync(page));
        var text = await listed.Content.ReadAsStringAsync();
        Assert.True(listed.IsSuccessStatusCode, text);
        Assert.DoesNotContain("ihk_", text, StringComparison.Ordinal);
        return WebUtility.HtmlDecode(Regex.Match(text, $"<option value=\"([^\"]+)\">TLP 2.0 · {title}<").Groups[1].Value);
    }

    private static async Task<List<JsonElement>> UntilAsync(Member member, Func<List<JsonElement>, bool> holds)
    {
        for (var tries = 0; tries < 150; tries++, await Task.Delay(200))
        {
            if (await ObjectsAsync(member) is var found && holds(found))
            {
                return found;
            }
        }

        Assert.Fail("It did not come in half a minute.");
        return [];
    }

    private static async Task UntilPageAsync(Member member, string page, string says)
    {
        for (var tries = 0; tries < 150; tries++, await Task.Delay(200))
        {
            if ((await member.ReadAsync(page)).Contains(says, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail("The page does not say: " + says);
    }

    private static async Task<List<JsonElement>> ObjectsAsync(Member member)
    {
        using var answer = await member.Machine.GetAsync(await CollectionAsync(member, "Everything you may read") + "objects/?match[type]=indicator,sighting");
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.TryGetProperty("objects", out var objects) ? [.. objects.EnumerateArray()] : [];
    }

    private static async Task AddAsync(Member member, string collection, params string[] objects)
    {
        using var content = new StringContent("{\"objects\":[" + string.Join(',', objects) + "]}", Encoding.UTF8);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(Type);
        using var answer = await member.Machine.PostAsync(await CollectionAsync(member, collection) + "objects/", content);
        var status = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.True(status.TryGetProperty("failure_count", out var failures) && failures.GetInt32() == 0, status.ToString());
    }

    private static async Task<string> CollectionAsync(Member member, string title)
    {
        using var answer = await member.Machine.GetAsync("/taxii2/tlp2/collections/");
        var collections = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("collections").EnumerateArray();
        return $"/taxii2/tlp2/collections/{collections.First(c => c.GetProperty("title").GetString()!.Split(", up to")[0] == title).GetProperty("id").GetString()}/";
    }

    private static Task<long> CountAsync(RunningHub hub) => hub.Get<Database>().ReadAsync(async sql => await sql.NumberAsync("select count(*) from stix_object", default) ?? -1, default);

    private static bool IsRevoked(JsonElement of) => of.TryGetProperty("revoked", out var revoked) && revoked.GetBoolean();

    private static string Id(int n) => $"indicator--00000000-0000-4000-8000-{n:d12}";

    private static string Indicator(int n, string marking) =>
        $$"""
        {"type":"indicator","spec_version":"2.1","id":"{{Id(n)}}","created":"2026-01-01T08:00:00.000Z","modified":"2026-01-01T08:00:00.000Z","name":"n","pattern":"[ipv4-addr:value = '198.51.100.{{n}}']","pattern_type":"stix","valid_from":"2026-01-01T08:00:00Z","object_marking_refs":["{{marking}}"]}
        """;

    private static string Sighting() =>
        $$"""
        {"type":"sighting","spec_version":"2.1","id":"sighting--00000000-0000-4000-8000-000000000001","created":"2026-01-01T08:00:00.000Z","modified":"2026-01-01T08:00:00.000Z","sighting_of_ref":"{{Id(2)}}","object_marking_refs":["{{Green}}"]}
        """;
}
