using System.Text;
using Infohub.Community.Public;
using Infohub.Intelligence.Bundles;
using Infohub.Intelligence.Graph;
using Infohub.Intelligence.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Intelligence;

/// <summary>What belongs together as nodes and edges, made of what the viewer may read (law R7, R10).</summary>
public sealed class GraphTests
{
    private const string Malware = "malware--00000000-0000-4000-8000-000000000002";

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_value_an_object_an_item_and_a_choice_are_drawn_with_what_stands_between(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, ka, _) = await CastAsync(hub);
        var uid = await ShareAsync(hub, mei, "TLP:GREEN", "community", "Open", "Seen: 198.51.100.45 with login.bad-place.com.");
        await AdmitAsync(hub, ka, Indicator(1, "198.51.100.45"), Family, Indicates);

        var value = await OfAsync(hub, ka, new GraphAsk("198[.]51[.]100[.]45", "", "", ChosenObjects.Read([])));
        Assert.Equal("value:IPv4:198[.]51[.]100[.]45", Assert.Single(value.Starts));
        Assert.Contains(value.Nodes, n => n is { Kind: "malware", Name: "Brandish" });
        Assert.Contains(value.Nodes, n => n is { Kind: "items", Name: "Open" });
        Assert.Contains(value.Nodes, n => n.Name == "login[.]bad-place[.]com");
        Assert.Contains(new GraphEdge("object:" + Malware, value.Starts[0], "indicates"), value.Edges);
        Assert.Contains(new GraphEdge("item:" + uid, value.Starts[0], "carries"), value.Edges);

        var malware = await OfAsync(hub, ka, new GraphAsk("", Malware, "", ChosenObjects.Read([])));
        Assert.Contains(new GraphEdge("object:" + IndicatorId(1), "object:" + Malware, "indicates"), malware.Edges);
        var item = await OfAsync(hub, ka, new GraphAsk("", "", uid, ChosenObjects.Read([])));
        Assert.Contains(new GraphEdge("item:" + uid, "value:Domain:login[.]bad-place[.]com", "carries"), item.Edges);
        var chosen = await OfAsync(hub, ka, new GraphAsk("", "", "", ChosenObjects.Read([IndicatorId(1), Malware])));
        Assert.Equal(2, chosen.Starts.Count);
        Assert.Contains(new GraphEdge("object:" + IndicatorId(1), "object:" + Malware, "indicates"), chosen.Edges);
        Assert.Contains(new GraphEdge("object:" + IndicatorId(1), "value:IPv4:198[.]51[.]100[.]45", "names"), chosen.Edges);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_may_not_be_read_is_not_in_it_and_is_asked_for_as_what_there_is_not(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, ka, wong) = await CastAsync(hub);
        await ShareAsync(hub, mei, "TLP:GREEN", "community", "Open", "Seen: 198.51.100.45 with login.bad-place.com.");
        var ask = new GraphAsk("198.51.100.45", "", "", ChosenObjects.Read([]));
        var before = Told(await OfAsync(hub, wong, ask));
        var uid = await ShareAsync(hub, mei, "TLP:AMBER", "circle:TRANSPORT", "Closed", "Seen: 198.51.100.45 with vpn.bad-place.com.");
        await AdmitAsync(hub, ka, Indicator(1, "198.51.100.45"), Family, Indicates);

        Assert.Equal(before, Told(await OfAsync(hub, wong, ask)));
        Assert.NotEqual(before, Told(await OfAsync(hub, ka, ask)));
        foreach (var hidden in (GraphAsk[])[new("", Malware, "", ChosenObjects.Read([])), new("", "", uid, ChosenObjects.Read([])), new("", "", "", ChosenObjects.Read([Malware, IndicatorId(1)]))])
        {
            Assert.Equal("not-found", (await hub.Get<DrawGraph>().RunAsync(wong, hidden, default)).Refusal?.Code);
            Assert.Null((await hub.Get<DrawGraph>().RunAsync(ka, hidden, default)).Refusal);
        }

        var unknown = await hub.Get<DrawGraph>().RunAsync(wong, new GraphAsk("", "", "00000-00000", ChosenObjects.Read([])), default);
        Assert.Equal("not-found", unknown.Refusal?.Code);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task More_neighbours_than_are_drawn_are_counted(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (_, ka, _) = await CastAsync(hub);
        var many = Enumerable.Range(1, DrawGraph.Few + 20).ToList();
        await AdmitAsync(hub, ka, [Family, .. many.Select(n => Indicator(n, $"198.51.100.{n}")), .. many.Select(n => Indicates.Replace("000000000003", $"{1000 + n:d12}", StringComparison.Ordinal).Replace(IndicatorId(1), IndicatorId(n), StringComparison.Ordinal))]);
        var ask = new GraphAsk("", Malware, "", ChosenObjects.Read([]));
        var some = await OfAsync(hub, ka, ask);
        Assert.Equal((DrawGraph.Few, many.Count + 1), (some.Drawn, some.Neighbours));
        var all = await OfAsync(hub, ka, ask with { All = true });
        Assert.Equal((many.Count + 1, many.Count + 1), (all.Drawn, all.Neighbours));
        Assert.All(some.Edges, e => Assert.True(some.Nodes.Any(n => n.Id == e.From) && some.Nodes.Any(n => n.Id == e.To)));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_is_under_an_embargo_is_said_to_be(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, ka, _) = await CastAsync(hub);
        var uid = await ShareAsync(hub, mei, "TLP:GREEN", "community", "Open", "Seen: 198.51.100.45.", hub.Clock.Now() + Micros.Day);
        var drawn = await OfAsync(hub, ka, new GraphAsk("", "", uid, ChosenObjects.Read([])));
        Assert.All(drawn.Nodes, n => Assert.True(n.IsEmbargoed, n.Id));
        hub.Clock.Advance(TimeSpan.FromDays(2));
        Assert.All((await OfAsync(hub, await hub.ViewerAsync(ka.PersonId), new GraphAsk("", "", uid, ChosenObjects.Read([])))).Nodes, n => Assert.False(n.IsEmbargoed, n.Id));
    }

    private static string IndicatorId(int number) => $"indicator--00000000-0000-4000-8000-{number:d12}";

    private static string Indicator(int number, string address) =>
        $$"""{"type":"indicator","spec_version":"2.1","id":"{{IndicatorId(number)}}","created":"2026-01-01T00:00:00.000Z","modified":"2026-01-01T00:00:00.000Z","pattern":"[ipv4-addr:value = '{{address}}']","pattern_type":"stix","valid_from":"2026-01-01T00:00:00.000Z"}""";

    private const string Family = $$"""{"type":"malware","spec_version":"2.1","id":"{{Malware}}","created":"2026-01-01T00:00:00.000Z","modified":"2026-01-01T00:00:00.000Z","name":"Brandish","is_family":true}""";

    private const string Indicates = $$"""{"type":"relationship","spec_version":"2.1","id":"relationship--00000000-0000-4000-8000-000000000003","created":"2026-01-01T00:00:00.000Z","modified":"2026-01-01T00:00:00.000Z","relationship_type":"indicates","source_ref":"indicator--00000000-0000-4000-8000-000000000001","target_ref":"{{Malware}}"}""";

    private static async Task<(Viewer Mei, Viewer Ka, Viewer Wong)> CastAsync(TestHub hub)
    {
        var (bank, ferry, shop) = (await hub.OrganisationAsync("Bank"), await hub.OrganisationAsync("Ferry"), await hub.OrganisationAsync("Shop"));
        await hub.CircleAsync("Transport", bank, ferry);
        return (await hub.ViewerAsync(await hub.PersonAsync("Mei", bank)), await hub.ViewerAsync(await hub.PersonAsync("Ka", ferry)), await hub.ViewerAsync(await hub.PersonAsync("Wong", shop)));
    }

    private static async Task<string> ShareAsync(TestHub hub, Viewer by, string label, string audience, string title, string body, long embargo = 0)
    {
        var shared = await hub.Get<SharePost>().RunAsync(by, new PostInput { Kind = "indicators", Title = title, Body = body, Label = label, Audience = [audience], Embargo = embargo });
        Assert.Null(shared.Refusal);
        await hub.Get<OutboxPump>().DrainAsync(default);
        return shared.Value.Uid;
    }

    private static async Task AdmitAsync(TestHub hub, Viewer by, params string[] objects)
    {
        var parts = await hub.Database.ReadAsync(sql => hub.Get<AudienceRules>().ReadAsync(sql, by, ["circle:TRANSPORT"], default), default);
        using var bundle = new MemoryStream(Encoding.UTF8.GetBytes($$"""{"objects":[{{string.Join(',', objects)}}]}"""));
        var receipt = await hub.Get<Gate>().AdmitAsync(by, bundle, new Origin("REST", parts.Value) { Label = Tlp.Amber }, o => { Assert.True(o.IsTaken, o.Reason); return ValueTask.CompletedTask; }, default);
        Assert.Null(receipt.Refusal);
    }

    private static async Task<DrawnGraph> OfAsync(TestHub hub, Viewer viewer, GraphAsk ask)
    {
        var drawn = await hub.Get<DrawGraph>().RunAsync(viewer, ask, default);
        Assert.Null(drawn.Refusal);
        return drawn.Value;
    }

    /// <summary>All of it, to be compared as a whole.</summary>
    private static string Told(DrawnGraph of) => string.Join('\n', of.Nodes.Select(n => $"{n} {string.Join(',', n.Objects)}").Concat(of.Edges.Select(e => e.ToString())).Append($"{of.Neighbours} {of.OrMore}"));
}
