using System.Text;
using Infohub.Community.Public;
using Infohub.Intelligence.Knowledge;
using Infohub.Intelligence.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Intelligence;

/// <summary>What belongs together, asked of what the viewer may read (law R7, R10).</summary>
public sealed class CorrelateTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_value_meets_who_says_it_what_holds_it_and_what_it_holds(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var mei = await hub.ViewerAsync(await hub.PersonAsync("Mei", await hub.OrganisationAsync("Bank")));
        await ShareAsync(hub, mei, "TLP:GREEN", "community", "Loader", "It calls hxxps://cdn.evil-metrics[.]com/u on 198.51.100.45.");
        await ShareAsync(hub, mei, "TLP:GREEN", "community", "Network", "All of 198.51.100.0/24 scans, and mail comes from it@evil-metrics.com.");

        var address = await OfAsync(hub, mei, "198.51.100.45");
        Assert.Equal(["Loader"], Titles(address));
        Assert.Contains(("198.51.100.0/24", Nearness.Around), Ways(address));
        Assert.Contains(("https://cdn.evil-metrics.com/u", Nearness.Report), Ways(address));
        Assert.Contains(("Loader", Nearness.Refers), address.Objects.Select(o => (o.Object.Name, o.Whys[0].How)));

        var network = await OfAsync(hub, mei, "198.51.100.0/24");
        Assert.Contains(("198.51.100.45", Nearness.Within), Ways(network));
        await ShareAsync(hub, mei, "TLP:GREEN", "community", "Wide", "They moved on to 203.0.112.0/22.");
        Assert.Contains(("203.0.112.0/22", Nearness.Within), Ways(await OfAsync(hub, mei, "203.0.112.0/20")));
        Assert.Contains(("203.0.112.0/22", Nearness.Around), Ways(await OfAsync(hub, mei, "203.0.113.7")));
        Assert.DoesNotContain(("203.0.112.0/22", Nearness.Within), Ways(await OfAsync(hub, mei, "203.0.112.0/24")));

        var parent = await OfAsync(hub, mei, "evil-metrics.com");
        // The host of a mail address is the value itself.
        Assert.Empty(parent.Said);
        Assert.Contains(("https://cdn.evil-metrics.com/u", Nearness.On), Ways(parent));
        Assert.Contains(("it@evil-metrics.com", Nearness.On), Ways(parent));

        var host = await OfAsync(hub, mei, "cdn[.]evil-metrics[.]com");
        Assert.Contains(("https://cdn.evil-metrics.com/u", Nearness.On), Ways(host));
        Assert.Empty((await OfAsync(hub, mei, "metrics.com")).Values);
        Assert.Empty((await OfAsync(hub, mei, "198.51.101.45")).Values);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_a_viewer_may_not_read_changes_nothing(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (bank, ferry, shop) = (await hub.OrganisationAsync("Bank"), await hub.OrganisationAsync("Ferry"), await hub.OrganisationAsync("Shop"));
        await hub.CircleAsync("Transport", bank, ferry);
        var (mei, ka, wong) = (await hub.ViewerAsync(await hub.PersonAsync("Mei", bank)), await hub.ViewerAsync(await hub.PersonAsync("Ka", ferry)), await hub.ViewerAsync(await hub.PersonAsync("Wong", shop)));
        await ShareAsync(hub, mei, "TLP:GREEN", "community", "Open", "Seen: 198.51.100.45 with login.bad-place.com.");
        var before = Told(await OfAsync(hub, wong, "198.51.100.45"));
        await ShareAsync(hub, mei, "TLP:AMBER", "circle:TRANSPORT", "Closed", "Seen: 198.51.100.45 with 198.51.100.0/24, vpn.bad-place.com and CVE-2026-1234.");
        await AdmitAsync(hub, ka, Tlp.Amber, "circle:TRANSPORT", Relation("198.51.100.45"));

        Assert.Equal(before, Told(await OfAsync(hub, wong, "198.51.100.45")));
        Assert.Equal(Told(await OfAsync(hub, wong, "203.0.113.9")), Told(await OfAsync(hub, wong, "vpn.bad-place.com")) with { Value = "203.0.113.9", Kind = ObservableKind.IPv4 });
        var told = await OfAsync(hub, ka, "198.51.100.45");
        Assert.Equal(["Closed", "Open", "REST"], Titles(told).Order());
        Assert.Contains(("CVE-2026-1234", Nearness.Report), told.Objects.SelectMany(o => o.Whys.Select(w => (o.Object.Name, w.How))));
        Assert.Contains(("Brandish", new Why(Nearness.Relation, "indicates")), told.Objects.SelectMany(o => o.Whys.Select(w => (o.Object.Name, w))));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_is_taken_back_is_said_no_more(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var person = await hub.PersonAsync("Mei", await hub.OrganisationAsync("Bank"));
        var mei = await hub.ViewerAsync(person);
        var uid = await ShareAsync(hub, mei, "TLP:GREEN", "community", "Servers", "198.51.100.45 and 198.51.100.46.");
        Assert.Single((await OfAsync(hub, mei, "198.51.100.45")).Said.DistinctBy(s => s.ItemUid));
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await hub.Get<RevisePost>().RunAsync(await hub.ViewerAsync(person), uid, 1, new PostChange(Body: "Only 198.51.100.46."))).Refusal);
        await hub.Get<OutboxPump>().DrainAsync(default);
        mei = await hub.ViewerAsync(person);
        Assert.Empty((await OfAsync(hub, mei, "198.51.100.45")).Said);
        Assert.Equal(["indicator", "ipv4-addr"], (await OfAsync(hub, mei, "198.51.100.46")).Said.Select(s => s.Type).Order());
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await hub.Get<WithdrawPost>().RunAsync(await hub.ViewerAsync(person), uid, "A mistake.")).Refusal);
        await hub.Get<OutboxPump>().DrainAsync(default);
        Assert.Empty((await OfAsync(hub, await hub.ViewerAsync(person), "198.51.100.46")).Said);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_common_value_is_named_as_such_and_only_the_newest_are_looked_at(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var mei = await hub.ViewerAsync(await hub.PersonAsync("Mei", await hub.OrganisationAsync("Bank")));
        await AdmitAsync(hub, mei, Tlp.Green, "community", string.Join(',', Enumerable.Range(0, Correlate.MostSaid + 5).Select(n => Indicator(n, "[ipv4-addr:value = '198.51.100.45']"))));
        var told = await OfAsync(hub, mei, "198.51.100.45");
        Assert.True(told.IsCommon);
        Assert.Equal(Correlate.MostSaid, told.Said.Count);
        Assert.False((await OfAsync(hub, mei, "198.51.100.46")).IsCommon);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Objects_are_found_by_words_of_their_names_and_listed_by_item_for_who_reads_it(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (bank, ferry, shop) = (await hub.OrganisationAsync("Bank"), await hub.OrganisationAsync("Ferry"), await hub.OrganisationAsync("Shop"));
        await hub.CircleAsync("Transport", bank, ferry);
        var (mei, ka, wong) = (await hub.ViewerAsync(await hub.PersonAsync("Mei", bank)), await hub.ViewerAsync(await hub.PersonAsync("Ka", ferry)), await hub.ViewerAsync(await hub.PersonAsync("Wong", shop)));
        var uid = await ShareAsync(hub, mei, "TLP:AMBER", "circle:TRANSPORT", "Quiet harbour 釣魚電郵", "Seen: 198.51.100.45.");
        var find = hub.Get<FindObjects>();

        Assert.Equal(["report"], await TypesAsync(ka, "HARBOUR quiet", ""));
        Assert.Equal(["report"], await TypesAsync(ka, "釣魚", ""));
        Assert.Empty(await TypesAsync(ka, "harbour loud", ""));
        Assert.Equal(["identity", "indicator", "ipv4-addr", "report"], await TypesAsync(ka, "", uid));
        Assert.Equal(["indicator", "report"], await TypesAsync(ka, "", ""));
        foreach (var (words, item) in ((string, string)[])[("harbour", ""), ("", uid), ("", "00000-00000"), ("", "")])
        {
            Assert.Empty(await TypesAsync(wong, words, item));
        }

        async Task<IEnumerable<string>> TypesAsync(Viewer viewer, string words, string item) => (await find.RunAsync(viewer, new ObjectSearch(words, null, item), null, default)).Value.Objects.Select(o => o.Type).Order();
    }

    private static async Task<string> ShareAsync(TestHub hub, Viewer by, string label, string audience, string title, string body)
    {
        var shared = await hub.Get<SharePost>().RunAsync(by, new PostInput { Kind = "indicators", Title = title, Body = body, Label = label, Audience = [audience] });
        Assert.Null(shared.Refusal);
        await hub.Get<OutboxPump>().DrainAsync(default);
        return shared.Value.Uid;
    }

    private static async Task AdmitAsync(TestHub hub, Viewer by, Tlp label, string audience, string objects)
    {
        var parts = await hub.Database.ReadAsync(sql => hub.Get<AudienceRules>().ReadAsync(sql, by, [audience], default), default);
        using var bundle = new MemoryStream(Encoding.UTF8.GetBytes($$"""{"type":"bundle","id":"bundle--6f1c1c2e-31b8-4f8a-8e0e-7b8d3a1f2c11","objects":[{{objects}}]}"""));
        var receipt = await hub.Get<Gate>().AdmitAsync(by, bundle, new Origin("REST", parts.Value) { Label = label }, o => { Assert.True(o.IsTaken, o.Reason); return ValueTask.CompletedTask; }, default);
        Assert.Null(receipt.Refusal);
    }

    private static string Indicator(int number, string pattern) =>
        $$"""{"type":"indicator","spec_version":"2.1","id":"indicator--00000000-0000-4000-8000-{{number:d12}}","created":"2026-01-01T00:00:00.000Z","modified":"2026-01-01T00:00:00.000Z","pattern":"{{pattern}}","pattern_type":"stix","valid_from":"2026-01-01T00:00:00.000Z"}""";

    private static string Relation(string address) => string.Join(
        ',',
        Indicator(1, $"[ipv4-addr:value = '{address}']"),
        """{"type":"malware","spec_version":"2.1","id":"malware--00000000-0000-4000-8000-000000000002","created":"2026-01-01T00:00:00.000Z","modified":"2026-01-01T00:00:00.000Z","name":"Brandish","is_family":true}""",
        """{"type":"relationship","spec_version":"2.1","id":"relationship--00000000-0000-4000-8000-000000000003","created":"2026-01-01T00:00:00.000Z","modified":"2026-01-01T00:00:00.000Z","relationship_type":"indicates","source_ref":"indicator--00000000-0000-4000-8000-000000000001","target_ref":"malware--00000000-0000-4000-8000-000000000002"}""");

    private static Task<Correlated> OfAsync(TestHub hub, Viewer viewer, string text) => hub.Get<Correlate>().OfAsync(viewer, Correlate.Read(text).Value.Kind, Correlate.Read(text).Value.Value, default);

    private static IEnumerable<(string, Nearness)> Ways(Correlated told) => told.Values.SelectMany(v => v.Whys.Select(w => (v.Value, w.How)));

    private static IEnumerable<string> Titles(Correlated told) => told.Said.Select(s => told.Items[s.ItemSeq].Title).Distinct();

    /// <summary>All of it, to be compared as a whole.</summary>
    private static Whole Told(Correlated told) => new(
        told.Kind, told.Value, told.IsCommon, told.IsTooWide, string.Join('\n', told.Said.Select(s => $"{s.Id} {s.ItemUid} {s.At}")),
        string.Join('\n', told.Values.Select(v => $"{v.Value} {v.Label} {v.Newest} {string.Join(',', v.Whys)}")), string.Join('\n', told.Objects.Select(o => $"{o.Object.Id} {string.Join(',', o.Whys)}")));

    private sealed record Whole(ObservableKind Kind, string Value, bool IsCommon, bool IsTooWide, string Said, string Values, string Objects);
}
