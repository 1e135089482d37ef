using System.Net;
using System.Text;
using Infohub.Community.People;
using Infohub.Community.Public;
using Infohub.Markings;
using Infohub.Modules.Tests.Intelligence;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Feeds;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Sharing;

public sealed class FeedTests
{
    private static readonly IPAddress Home = IPAddress.Parse("192.0.2.7");

    private static readonly PostInput Indicators = new()
    {
        Kind = "indicators",
        Label = "TLP:GREEN",
        Audience = ["community"],
        Title = "A loader and where it calls",
        Body = "It calls 203[.]0[.]113[.]9 and hxxps://drop[.]harbour-mail[.]example/a, from cdn[.]harbour-mail[.]example; inside it saw 10.1.2.3 and 127.0.0.1.",
    };

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_block_list_has_bare_true_values_each_once_and_nothing_of_ones_own_network(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, ho) = await TwoAsync(hub);
        await ShareAsync(hub, mei, Indicators);
        await ShareAsync(hub, mei, Indicators with { Title = "The same once more" });
        var made = await MakeAsync(hub, ho);
        Assert.Equal("203.0.113.9\ncdn.harbour-mail.example\n", await TextAsync(hub, made));
        Assert.Equal("https://drop.harbour-mail.example/a\n", await TextAsync(hub, made, "url"));
        Assert.Equal("", await TextAsync(hub, made, "hash"));
        Assert.Equal("203.0.113.9\n", await TextAsync(hub, made, "ip,domain", max: 1));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Networks_are_listed_unless_they_are_wide_or_ones_own(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, ho) = await TwoAsync(hub);
        await ShareAsync(hub, mei, Only("2001:db8:7::/48 203.0.113.0/24 10.1.0.0/16 8.0.0.0/5 fd00:1::/32 2000::/3 ::ffff:0:0/96 0.0.0.0/0 ::/0 172.0.0.0/8"));
        Assert.Equal("2001:db8:7::/48\n203.0.113.0/24\n", await TextAsync(hub, await MakeAsync(hub, ho), "network"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task It_stops_at_label_mark_embargo_expiry_and_age(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, ho) = await TwoAsync(hub);
        var now = hub.Clock.Now();
        await ShareAsync(hub, mei, Only("198.51.100.1") with { Label = "TLP:AMBER", Audience = ["circle:BANKING"] });
        await ShareAsync(hub, mei, Only("198.51.100.2") with { Pap = "PAP:AMBER" });
        await ShareAsync(hub, mei, Only("198.51.100.3") with { Embargo = now + Micros.Day });
        await ShareAsync(hub, mei, Only("198.51.100.4") with { Expiry = now + Micros.Hour });
        await ShareAsync(hub, mei, Only("198.51.100.5") with { Release = now + (2 * Micros.Hour) });
        await ShareAsync(hub, mei, Only("198.51.100.6"));
        var made = await MakeAsync(hub, ho);
        Assert.Equal("198.51.100.6\n198.51.100.4\n", await TextAsync(hub, made));
        hub.Clock.Advance(TimeSpan.FromHours(3));
        Assert.Equal("198.51.100.5\n198.51.100.6\n", await TextAsync(hub, made));
        hub.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("198.51.100.5\n198.51.100.6\n198.51.100.3\n", await TextAsync(hub, made));
        hub.Clock.Advance(TimeSpan.FromDays(100));
        Assert.Equal("", await TextAsync(hub, made));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Bound_to_networks_it_carries_amber_there_and_is_dead_elsewhere(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, ho) = await TwoAsync(hub);
        var admin = await hub.ViewerAsync(await hub.PersonAsync("Admin", ho.OrganisationId, Roles.Administrator));
        var stranger = await hub.ViewerAsync(await hub.PersonAsync("Stranger", mei.OrganisationId, Roles.Administrator));
        var uid = await ShareAsync(hub, mei, Only("198.51.100.1") with { Label = "TLP:AMBER", Audience = ["circle:BANKING"] });
        var made = await MakeAsync(hub, ho);
        var bind = hub.Get<BindFeed>();
        Assert.Equal(RefusalKind.Forbidden, (await bind.RunAsync(ho, made.Uid, ["192.0.2.0/24"], Tlp.Amber)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, (await bind.RunAsync(stranger, made.Uid, ["192.0.2.0/24"], Tlp.Amber)).Refusal!.Kind);
        Assert.Equal("networks-needed", (await bind.RunAsync(admin, made.Uid, [], Tlp.Amber)).Refusal!.Code);
        Assert.Equal("networks-wide", (await bind.RunAsync(admin, made.Uid, ["192.0.2.0/24", "0.0.0.0/0"], Tlp.Amber)).Refusal!.Code);
        Assert.Equal("feed-ceiling", (await bind.RunAsync(admin, made.Uid, ["192.0.2.0/24"], Tlp.Red)).Refusal!.Code);
        Assert.Equal("", await TextAsync(hub, made));
        Assert.Null((await bind.RunAsync(admin, made.Uid, ["0.0.0.0/0"], Tlp.Green)).Refusal);
        // As an earlier release may have kept it.
        await hub.Database.WriteAsync(tx => tx.RunAsync("update feed set ceiling = 3", default), default);
        Assert.Equal("", await TextAsync(hub, made));
        Assert.Null((await bind.RunAsync(admin, made.Uid, ["192.0.2.0/24"], Tlp.AmberStrict)).Refusal);
        Assert.Equal("198.51.100.1\n", await TextAsync(hub, made));
        Assert.Null(await hub.Get<FeedDoor>().ByTokenAsync(made.Uid, made.Token, IPAddress.Parse("198.51.100.200"), default));
        // AMBER that left as a list stands on record with its reader (C2); the same list is not given, and not recorded, again.
        var readings = await hub.NumberAsync($"select count(*) from reading where channel = {(int)Channel.BlockList} and person_id = {ho.PersonId}");
        Assert.Equal(1, readings);
        var open = await OpenAsync(hub, made);
        var first = await hub.Get<BlockList>().WriteAsync(open!, BlockListAsk.Read(null, null, null, "hub.example")!, "", default);
        hub.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.DoesNotContain(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(first.Bytes))[..32], first.Tag, StringComparison.Ordinal);
        Assert.True((await hub.Get<BlockList>().WriteAsync((await OpenAsync(hub, made))!, BlockListAsk.Read(null, null, null, "hub.example")!, first.Tag, default)).Unchanged);
        Assert.Equal(readings, await hub.NumberAsync($"select count(*) from reading where channel = {(int)Channel.BlockList} and person_id = {ho.PersonId}"));
        // What stands for any list stands for none: it is given, and on record.
        Assert.False((await hub.Get<BlockList>().WriteAsync((await OpenAsync(hub, made))!, BlockListAsk.Read(null, null, null, "hub.example")!, "*", default)).Unchanged);
        Assert.Equal(readings + 1, await hub.NumberAsync($"select count(*) from reading where channel = {(int)Channel.BlockList} and person_id = {ho.PersonId}"));
        Assert.Null((await hub.Get<WithdrawPost>().RunAsync(mei, uid, "wrong")).Refusal);
        Assert.Equal("", await TextAsync(hub, made));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task An_own_feed_names_its_circle_while_its_owner_may_know_it(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (_, ho) = await TwoAsync(hub);
        await hub.Database.WriteAsync(tx => tx.RunAsync("update circle set listed = 0", default), default);
        Assert.Null((await hub.Get<MakeFeed>().RunAsync(ho, new NewFeed("Watch", CircleUid: "BANKING"))).Refusal);
        Assert.Equal("Banking", Assert.Single(await hub.Get<FeedShelf>().ListAsync(ho, default)).Choice);
        await hub.Database.WriteAsync(tx => tx.RunAsync("delete from circle_member", default), default);
        Assert.Equal("", Assert.Single(await hub.Get<FeedShelf>().ListAsync(ho, default)).Choice);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_token_dies_with_its_owner_and_does_not_come_back_with_them(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, ho) = await TwoAsync(hub);
        await ShareAsync(hub, mei, Indicators);
        var made = await MakeAsync(hub, ho);
        Assert.NotNull(await OpenAsync(hub, made));
        Assert.Null(await hub.Get<FeedDoor>().ByTokenAsync(made.Uid, made.Token + "x", Home, default));
        Assert.Null(await hub.Get<FeedDoor>().ByTokenAsync("NOSUC-HFEED", made.Token, Home, default));
        await SetStateAsync(hub, ho, State.Left);
        Assert.Null(await OpenAsync(hub, made));
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        await SetStateAsync(hub, ho, State.Active);
        Assert.Null(await OpenAsync(hub, made));
        await hub.Get<OutboxPump>().DrainAsync(default);
        Assert.Null(await OpenAsync(hub, made));

        var again = await MakeAsync(hub, await hub.ViewerAsync(ho.PersonId));
        Assert.NotNull(await OpenAsync(hub, again));
        Assert.Equal(RefusalKind.NotFound, (await hub.Get<EndFeed>().RunAsync(mei, again.Uid)).Refusal!.Kind);
        Assert.Null((await hub.Get<EndFeed>().RunAsync(await hub.ViewerAsync(ho.PersonId), again.Uid)).Refusal);
        Assert.Null(await OpenAsync(hub, again));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task The_json_feed_masks_text_and_carries_true_values_beside_it(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, ho) = await TwoAsync(hub);
        await ShareAsync(hub, mei, Indicators with { Body = "Live here: https://drop.harbour-mail.example/a" });
        await ShareAsync(hub, mei, Indicators with { Title = "Under embargo", Embargo = hub.Clock.Now() + Micros.Day });
        await hub.KeepersAsync();
        await ShareAsync(hub, mei, Indicators with { Title = "Anonymous", Attribution = "anonymous", Label = "TLP:AMBER", Audience = ["circle:BANKING"] });
        var made = await MakeAsync(hub, ho);
        var json = Encoding.UTF8.GetString((await hub.Get<JsonFeed>().WriteAsync((await OpenAsync(hub, made))!, "https://hub.example", 0, 100, "", default)).Bytes);
        Assert.Contains("\"version\":\"https://jsonfeed.org/version/1.1\"", json, StringComparison.Ordinal);
        Assert.Contains("hxxps://drop[.]harbour-mail[.]example/a", json, StringComparison.Ordinal);
        Assert.Contains("\"value\":\"https://drop.harbour-mail.example/a\"", json, StringComparison.Ordinal);
        Assert.Contains("\"_infohub\":{\"label\":\"TLP:GREEN\"", json, StringComparison.Ordinal);
        Assert.DoesNotContain("Under embargo", json, StringComparison.Ordinal);
        Assert.DoesNotContain("Anonymous", json, StringComparison.Ordinal);
        Assert.DoesNotContain(made.Token, json, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_filter_by_a_circle_that_its_owner_left_carries_nothing(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, ho) = await TwoAsync(hub);
        await hub.Database.WriteAsync(tx => tx.RunAsync("update circle set listed = 0", default), default);
        await ShareAsync(hub, mei, Only("198.51.100.1") with { Audience = ["circle:BANKING", "community"] });
        Assert.Equal(RefusalKind.NotFound, (await hub.Get<MakeFeed>().RunAsync(ho, new NewFeed("x", CircleUid: "NOSUCH"))).Refusal!.Kind);
        var made = (await hub.Get<MakeFeed>().RunAsync(ho, new NewFeed("From Banking", "indicators", "BANKING", "TLP:GREEN"))).Value;
        Assert.Equal("198.51.100.1\n", await TextAsync(hub, made));
        await hub.Database.WriteAsync(tx => tx.RunAsync("delete from circle_member where org_id = @org", default, ("org", ho.OrganisationId)), default);
        Assert.Equal("", await TextAsync(hub, made));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_is_called_a_false_positive_leaves_the_list_unless_others_outweigh_it(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await SightingCast.ComeAsync(hub);
        var green = await cast.ShareAsync(cast.Mei, "TLP:GREEN", "community");
        var amber = await cast.ShareAsync(cast.Mei, "TLP:AMBER", "circle:TRANSPORT");
        var made = await MakeAsync(hub, await hub.ViewerAsync(cast.Wong.PersonId));
        var before = await BodyAsync();
        Assert.Equal("198.51.100.7\n198.51.100.8\n", Encoding.UTF8.GetString(before.Bytes));
        // What the feed may not read changes nothing, not even the tag.
        Assert.Null((await cast.SayAsync(cast.Ka, "false-positive", amber)).Refusal);
        Assert.Equal(before.Tag, (await BodyAsync()).Tag);

        var said = await cast.SayAsync(cast.Ka, "false-positive", green);
        Assert.Null(said.Refusal);
        var list = await BodyAsync();
        Assert.Equal(("198.51.100.8\n", 1), (Encoding.UTF8.GetString(list.Bytes), list.KeptOut));
        Assert.Equal("198.51.100.8\n", await TextAsync(hub, made, max: 1));
        // Two more organisations say that it is bad.
        await cast.ShareAsync(cast.KaToo, "TLP:GREEN", "community", p => p with { Title = "Seen by us" });
        await cast.ShareAsync(cast.Wong, "TLP:GREEN", "community", p => p with { Title = "And by us" });
        Assert.Equal("198.51.100.7\n198.51.100.8\n", await TextAsync(hub, made));

        async Task<FeedBody> BodyAsync() => await hub.Get<BlockList>().WriteAsync((await OpenAsync(hub, made))!, BlockListAsk.Read(null, null, null, "hub.example")!, "", default);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_was_read_for_a_list_is_on_record_only_if_the_list_goes_out(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await SightingCast.ComeAsync(hub);
        var admin = await hub.ViewerAsync(await hub.PersonAsync("Admin", cast.Ka.OrganisationId, Roles.Administrator));
        var made = await MakeAsync(hub, await hub.ViewerAsync(cast.Ka.PersonId));
        Assert.Null((await hub.Get<BindFeed>().RunAsync(admin, made.Uid, ["192.0.2.0/24"], Tlp.AmberStrict)).Refusal);
        await cast.ShareAsync(cast.Mei, "TLP:GREEN", "community");
        var amber = await cast.ShareAsync(cast.Mei, "TLP:AMBER", "circle:TRANSPORT", p => p with { Body = "Another: 198.51.100.9, and again 198.51.100.7." });
        Assert.Null((await cast.SayAsync(cast.KaToo, "false-positive", amber)).Refusal);
        var list = await BodyAsync("");
        Assert.Equal("198.51.100.9\n198.51.100.8\n", Encoding.UTF8.GetString(list.Bytes));
        var readings = await ReadingsAsync();
        Assert.Equal(1, readings);
        hub.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True((await BodyAsync(list.Tag)).Unchanged);
        Assert.Equal(readings, await ReadingsAsync());
        hub.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.False((await BodyAsync("")).Unchanged);
        Assert.Equal(readings + 1, await ReadingsAsync());

        Task<long> ReadingsAsync() => hub.NumberAsync($"select count(*) from reading where channel = {(int)Channel.BlockList}");
        async Task<FeedBody> BodyAsync(string has) => await hub.Get<BlockList>().WriteAsync((await OpenAsync(hub, made))!, BlockListAsk.Read(null, null, null, "hub.example")!, has, default);
    }

    private static PostInput Only(string address) => Indicators with { Title = "One address", Body = address };

    private static async Task<string> TextAsync(TestHub hub, MadeFeed made, string? type = null, int? max = null)
    {
        var open = await OpenAsync(hub, made);
        Assert.NotNull(open);
        return Encoding.UTF8.GetString((await hub.Get<BlockList>().WriteAsync(open, BlockListAsk.Read(type, null, max, "hub.example")!, "", default)).Bytes);
    }

    private static Task<OpenFeed?> OpenAsync(TestHub hub, MadeFeed made) => hub.Get<FeedDoor>().ByTokenAsync(made.Uid, made.Token, Home, default);

    private static async Task<MadeFeed> MakeAsync(TestHub hub, Viewer owner)
    {
        var made = await hub.Get<MakeFeed>().RunAsync(owner, new NewFeed("Firewall"));
        Assert.Null(made.Refusal);
        return made.Value;
    }

    private static async Task<string> ShareAsync(TestHub hub, Viewer author, PostInput post)
    {
        var shared = await hub.Get<SharePost>().RunAsync(author, post);
        Assert.Null(shared.Refusal);
        hub.Clock.Advance(TimeSpan.FromMilliseconds(1));
        return shared.Value.Uid;
    }

    private static async Task SetStateAsync(TestHub hub, Viewer person, int state) =>
        Assert.Null((await hub.Get<SetPersonState>().RunAsync(hub.Get<Infohub.Community.Viewers.ViewerSource>().ForSystem(), person.PersonUid, state, default)).Refusal);

    private static async Task<(Viewer Mei, Viewer Ho)> TwoAsync(TestHub hub)
    {
        var bank = await hub.OrganisationAsync("Bank");
        var insurer = await hub.OrganisationAsync("Insurer");
        await hub.CircleAsync("Banking", bank, insurer);
        var pair = (await hub.ViewerAsync(await hub.PersonAsync("Mei", bank)), await hub.ViewerAsync(await hub.PersonAsync("Ho", insurer)));
        return pair;
    }
}
