using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Passing;
using Infohub.Sharing.Posts;
using Infohub.Sharing.Streams;

namespace Infohub.Modules.Tests.Sharing.Streams;

public sealed class StreamTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_touches_a_reader_stands_there_with_the_reason(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var all = await Readers.InAsync(hub);
        await all.ShareAsync(all.Ng, "Of nobody's concern");
        await all.ShareAsync(all.Ng, "Before the follow", "An old PAN-OS gateway.");
        await all.AddAsync(all.Mei, "word", "pan-os");
        await all.ShareAsync(all.Ng, "After the follow", "PAN-OS again, and PAN alone.");
        await all.ShareAsync(all.Ng, "The words apart", "The OS of a PAN.");
        await all.ShareAsync(all.Ho, "To the circle", audience: "circle:BANKING");
        await all.ShareAsync(all.Ho, "To the bank", audience: "organisation:BANK");
        await all.ShareAsync(all.Ho, "To Mei", audience: "person:MEI");
        await all.ShareAsync(all.Ng, "An early warning to all", kind: "early-warning");
        var passed = await all.ShareAsync(all.Ng, "To the insurer", audience: "organisation:INSURER");
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await hub.Get<PassOn>().RunAsync(await all.AgainAsync(all.Ho), passed, "organisation:BANK")).Refusal);
        Assert.Equal(
            "To the insurer (Passed on to you)*; An early warning to all (TLP:GREEN to all)*; To Mei (You are named)*; To the bank (Your organisation is named)*; To the circle (Your circle Banking)*; "
            + "After the follow (Names pan-os, which you watch)*; Before the follow (Names pan-os, which you watch)*",
            await all.SayAsync(all.Mei));
        Assert.Equal("After the follow (Names pan-os, which you watch)*; Before the follow (Names pan-os, which you watch)*", await all.SayAsync(all.Mei, StreamView.Following));
        Assert.Equal("To the circle (Your circle Banking)*", await all.SayAsync(all.Mei, StreamView.Circles));
        Assert.EndsWith("The words apart (TLP:GREEN to all)*; After the follow (Names pan-os, which you watch)*; Before the follow (Names pan-os, which you watch)*; Of nobody's concern (TLP:GREEN to all)*", await all.SayAsync(all.Mei, StreamView.All), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Words_are_watched_for_in_two_languages_and_values_masked_or_live(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var all = await Readers.InAsync(hub);
        foreach (var word in (string[])["釣魚", "198[.]51[.]100[.]7", "CVE-2024-3400", "\"quoted words\""])
        {
            await all.AddAsync(all.Mei, "word", word);
        }

        await all.ShareAsync(all.Ng, "一個釣魚網站");
        await all.ShareAsync(all.Ng, "An address", "It was 198.51.100.7 again.");
        await all.ShareAsync(all.Ng, "A weakness", "See cve-2024-3400.");
        await all.ShareAsync(all.Ng, "Said", "These are quoted words.");
        await all.ShareAsync(all.Ng, "Another address", "It was 198.51.100.71.");
        Assert.Equal(
            "Said (Names \"quoted words\", which you watch)*; A weakness (Names CVE-2024-3400, which you watch)*; An address (Names 198[.]51[.]100[.]7, which you watch)*; 一個釣魚網站 (Names 釣魚, which you watch)*",
            await all.SayAsync(all.Mei, StreamView.Following));
        Assert.Null((await hub.Get<RemoveChoice>().RunAsync(all.Mei, new NewChoice(false, "word", "釣魚"), default)).Refusal);
        Assert.DoesNotContain("釣魚", await all.SayAsync(all.Mei, StreamView.Following), StringComparison.Ordinal);
        Assert.Equal(3, await hub.NumberAsync("select count(*) from watch_term"));
        Assert.Equal(RefusalKind.Invalid, (await hub.Get<AddChoice>().RunAsync(all.Mei, new NewChoice(false, "word", "..."), default)).Refusal!.Kind);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_revised_or_relabelled_item_stands_where_its_current_version_belongs(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var all = await Readers.InAsync(hub);
        await all.AddAsync(all.Ho, "word", "gateway");
        var uid = await all.ShareAsync(all.Mei, "A gateway", audience: ["community", "circle:BANKING"]);
        Assert.Contains("Names gateway", await all.SayAsync(all.Ho), StringComparison.Ordinal);
        Assert.Null((await hub.Get<RelabelPost>().RunAsync(await all.AgainAsync(all.Mei), uid, "TLP:AMBER", ["organisation:INSURER"])).Refusal);
        Assert.Equal("", await all.SayAsync(all.Ho, StreamView.Circles));
        Assert.Equal("A gateway (Names gateway, which you watch)*", await all.SayAsync(all.Ho));
        Assert.Null((await hub.Get<WithdrawPost>().RunAsync(await all.AgainAsync(all.Mei), uid, "no more")).Refusal);
        Assert.Equal("", await all.SayAsync(all.Ho));
        Assert.Equal(0, await hub.NumberAsync("select count(*) from item_lane"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_a_reader_is_not_told_of_neither_brings_an_item_nor_is_a_reason(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var all = await Readers.InAsync(hub);
        await all.AddAsync(all.Ng, "circle", "BANKING");
        await all.ShareAsync(all.Mei, "To all and the circle", audience: ["community", "circle:BANKING"]);
        Assert.Equal("", await all.SayAsync(all.Ng));
        await hub.Database.WriteAsync(tx => tx.RunAsync("update circle set takes_outside = 1", default), default);
        Assert.Equal("To all and the circle (In Banking, which you follow)*", await all.SayAsync(all.Ng));
        await hub.Database.WriteAsync(tx => tx.RunAsync("update circle set listed_from = @later", default, ("later", hub.Clock.Now() + 1)), default);
        Assert.Equal("", await all.SayAsync(all.Ng));
        await hub.Database.WriteAsync(tx => tx.RunAsync("update circle set closed_at = 1", default), default);
        Assert.Equal("", await all.SayAsync(all.Ho, StreamView.Circles));
        Assert.Equal("To all and the circle (TLP:GREEN to all)*", await all.SayAsync(all.Ho, StreamView.All));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Pages_follow_each_other_without_a_gap_and_the_first_costs_the_same_with_many_lanes(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var all = await Readers.InAsync(hub);
        for (var n = 0; n < 100; n++)
        {
            await all.ShareAsync(n % 2 == 0 ? all.Ho : all.Ng, "Post " + n, n % 3 == 0 ? "gateway" : "proxy", audience: n % 4 == 0 ? "circle:BANKING" : "community");
        }

        await all.AddAsync(all.Mei, "word", "gateway");
        var expected = Enumerable.Range(0, 100).Where(n => n % 4 == 0 || n % 3 == 0).Reverse().Select(n => "Post " + n);
        var found = new List<string>();
        string? cursor = null;
        do
        {
            var page = await all.PageAsync(all.Mei, cursor: cursor);
            found.AddRange(page.Cards.Select(c => c.Card.Title));
            cursor = page.Next;
        }
        while (cursor is not null);
        Assert.Equal(expected, found);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Red_is_label_and_link_without_a_reason_and_no_filter_or_mute_tells_more_of_it(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var all = await Readers.InAsync(hub);
        await all.ShareAsync(all.Ho, "Secret", label: "TLP:RED", audience: "person:MEI");
        Assert.Equal("Red notice*", await all.SayAsync(all.Mei));
        await all.AddAsync(all.Mei, "person", "HO", muted: true);
        await all.AddAsync(all.Mei, "organisation", "INSURER", muted: true);
        Assert.Equal("Red notice*", await all.SayAsync(all.Mei));
        await all.AddAsync(all.Mei, "organisation", "INSURER");
        Assert.Equal("", await all.SayAsync(all.Mei, StreamView.Following));
        Assert.Equal("", await all.SayAsync(all.Mei, StreamView.Touches, "?from=INSURER"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Lanes_that_meet_in_one_item_hide_none_of_another(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var all = await Readers.InAsync(hub);
        foreach (var word in (string[])["gateway", "proxy", "tunnel"])
        {
            await all.AddAsync(all.Mei, "word", word);
        }

        await all.ShareAsync(all.Ng, "Older", "a tunnel");
        await all.ShareAsync(all.Ng, "Newer", "a gateway and a proxy");
        var terms = new List<Lane>();
        foreach (var word in (string[])["gateway", "proxy", "tunnel"])
        {
            terms.Add(Lane.Term(await hub.NumberAsync($"select id from watch_term where words = '{word}'")));
        }

        var places = await hub.Database.ReadAsync(sql => new Lanes(terms, []).WalkAsync(sql, long.MaxValue, 2, default), default);
        Assert.Equal(2, places.Count);
        Assert.Single(await hub.Database.ReadAsync(sql => new Lanes(terms, []).WalkAsync(sql, places[0], 2, default), default));
    }
}
