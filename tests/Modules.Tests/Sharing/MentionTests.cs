using Infohub.Community.Public;
using Infohub.Delivery.Inbox;
using Infohub.Library.Access;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Modules.Tests.Delivery;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Comments;
using Infohub.Sharing.Posts;

using static Infohub.Modules.Tests.Delivery.InboxCast;

namespace Infohub.Modules.Tests.Sharing;

/// <summary>W2: a mention adds no reader, and only readers can be mentioned, as far as one may know of them (R11).</summary>
public sealed class MentionTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Readers_of_a_shown_circle_are_found_and_told_and_nobody_else(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Warning);
        Assert.Equal(["Ka"], await FoundAsync(hub, cast.Ho, uid, "ka"));
        Assert.Equal(["Admin", "Mei"], (await FoundAsync(hub, cast.Ho, uid, "bank")).Order());
        Assert.Empty(await FoundAsync(hub, cast.Ho, uid, "other"));
        Assert.Empty(await FoundAsync(hub, cast.Ho, uid, "ho"));
        Assert.Empty(await FoundAsync(hub, cast.Ho, uid, " "));
        Assert.Equal(["Admin", "Ka", "Mei"], (await FoundAsync(hub, cast.Ho, uid, "@")).Order());
        Assert.Equal(["Ka"], await FoundAsync(hub, cast.Ho, uid, "@ka"));

        // The same answer for who does not read and who is not there.
        var strange = (await SayAsync(hub, cast.Ho, uid, "Look", "person:OTHER")).Refusal!;
        Assert.Equal("mention", strange.Code);
        Assert.Equal(strange, (await SayAsync(hub, cast.Ho, uid, "Look", "person:NOBODY")).Refusal);
        Assert.Equal(0, await hub.NumberAsync("select count(*) from comment"));

        Assert.Null((await SayAsync(hub, cast.Ho, uid, "@Ka, and you, @Other: was it you? Write to soc@Admin.example", "author")).Refusal);
        await DrainAsync(hub);
        Assert.Contains(await LinesAsync(hub, cast.Ka), l => l is { Kind: NoticeKind.Mentioned, Person: "Ho" });
        Assert.Equal([NoticeKind.Mentioned], (await LinesAsync(hub, cast.Mei)).Select(l => l.Kind));
        Assert.DoesNotContain(await LinesAsync(hub, cast.Admin), l => l.Kind == NoticeKind.Mentioned);
        Assert.Empty(await LinesAsync(hub, cast.Other));
        Assert.Equal(0, await hub.NumberAsync($"select count(*) from notice where person_id = {cast.Other.PersonId}"));
        Assert.Equal(RefusalKind.NotFound, (await hub.Get<Holdings>().OpenAsync(cast.Other, Channel.Page, uid, null, default)).Refusal!.Kind);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Members_of_a_circle_whose_list_is_for_owners_are_found_only_after_they_spoke_to_all(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var third = await hub.OrganisationAsync("Third");
        var lee = await hub.ViewerAsync(await hub.PersonAsync("Lee", third));
        await hub.Database.WriteAsync(
            async tx =>
            {
                await tx.RunAsync("update circle set members_shown = 0", default);
                await tx.RunAsync("insert into circle_member(circle_id, org_id, person_id, since, reads_from) select id, @org, 0, 0, 0 from circle", default, ("org", third));
            },
            default);
        var uid = await ShareAsync(hub, cast.Mei, Warning);
        Assert.Empty(await FoundAsync(hub, cast.Ho, uid, "lee"));
        Assert.Equal("mention", (await SayAsync(hub, cast.Ho, uid, "Look", "person:LEE")).Refusal!.Code);
        // That the author's organisation reads stands on the item (R4).
        Assert.Equal(["Admin"], await FoundAsync(hub, cast.Ho, uid, "admin"));

        Assert.Null((await hub.Get<AddComment>().RunAsync(lee, uid, "For you alone", isPrivate: true)).Refusal);
        Assert.Empty(await FoundAsync(hub, cast.Ho, uid, "lee"));
        var said = (await hub.Get<AddComment>().RunAsync(lee, uid, "For all")).Value;
        Assert.Equal(["Lee"], await FoundAsync(hub, cast.Ho, uid, "lee"));
        Assert.Null((await SayAsync(hub, cast.Ho, uid, "Thanks", "person:LEE")).Refusal);

        // Who reads no more is not offered, though what they said stands there.
        await hub.Database.WriteAsync(tx => tx.RunAsync("delete from circle_member where org_id = @org", default, ("org", third)), default);
        Assert.Empty(await FoundAsync(hub, cast.Ho, uid, "lee"));
        Assert.Contains(await hub.Get<Discussion>().ListAsync(await OpenAsync(hub, cast.Ho, uid), default), c => c.Uid == said);
        await DrainAsync(hub);
        Assert.Empty(await LinesAsync(hub, lee));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_newcomer_without_history_is_no_reader_and_is_not_offered(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Warning);
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        var late = await hub.OrganisationAsync("Late");
        await hub.PersonAsync("Lam", late);
        await hub.Database.WriteAsync(
            tx => tx.RunAsync("insert into circle_member(circle_id, org_id, person_id, since, reads_from) select id, @org, 0, @now, @now from circle", default, ("org", late), ("now", tx.Now)), default);
        Assert.Empty(await FoundAsync(hub, cast.Ho, uid, "lam"));
        Assert.Equal(["Lam"], await FoundAsync(hub, cast.Ho, await ShareAsync(hub, cast.Mei, Warning), "lam"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task An_anonymous_author_is_mentioned_as_the_author_and_found_by_name_like_any_other_of_the_circle(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        await hub.KeepersAsync();
        var uid = await ShareAsync(hub, cast.Mei, Warning with { Attribution = "anonymous" });
        Assert.Equal(["the author"], await FoundAsync(hub, cast.Ho, uid, "auth"));
        // Her absence among her circle would name her.
        Assert.Equal(["Admin", "Mei"], (await FoundAsync(hub, cast.Ho, uid, "bank")).Order());
        Assert.Null((await SayAsync(hub, cast.Ho, uid, "@the author: which version?")).Refusal);
        await DrainAsync(hub);
        Assert.Equal([NoticeKind.Mentioned], (await LinesAsync(hub, cast.Mei)).Select(l => l.Kind));
        Assert.Equal(0, await hub.NumberAsync($"select count(*) from notice where kind = {NoticeKind.Mentioned} and person_id <> 0"));
        hub.Clock.Advance(TimeSpan.FromSeconds(1));

        // What the author asks names nobody either.
        Assert.Null((await SayAsync(hub, cast.Mei, uid, "@Ho, the newest")).Refusal);
        await DrainAsync(hub);
        Assert.Contains(await LinesAsync(hub, cast.Ho), l => l is { Kind: NoticeKind.Mentioned, ByAuthor: true, Person: "", Organisation: "" });
        Assert.Empty(await FoundAsync(hub, cast.Mei, uid, "auth"));

        // Outside the audience: a circle that she is no member of shows nothing of her.
        var other = await ShareAsync(hub, cast.Mei, Warning with { Attribution = "anonymous", Audience = ["organisation:OUTSIDE"] });
        Assert.Empty(await FoundAsync(hub, cast.Other, other, "mei"));
        Assert.Empty(await FoundAsync(hub, cast.Other, other, "bank"));
        Assert.Equal("mention", (await SayAsync(hub, cast.Other, other, "Look", "person:MEI")).Refusal!.Code);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Those_named_at_red_do_not_learn_of_each_other(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Warning with { Label = "TLP:RED", Audience = ["person:HO", "person:KA"] });
        Assert.Empty(await FoundAsync(hub, cast.Ho, uid, "ka"));
        Assert.Empty(await FoundAsync(hub, cast.Ho, uid, "admin"));
        Assert.Equal(["Mei"], await FoundAsync(hub, cast.Ho, uid, "mei"));
        Assert.Equal("mention", (await SayAsync(hub, cast.Ho, uid, "Look", "person:KA")).Refusal!.Code);
        Assert.Null((await SayAsync(hub, cast.Ho, uid, "@Ka, do you read this?")).Refusal);
        await DrainAsync(hub);
        Assert.DoesNotContain(await LinesAsync(hub, cast.Ka), l => l.Kind == NoticeKind.Mentioned);

        // The author knows all; and who spoke is seen by who reads.
        Assert.Equal(["Ka"], await FoundAsync(hub, cast.Mei, uid, "ka"));
        Assert.Equal(["Ho"], await FoundAsync(hub, cast.Ka, uid, "ho"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Of_two_readers_of_one_name_neither_is_meant_and_the_longer_name_wins(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        await hub.PersonAsync("Ho Yan", cast.Ho.OrganisationId);
        var uid = await ShareAsync(hub, cast.Mei, Warning);
        Assert.Null((await SayAsync(hub, cast.Ka, uid, "@Ho Yan, please")).Refusal);
        await DrainAsync(hub);
        Assert.DoesNotContain(await LinesAsync(hub, cast.Ho), l => l.Kind == NoticeKind.Mentioned);
        await hub.Database.WriteAsync(tx => tx.RunAsync("update person set name = 'Ho' where uid = 'HO YAN'", default), default);
        Assert.Null((await SayAsync(hub, cast.Ka, uid, "@Ho, please")).Refusal);
        await DrainAsync(hub);
        Assert.DoesNotContain(await LinesAsync(hub, cast.Ho), l => l.Kind == NoticeKind.Mentioned);
        Assert.Null((await SayAsync(hub, cast.Ka, uid, "You, please", "person:HO")).Refusal);
        Assert.Equal("mentions-many", (await SayAsync(hub, cast.Ka, uid, "All", [.. Enumerable.Range(0, Mentions.Most + 1).Select(n => "person:" + n)])).Refusal!.Code);
        await DrainAsync(hub);
        Assert.Contains(await LinesAsync(hub, cast.Ho), l => l.Kind == NoticeKind.Mentioned);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Who_is_named_by_a_change_is_told_once_and_who_was_named_before_not_again(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Warning);
        var said = (await SayAsync(hub, cast.Ho, uid, "@Ka: look", "person:ADMIN")).Value;
        await DrainAsync(hub);
        await ChangeAsync("@Ka and @Admin and @Mei: look, and @Other");
        await ChangeAsync("Look");
        await ChangeAsync("@Ka, @Mei and @Ho: look again");
        foreach (var reader in (Viewer[])[cast.Ka, cast.Admin])
        {
            Assert.Single(await LinesAsync(hub, reader), l => l.Kind == NoticeKind.Mentioned);
        }

        // The author was told of the comment, and once of being named by its change.
        Assert.Equal([NoticeKind.Mentioned, NoticeKind.Comment], (await LinesAsync(hub, cast.Mei)).Select(l => l.Kind));
        Assert.Equal(0, await hub.NumberAsync($"select count(*) from notice where person_id = {cast.Other.PersonId} or (kind = {NoticeKind.Mentioned} and person_id = {cast.Ho.PersonId})"));

        // A mention that stays tells nobody, though the notice of it is swept.
        await hub.Database.WriteAsync(tx => tx.RunAsync("delete from notice", default), default);
        await ChangeAsync("@Ka, @Mei and @Ho: look once more");
        Assert.Equal(0, await hub.NumberAsync("select count(*) from notice"));

        // What is for the originator alone names nobody by a change either.
        said = (await hub.Get<AddComment>().RunAsync(cast.Ho, uid, "For you alone", isPrivate: true)).Value;
        await ChangeAsync("@Ka: look");
        Assert.Equal(0, await hub.NumberAsync($"select count(*) from notice where kind = {NoticeKind.Mentioned}"));

        async Task ChangeAsync(string text)
        {
            hub.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Null((await hub.Get<EditComment>().RunAsync(await NowAsync(hub, cast.Ho), uid, said, text)).Refusal);
            await DrainAsync(hub);
        }
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task An_anonymous_author_who_is_named_by_a_change_is_told_once(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        await hub.KeepersAsync();
        var uid = await ShareAsync(hub, cast.Mei, Warning with { Attribution = "anonymous" });
        var said = (await SayAsync(hub, cast.Ho, uid, "Which version?")).Value;
        await DrainAsync(hub);
        foreach (var text in (string[])["@the author: which version?", "Which?", "@the author: which?"])
        {
            hub.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Null((await hub.Get<EditComment>().RunAsync(await NowAsync(hub, cast.Ho), uid, said, text)).Refusal);
            await DrainAsync(hub);
        }

        Assert.Equal([NoticeKind.Mentioned, NoticeKind.Comment], (await LinesAsync(hub, cast.Mei)).Select(l => l.Kind));
        Assert.Equal(0, await hub.NumberAsync($"select count(*) from notice where kind = {NoticeKind.Mentioned} and person_id <> 0"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_is_for_the_originator_alone_mentions_nobody(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Warning);
        var said = await hub.Get<AddComment>().RunAsync(cast.Ho, uid, "@Ka must not hear of it", isPrivate: true, mention: ["person:KA"]);
        Assert.Null(said.Refusal);
        Assert.Null((await hub.Get<AddComment>().RunAsync(cast.Ho, uid, "@Ka neither of this", said.Value, mention: ["person:KA"])).Refusal);
        await DrainAsync(hub);
        Assert.Equal([NoticeKind.Shared], (await LinesAsync(hub, cast.Ka)).Select(l => l.Kind));
    }

    private static Task<Outcome<string>> SayAsync(TestHub hub, Viewer viewer, string uid, string text, params string[] mention) =>
        hub.Get<AddComment>().RunAsync(viewer, uid, text, mention: mention);

    private static async Task<List<string>> FoundAsync(TestHub hub, Viewer viewer, string uid, string text) =>
        [.. (await hub.Get<Mentions>().FindAsync(await OpenAsync(hub, viewer, uid), text, default)).Select(m => m.Name)];

    private static async Task<ReadableItem> OpenAsync(TestHub hub, Viewer viewer, string uid) =>
        (await hub.Get<Holdings>().OpenAsync(await NowAsync(hub, viewer), Channel.Page, uid, null, default)).Value;
}
