using System.Net;
using System.Text;
using Infohub.Community.Governance;
using Infohub.Community.Public;
using Infohub.Community.Viewers;
using Infohub.Intelligence.Public;
using Infohub.Intelligence.WarningLists;
using Infohub.Observables;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Feeds;
using Infohub.Sharing.LookUp;
using Infohub.Sharing.Posts;
using Lists = Infohub.Intelligence.Public.WarningLists;

namespace Infohub.Modules.Tests.Intelligence.WarningLists;

/// <summary>Warning lists as officers keep them and as members meet them.</summary>
public sealed class WarningListTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_list_is_loaded_switched_and_removed_under_an_elevation_each(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (ann, bob) = await OfficersAsync(hub);
        var member = await hub.ViewerAsync(await hub.PersonAsync("Mei", await hub.OrganisationAsync("Bank")));
        Assert.Equal("officers-only", (await LoadAsync(hub, member, "hostname", ["search.hk"])).Refusal!.Code);
        Assert.Equal("elevation-needed", (await LoadAsync(hub, ann, "hostname", ["search.hk"])).Refusal!.Code);
        Assert.False(await HoldsAsync(hub, "www.search.hk"));

        await GrantAsync(hub, ann, bob);
        Assert.Equal("warning-list-entry", (await LoadAsync(hub, ann, "hostname", ["search.hk", "a b"])).Refusal!.Code);
        Assert.Equal("warning-list-name", (await LoadAsync(hub, ann, "hostname", ["search.hk"], name: "This hub")).Refusal!.Code);
        Assert.Equal(0, await hub.NumberAsync("select count(*) from warning_list"));
        // The grant is still there: what is refused for another reason does not use it up.
        var uid = (await LoadAsync(hub, ann, "hostname", ["search.hk", "weather.hk"])).Value;
        Assert.True(await HoldsAsync(hub, "www.search.hk"));
        Assert.Equal([new WarningHit("Top", "weather.hk")], hub.Get<Lists>().HitsOf(ObservableKind.Url, "https://weather.hk/a"));
        Assert.Equal("elevation-needed", (await hub.Get<SwitchWarningList>().RunAsync(ann, uid, false, default)).Refusal!.Code);

        await GrantAsync(hub, ann, bob);
        Assert.Null((await hub.Get<SwitchWarningList>().RunAsync(ann, uid, false, default)).Refusal);
        Assert.False(await HoldsAsync(hub, "www.search.hk"));
        await GrantAsync(hub, ann, bob);
        Assert.Equal("warning-list-old", (await LoadAsync(hub, ann, "hostname", ["search.hk"])).Refusal!.Code);
        Assert.Equal(uid, (await LoadAsync(hub, ann, "hostname", ["search.hk"], version: 2)).Value);
        // Newer, and as off as it was.
        Assert.False(await HoldsAsync(hub, "www.search.hk"));
        await GrantAsync(hub, ann, bob);
        Assert.Null((await hub.Get<SwitchWarningList>().RunAsync(ann, uid, true, default)).Refusal);
        Assert.True(await HoldsAsync(hub, "www.search.hk"));
        Assert.False(await HoldsAsync(hub, "weather.hk"));
        var card = Assert.Single((await hub.Get<ListDirectory>().RunAsync(member, default)).Value, l => !l.IsBuiltIn);
        Assert.Equal(("Top", 2, 1, true), (card.Name, card.Version, card.Entries, card.IsOn));

        Assert.Equal("warning-list-built-in", (await hub.Get<RemoveWarningList>().RunAsync(ann, "built-in-own-host", default)).Refusal!.Code);
        await GrantAsync(hub, ann, bob);
        Assert.Equal(RefusalKind.NotFound, (await hub.Get<RemoveWarningList>().RunAsync(ann, "NOSUC-HLIST", default)).Refusal!.Kind);
        Assert.Null((await hub.Get<RemoveWarningList>().RunAsync(ann, uid, default)).Refusal);
        Assert.False(await HoldsAsync(hub, "www.search.hk"));
        Assert.Equal(0, await hub.NumberAsync("select count(*) from warning_list_switch"));
        Assert.Equal(
            ["warning-list.load", "warning-list.off", "warning-list.load", "warning-list.on", "warning-list.remove"],
            await hub.Database.ReadAsync(sql => sql.ListAsync("select act from audit where object_kind = 'warning-list' order by seq", static r => r.Text(0), default), default));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Another_process_takes_over_what_changed_and_builds_only_that(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (ann, bob) = await OfficersAsync(hub);
        using var other = new Lists(hub.Database, hub.Get<BuiltInLists>());
        await other.RefreshAsync(default);
        await GrantAsync(hub, ann, bob);
        Assert.Null((await LoadAsync(hub, ann, "hostname", [.. Enumerable.Range(0, 5000).Select(n => $"n{n}.hk")])).Refusal);
        // Within two seconds it does not ask again.
        Assert.False(other.Holds(ObservableKind.Domain, "n4999.hk"));
        other.Forget();
        await other.RefreshAsync(default);
        Assert.True(other.Holds(ObservableKind.Domain, "n4999.hk"));
        Assert.True(other.Holds(ObservableKind.IPv4, "8.8.8.8"));
        await GrantAsync(hub, ann, bob);
        Assert.Null((await hub.Get<SwitchWarningList>().RunAsync(ann, "built-in-resolver-addresses", false, default)).Refusal);
        await hub.Database.WriteAsync(tx => tx.RunAsync("update warning_list set body = @body", default, ("body", (byte[])[0])), default);
        other.Forget();
        await other.RefreshAsync(default);
        Assert.False(other.Holds(ObservableKind.IPv4, "8.8.8.8"));
        Assert.True(other.Holds(ObservableKind.Domain, "n4999.hk"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_poisoned_report_makes_no_known_value_one_to_act_on(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (ann, bob) = await OfficersAsync(hub);
        var bank = await hub.OrganisationAsync("Bank");
        var (mei, ho) = (await hub.ViewerAsync(await hub.PersonAsync("Mei", bank)), await hub.ViewerAsync(await hub.PersonAsync("Ho", bank)));
        await GrantAsync(hub, ann, bob);
        Assert.Null((await LoadAsync(hub, ann, "hostname", ["search.hk"])).Refusal);
        Assert.Null((await hub.Get<SharePost>().RunAsync(mei, new PostInput
        {
            Kind = "indicators",
            Title = "Servers",
            Label = "TLP:GREEN",
            Audience = ["community"],
            Body = "203.0.113.9, 8.8.8.8, 8.8.0.0/16, www[.]search[.]hk, hxxps://search[.]hk/lure, drop.harbour-mail.example, d41d8cd98f00b204e9800998ecf8427e, 9e107d9d372bb6826bd81d3542a419d6",
        })).Refusal);
        var fresh = await hub.ViewerAsync(ho.PersonId);
        var made = (await hub.Get<MakeFeed>().RunAsync(fresh, new NewFeed("Wall"))).Value;
        var open = (await hub.Get<FeedDoor>().ByTokenAsync(made.Uid, made.Token, IPAddress.Parse("192.0.2.7"), default))!;
        async Task<FeedBody> BodyAsync(string? type, string? format) => await hub.Get<BlockList>().WriteAsync(open, BlockListAsk.Read(type, null, null, "hub.example", format)!, "", default);

        var list = await BodyAsync("ip,domain,url,hash", null);
        Assert.Equal("203.0.113.9\ndrop.harbour-mail.example\n9e107d9d372bb6826bd81d3542a419d6\n", Encoding.UTF8.GetString(list.Bytes));
        Assert.Equal(5, list.KeptOut);
        foreach (var format in (string[])["csv", "suricata", "zeek", "rpz", "hosts"])
        {
            var text = Encoding.UTF8.GetString((await BodyAsync(null, format)).Bytes);
            Assert.Contains("drop.harbour-mail.example", text, StringComparison.Ordinal);
            Assert.DoesNotContain("search.hk", text, StringComparison.Ordinal);
            Assert.DoesNotContain("8.8.", text, StringComparison.Ordinal);
            Assert.Contains("TLP:GREEN", text, StringComparison.Ordinal);
        }

        // The owner is told how many, and nobody else.
        await hub.Get<FeedShelf>().KeepCountAsync(open, list, default);
        Assert.Equal(5, Assert.Single(await hub.Get<FeedShelf>().ListAsync(fresh, default)).KeptOut);
        var admin = await hub.ViewerAsync(await hub.PersonAsync("Admin", bank, Roles.Administrator));
        Assert.Equal(0, Assert.Single(await hub.Get<FeedShelf>().ListAsync(admin, default)).KeptOut);

        var looked = (await hub.Get<LookUpPasted>().RunAsync(fresh, "www.search.hk 203.0.113.9", default)).Value;
        Assert.Equal([["Top"], []], looked.Select(l => l.WarningLists));
        Assert.Contains(",Top\r\n", LookedUp.Csv(looked), StringComparison.Ordinal);
        var machine = (await hub.Get<Infohub.Intelligence.Public.LookUp>().RunAsync(fresh, ["hxxps://search[.]hk/lure", "203.0.113.9", "no value"], default)).Value;
        Assert.Equal([["Top"], [], []], machine.Select(m => m.WarningLists));
        Assert.Contains("\"warning_lists\":[\"Top\"]", System.Text.Json.JsonSerializer.Serialize(machine[0]), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_zone_is_the_same_until_its_values_change_though_its_serial_is_the_time(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var bank = await hub.OrganisationAsync("Bank");
        var (mei, ho) = (await hub.ViewerAsync(await hub.PersonAsync("Mei", bank)), await hub.ViewerAsync(await hub.PersonAsync("Ho", bank)));
        var input = new PostInput { Kind = "indicators", Title = "A name", Label = "TLP:GREEN", Audience = ["community"], Body = "drop.harbour-mail.example" };
        Assert.Null((await hub.Get<SharePost>().RunAsync(mei, input)).Refusal);
        var made = (await hub.Get<MakeFeed>().RunAsync(ho, new NewFeed("Zone"))).Value;
        var open = (await hub.Get<FeedDoor>().ByTokenAsync(made.Uid, made.Token, IPAddress.Parse("192.0.2.7"), default))!;
        async Task<FeedBody> BodyAsync(string has) => await hub.Get<BlockList>().WriteAsync(open, BlockListAsk.Read(null, null, null, "hub.example", "RPZ")!, has, default);
        var first = await BodyAsync("");
        hub.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.StartsWith("W/\"", first.Tag, StringComparison.Ordinal);
        Assert.True((await BodyAsync(first.Tag)).Unchanged);
        Assert.Null((await hub.Get<SharePost>().RunAsync(mei, input with { Body = "other.harbour-mail.example", Title = "Another" })).Refusal);
        var second = await BodyAsync(first.Tag);
        Assert.False(second.Unchanged);
        static long Serial(FeedBody body) => long.Parse(Encoding.UTF8.GetString(body.Bytes).Split('(')[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(Serial(second) > Serial(first));
        Assert.Null(BlockListAsk.Read("sha256,md5", null, null, "hub.example", "dataset"));
        Assert.Null(BlockListAsk.Read(null, null, null, "hub.example", "exe"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_list_of_a_moment_ago_is_not_given_out_after_a_warning_list_changed(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (ann, bob) = await OfficersAsync(hub);
        var made = (await hub.Get<MakeFeed>().RunAsync(ann, new NewFeed("Wall"))).Value;
        var from = IPAddress.Parse("192.0.2.7");
        var open = (await hub.Get<FeedDoor>().ByTokenAsync(made.Uid, made.Token, from, default))!;
        var lastGood = hub.Get<LastGood>();
        lastGood.Keep(open.Feed, "ask", made.Token, new FeedBody("search.hk\n"u8.ToArray(), "\"tag\"", null, false));
        Assert.Equal(engine == Engine.Sqlite, lastGood.Find(made.Uid, "ask", made.Token, from) is not null);
        await hub.Get<OutboxPump>().DrainAsync(default);
        await GrantAsync(hub, ann, bob);
        Assert.Null((await LoadAsync(hub, ann, "hostname", ["search.hk"])).Refusal);
        await hub.Get<OutboxPump>().DrainAsync(default);
        Assert.Null(lastGood.Find(made.Uid, "ask", made.Token, from));
    }

    private static async Task<bool> HoldsAsync(TestHub hub, string name)
    {
        await hub.Get<Lists>().RefreshAsync(default);
        return hub.Get<Lists>().Holds(ObservableKind.Domain, name);
    }

    private static async Task<Outcome<string>> LoadAsync(TestHub hub, Viewer viewer, string type, IReadOnlyList<string> list, string name = "Top", long version = 1) =>
        await hub.Get<LoadWarningList>().RunAsync(viewer, new MemoryStream(ListFormTests.Json(type, list, name, version)), default);

    private static async Task GrantAsync(TestHub hub, Viewer asks, Viewer grants)
    {
        var elevations = hub.Get<Elevations>();
        Assert.Null((await elevations.GrantAsync(grants, (await elevations.AskAsync(asks, ElevatedAct.ChangeSettings, "", "a new list", default)).Value, default)).Refusal);
    }

    private static async Task<(Viewer Ann, Viewer Bob)> OfficersAsync(TestHub hub)
    {
        var office = await hub.OrganisationAsync("Office");
        return (await hub.ViewerAsync(await hub.PersonAsync("Ann", office, Roles.Officer)), await hub.ViewerAsync(await hub.PersonAsync("Bob", office, Roles.Officer)));
    }
}
