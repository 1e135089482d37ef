using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Infohub.Observables;
using Infohub.Platform.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Host.Tests;

/// <summary>What people really paste goes in by the page and by REST, and comes out to people masked and to a firewall true.</summary>
public sealed partial class RealInputTests(ITestOutputHelper output)
{
    private const string AllTypes = "&type=ip,domain,url,hash";

    private static readonly HashSet<string> Listed =
        ["IPv4", "IPv6", "IPv4Network", "IPv6Network", "Domain", "Url", "Md5", "Sha1", "Sha256", "Sha512"];

    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task Pasted_texts_are_understood_by_page_and_by_REST_and_reach_a_firewall_true(Engine engine)
    {
        await using var hub = await RunningHub.StartAsync(engine);
        using var mei = await Member.JoinAsync(hub, "Mei");
        using var ho = await Member.JoinAsync(hub, "Ho");
        var (preview, page, rest, feed) = (new Score("preview"), new Score("page"), new Score("REST"), new Score("JSON Feed"));
        var texts = Fixtures.PastedTexts();
        Assert.Equal(20, texts.Count);
        var titles = new Dictionary<string, Pasted>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var title = "Pasted text no. " + text.Name[..2];
            titles[title] = text;
            var shared = await mei.ShareByPageAsync(("kind", "indicators"), ("label", "Green"), ("audience", "community"), ("title", title), ("body", text.Text));
            preview.Add(text.Name, text.Wanted, Shown(After(shared.Preview, "id=\"found\"")));
            var item = await ho.ReadAsync(shared.Item);
            page.Add(text.Name, text.Wanted, Shown(After(item, "id=\"indicators\"").Split("</article>")[0]));
            Assert.True(LiveLinks.Find(Words(item)).Count == 0, $"{text.Name}: a live address on its page");
            var id = await mei.ShareByKeyAsync(new { kind = "indicators", label = "TLP:GREEN", audience = new[] { "community" }, title, body = text.Text });
            rest.Add(text.Name, text.Wanted, Observables((await ho.ReadByKeyAsync(id)).GetProperty("observables")));
        }

        var (list, json) = await ho.MakeFeedAsync();
        using var syndicated = JsonDocument.Parse(await hub.Client.GetStringAsync(json));
        foreach (var item in syndicated.RootElement.GetProperty("items").EnumerateArray())
        {
            var text = titles[item.GetProperty("title").GetString()!];
            feed.Add(text.Name, text.Wanted, Observables(item.GetProperty("_infohub").GetProperty("observables")));
        }

        Assert.All((Score[])[preview, page, rest, feed], score => score.Hold(output));
        var wanted = texts.SelectMany(t => t.Wanted).Select(w => w.Split('\t')).Where(w => Listed.Contains(w[0])).Select(w => w[1]).ToHashSet(StringComparer.Ordinal);
        AssertPlain(wanted, await hub.Client.GetStringAsync(list + AllTypes));
    }

    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task Entries_of_a_public_catalogue_are_understood_by_page_and_by_REST(Engine engine)
    {
        var entries = Fixtures.KnownExploited();
        Assert.Equal(200, entries.Count);
        await using var hub = await RunningHub.StartAsync(engine);
        using var mei = await Member.JoinAsync(hub, "Mei");
        using var ho = await Member.JoinAsync(hub, "Ho");
        var (page, rest) = (new Score("page"), new Score("REST"));
        foreach (var (id, title, body, references, wanted) in entries)
        {
            var (_, path) = await mei.ShareByPageAsync(
                ("kind", "early-warning"), ("label", "Green"), ("audience", "community"), ("title", title), ("body", body), ("references", references));
            var item = await ho.ReadAsync(path);
            page.Add(id, wanted, Shown(After(item, "id=\"indicators\"").Split("</article>")[0]));
            // a letter beyond ASCII ends an address, as in Chinese text, also where one is written into the address itself
            Assert.All(references.Split('\n').Where(link => link.All(char.IsAscii)), link => Assert.Contains($"href=\"{WebUtility.HtmlEncode(new Uri(link).AbsoluteUri)}\"", item, StringComparison.Ordinal));
            var post = await ho.ReadByKeyAsync(await mei.ShareByKeyAsync(new { kind = "early-warning", label = "TLP:GREEN", audience = new[] { "community" }, title, body, references }));
            rest.Add(id, wanted, Observables(post.GetProperty("observables")));
            Assert.Equal(references, post.GetProperty("references").GetString());
        }

        page.Hold(output);
        rest.Hold(output);
    }

    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task A_firewall_gets_nothing_that_its_owner_may_not_have(Engine engine)
    {
        var clock = new MovedClock();
        await using var hub = await RunningHub.StartAsync(engine, services => services.AddSingleton<TimeProvider>(clock));
        using var mei = await Member.JoinAsync(hub, "Mei", "BANKING", "ENERGY");
        using var ho = await Member.JoinAsync(hub, "Ho", "BANKING");
        using var other = await Member.JoinAsync(hub, "Au");
        async Task<string> ShareAsync(int number, object more) => await mei.ShareByKeyAsync(JsonSerializer.SerializeToNode(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["kind"] = "indicators",
            ["label"] = "TLP:GREEN",
            ["audience"] = new[] { "community" },
            ["title"] = "Case " + number,
            ["body"] = $"It calls 203[.]0[.]113[.]{number}, hxxps://case{number}[.]example/a?b=c and case{number}[.]test, again 203.0.113.{number}.",
        }.Concat(JsonSerializer.SerializeToElement(more).EnumerateObject().Select(p => KeyValuePair.Create(p.Name, (object)p.Value)))
            .GroupBy(p => p.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Value, StringComparer.Ordinal))!);
        await ShareAsync(1, new { });
        await ShareAsync(2, new { label = "TLP:CLEAR", audience = new[] { "public" }, pap = "PAP:CLEAR" });
        await ShareAsync(3, new { audience = new[] { "circle:BANKING" } });
        await ShareAsync(4, new { audience = new[] { "organisation:HO" } });
        await ShareAsync(20, new { audience = new[] { "circle:ENERGY" } });
        await ShareAsync(21, new { pap = "PAP:AMBER" });
        await ShareAsync(22, new { pap = "PAP:RED" });
        await ShareAsync(23, new { expiresAt = clock.GetUtcNow().AddMinutes(2) });
        await ShareAsync(24, new { embargoUntil = clock.GetUtcNow().AddDays(1) });
        await ShareAsync(25, new { releaseAt = clock.GetUtcNow().AddDays(1) });
        var withdrawn = await ShareAsync(26, new { });
        await ShareAsync(27, new { audience = new[] { "person:AU" } });
        foreach (var (number, label, part) in ((int, string, string)[])[(30, "Amber", "circle:ENERGY"), (31, "Amber", "circle:BANKING"), (32, "AmberStrict", "circle:BANKING"), (33, "Red", "person:HO")])
        {
            await mei.ShareByPageAsync(
                ("kind", "indicators"), ("label", label), ("audience", part), ("title", "Case " + number), ("body", $"It calls 203.0.113.{number}, https://case{number}.example/a?b=c and case{number}.test."));
        }

        var item = await mei.ReadAsync("/items/" + withdrawn);
        using (var gone = await mei.SendAsync($"/items/{withdrawn}?handler=Withdraw", item, ("reason", "The address belongs to a shared proxy.")))
        {
            Assert.Equal(HttpStatusCode.Redirect, gone.StatusCode);
        }

        var (list, json) = await ho.MakeFeedAsync();
        clock.Ahead = TimeSpan.FromMinutes(3);
        AssertPlain(
            [.. ((int[])[1, 2, 3, 4]).SelectMany(n => (string[])[$"203.0.113.{n}", $"https://case{n}.example/a?b=c", $"case{n}.test"])],
            await hub.Client.GetStringAsync(list + AllTypes));
        var syndicated = await hub.Client.GetStringAsync(json);
        Assert.All((int[])[20, 23, 24, 25, 26, 27, 30, 31, 32, 33], n => Assert.DoesNotContain($"case{n}.", syndicated.Replace("[.]", ".", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    /// <summary>One true value a line, each once, LF and nothing else: what a firewall reads.</summary>
    private static void AssertPlain(HashSet<string> wanted, string list)
    {
        Assert.DoesNotContain('\r', list);
        Assert.EndsWith("\n", list, StringComparison.Ordinal);
        var lines = list[..^1].Split('\n');
        Assert.Equal(lines.Length, lines.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(("", ""), (string.Join(' ', wanted.Except(lines, StringComparer.Ordinal)), string.Join(' ', lines.Except(wanted, StringComparer.Ordinal))));
        Assert.All(lines, line => Assert.DoesNotContain("[.]", line, StringComparison.Ordinal));
    }

    private static List<string> Observables(JsonElement list) =>
        [.. list.EnumerateArray().Select(o => o.GetProperty("kind").GetString() + "\t" + o.GetProperty("value").GetString())];

    private static string After(string page, string mark) => page.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at ? page[at..] : "";

    /// <summary>The indicators that a part of a page shows, true again.</summary>
    private static List<string> Shown(string part) =>
        [.. Indicator().Matches(part).Select(m => m.Groups[1].Value + "\t" + Masking.Unmask(WebUtility.HtmlDecode(Tag().Replace(m.Groups[2].Value, ""))))];

    /// <summary>What a person reads of a page, without the head and the addresses of the hub itself.</summary>
    private static string Words(string page) =>
        WebUtility.HtmlDecode(Tag().Replace(After(page, "<article").Split("</article>")[0].Replace("<span>", "", StringComparison.Ordinal).Replace("</span>", "", StringComparison.Ordinal), " "));

    [GeneratedRegex("<code class=\"ioc\" translate=\"no\" data-kind=\"([A-Za-z0-9]+)\">(.*?)</code>", RegexOptions.Singleline)]
    private static partial Regex Indicator();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    private sealed class MovedClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
    }
}
