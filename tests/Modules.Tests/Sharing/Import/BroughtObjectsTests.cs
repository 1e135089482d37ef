using System.Text;
using Infohub.Community.Public;
using Infohub.Intelligence.Brought;
using Infohub.Intelligence.Public;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;
using Infohub.Platform.Ui;
using Infohub.Sharing.Import;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Sharing.Import;

/// <summary>Objects that are imported with a post are carried by it (law R10), under the law of its versions.</summary>
public sealed class BroughtObjectsTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_bundle_makes_a_draft_that_is_named_summarised_and_labelled_after_it_and_read_by_nobody_else(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ImportAsync(hub, cast.Mei, Bundles.Of(
            Bundles.Report("February campaign", Bundles.Id("indicator", 1)), Bundles.Indicator(1), Bundles.Indicator(2, Bundles.Marked(Bundles.Green2)), Bundles.Indicator(3, Bundles.Marked(Bundles.Red2)), """{"type":"indicator"}"""));

        var opened = (await hub.Get<OpenDraft>().RunAsync(cast.Mei, uid)).Value;
        Assert.Equal("February campaign", opened.Item.Content!.Title);
        Assert.Contains("What we saw in February.", opened.Item.Content.Body, StringComparison.Ordinal);
        Assert.Contains("- 4 of the type indicator", opened.Item.Content.Body, StringComparison.Ordinal);
        var look = TextLook.Of(opened.Item.Content, []);
        Assert.Equal(Tlp.Red, LabelSuggestion.Of(opened.Item.Content, look, null)?.Label);

        var brought = (await hub.Get<BroughtObjects>().OfAsync(opened.Item, 200, false, default))!;
        Assert.Equal((BroughtState.Draft, 5L, 2L, 3L, Tlp.Red), (brought.State, brought.Summary.Objects, brought.Summary.Refused, brought.Summary.Unmarked, brought.Summary.Strictest));
        Assert.Equal([3L, 4L, 0L, 1L, 2L], brought.Listed.Select(o => o.Index));
        Assert.Equal("TLP:RED goes to named persons, by hand", brought.Listed[0].Reason);
        Assert.Equal(("Server 2", "TLP:GREEN", ""), (brought.Listed[4].Name, brought.Listed[4].Label, brought.Listed[4].Reason));

        foreach (var other in (Viewer[])[cast.Ka, cast.Ho])
        {
            Assert.NotNull((await hub.Get<OpenDraft>().RunAsync(other, uid)).Refusal);
            Assert.NotNull((await hub.Get<BroughtObjects>().KeepAsync(other, uid, Bundles.Of(Bundles.Indicator(9)), default)).Refusal);
        }

        await CarryAsync(hub);
        Assert.Empty(await NamesAsync(hub, cast.Mei));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Shared_the_post_carries_them_under_its_label_or_a_stricter_one_and_tells_its_author_of_those_refused(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ImportAsync(hub, cast.Mei, Bundles.Of([.. Enumerable.Range(1, 150).Select(n => Bundles.Indicator(n)), Bundles.Indicator(900, Bundles.Marked(Bundles.Amber2)), Bundles.Indicator(901, Bundles.Marked(Bundles.Red2))]));
        await ShareAsync(hub, cast.Mei, uid, "TLP:GREEN", "community");

        var view = (await ViewAsync(hub, cast.Mei, uid))!;
        Assert.Equal((BroughtState.Carried, 152L, 2L), (view.State, view.Summary.Objects, view.Summary.Refused));
        Assert.Equal(["TLP:AMBER does not go to these readers", "TLP:RED goes to named persons, by hand"], view.Listed.Select(o => o.Said.ToString()));
        Assert.Null(await ViewAsync(hub, cast.Ka, uid));
        Assert.Equal(150, (await NamesAsync(hub, cast.Ka)).Count);
        Assert.Equal(0, await hub.NumberAsync("select count(*) from brought_slice where length(bytes) > 0"));
        // Again changes nothing.
        await CarryAsync(hub);
        Assert.Equal(150, (await NamesAsync(hub, cast.Ka)).Count);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task For_a_circle_a_stricter_object_is_carried_under_its_own_marking(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ImportAsync(hub, cast.Mei, Bundles.Of(Bundles.Indicator(1), Bundles.Indicator(2, Bundles.Marked(Bundles.Amber2))));
        await ShareAsync(hub, cast.Mei, uid, "TLP:GREEN", "circle:TRANSPORT");
        var read = await PageAsync(hub, cast.Ka);
        Assert.Equal([("Server 1", Tlp.Green), ("Server 2", Tlp.Amber)], read.Select(o => (NameOf(o), o.Label)).Order());
        Assert.Empty(await NamesAsync(hub, cast.Other));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_correction_revokes_none_of_them_and_who_came_later_reads_them_with_the_version_that_they_read(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ImportAsync(hub, cast.Mei, Bundles.Of(Bundles.Indicator(1), Bundles.Indicator(2)));
        await ShareAsync(hub, cast.Mei, uid, "TLP:AMBER", "circle:TRANSPORT");
        await hub.Database.WriteAsync(
            tx => tx.RunAsync("insert into circle_member(circle_id, org_id, person_id, since, reads_from) values (@circle, @org, 0, @now, @now)", default, ("circle", cast.Circle), ("org", cast.OtherOrg), ("now", tx.Now)), default);
        var late = await hub.ViewerAsync(cast.OtherPerson);
        Assert.Empty(await NamesAsync(hub, late));

        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await hub.Get<RevisePost>().RunAsync(cast.Mei, uid, 1, new PostChange(Body: "Now with 203.0.113.9."))).Refusal);
        await CarryAsync(hub);
        Assert.Equal(["203.0.113.9", "Server 1", "Server 2"], await NamesAsync(hub, late));
        Assert.Equal(["203.0.113.9", "Server 1", "Server 2"], await NamesAsync(hub, cast.Ka));
        Assert.DoesNotContain(await PageAsync(hub, cast.Ka), o => Encoding.UTF8.GetString(o.Bytes).Contains("\"revoked\"", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task They_follow_their_post_where_it_is_relabelled_withdrawn_and_erased(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ImportAsync(hub, cast.Mei, Bundles.Of(Bundles.Indicator(1), Bundles.Indicator(2)));
        await ShareAsync(hub, cast.Mei, uid, "TLP:AMBER", "circle:TRANSPORT");
        Assert.Empty(await NamesAsync(hub, cast.Other));

        Assert.Null((await hub.Get<RelabelPost>().RunAsync(cast.Mei, uid, "TLP:GREEN", ["community"])).Refusal);
        await CarryAsync(hub);
        Assert.Equal(["Server 1", "Server 2"], await NamesAsync(hub, cast.Other));
        Assert.Null((await hub.Get<RelabelPost>().RunAsync(cast.Mei, uid, "TLP:AMBER", ["circle:TRANSPORT"])).Refusal);
        Assert.Empty(await NamesAsync(hub, cast.Other));
        await CarryAsync(hub);
        Assert.Equal(["Server 1", "Server 2"], await NamesAsync(hub, cast.Ka));

        Assert.Null((await hub.Get<WithdrawPost>().RunAsync(cast.Mei, uid, "Wrong")).Refusal);
        await CarryAsync(hub);
        Assert.Contains(await PageAsync(hub, cast.Ka), o => o.Type == "indicator");
        Assert.All((await PageAsync(hub, cast.Ka)).Where(o => o.Type == "indicator"), o => Assert.True(o.GoneAt > 0 && o.Bytes.Length == 0));
        await hub.Database.WriteAsync(
            async tx => await ItemKeeper.EraseRowsAsync(tx, (await tx.NumberAsync("select seq from item where uid = @uid", default, ("uid", uid)))!.Value, uid, "x", tx.Now, default), default);
        await CarryAsync(hub);
        Assert.Equal((0, 0), (await hub.NumberAsync("select count(*) from brought"), await hub.NumberAsync("select count(*) from brought_slice")));
        Assert.Equal(0, await hub.NumberAsync("select count(*) from stix_object where length(bytes) > 0"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_is_withdrawn_or_made_red_on_the_way_is_carried_no_further(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var first = await ImportAsync(hub, cast.Mei, Bundles.Of(Bundles.Indicator(1)));
        await ShareAsync(hub, cast.Mei, first, "TLP:GREEN", "community", carry: false);
        Assert.Null((await hub.Get<WithdrawPost>().RunAsync(cast.Mei, first, "Wrong")).Refusal);
        var second = await ImportAsync(hub, cast.Mei, Bundles.Of(Bundles.Indicator(2)));
        await ShareAsync(hub, cast.Mei, second, "TLP:AMBER", "circle:TRANSPORT", carry: false);
        Assert.Null((await hub.Get<RelabelPost>().RunAsync(cast.Mei, second, "TLP:RED", ["person:KA"])).Refusal);
        await CarryAsync(hub);
        Assert.Equal(0, await hub.NumberAsync("select count(*) from stix_object where flags >= 4"));
        Assert.Equal(BroughtState.Waits, (await ViewAsync(hub, cast.Mei, second))!.State);

        Assert.Null((await hub.Get<RelabelPost>().RunAsync(cast.Mei, second, "TLP:AMBER", ["circle:TRANSPORT"])).Refusal);
        await CarryAsync(hub);
        Assert.Equal(["Server 2"], await NamesAsync(hub, cast.Ka));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Red_takes_none_and_an_anonymous_post_carries_them_under_another_key_and_address(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        await hub.KeepersAsync();
        var uid = await ImportAsync(hub, cast.Mei, Bundles.Of(Bundles.Indicator(1)));
        var post = new PostInput { Kind = "indicators", Title = "Seen", Body = "As imported.", Label = "TLP:RED", Audience = ["person:KA"] };
        Assert.Equal("red-objects", (await hub.Get<SharePost>().RunAsync(cast.Mei, post, uid)).Refusal?.Code);

        var shared = await hub.Get<SharePost>().RunAsync(cast.Mei, post with { Label = "TLP:GREEN", Audience = ["community"], Attribution = "anonymous" }, uid);
        Assert.Null(shared.Refusal);
        Assert.NotEqual(uid, shared.Value.Uid);
        await CarryAsync(hub);
        Assert.Equal(["Server 1"], await NamesAsync(hub, cast.Ka));
        Assert.Equal(1, (await ViewAsync(hub, cast.Mei, shared.Value.Uid))!.Summary.Objects);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_draft_that_is_thrown_away_leaves_none_and_one_that_is_kept_again_keeps_them(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        await hub.KeepersAsync();
        var uid = await ImportAsync(hub, cast.Mei, Bundles.Of(Bundles.Indicator(1)));
        var again = await hub.Get<SaveDraft>().RunAsync(cast.Mei, new PostInput { Kind = "indicators", Title = "Seen", Label = "TLP:GREEN", Attribution = "anonymous" }, [], uid);
        Assert.NotEqual(uid, again.Value.Uid);
        Assert.Equal(1, (await ViewAsync(hub, cast.Mei, again.Value.Uid))!.Summary.Objects);
        Assert.Single((await ViewAsync(hub, cast.Mei, again.Value.Uid, refusedOnly: false))!.Listed);

        Assert.Null((await hub.Get<WithdrawPost>().RunAsync(cast.Mei, again.Value.Uid, "-")).Refusal);
        Assert.Equal((0, 0), (await hub.NumberAsync("select count(*) from brought"), await hub.NumberAsync("select count(*) from brought_slice")));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_is_no_bundle_is_refused_in_words_and_leaves_no_draft_behind(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        foreach (var nonsense in (string[])["{", "{\"type\":\"bundle\"}", "{\"objects\":[]}", "{\"objects\":[" + new string('[', 100_000)])
        {
            var outcome = await hub.Get<StartImport>().RunAsync(cast.Mei, new Infohub.Sharing.Import.Import("x.json", new MemoryStream(Encoding.UTF8.GetBytes(nonsense)), ImportForm.Unknown), Speak(hub), default);
            Assert.Equal("import-no-objects", outcome.Refusal?.Code);
        }

        Assert.Equal((0, 0), (await hub.NumberAsync("select count(*) from item"), await hub.NumberAsync("select count(*) from brought")));
        // What came before the damage is kept, and the page says that there was more.
        var uid = await ImportAsync(hub, cast.Mei, new MemoryStream(Encoding.UTF8.GetBytes("{\"type\":\"bundle\",\"objects\":[" + Bundles.Indicator(1) + ", oh")));
        Assert.NotEqual("", (await ViewAsync(hub, cast.Mei, uid))!.Summary.Fault);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_was_refused_is_said_in_the_language_of_whoever_looks_before_and_after_it_is_carried(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ImportAsync(hub, cast.Mei, Bundles.Of(Bundles.Indicator(1), Bundles.Indicator(2).Replace("[ipv4-addr:value = ", "[ipv4-addr:value ", StringComparison.Ordinal), Bundles.Indicator(3, ",\"lang\":7"), Bundles.Indicator(900, Bundles.Marked(Bundles.Amber2))));
        string[] english = ["at 17: an operator was expected: =, !=, >, <, >=, <=, IN, LIKE, MATCHES, ISSUBSET or ISSUPERSET", "this is no string"];
        string[] traditional = ["位置 17：此處應為運算子：=、!=、>、<、>=、<=、IN、LIKE、MATCHES、ISSUBSET 或 ISSUPERSET", "這不是字串"];
        string[] simplified = ["位置 17：此处应为运算符：=、!=、>、<、>=、<=、IN、LIKE、MATCHES、ISSUBSET 或 ISSUPERSET", "这不是字符串"];
        Assert.Equal((english, traditional, simplified), (await SaidAsync(Languages.English), await SaidAsync(Languages.Traditional), await SaidAsync(Languages.Simplified)), ByParts);

        await ShareAsync(hub, cast.Mei, uid, "TLP:GREEN", "community");
        Assert.Equal(
            ([.. english, "TLP:AMBER does not go to these readers"], [.. traditional, "TLP:AMBER 不可分享給這些讀者"], [.. simplified, "TLP:AMBER 不可分享给这些读者"]),
            (await SaidAsync(Languages.English), await SaidAsync(Languages.Traditional), await SaidAsync(Languages.Simplified)), ByParts);

        async Task<string[]> SaidAsync(string language)
        {
            var words = Speak(hub);
            words.Language = language;
            return [.. (await ViewAsync(hub, cast.Mei, uid))!.Listed.Select(o => words.Of(o.Said))];
        }

        static bool ByParts((string[] En, string[] Hant, string[] Hans) one, (string[] En, string[] Hant, string[] Hans) other) =>
            one.En.SequenceEqual(other.En) && one.Hant.SequenceEqual(other.Hant) && one.Hans.SequenceEqual(other.Hans);
    }

    /// <summary>Kept by the version before, in English alone.</summary>
    [Fact]
    public void An_outcome_that_was_kept_in_English_is_read_as_it_was()
    {
        var before = System.Text.Json.JsonSerializer.Deserialize<BroughtObject>("""{"Index":3,"Id":"","Type":"indicator","Name":"","Label":"","Reason":"“name” is required","Path":"/name","Clause":"STIX 2.1 §4.7.1","IsTaken":false}""")!;
        Assert.Equal(("“name” is required", "“name” is required", false), (before.Reason, before.Said.ToString(), before.IsTaken));
    }

    private static Words Speak(TestHub hub) => new(hub.Get<WordBook>());

    private static async Task<string> ImportAsync(TestHub hub, Viewer viewer, Stream bundle)
    {
        var imported = await hub.Get<StartImport>().RunAsync(viewer, new Infohub.Sharing.Import.Import("seen.json", bundle, ImportForm.Unknown), Speak(hub), default);
        Assert.Null(imported.Refusal);
        return imported.Value.Draft;
    }

    private static async Task ShareAsync(TestHub hub, Viewer viewer, string draft, string label, string part, bool carry = true)
    {
        var post = new PostInput { Kind = "indicators", Title = "Seen", Body = "As imported.", Label = label, Audience = [part] };
        Assert.Null((await hub.Get<SharePost>().RunAsync(viewer, post, draft)).Refusal);
        if (carry)
        {
            await CarryAsync(hub);
        }
    }

    private static async Task CarryAsync(TestHub hub)
    {
        await hub.Get<OutboxPump>().DrainAsync(default);
        await hub.Get<CarryBrought>().RunAsync(default);
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    private static async Task<BroughtView?> ViewAsync(TestHub hub, Viewer viewer, string uid, bool refusedOnly = true) =>
        await hub.Get<BroughtObjects>().OfAsync((await hub.Get<Holdings>().OpenAsync(viewer, Channel.Page, uid, null, default)).Value, 100, refusedOnly, default);

    private static async Task<IReadOnlyList<PlacedObject>> PageAsync(TestHub hub, Viewer viewer) =>
        [.. (await hub.Get<ObjectShelf>().PageAsync(viewer, Channel.Machine, new ObjectQuery(), default)).Objects.Where(o => o.Type == "indicator")];

    private static async Task<List<string>> NamesAsync(TestHub hub, Viewer viewer) => [.. (await PageAsync(hub, viewer)).Where(o => o.GoneAt == 0).Select(NameOf).Order(StringComparer.Ordinal)];

    private static string NameOf(PlacedObject of)
    {
        using var json = System.Text.Json.JsonDocument.Parse(of.Bytes);
        return json.RootElement.GetProperty("name").GetString()!;
    }

    private static async Task<Cast> ComeAsync(TestHub hub)
    {
        var (bank, ferry, shop) = (await hub.OrganisationAsync("Bank"), await hub.OrganisationAsync("Ferry"), await hub.OrganisationAsync("Shop"));
        var circle = await hub.CircleAsync("Transport", bank, ferry);
        var other = await hub.PersonAsync("Wong", shop);
        return new Cast(
            await hub.ViewerAsync(await hub.PersonAsync("Mei", bank)), await hub.ViewerAsync(await hub.PersonAsync("Ho", bank)), await hub.ViewerAsync(await hub.PersonAsync("Ka", ferry)), await hub.ViewerAsync(other), circle, shop, other);
    }

    private sealed record Cast(Viewer Mei, Viewer Ho, Viewer Ka, Viewer Other, long Circle, long OtherOrg, long OtherPerson);
}
