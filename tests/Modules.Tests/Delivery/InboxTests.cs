using System.Diagnostics;
using Infohub.Community.Public;
using Infohub.Community.SignIn;
using Infohub.Community.Viewers;
using Infohub.Delivery.Inbox;
using Infohub.Delivery.Live;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Comments;
using Infohub.Sharing.Passing;
using Infohub.Sharing.Posts;

using static Infohub.Modules.Tests.Delivery.InboxCast;

namespace Infohub.Modules.Tests.Delivery;

public sealed class InboxTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_circle_is_told_and_who_loses_the_item_loses_the_notice_and_its_count(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Warning);
        var line = Assert.Single(await LinesAsync(hub, cast.Ho));
        Assert.Equal(NoticeKind.Shared, line.Kind);
        Assert.Equal(Warning.Title, line.Card!.Title);
        Assert.Equal(1, await UnreadAsync(hub, cast.Ho));
        Assert.Empty(await LinesAsync(hub, cast.Mei));
        Assert.Empty(await LinesAsync(hub, cast.Other));
        Assert.Equal(1, await UnreadAsync(hub, cast.Ka));

        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await hub.Get<Holdings>().OpenAsync(cast.Ho, Channel.Page, uid, null, default)).Refusal);
        Assert.Null((await hub.Get<RelabelPost>().RunAsync(cast.Mei, uid, "TLP:AMBER+STRICT", ["organisation:BANK"])).Refusal);
        // At once, before any listener has heard of it.
        Assert.Equal(0, await UnreadAsync(hub, cast.Ho));
        await DrainAsync(hub);
        var told = Assert.Single(await LinesAsync(hub, cast.Ho));
        Assert.Equal((NoticeKind.Tightened, Tlp.AmberStrict), (told.Kind, told.Label!.Value));
        Assert.Null(told.Card);
        Assert.Empty(await LinesAsync(hub, cast.Ka));
        Assert.Equal(0, await UnreadAsync(hub, cast.Ka));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_place_in_one_list_is_none_in_another(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        await ShareAsync(hub, cast.Mei, Warning);
        await ShareAsync(hub, cast.Mei, Warning);
        var notice = (await LinesAsync(hub, cast.Ho))[0].Id;
        var posts = await hub.Get<Holdings>().ListAsync(cast.Ho, Channel.List, new ItemQuery { Take = 1 }, default);
        var next = posts.Value.Next!;

        Assert.Equal("cursor", (await hub.Get<Holdings>().ListAsync(cast.Ho, Channel.List, new ItemQuery { Cursor = notice }, default)).Refusal!.Code);
        Assert.Equal("cursor", (await hub.Get<InboxBook>().ListAsync(cast.Ho, next, 10, default)).Refusal!.Code);
        Assert.Equal(RefusalKind.NotFound, (await hub.Get<MarkNotices>().RunAsync(cast.Ho, [next], default)).Refusal!.Kind);
        Assert.Single((await hub.Get<Holdings>().ListAsync(cast.Ho, Channel.List, new ItemQuery { Cursor = next }, default)).Value.Cards);
        Assert.Single((await hub.Get<InboxBook>().ListAsync(await NowAsync(hub, cast.Ho), notice, 10, default)).Value.Lines);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task An_anonymous_author_hears_answers_and_nobody_can_tell_who_it_is(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        await hub.KeepersAsync();
        var uid = await ShareAsync(hub, cast.Mei, Warning with { Attribution = "anonymous" });
        Assert.Empty(await LinesAsync(hub, cast.Mei));
        // Her own colleague is told like everybody else in the circle: her absence from the list would name her.
        Assert.Equal(1, await hub.NumberAsync($"select count(*) from notice where person_id = {cast.Mei.PersonId}"));

        Assert.Null((await hub.Get<AddComment>().RunAsync(cast.Ho, uid, "Seen here too.")).Refusal);
        await DrainAsync(hub);
        var line = Assert.Single(await LinesAsync(hub, cast.Mei));
        Assert.Equal((NoticeKind.Comment, "Ho"), (line.Kind, line.Person));
        Assert.Equal(0, await hub.NumberAsync($"select count(*) from notice where kind = {NoticeKind.Comment} and person_id <> 0"));

        Assert.Null((await hub.Get<AddComment>().RunAsync(cast.Mei, uid, "Thank you.")).Refusal);
        await DrainAsync(hub);
        var answer = (await LinesAsync(hub, cast.Ho))[0];
        Assert.Equal((NoticeKind.Comment, true, "", ""), (answer.Kind, answer.ByAuthor, answer.Person, answer.Organisation));
        Assert.Single(await LinesAsync(hub, cast.Mei));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Nothing_is_told_before_the_release_and_what_is_withdrawn_leaves_a_tombstone(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Warning with { Release = hub.Clock.Now() + Micros.Hour });
        Assert.Equal(0, await UnreadAsync(hub, await hub.ViewerAsync(cast.Ho.PersonId)));
        hub.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, await UnreadAsync(hub, await hub.ViewerAsync(cast.Ho.PersonId)));
        Assert.Null((await hub.Get<WithdrawPost>().RunAsync(await hub.ViewerAsync(cast.Mei.PersonId), uid, "a shared proxy")).Refusal);
        await DrainAsync(hub);
        var lines = await LinesAsync(hub, await hub.ViewerAsync(cast.Ho.PersonId));
        Assert.Equal([NoticeKind.Gone, NoticeKind.Shared], lines.Select(l => l.Kind).Order().Reverse());
        Assert.All(lines, line => Assert.Equal((Disclosure.Tombstone, "", "a shared proxy"), (line.Card!.Shows, line.Card.Title, line.Card.GoneReason)));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Red_is_a_label_and_a_link_and_a_key_learns_nothing_of_it(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        await ShareAsync(hub, cast.Mei, Warning with { Label = "TLP:RED", Audience = ["person:HO"] });
        var line = Assert.Single(await LinesAsync(hub, cast.Ho));
        Assert.True(line.IsBare);
        Assert.Equal(("", "", ""), (line.Card!.Title, line.Card.OrganisationName, line.Person));
        var token = (await hub.Get<ViewerSource>().ForFeedAsync(cast.Ho.PersonId, cast.Ho.OrganisationId, Tlp.AmberStrict, default))!;
        Assert.Empty(await LinesAsync(hub, token));
        Assert.Equal(0, await UnreadAsync(hub, token));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_was_said_at_red_stays_a_label_and_a_link_when_the_label_is_loosened(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Warning with { Label = "TLP:RED", Audience = ["person:HO"] });
        Assert.Null((await hub.Get<AddComment>().RunAsync(cast.Ho, uid, "Said at red.")).Refusal);
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await hub.Get<RelabelPost>().RunAsync(await NowAsync(hub, cast.Mei), uid, "TLP:AMBER", ["person:HO"])).Refusal);
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await hub.Get<AddComment>().RunAsync(await NowAsync(hub, cast.Ho), uid, "Said at amber.")).Refusal);
        await DrainAsync(hub);
        var lines = (await LinesAsync(hub, cast.Mei)).Where(l => l.Card is not null).ToList();
        var open = Assert.Single(lines, l => l.Kind == NoticeKind.Comment && !l.IsBare);
        Assert.Equal((Warning.Title, "Ho"), (open.Card!.Title, open.Person));
        var bare = Assert.Single(lines, l => l.Kind == NoticeKind.Comment && l.IsBare);
        Assert.Equal((uid, Tlp.Red, "", "", "", 0L), (bare.Card!.Uid, bare.Card.Label, bare.Card.Title, bare.Card.OrganisationName, bare.Person, bare.Card.FirstAt));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task The_originators_side_hears_who_asks_and_only_the_receiver_marks_as_read(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Warning);
        var ask = await hub.Get<AskWider>().RunAsync(cast.Ho, uid, "organisation:OUTSIDE");
        Assert.Null(ask.Refusal);
        await DrainAsync(hub);
        var line = Assert.Single(await LinesAsync(hub, cast.Mei));
        Assert.Equal((NoticeKind.WiderAsked, "Ho"), (line.Kind, line.Person));
        Assert.Contains(await LinesAsync(hub, cast.Admin), l => l.Kind == NoticeKind.WiderAsked);
        Assert.DoesNotContain(await LinesAsync(hub, cast.Ka), l => l.Kind == NoticeKind.WiderAsked);

        Assert.Equal(RefusalKind.NotFound, (await hub.Get<MarkNotices>().RunAsync(await NowAsync(hub, cast.Ho), [line.Id], default)).Refusal!.Kind);
        Assert.Null((await hub.Get<MarkNotices>().RunAsync(await NowAsync(hub, cast.Mei), [line.Id], default)).Refusal);
        Assert.Equal(0, await UnreadAsync(hub, cast.Mei));
        await hub.Get<MarkNotices>().AllAsync(await NowAsync(hub, cast.Ho), default);
        Assert.Equal(0, await UnreadAsync(hub, cast.Ho));

        // Whoever no longer acts for the organisation is no longer of its originator's side.
        await hub.Database.WriteAsync(tx => tx.RunAsync("update person set roles = 0 where id = @id", default, ("id", cast.Admin.PersonId)), default);
        Assert.DoesNotContain(await LinesAsync(hub, await hub.ViewerAsync(cast.Admin.PersonId)), l => l.Kind == NoticeKind.WiderAsked);

        Assert.Null((await hub.Get<AnswerWider>().RunAsync(cast.Mei, uid, ask.Value, give: true)).Refusal);
        await DrainAsync(hub);
        Assert.Contains(await LinesAsync(hub, cast.Ho), l => l.Kind == NoticeKind.WiderGiven);
        Assert.Equal(NoticeKind.Shared, Assert.Single(await LinesAsync(hub, cast.Other)).Kind);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Hearing_an_event_again_tells_nobody_twice_and_pages_join_without_a_seam(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        for (var i = 0; i < 5; i++)
        {
            await ShareAsync(hub, cast.Mei, Warning with { Title = "Warning " + i });
        }

        await hub.Database.WriteAsync(tx => tx.RunAsync("delete from outbox_mark", default), default);
        await DrainAsync(hub);
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await hub.Get<InboxBook>().ListAsync(await NowAsync(hub, cast.Ho), cursor, 2, default)).Value;
            seen.AddRange(page.Lines.Select(l => l.Card!.Title));
            cursor = page.Next;
        }
        while (cursor is not null);
        Assert.Equal(["Warning 4", "Warning 3", "Warning 2", "Warning 1", "Warning 0"], seen);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Whoever_asked_to_join_a_circle_hears_the_answer_and_its_owners_the_question(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var circle = await hub.NumberAsync("select id from circle where uid = 'BANKING'");
        await hub.Database.WriteAsync(
            async tx =>
            {
                await tx.RunAsync("insert into circle_owner(circle_id, person_id, org_id) values (@c, @p, @o)", default, ("c", circle), ("p", cast.Mei.PersonId), ("o", cast.Mei.OrganisationId));
                tx.Emit(new CircleAsked(circle, cast.Other.OrganisationId, cast.Other.PersonId, tx.Now));
                tx.Emit(new CircleRefused(circle, cast.Other.OrganisationId, cast.Other.PersonId, tx.Now));
            },
            default);
        await DrainAsync(hub);
        var asked = Assert.Single(await LinesAsync(hub, cast.Mei));
        Assert.Equal((NoticeKind.CircleAsked, "Other", "Banking"), (asked.Kind, asked.Person, asked.Circle));
        Assert.Equal(NoticeKind.CircleRefused, Assert.Single(await LinesAsync(hub, cast.Other)).Kind);

        await hub.Database.WriteAsync(tx => tx.RunAsync("update circle set listed = 0", default), default);
        Assert.Equal("", Assert.Single(await LinesAsync(hub, cast.Other)).Circle);
        await hub.Database.WriteAsync(tx => tx.RunAsync("delete from circle_owner", default), default);
        Assert.Empty(await LinesAsync(hub, cast.Mei));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task The_live_count_follows_the_inbox_and_ends_with_the_session(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var secret = "";
        await hub.Database.WriteAsync(async tx => secret = await hub.Get<Sessions>().OpenAsync(tx, cast.Ho.PersonId, new Origin(null, "test"), null), default);
        var session = await hub.Get<ViewerSource>().FromSessionAsync(secret, default);
        var live = new LiveCount(hub.Get<LivePulse>(), hub.Get<ViewerSource>(), hub.Get<InboxBook>()) { Beat = TimeSpan.FromMilliseconds(200) };
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var counts = live.ReadAsync(session, stop.Token).GetAsyncEnumerator(stop.Token);
        Assert.True(await counts.MoveNextAsync());
        Assert.Equal(0, counts.Current);
        await hub.Get<LivePulse>().LookAsync(default);
        var uid = await ShareAsync(hub, cast.Mei, Warning);
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        await hub.Get<LivePulse>().LookAsync(default);
        Assert.Equal(1, await NextAsync(counts));
        Assert.Null((await hub.Get<RelabelPost>().RunAsync(cast.Mei, uid, "TLP:AMBER+STRICT", ["organisation:BANK"])).Refusal);
        Assert.Equal(0, await NextAsync(counts));
        await hub.Database.WriteAsync(tx => tx.RunAsync("update session set ended_at = @now", default, ("now", tx.Now)), default);
        while (await counts.MoveNextAsync())
        {
            Assert.Null(counts.Current);
        }
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_one_may_not_see_moves_nothing_in_the_live_stream(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var secret = "";
        await hub.Database.WriteAsync(async tx => secret = await hub.Get<Sessions>().OpenAsync(tx, cast.Ho.PersonId, new Origin(null, "test"), null), default);
        var session = await hub.Get<ViewerSource>().FromSessionAsync(secret, default);
        var beat = TimeSpan.FromSeconds(2);
        var live = new LiveCount(hub.Get<LivePulse>(), hub.Get<ViewerSource>(), hub.Get<InboxBook>()) { Beat = beat };
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var counts = live.ReadAsync(session, stop.Token).GetAsyncEnumerator(stop.Token);
        Assert.True(await counts.MoveNextAsync());
        var start = Stopwatch.GetTimestamp();
        var next = counts.MoveNextAsync().AsTask();
        var asked = hub.Database.Statements;
        while (Stopwatch.GetElapsedTime(start) < beat - TimeSpan.FromMilliseconds(500))
        {
            hub.Get<LivePulse>().Wake(session.PersonId);
            await Task.Delay(50);
            Assert.False(next.IsCompleted && Stopwatch.GetElapsedTime(start) < beat);
        }

        // It was woken and looked many times, and the beat comes when it would have come without.
        Assert.True(hub.Database.Statements > asked + 4);
        Assert.True(await next);
        Assert.Null(counts.Current);
        Assert.InRange(Stopwatch.GetElapsedTime(start), beat - TimeSpan.FromMilliseconds(100), (2 * beat) - TimeSpan.FromMilliseconds(600));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Each_step_of_a_recovery_is_told_to_the_person_the_administrators_and_the_officers(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        await hub.Database.WriteAsync(tx => tx.RunAsync("update person set roles = 2 where id = @id", default, ("id", cast.Ho.PersonId)), default);
        var officer = await hub.ViewerAsync(cast.Ho.PersonId);
        var (mei, bank) = (cast.Mei.PersonId, cast.Mei.OrganisationId);

        await EmitAsync(hub, tx => new FactorRecoveryStarted(mei, bank, "R", cast.Ka.PersonId, tx.Now));
        await TellsAsync(hub, cast.Mei, NoticeKind.RecoveryStarted, "/account");
        await TellsAsync(hub, cast.Admin, NoticeKind.RecoveryOfColleague, "/people/" + cast.Mei.PersonUid);
        await TellsAsync(hub, officer, NoticeKind.RecoveryToConfirm, "/officers/recoveries");
        await EmitAsync(hub, tx => new FactorRecoveryConfirmed(mei, bank, "R", officer.PersonId, tx.Now, tx.Now));
        await TellsAsync(hub, cast.Mei, NoticeKind.RecoveryConfirmed, "/account");
        await TellsAsync(hub, cast.Admin, NoticeKind.RecoveryGranted, "/people/" + cast.Mei.PersonUid);
        await EmitAsync(hub, tx => new FactorRecoveryUsed(mei, bank, tx.Now));
        await TellsAsync(hub, cast.Mei, NoticeKind.SecretsReplaced, "/account");
        await TellsAsync(hub, cast.Admin, NoticeKind.RecoveryUsed, "/people/" + cast.Mei.PersonUid);
        await TellsAsync(hub, officer, NoticeKind.RecoveryUsed, "/people/" + cast.Mei.PersonUid);
        await EmitAsync(hub, tx => new FactorRecoveryCancelled(mei, bank, "S", mei, tx.Now));
        await TellsAsync(hub, cast.Admin, NoticeKind.RecoveryStopped, "/people/" + cast.Mei.PersonUid);
        await TellsAsync(hub, officer, NoticeKind.RecoveryStopped, "/people/" + cast.Mei.PersonUid);
        Assert.Empty(await LinesAsync(hub, cast.Other));

        // Whoever no longer is an officer sees no more of it.
        await hub.Database.WriteAsync(tx => tx.RunAsync("update person set roles = 0 where id = @id", default, ("id", cast.Ho.PersonId)), default);
        Assert.Empty(await LinesAsync(hub, await hub.ViewerAsync(cast.Ho.PersonId)));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Administrators_are_told_who_is_invited_or_moved_to_their_organisation(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var (mei, bank) = (cast.Mei.PersonId, cast.Mei.OrganisationId);
        await EmitAsync(hub, tx => new PersonInvited(mei, bank, 0, tx.Now));
        await EmitAsync(hub, tx => new PersonInvited(mei, bank, cast.Admin.PersonId, tx.Now));
        Assert.Empty(await LinesAsync(hub, cast.Admin));
        await EmitAsync(hub, tx => new PersonInvited(mei, bank, cast.Ho.PersonId, tx.Now));
        await TellsAsync(hub, cast.Admin, NoticeKind.PersonInvited, "/people/" + cast.Mei.PersonUid);
        await EmitAsync(hub, tx => new PersonMoved(mei, cast.Other.OrganisationId, bank, tx.Now, cast.Ho.PersonId));
        await TellsAsync(hub, cast.Admin, NoticeKind.PersonMoved, "/people/" + cast.Mei.PersonUid);
        Assert.Empty(await LinesAsync(hub, cast.Mei));
        Assert.Empty(await LinesAsync(hub, cast.Other));
    }

    private static async Task EmitAsync(TestHub hub, Func<Tx, object> what)
    {
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        await hub.Database.WriteAsync(
            tx =>
            {
                tx.Emit(what(tx));
                return Task.CompletedTask;
            },
            default);
        await DrainAsync(hub);
    }

    private static async Task TellsAsync(TestHub hub, Viewer viewer, int kind, string href)
    {
        var newest = (await LinesAsync(hub, viewer))[0];
        Assert.Equal((kind, href), (newest.Kind, Sentences.HrefOf(newest)));
    }

    private static async Task<long> NextAsync(IAsyncEnumerator<long?> counts)
    {
        while (await counts.MoveNextAsync())
        {
            if (counts.Current is { } count)
            {
                return count;
            }
        }

        return -1;
    }
}
