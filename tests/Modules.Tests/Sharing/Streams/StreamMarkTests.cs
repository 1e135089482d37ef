using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Infohub.Sharing;
using Infohub.Sharing.Comments;
using Infohub.Sharing.Home;
using Infohub.Sharing.Posts;
using Infohub.Sharing.Streams;

namespace Infohub.Modules.Tests.Sharing.Streams;

public sealed class StreamMarkTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_was_opened_is_read_until_it_is_revised_and_all_can_be_marked(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var all = await Readers.InAsync(hub);
        var first = await all.ShareAsync(all.Ho, "First");
        await all.ShareAsync(all.Ho, "Second");
        await all.ShareAsync(all.Mei, "Own");
        Assert.Equal("Own (By your organisation); Second (TLP:GREEN to all)*; First (TLP:GREEN to all)*", await all.SayAsync(all.Mei, StreamView.All));
        await all.OpenAsync(all.Mei, first);
        Assert.Equal("Second (TLP:GREEN to all)*", await all.SayAsync(all.Mei, StreamView.All, "?unread=yes"));
        Assert.Null((await hub.Get<RevisePost>().RunAsync(await all.AgainAsync(all.Ho), first, 0, new PostChange(Title: "First, revised"))).Refusal);
        Assert.Equal("Second (TLP:GREEN to all)*; First, revised (TLP:GREEN to all)*", await all.SayAsync(all.Mei, StreamView.All, "?unread=yes"));
        var undo = (await hub.Get<MarkAllRead>().RunAsync(await all.AgainAsync(all.Mei), default)).Value;
        Assert.Equal("", await all.SayAsync(all.Mei, StreamView.All, "?unread=yes"));
        Assert.Null((await hub.Get<MarkAllRead>().UndoAsync(all.Mei, undo, default)).Refusal);
        Assert.Equal("Second (TLP:GREEN to all)*; First, revised (TLP:GREEN to all)*", await all.SayAsync(all.Mei, StreamView.All, "?unread=yes"));
        Assert.Equal(RefusalKind.NotFound, (await hub.Get<MarkAllRead>().UndoAsync(all.Mei, "not a word of this hub", default)).Refusal!.Kind);
        Assert.True((await hub.Get<MarkAllRead>().RunAsync(await all.AgainAsync(all.Mei), default)).Done);
        await all.ShareAsync(all.Ho, "Third");
        Assert.Equal("Third (TLP:GREEN to all)*", await all.SayAsync(all.Mei, StreamView.All, "?unread=yes"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task An_early_warning_waits_until_it_is_opened_or_set_aside_by_itself_for_a_week_at_most(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var all = await Readers.InAsync(hub);
        var (opened, aside) = (await all.ShareAsync(all.Ho, "Opened", kind: "early-warning"), await all.ShareAsync(all.Ho, "Aside", kind: "early-warning"));
        await all.ShareAsync(all.Ho, "Forgotten", kind: "early-warning");
        await all.ShareAsync(all.Ho, "No warning");
        var hidden = await all.ShareAsync(all.Ho, "Hidden", kind: "early-warning", audience: "organisation:INSURER");
        await all.ShareAsync(all.Ho, "Red", kind: "early-warning", label: "TLP:RED", audience: "person:MEI");
        await all.OpenAsync(all.Mei, opened);
        Assert.True((await hub.Get<MarkAllRead>().RunAsync(await all.AgainAsync(all.Mei), default)).Done);
        Assert.Equal(["Forgotten", "Aside"], await WaitingAsync());
        Assert.Equal("Forgotten (TLP:GREEN to all)*; Aside (TLP:GREEN to all)*", await all.SayAsync(all.Mei, StreamView.All, "?unread=yes"));

        var dismiss = hub.Get<DismissWarning>();
        Assert.Null((await dismiss.RunAsync(await all.AgainAsync(all.Mei), aside, true, default)).Refusal);
        Assert.Equal(["Forgotten"], await WaitingAsync());
        Assert.Null((await dismiss.RunAsync(await all.AgainAsync(all.Mei), aside, false, default)).Refusal);
        Assert.Equal(["Forgotten", "Aside"], await WaitingAsync());
        Assert.Equal(RefusalKind.NotFound, (await dismiss.RunAsync(await all.AgainAsync(all.Mei), hidden, true, default)).Refusal!.Kind);
        hub.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal("", await all.SayAsync(all.Mei, StreamView.All, "?unread=yes"));
        Assert.True((await hub.Get<MarkAllRead>().RunAsync(await all.AgainAsync(all.Mei), default)).Done);
        Assert.Equal(1, await hub.NumberAsync("select count(*) from seen"));
        hub.Clock.Advance(TimeSpan.FromDays(91));
        Assert.True((await hub.Get<MarkAllRead>().RunAsync(await all.AgainAsync(all.Mei), default)).Done);
        Assert.Equal(0, await hub.NumberAsync("select count(*) from seen"));

        async Task<IEnumerable<string>> WaitingAsync() => (await SideAsync(hub, await all.AgainAsync(all.Mei))).Act.Select(line => line.Title);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_question_waits_for_an_answer_until_its_originator_accepts_one(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var all = await Readers.InAsync(hub);
        var question = await all.ShareAsync(all.Ho, "Who has seen it?", kind: "question", audience: "circle:BANKING");
        await all.ShareAsync(all.Ho, "And this?", kind: "question", audience: "circle:BANKING");
        var insurer = await hub.NumberAsync("select id from organisation where uid = 'INSURER'");
        var colleague = await hub.ViewerAsync(await hub.PersonAsync("Lo", insurer));
        var answer = (await hub.Get<AddComment>().RunAsync(colleague, question, "We have.")).Value;
        Assert.Equal(["And this?", "Who has seen it?"], await WaitingAsync());
        Assert.True((await hub.Get<AcceptAnswer>().RunAsync(all.Ho, question, answer)).Value);
        Assert.Equal(["And this?"], await WaitingAsync());
        Assert.False((await hub.Get<AcceptAnswer>().RunAsync(all.Ho, question, answer)).Value);
        Assert.Equal(["And this?", "Who has seen it?"], await WaitingAsync());

        async Task<IEnumerable<string>> WaitingAsync() => (await SideAsync(hub, await all.AgainAsync(all.Mei))).Questions.Select(line => line.Title);
    }

    private static async Task<SideColumn> SideAsync(TestHub hub, Viewer viewer) =>
        await hub.Get<ReadSide>().RunAsync(await hub.Database.ReadAsync(sql => StreamOwner.ReadAsync(sql, viewer, default), default), default);

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Who_comes_back_after_half_an_hour_is_told_when_they_left(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var all = await Readers.InAsync(hub);
        Assert.Equal(0, (await LookAsync()).State.LeftAt);
        var left = hub.Clock.Now();
        hub.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(0, (await LookAsync()).State.LeftAt);
        left = hub.Clock.Now();
        hub.Clock.Advance(TimeSpan.FromHours(15));
        Assert.Equal(left, (await LookAsync()).State.LeftAt);
        hub.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(left, (await LookAsync()).State.LeftAt);

        async Task<StreamOwner> LookAsync()
        {
            var page = await all.PageAsync(all.Mei);
            await hub.Get<SeenBook>().FlushAsync(default);
            return page.Owner;
        }
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Who_signs_in_anew_comes_back_however_soon(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var all = await Readers.InAsync(hub);
        var seen = hub.Get<SeenBook>();
        var (person, began) = (all.Mei.PersonId, hub.Clock.Now());
        var left = await VisitAsync(1, began);
        Assert.Equal(0, (await StateAsync()).LeftAt);
        began = await VisitAsync(1, began) + 1;
        Assert.Equal(0, (await StateAsync()).LeftAt);
        await VisitAsync(1, began);
        Assert.True((await StateAsync()).LeftAt > left);
        left = (await StateAsync()).LeftAt;
        await VisitAsync(1, began);
        Assert.Equal(left, (await StateAsync()).LeftAt);

        async Task<long> VisitAsync(int minutes, long session)
        {
            hub.Clock.Advance(TimeSpan.FromMinutes(minutes));
            seen.Visit(person, hub.Clock.Now(), session);
            await seen.FlushAsync(default);
            return hub.Clock.Now();
        }

        async Task<StreamState> StateAsync()
        {
            var viewer = await all.AgainAsync(all.Mei);
            return await hub.Database.ReadAsync(sql => StreamState.ReadAsync(sql, viewer, default), default);
        }
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_is_muted_stays_out_of_the_views_but_not_of_the_search_and_no_warning_that_names_the_reader_does(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var all = await Readers.InAsync(hub);
        await all.ShareAsync(all.Ho, "A proxy", audience: "circle:BANKING");
        await all.ShareAsync(all.Ho, "A proxy, and you", kind: "early-warning", audience: "organisation:BANK");
        await all.ShareAsync(all.Ng, "A proxy elsewhere");
        await all.AddAsync(all.Mei, "organisation", "Insurer", muted: true);
        Assert.Equal("A proxy, and you (Your organisation is named)*", await all.SayAsync(all.Mei));
        Assert.Equal(3, (await all.PageAsync(all.Mei, StreamView.All, "?q=proxy")).Cards.Count);
        Assert.Contains("A proxy (Your circle Banking)*", await all.SayAsync(all.Mei, query: "?muted=yes"), StringComparison.Ordinal);
        Assert.Null((await hub.Get<RemoveChoice>().RunAsync(all.Mei, new NewChoice(true, "organisation", "INSURER"), default)).Refusal);
        await all.AddAsync(all.Mei, "circle", "BANKING", muted: true);
        Assert.DoesNotContain("A proxy (", await all.SayAsync(all.Mei), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_is_followed_or_muted_is_called_by_its_name_and_taken_away_by_its_address(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var all = await Readers.InAsync(hub);
        foreach (var (muted, kind, what) in new[]
        {
            (false, "circle", "BANKING"), (false, "organisation", "Insurer"), (false, "sector", "finance"), (false, "tag", "evil.example"), (false, "word", "PAN-OS"),
            (true, "organisation", "Carrier"), (true, "person", "HO"), (true, "tag", "phishing"),
        })
        {
            await all.AddAsync(all.Mei, kind, what, muted);
        }

        var words = new WordBook([typeof(SharingModule).Assembly]);
        var choices = await ChoicesAsync();
        Assert.Equal(
            ["Banking", "Banking and finance", "Carrier", "Ho", "Insurer", "PAN-OS", "evil[.]example", "phishing"],
            choices.Select(c => c.InWords(new Words(words))).Order(StringComparer.Ordinal));
        foreach (var choice in choices)
        {
            Assert.Null((await hub.Get<RemoveChoice>().RunAsync(all.Mei, new NewChoice(choice.Muted, ChoiceKind.WordOf(choice.Kind), choice.Address), default)).Refusal);
        }

        Assert.Empty(await ChoicesAsync());

        Task<List<Choice>> ChoicesAsync() => hub.Database.ReadAsync(sql => Choice.OfAsync(sql, all.Mei, default), default);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Bookmarks_are_kept_on_what_is_readable_and_never_name_an_anonymous_author(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var all = await Readers.InAsync(hub);
        await hub.KeepersAsync();
        var (open, closed) = (await all.ShareAsync(all.Ng, "Open"), await all.ShareAsync(all.Ho, "Closed", audience: "organisation:INSURER"));
        var keep = hub.Get<KeepBookmark>();
        Assert.Null((await keep.RunAsync(all.Mei, open, true, default)).Refusal);
        Assert.Equal(RefusalKind.NotFound, (await keep.RunAsync(all.Mei, closed, true, default)).Refusal!.Kind);
        Assert.Equal("Open (TLP:GREEN to all)*", await all.SayAsync(all.Mei, StreamView.Bookmarks));
        Assert.Equal("Open (TLP:GREEN to all)*", await all.SayAsync(all.Mei, StreamView.All, "?bookmarked=yes"));
        var anonymous = await hub.Get<SharePost>().RunAsync(all.Mei, new PostInput { Kind = "question", Title = "Who else?", Body = "Asked.", Label = "TLP:GREEN", Audience = ["community"], Attribution = "anonymous" });
        Assert.Null(anonymous.Refusal);
        Assert.Equal("bookmark-anonymous", (await keep.RunAsync(all.Mei, anonymous.Value.Uid, true, default)).Refusal!.Code);
        Assert.Null((await keep.RunAsync(all.Ho, anonymous.Value.Uid, true, default)).Refusal);
        Assert.Null((await keep.RunAsync(all.Mei, open, false, default)).Refusal);
        Assert.Equal("", await all.SayAsync(all.Mei, StreamView.Bookmarks));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_saved_view_keeps_words_and_filters_under_a_name_for_its_owner_alone(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var all = await Readers.InAsync(hub);
        var saved = (await hub.Get<SaveView>().RunAsync(all.Mei, " Proxies ", "?view=all&q=proxy&label=TLP:GREEN&nonsense=1", default)).Value;
        Assert.Equal(("Proxies", "/search?q=proxy&label=TLP%3AGREEN"), (saved.Name, saved.Href));
        Assert.Null((await hub.Get<ChangeView>().RunAsync(all.Ho, saved.Uid, "Mine", default)).Refusal);
        Assert.Equal("Proxies", Assert.Single(await hub.Database.ReadAsync(sql => SavedView.OfAsync(sql, all.Mei, default), default)).Name);
        Assert.Equal(RefusalKind.Invalid, (await hub.Get<ChangeView>().RunAsync(all.Mei, saved.Uid, "  ", default)).Refusal!.Kind);
        Assert.Null((await hub.Get<ChangeView>().RunAsync(all.Mei, saved.Uid, null, default)).Refusal);
        Assert.Empty(await hub.Database.ReadAsync(sql => SavedView.OfAsync(sql, all.Mei, default), default));
    }
}
