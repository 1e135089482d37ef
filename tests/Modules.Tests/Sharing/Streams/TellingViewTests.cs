using Infohub.Community.Public;
using Infohub.Delivery.Inbox;
using Infohub.Library.Public;
using Infohub.Modules.Tests.Delivery;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Posts;
using Infohub.Sharing.Streams;

using static Infohub.Modules.Tests.Delivery.InboxCast;

namespace Infohub.Modules.Tests.Sharing.Streams;

/// <summary>Saved views that tell of what comes into them: those alone who read it, when it comes (C1, R7).</summary>
public sealed class TellingViewTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_comes_into_a_view_is_told_once_with_its_name_until_it_is_muted(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var all = await Readers.InAsync(hub);
        var questions = await TellAsync(all, all.Ng, "Questions", "?view=all&kind=question");
        await TellAsync(all, all.Ng, "All", "?view=all&unread=yes");
        await TellAsync(all, all.Mei, "Proxies", "?q=proxy");
        await all.ShareAsync(all.Ho, "Which proxy?", kind: "question");
        await DrainAsync(hub);
        await DrainAsync(hub);
        var told = Assert.Single(await LinesAsync(hub, all.Ng));
        Assert.Equal((NoticeKind.ViewMatched, "Questions", questions.Uid, "Which proxy?"), (told.Kind, told.View, told.ViewUid, told.Card!.Title));
        Assert.Equal("Proxies", Assert.Single(await LinesAsync(hub, all.Mei)).View);
        Assert.Empty(await LinesAsync(hub, all.Ho));

        // Of one item one is told once, also where its audience names one.
        await all.ShareAsync(all.Ho, "Which gateway?", kind: "question", audience: "organisation:CARRIER");
        await DrainAsync(hub);
        Assert.Equal((NoticeKind.Shared, "Questions"), (await LinesAsync(hub, all.Ng))[0] is var both ? (both.Kind, both.View) : default);
        Assert.Equal(2, await UnreadAsync(hub, all.Ng));

        Assert.Null((await hub.Get<TellOfView>().RunAsync(all.Ng, questions.Uid, false, default)).Refusal);
        Assert.Equal(("Questions", ""), (await LinesAsync(hub, all.Ng))[1] is var silent ? (silent.View, silent.ViewUid) : default);
        await all.ShareAsync(all.Ho, "Which mail gateway?", kind: "question");
        await DrainAsync(hub);
        Assert.Equal("All", (await LinesAsync(hub, all.Ng))[0].View);
        Assert.Null((await hub.Get<ChangeView>().RunAsync(all.Ng, questions.Uid, null, default)).Refusal);
        Assert.Equal("", (await LinesAsync(hub, all.Ng))[2].View);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Who_may_not_read_is_not_told_and_who_comes_to_read_is(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var all = await Readers.InAsync(hub);
        await TellAsync(all, all.Ng, "Questions", "?view=all&kind=question");
        await TellAsync(all, all.Ng, "Proxies", "?q=proxy");
        var uid = await all.ShareAsync(all.Ho, "Which proxy?", kind: "question", audience: "circle:BANKING");
        await all.ShareAsync(all.Ho, "For one person", kind: "question", label: "TLP:RED", audience: "person:NG");
        await DrainAsync(hub);
        Assert.Equal(0, await hub.NumberAsync($"select count(*) from notice where kind = {NoticeKind.ViewMatched}"));
        Assert.Equal([NoticeKind.Shared], (await LinesAsync(hub, all.Ng)).Select(l => l.Kind));
        Assert.Equal("", (await LinesAsync(hub, all.Ng))[0].View);

        // Mei read it before her view told of it: to her nothing is new.
        await TellAsync(all, all.Mei, "Questions", "?view=all&kind=question");
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await hub.Get<RelabelPost>().RunAsync(await all.AgainAsync(all.Ho), uid, "TLP:GREEN", ["community"])).Refusal);
        await DrainAsync(hub);
        Assert.Equal((NoticeKind.ViewMatched, "Questions"), (await LinesAsync(hub, all.Ng))[0] is var told ? (told.Kind, told.View) : default);
        Assert.DoesNotContain(await LinesAsync(hub, all.Mei), l => l.View.Length > 0);

        // C1: narrowed again, the inbox holds nothing of it.
        Assert.Null((await hub.Get<RelabelPost>().RunAsync(await all.AgainAsync(all.Ho), uid, "TLP:AMBER", ["circle:BANKING"])).Refusal);
        await DrainAsync(hub);
        Assert.DoesNotContain(await LinesAsync(hub, all.Ng), l => l.Kind == NoticeKind.ViewMatched);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_is_released_later_is_told_then_and_to_who_will_read_it(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var all = await Readers.InAsync(hub);
        await TellAsync(all, all.Ng, "All", "?view=all&language=en");
        await TellAsync(all, all.Mei, "All", "?view=all&language=en");
        foreach (var audience in (string[])["community", "circle:BANKING"])
        {
            var post = new PostInput { Kind = "question", Title = "Later", Body = "Seen.", Label = "TLP:GREEN", Audience = [audience], Release = hub.Clock.Now() + Micros.Day };
            Assert.Null((await hub.Get<SharePost>().RunAsync(await all.AgainAsync(all.Ho), post)).Refusal);
        }

        await DrainAsync(hub);
        Assert.Empty(await LinesAsync(hub, all.Ng));
        Assert.Empty(await LinesAsync(hub, all.Mei));
        hub.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(2));
        Assert.Equal("All", Assert.Single(await LinesAsync(hub, all.Ng)).View);
        Assert.Equal(["All", "All"], (await LinesAsync(hub, all.Mei)).Select(l => l.View));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Each_filter_tells_of_what_it_shows(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var all = await Readers.InAsync(hub);
        await all.AddAsync(all.Mei, "organisation", "CARRIER");
        string[] queries =
        [
            "?view=following", "?view=circles", "?view=all&circle=BANKING", "?view=all&from=CARRIER", "?q=\"mail%20proxy\"", "?q=203.0.113[.]7", "?tag=VPN", "?view=all&label=TLP:AMBER", "?q=proxy&label=TLP:GREEN", "?view=touches&kind=question",
        ];
        foreach (var query in queries)
        {
            await TellAsync(all, all.Mei, query, query);
        }

        Assert.Equal(["?view=following", "?view=all&from=CARRIER"], await ShownAsync(all.Ng, "A gateway"));
        Assert.Equal(["?view=following", "?view=all&from=CARRIER", "?view=touches&kind=question"], await ShownAsync(all.Ng, "A gateway?", kind: "question"));
        Assert.Equal(["?view=circles", "?view=all&circle=BANKING", "?view=all&label=TLP:AMBER"], await ShownAsync(all.Ho, "For us", label: "TLP:AMBER", audience: "circle:BANKING"));
        Assert.Equal(["?q=\"mail%20proxy\"", "?q=proxy&label=TLP:GREEN"], await ShownAsync(all.Ho, "A mail proxy"));
        Assert.Equal(["?q=proxy&label=TLP:GREEN"], await ShownAsync(all.Ho, "A proxy for mail"));
        Assert.Equal(["?q=203.0.113[.]7"], await ShownAsync(all.Ho, "Seen", "At 203.0.113[.]7."));
        await all.AddAsync(all.Mei, "organisation", "CARRIER", muted: true);
        Assert.Empty(await ShownAsync(all.Ng, "A gateway again"));
        Assert.Empty(await ShownAsync(all.Ho, "Elsewhere"));

        // Into these nothing new comes.
        foreach (var query in (string[])["?view=bookmarks&kind=question", "?view=all&bookmarked=yes", "?view=all&label=TLP:RED", "?q=.."])
        {
            var saved = (await hub.Get<SaveView>().RunAsync(all.Ng, "Mine", query, default)).Value;
            Assert.Equal("view-tells", (await hub.Get<TellOfView>().RunAsync(all.Ng, saved.Uid, true, default)).Refusal!.Code);
        }

        // Each view is asked alone: it tells what it shows.
        async Task<List<string>> ShownAsync(Viewer author, string title, string body = "Seen.", string kind = "indicators", string label = "TLP:GREEN", string audience = "community")
        {
            var telling = await hub.Database.ReadAsync(sql => SavedView.OfAsync(sql, all.Mei, default), default);
            var uid = await all.ShareAsync(author, title, body, kind, label, audience);
            var told = new List<string>();
            foreach (var view in telling)
            {
                foreach (var other in telling)
                {
                    Assert.Null((await hub.Get<TellOfView>().RunAsync(all.Mei, other.Uid, other == view, default)).Refusal);
                }

                await hub.Database.WriteAsync(
                    async tx =>
                    {
                        await tx.RunAsync("delete from notice", default);
                        tx.Emit(new ItemShared((await tx.NumberAsync("select seq from item where uid = @uid", default, ("uid", uid)))!.Value, uid));
                    },
                    default);
                await DrainAsync(hub);
                told.AddRange((await LinesAsync(hub, all.Mei)).Where(l => l.View == view.Name).Select(l => l.View));
            }

            return told;
        }
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task The_row_of_an_anonymous_author_is_there_as_for_all_and_shows_nothing(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var all = await Readers.InAsync(hub);
        await hub.KeepersAsync();
        foreach (var reader in (Viewer[])[all.Mei, all.Ho])
        {
            await TellAsync(all, reader, "Questions", "?view=all&kind=question&unread=yes");
        }

        var post = new PostInput { Kind = "question", Title = "Who knows?", Body = "Seen.", Label = "TLP:GREEN", Audience = ["community"], Attribution = "anonymous" };
        Assert.Null((await hub.Get<SharePost>().RunAsync(await all.AgainAsync(all.Ho), post)).Refusal);
        await DrainAsync(hub);
        Assert.Equal(2, await hub.NumberAsync($"select count(*) from notice where kind = {NoticeKind.ViewMatched}"));
        Assert.Single(await LinesAsync(hub, all.Mei));
        Assert.Empty(await LinesAsync(hub, all.Ho));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Thousands_of_views_of_something_else_cost_nothing_and_those_that_match_are_all_told_in_turns(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var all = await Readers.InAsync(hub);
        await all.ShareAsync(all.Ho, "Before", kind: "question");
        await DrainAsync(hub);
        var alone = await StatementsAsync("Alone");
        await FillAsync(3000, all.Ng.PersonId, "circle:ELSEWHERE");
        Assert.Equal(alone, await StatementsAsync("Among thousands"));

        var carrier = all.Ng.OrganisationId;
        var readers = new List<Viewer>();
        for (var n = 0; n < 90; n++)
        {
            readers.Add(await hub.ViewerAsync(await hub.PersonAsync("Reader" + n, carrier)));
            await TellAsync(all, readers[^1], "Questions", "?view=all&kind=question");
        }

        await StatementsAsync("For all");
        Assert.Equal(40, await hub.NumberAsync($"select count(*) from notice where kind = {NoticeKind.ViewMatched}"));
        for (var turn = 0; turn < 3; turn++)
        {
            await DrainAsync(hub);
        }

        Assert.Equal(90, await hub.NumberAsync($"select count(*) from notice where kind = {NoticeKind.ViewMatched}"));
        Assert.Equal("Questions", Assert.Single(await LinesAsync(hub, readers[89])).View);

        async Task<long> StatementsAsync(string title)
        {
            await all.ShareAsync(all.Ho, title, kind: "question");
            var before = hub.Database.Statements;
            await DrainAsync(hub);
            return hub.Database.Statements - before;
        }

        Task FillAsync(int views, long person, string key) => hub.Database.WriteAsync(
            tx => tx.RunEachAsync(
                "insert into saved_view(uid, person_id, name, query, tells, told_by) values (@uid, @person, 'Other', '?view=all', 1, @key)",
                [.. Enumerable.Range(0, views).Select(n => new (string, object?)[] { ("uid", "V" + n), ("person", person), ("key", key + n) })],
                default),
            default);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_word_is_watched_for_as_long_as_somebody_wants_it_and_a_view_of_others_is_not_there(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var all = await Readers.InAsync(hub);
        var view = await TellAsync(all, all.Mei, "Proxies", "?q=proxy");
        await all.AddAsync(all.Ng, "word", "proxy");
        Assert.Equal(1, await hub.NumberAsync("select count(*) from watch_term"));
        Assert.Equal(RefusalKind.NotFound, (await hub.Get<TellOfView>().RunAsync(all.Ng, view.Uid, false, default)).Refusal!.Kind);
        Assert.Null((await hub.Get<RemoveChoice>().RunAsync(all.Ng, new NewChoice(false, "word", "proxy"), default)).Refusal);
        Assert.Equal(1, await hub.NumberAsync("select count(*) from watch_term"));
        Assert.Null((await hub.Get<ChangeView>().RunAsync(all.Mei, view.Uid, null, default)).Refusal);
        Assert.Equal(0, await hub.NumberAsync("select count(*) from watch_term"));
    }

    private static async Task<SavedView> TellAsync(Readers all, Viewer owner, string name, string query)
    {
        var saved = (await all.Hub.Get<SaveView>().RunAsync(owner, name, query, default)).Value;
        Assert.Null((await all.Hub.Get<TellOfView>().RunAsync(owner, saved.Uid, true, default)).Refusal);
        return saved;
    }
}
