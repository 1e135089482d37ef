using Infohub.Community.Public;
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

/// <summary>Thanks and agreement under a comment: for who reads it, and seen by who reads it (R9).</summary>
public sealed class CommentReactionTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Readers_thank_for_a_comment_and_agree_and_all_its_readers_see_who(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Warning);
        var said = (await hub.Get<AddComment>().RunAsync(cast.Ho, uid, "Block it at the proxy")).Value;
        Assert.True((await ReactAsync(hub, cast.Mei, uid, said, "thanks", null)).Value);
        Assert.True((await ReactAsync(hub, cast.Ka, uid, said, "agree", true)).Value);
        Assert.True((await ReactAsync(hub, cast.Ka, uid, said, "agree", true)).Value);
        Assert.Equal([(1, "Mei", false), (2, "Ka", true)], await SeenAsync(hub, cast.Ka, uid, said));
        Assert.False((await ReactAsync(hub, cast.Ka, uid, said, "agree", null)).Value);
        Assert.False((await ReactAsync(hub, cast.Ka, uid, said, "agree", false)).Value);
        Assert.Equal([(1, "Mei", false)], await SeenAsync(hub, cast.Ho, uid, said));

        Assert.Equal("comment-own-reaction", (await ReactAsync(hub, cast.Ho, uid, said, "agree", true)).Refusal!.Code);
        Assert.Equal("reaction", (await ReactAsync(hub, cast.Ka, uid, said, "useful", true)).Refusal!.Code);
        Assert.Equal(RefusalKind.NotFound, (await ReactAsync(hub, cast.Ka, uid, "NOTHERE", "agree", true)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, (await ReactAsync(hub, cast.Other, uid, said, "agree", true)).Refusal!.Kind);
        Assert.Equal(3, await hub.NumberAsync("select count(*) from audit where act in ('comment.react', 'comment.unreact')"));

        // It goes with its comment, and with its item.
        Assert.Null((await hub.Get<DeleteComment>().RunAsync(cast.Ho, uid, said)).Refusal);
        Assert.Equal(0, await hub.NumberAsync("select count(*) from comment_reaction"));
        said = (await hub.Get<AddComment>().RunAsync(cast.Ho, uid, "Again")).Value;
        await ReactAsync(hub, cast.Ka, uid, said, "agree", true);
        var seq = await hub.NumberAsync($"select seq from item where uid = '{uid}'");
        await hub.Database.WriteAsync(tx => ItemKeeper.EraseRowsAsync(tx, seq, uid, "why", tx.Now, default), default);
        await DrainAsync(hub);
        Assert.Equal(0, await hub.NumberAsync("select count(*) from comment_reaction"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_is_private_is_thanked_for_by_its_two_sides_alone(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Warning);
        var said = (await hub.Get<AddComment>().RunAsync(cast.Ho, uid, "For you alone", isPrivate: true)).Value;
        Assert.Equal(RefusalKind.NotFound, (await ReactAsync(hub, cast.Ka, uid, said, "agree", true)).Refusal!.Kind);
        Assert.True((await ReactAsync(hub, cast.Mei, uid, said, "thanks", true)).Value);
        Assert.Equal([(1, "Mei", false)], await SeenAsync(hub, cast.Ho, uid, said));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_reaction_belongs_to_the_version_under_which_it_was_made(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Warning with { Audience = ["circle:BANKING", "organisation:OUTSIDE"] });
        var said = (await hub.Get<AddComment>().RunAsync(cast.Ho, uid, "Seen")).Value;
        await RelabelAsync("circle:BANKING");
        Assert.True((await ReactAsync(hub, await NowAsync(hub, cast.Ka), uid, said, "agree", true)).Value);
        await RelabelAsync("circle:BANKING", "organisation:OUTSIDE");

        // Who did not read while it was narrow reads the comment, not what was done under it then.
        Assert.Empty(await SeenAsync(hub, cast.Other, uid, said));
        Assert.Equal([(2, "Ka", false)], await SeenAsync(hub, cast.Ho, uid, said));
        Assert.False((await ReactAsync(hub, await NowAsync(hub, cast.Ka), uid, said, "agree", null)).Value);

        async Task RelabelAsync(params string[] audience)
        {
            hub.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Null((await hub.Get<RelabelPost>().RunAsync(await NowAsync(hub, cast.Mei), uid, "TLP:AMBER", audience)).Refusal);
        }
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task An_anonymous_author_thanks_without_a_number_and_takes_it_back(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        await hub.KeepersAsync();
        var uid = await ShareAsync(hub, cast.Mei, Warning with { Attribution = "anonymous" });
        var said = (await hub.Get<AddComment>().RunAsync(cast.Ho, uid, "Seen")).Value;
        Assert.True((await ReactAsync(hub, cast.Mei, uid, said, "thanks", true)).Value);
        Assert.Equal([(1, "", false)], await SeenAsync(hub, cast.Ho, uid, said));
        Assert.Equal([(1, "", true)], await SeenAsync(hub, cast.Mei, uid, said));
        Assert.Equal(0, await hub.NumberAsync("select count(*) from comment_reaction where person_id <> 0 or org_id <> 0"));
        Assert.Equal(0, await hub.NumberAsync("select count(*) from audit where act = 'comment.react' and (person_id <> 0 or org_id <> 0)"));

        // Named openly, what was done before stays the author's, and the author's to take back.
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await hub.Get<OpenAttribution>().RunAsync(await NowAsync(hub, cast.Mei), uid, "named")).Refusal);
        Assert.Equal([(1, "", false)], await SeenAsync(hub, cast.Ho, uid, said));
        Assert.False((await ReactAsync(hub, await NowAsync(hub, cast.Mei), uid, said, "thanks", null)).Value);
        Assert.Empty(await SeenAsync(hub, cast.Ho, uid, said));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Of_what_an_organisation_says_no_person_is_named_by_the_authors_thanks(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Warning with { Attribution = "organisation" });
        var said = (await hub.Get<AddComment>().RunAsync(cast.Ho, uid, "Seen")).Value;
        Assert.True((await ReactAsync(hub, cast.Mei, uid, said, "thanks", true)).Value);
        var thanks = Assert.Single((await CommentAsync(hub, cast.Ho, uid, said)).Reactions);
        Assert.Equal(("", "", "Bank"), (thanks.PersonUid, thanks.PersonName, thanks.OrganisationName));
        Assert.True((await hub.Get<React>().RunAsync(cast.Ho, uid, "thanks", true)).Value);
        Assert.True((await hub.Get<React>().RunAsync(cast.Ka, uid, "thanks", true)).Value);
        var item = (await hub.Get<Holdings>().OpenAsync(cast.Mei, Channel.Page, uid, null, default)).Value;
        Assert.Equal(2, (await hub.Get<Reactions>().ListAsync(item, default)).Count(r => r.Kind == ReactionKind.Thanks));
    }

    private static Task<Outcome<bool>> ReactAsync(TestHub hub, Viewer viewer, string uid, string comment, string kind, bool? on) => hub.Get<ReactToComment>().RunAsync(viewer, uid, comment, kind, on);

    private static async Task<IEnumerable<(int Kind, string Person, bool Mine)>> SeenAsync(TestHub hub, Viewer viewer, string uid, string comment) =>
        (await CommentAsync(hub, viewer, uid, comment)).Reactions.Select(r => (r.Kind, r.PersonName, r.Mine));

    private static async Task<CommentCard> CommentAsync(TestHub hub, Viewer viewer, string uid, string comment)
    {
        var item = (await hub.Get<Holdings>().OpenAsync(await NowAsync(hub, viewer), Channel.Page, uid, null, default)).Value;
        return Assert.Single(await hub.Get<Discussion>().ListAsync(item, default), c => c.Uid == comment);
    }
}
