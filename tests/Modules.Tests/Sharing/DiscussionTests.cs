using Infohub.Community.Public;
using Infohub.Delivery.Inbox;
using Infohub.Library.Access;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Comments;
using Infohub.Sharing.Home;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Sharing;

/// <summary>What is said and done under an item.</summary>
public sealed class DiscussionTests
{
    private static readonly PostInput Question = new() { Kind = "question", Label = "TLP:AMBER", Audience = ["circle:BANKING"], Title = "Who else saw this", Body = "text" };
    private static readonly PostInput Warning = Question with { Kind = "early-warning" };

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task One_reaction_of_an_organisation_counts_and_any_colleague_takes_it_back(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Warning);
        Assert.True((await ReactAsync(hub, cast.Ho, uid, "seen-here-too", true)).Value);
        Assert.True((await ReactAsync(hub, cast.Ip, uid, "seen-here-too", true)).Value);
        Assert.True((await ReactAsync(hub, cast.Ho, uid, "useful", true)).Value);
        Assert.True((await ReactAsync(hub, cast.Ip, uid, "useful", true)).Value);
        Assert.True((await ReactAsync(hub, cast.Ip, uid, "acknowledged", null)).Value);
        var all = await ReactionsAsync(hub, cast.Ip, uid);
        Assert.Equal([(1, "Ho", true), (2, "Ip", true), (3, "Ho", false), (3, "Ip", true)], all.Select(r => (r.Kind, r.PersonName, r.Mine)).Order());
        Assert.Equal(2, await hub.Get<Acknowledgements>().ReachAsync(await OpenAsync(hub, cast.Mei, uid), await AudienceAsync(hub, cast.Mei, uid), default));
        Assert.Null(await hub.Get<Acknowledgements>().ReachAsync(await OpenAsync(hub, cast.Ho, uid), await AudienceAsync(hub, cast.Ho, uid), default));

        Assert.False((await ReactAsync(hub, cast.Ip, uid, "seen-here-too", null)).Value);
        Assert.DoesNotContain(await ReactionsAsync(hub, cast.Ho, uid), r => r.Kind == ReactionKind.SeenHereToo);
        Assert.Equal("own", (await ReactAsync(hub, cast.Mei, uid, "useful", true)).Refusal!.Code);
        Assert.Equal("reaction", (await ReactAsync(hub, cast.Ho, uid, "liked", true)).Refusal!.Code);
        Assert.Equal("not-a-warning", (await ReactAsync(hub, cast.Ho, await ShareAsync(hub, cast.Mei, Question), "acknowledged", true)).Refusal!.Code);
        Assert.Equal(RefusalNotFound, (await ReactAsync(hub, cast.Out, uid, "useful", true)).Refusal!.Code);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task An_anonymous_author_leaves_no_number_and_hears_who_has_seen_it_too(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        await hub.KeepersAsync();
        var uid = await ShareAsync(hub, cast.Mei, Question with { Attribution = "anonymous" });
        Assert.Equal("own", (await ReactAsync(hub, cast.Mei, uid, "seen-here-too", true)).Refusal!.Code);
        Assert.Null((await hub.Get<React>().RunAsync(cast.Ho, uid, "seen-here-too", true, "Two appliances.")).Refusal);
        var note = Assert.Single(await CommentsAsync(hub, cast.Mei, uid));
        Assert.Equal((true, "Two appliances."), (note.SeenToo, note.Text));
        var own = (await hub.Get<AddComment>().RunAsync(cast.Mei, uid, "Thanks", note.Uid)).Value;
        Assert.Null((await hub.Get<EditComment>().RunAsync(cast.Mei, uid, own, "Thank you")).Refusal);
        Assert.True((await hub.Get<AcceptAnswer>().RunAsync(cast.Mei, uid, note.Uid)).Value);
        Assert.Equal("originator-only", (await hub.Get<AcceptAnswer>().RunAsync(cast.Lee, uid, note.Uid)).Refusal!.Code);
        Assert.Equal("comment-own-edit", (await hub.Get<EditComment>().RunAsync(cast.Lee, uid, own, "mine")).Refusal!.Code);
        await DrainAsync(hub);
        Assert.Equal([NoticeKind.SeenHereToo], (await LinesAsync(hub, cast.Mei)).Select(l => l.Kind));
        Assert.Contains(await LinesAsync(hub, cast.Ho), l => l is { Kind: NoticeKind.AnswerAccepted, ByAuthor: true, Person: "", Organisation: "" });
        Assert.Equal(0, await hub.NumberAsync($"select count(*) from audit where object_uid = '{uid}' and person_id = {cast.Mei.PersonId}"));
        Assert.Equal(0, await hub.NumberAsync($"select count(*) from comment where person_id = {cast.Mei.PersonId}"));
        Assert.Equal(0, await hub.NumberAsync($"select count(*) from reaction where person_id = {cast.Mei.PersonId}"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Newcomers_by_widening_learn_nothing_of_what_was_said_and_done_before(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Question);
        var first = (await hub.Get<AddComment>().RunAsync(cast.Ho, uid, "Said before.")).Value;
        await ReactAsync(hub, cast.Ho, uid, "seen-here-too", true);
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await hub.Get<RelabelPost>().RunAsync(await hub.ViewerAsync(cast.Mei.PersonId), uid, "TLP:AMBER", ["circle:BANKING", "organisation:OUTSIDE"])).Refusal);
        Assert.Equal(new Talk(0, 0), (await CardAsync(hub, cast.Out, uid)).Talk);
        Assert.Empty(await ReactionsAsync(hub, cast.Out, uid));
        Assert.Equal("parent", (await hub.Get<AddComment>().RunAsync(cast.Out, uid, "Answer", first)).Refusal!.Code);
        Assert.Null((await hub.Get<AddComment>().RunAsync(cast.Ho, uid, "Said after.", first)).Refusal);
        var answer = Assert.Single(await CommentsAsync(hub, cast.Out, uid));
        Assert.Equal(("Said after.", "", 0), (answer.Text, answer.ParentUid, answer.Depth));
        Assert.Equal([(first, 0), (answer.Uid, 1)], (await CommentsAsync(hub, cast.Ho, uid)).Select(c => (c.Uid, c.Depth)));
        Assert.Equal(new Talk(0, 1), (await CardAsync(hub, cast.Out, uid)).Talk);
        Assert.Equal(new Talk(1, 2), (await CardAsync(hub, cast.Ho, uid)).Talk);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_changed_reply_keeps_what_it_said_and_one_that_was_taken_back_keeps_nothing(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Question);
        var said = (await hub.Get<AddComment>().RunAsync(cast.Ho, uid, "One host.")).Value;
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("comment-own-edit", (await hub.Get<EditComment>().RunAsync(cast.Ip, uid, said, "Two hosts.")).Refusal!.Code);
        Assert.Null((await hub.Get<EditComment>().RunAsync(cast.Ho, uid, said, "Two hosts.")).Refusal);
        var now = Assert.Single(await CommentsAsync(hub, cast.Lee, uid));
        Assert.Equal(("Two hosts.", "One host."), (now.Text, Assert.Single(now.Before).Text));
        Assert.True(now.EditedAt > now.At);
        Assert.Null((await hub.Get<DeleteComment>().RunAsync(cast.Ho, uid, said)).Refusal);
        Assert.Empty(Assert.Single(await CommentsAsync(hub, cast.Lee, uid)).Before);
        Assert.Equal(0, await hub.NumberAsync("select count(*) from comment_before"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task The_accepted_answer_stands_first_until_it_is_taken_back(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Question);
        var one = (await hub.Get<AddComment>().RunAsync(cast.Ho, uid, "One")).Value;
        var two = (await hub.Get<AddComment>().RunAsync(cast.Lee, uid, "Two", one)).Value;
        Assert.Equal("originator-only", (await hub.Get<AcceptAnswer>().RunAsync(cast.Ho, uid, one)).Refusal!.Code);
        Assert.True((await hub.Get<AcceptAnswer>().RunAsync(cast.Mei, uid, one)).Value);
        Assert.True((await hub.Get<AcceptAnswer>().RunAsync(cast.Mei, uid, two)).Value);
        Assert.Equal([(two, true), (one, false)], (await CommentsAsync(hub, cast.Ho, uid)).Select(c => (c.Uid, c.Accepted)));
        Assert.False((await hub.Get<AcceptAnswer>().RunAsync(cast.Mei, uid, two)).Value);
        Assert.Equal([(one, false), (two, false)], (await CommentsAsync(hub, cast.Ho, uid)).Select(c => (c.Uid, c.Accepted)));
        Assert.Equal("not-a-question", (await hub.Get<AcceptAnswer>().RunAsync(cast.Mei, await ShareAsync(hub, cast.Mei, Warning), one)).Refusal!.Code);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_is_for_the_originator_alone_is_unknown_to_all_others(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Question);
        Assert.Equal("private-own", (await hub.Get<AddComment>().RunAsync(cast.Mei, uid, "To me", isPrivate: true)).Refusal!.Code);
        var said = (await hub.Get<AddComment>().RunAsync(cast.Ho, uid, "We were hit.", isPrivate: true)).Value;
        Assert.Equal("private", (await hub.Get<AcceptAnswer>().RunAsync(cast.Mei, uid, said)).Refusal!.Code);
        await DrainAsync(hub);
        Assert.Null((await hub.Get<AddComment>().RunAsync(cast.Mei, uid, "How?", said)).Refusal);
        await DrainAsync(hub);
        foreach (var (viewer, knows) in ((Viewer, bool)[])[(cast.Mei, true), (cast.Ho, true), (cast.Admin, true), (cast.Ip, false), (cast.Lee, false)])
        {
            Assert.Equal(knows ? 2 : 0, (await CommentsAsync(hub, viewer, uid)).Count(c => c.Private));
            Assert.Equal(new Talk(0, 0), (await CardAsync(hub, viewer, uid)).Talk);
            Assert.Equal(knows, (await LinesAsync(hub, viewer)).Exists(l => l.Kind == NoticeKind.PrivateAnswer));
            Assert.DoesNotContain(await LinesAsync(hub, viewer), l => l.Kind == NoticeKind.Comment);
        }

        Assert.Equal("parent", (await hub.Get<AddComment>().RunAsync(cast.Ip, uid, "Answer", said)).Refusal!.Code);
        Assert.Equal(RefusalNotFound, (await hub.Get<EditComment>().RunAsync(cast.Ip, uid, said, "Answer")).Refusal!.Code);
        Assert.Equal(RefusalNotFound, (await hub.Get<DeleteComment>().RunAsync(cast.Ip, uid, said)).Refusal!.Code);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_was_said_to_an_anonymous_author_alone_stays_so_when_the_author_is_named(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        await hub.KeepersAsync();
        var uid = await ShareAsync(hub, cast.Mei, Question with { Attribution = "anonymous" });
        Assert.Null((await hub.Get<AddComment>().RunAsync(cast.Ho, uid, "We were hit.", isPrivate: true)).Refusal);
        await DrainAsync(hub);
        Assert.Contains(await LinesAsync(hub, cast.Mei), l => l.Kind == NoticeKind.PrivateAnswer);
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await hub.Get<OpenAttribution>().RunAsync(await hub.ViewerAsync(cast.Mei.PersonId), uid, "named")).Refusal);
        Assert.Single(await CommentsAsync(hub, cast.Mei, uid));
        Assert.Single(await CommentsAsync(hub, cast.Ho, uid));
        Assert.Empty(await CommentsAsync(hub, cast.Admin, uid));
        Assert.DoesNotContain(await LinesAsync(hub, cast.Admin), l => l.Kind == NoticeKind.PrivateAnswer);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Red_is_not_counted_in_lists_and_takes_a_fresh_proof(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Question with { Label = "TLP:RED", Audience = ["person:HO"] });
        await ReactAsync(hub, cast.Ho, uid, "seen-here-too", true);
        Assert.Single(await ReactionsAsync(hub, cast.Mei, uid));
        Assert.Equal(new Talk(0, 0), (await CardAsync(hub, cast.Mei, uid)).Talk);
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await hub.Get<RelabelPost>().RunAsync(await hub.ViewerAsync(cast.Mei.PersonId), uid, "TLP:AMBER", ["circle:BANKING"])).Refusal);
        Assert.Equal(new Talk(0, 0), (await CardAsync(hub, cast.Ho, uid)).Talk);
        Assert.Equal(new Talk(0, 0), (await CardAsync(hub, cast.Lee, uid)).Talk);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Erasing_an_item_takes_all_that_was_said_and_done_with_it(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Question);
        var said = (await hub.Get<AddComment>().RunAsync(cast.Ho, uid, "One")).Value;
        Assert.Null((await hub.Get<EditComment>().RunAsync(cast.Ho, uid, said, "Two")).Refusal);
        await ReactAsync(hub, cast.Ho, uid, "useful", true);
        var seq = await hub.NumberAsync($"select seq from item where uid = '{uid}'");
        await hub.Database.WriteAsync(tx => ItemKeeper.EraseRowsAsync(tx, seq, uid, "why", tx.Now, default), default);
        await DrainAsync(hub);
        Assert.Equal(0, await hub.NumberAsync("select (select count(*) from reaction) + (select count(*) from comment_before) + (select count(*) from comment where length(text) > 0)"));
    }

    private static readonly string RefusalNotFound = Refusal.NotFound.Code;

    private static Task<Outcome<bool>> ReactAsync(TestHub hub, Viewer viewer, string uid, string kind, bool? on) => hub.Get<React>().RunAsync(viewer, uid, kind, on);

    private static async Task<List<ReactionCard>> ReactionsAsync(TestHub hub, Viewer viewer, string uid) => await hub.Get<Reactions>().ListAsync(await OpenAsync(hub, viewer, uid), default);

    private static async Task<List<CommentCard>> CommentsAsync(TestHub hub, Viewer viewer, string uid) => await hub.Get<Discussion>().ListAsync(await OpenAsync(hub, viewer, uid), default);

    private static async Task<AudienceView?> AudienceAsync(TestHub hub, Viewer viewer, string uid) =>
        (await hub.Get<Holdings>().DescribeAsync(viewer, [(await OpenAsync(hub, viewer, uid)).Card], default))[0];

    private static async Task<CardView> CardAsync(TestHub hub, Viewer viewer, string uid)
    {
        viewer = await hub.ViewerAsync(viewer.PersonId);
        var page = await hub.Get<Holdings>().ListAsync(viewer, Channel.List, new ItemQuery(), default);
        return Assert.Single(await CardView.OfAsync(hub.Get<Holdings>(), hub.Database, viewer, page.Value.Cards, default), c => c.Card.Uid == uid);
    }

    private static async Task<List<NoticeLine>> LinesAsync(TestHub hub, Viewer viewer) => [.. (await hub.Get<InboxBook>().ListAsync(await hub.ViewerAsync(viewer.PersonId), null, 50, default)).Value.Lines];

    private static Task DrainAsync(TestHub hub) => hub.Get<OutboxPump>().DrainAsync(default);

    private static async Task<string> ShareAsync(TestHub hub, Viewer author, PostInput post)
    {
        var shared = await hub.Get<SharePost>().RunAsync(author, post);
        Assert.Null(shared.Refusal);
        return shared.Value.Uid;
    }

    private static async Task<ReadableItem> OpenAsync(TestHub hub, Viewer viewer, string uid) =>
        (await hub.Get<Holdings>().OpenAsync(await hub.ViewerAsync(viewer.PersonId), Channel.Page, uid, null, default)).Value;

    private static async Task<Cast> ComeAsync(TestHub hub)
    {
        var (bank, insurer, lender, outside) = (await hub.OrganisationAsync("Bank"), await hub.OrganisationAsync("Insurer"), await hub.OrganisationAsync("Lender"), await hub.OrganisationAsync("Outside"));
        await hub.CircleAsync("Banking", bank, insurer, lender);
        async Task<Viewer> OneAsync(string name, long org, Roles roles = Roles.None) => await hub.ViewerAsync(await hub.PersonAsync(name, org, roles));
        return new Cast(
            await OneAsync("Mei", bank), await OneAsync("Admin", bank, Roles.Administrator), await OneAsync("Ho", insurer), await OneAsync("Ip", insurer), await OneAsync("Lee", lender), await OneAsync("Out", outside));
    }

    private sealed record Cast(Viewer Mei, Viewer Admin, Viewer Ho, Viewer Ip, Viewer Lee, Viewer Out);
}
