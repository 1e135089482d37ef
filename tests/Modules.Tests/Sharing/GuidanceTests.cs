using System.Text;
using Infohub.Community.Public;
using Infohub.Community.Viewers;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Infohub.Sharing.Guidance;
using Infohub.Sharing.Posts;
using Infohub.Sharing.PublicZone;

namespace Infohub.Modules.Tests.Sharing;

public sealed class GuidanceTests
{
    private static readonly GuidanceWords Lost = new("A lost telephone", "What to do first", "Call your provider. Do not open https://evil.harbour.example/now.");
    private static readonly GuidanceWords LostZh = new("遺失手機", "先做甚麼", "致電供應商。");

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_page_is_read_in_the_nearest_language_and_one_that_is_older_is_marked(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var kim = await OfficerAsync(hub);
        var slug = (await PublishAsync(hub, kim, new GuidanceInput("", 0, Texts((Languages.English, Lost), (Languages.Traditional, LostZh)), StillSame: false))).Value;
        Assert.Equal("a-lost-telephone", slug);
        var page = await FindAsync(hub, slug);
        Assert.Equal(Languages.Traditional, page.For(Languages.Simplified).Language);
        Assert.DoesNotContain(page.Texts, t => t.IsOlder);

        hub.Clock.Advance(TimeSpan.FromDays(1));
        var changed = Lost with { Body = "Call your provider, then the bank." };
        Assert.Null((await PublishAsync(hub, kim, new GuidanceInput(slug, 1, Texts((Languages.English, changed), (Languages.Traditional, LostZh)), StillSame: false))).Refusal);
        page = await FindAsync(hub, slug);
        Assert.True(page.For(Languages.Traditional).IsOlder);
        Assert.False(page.For(Languages.English).IsOlder);
        Assert.Equal(2, page.For(Languages.English).Version);
        Assert.Equal(1, page.For(Languages.Traditional).Version);

        Assert.Null((await PublishAsync(hub, kim, new GuidanceInput(slug, 2, Texts((Languages.English, changed), (Languages.Traditional, LostZh)), StillSame: true))).Refusal);
        page = await FindAsync(hub, slug);
        Assert.False(page.For(Languages.Traditional).IsOlder);
        Assert.Equal(3, (await hub.Get<GuidanceShelf>().VersionsAsync(slug, default)).Count);
        Assert.Equal(Lost.Body, (await hub.Get<GuidanceShelf>().VersionAsync(slug, Languages.English, 1, default))!.Body);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Two_officers_do_not_overwrite_each_other(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var kim = await OfficerAsync(hub);
        var slug = (await PublishAsync(hub, kim, new GuidanceInput("lost", 0, Texts((Languages.English, Lost)), StillSame: false))).Value;
        Assert.Null((await PublishAsync(hub, kim, new GuidanceInput(slug, 1, Texts((Languages.English, Lost with { Title = "First" })), StillSame: false))).Refusal);
        Assert.Equal("guidance-changed", (await PublishAsync(hub, kim, new GuidanceInput(slug, 1, Texts((Languages.English, Lost with { Title = "Second" })), StillSame: false))).Refusal!.Code);
        Assert.Equal("First", (await FindAsync(hub, slug)).Texts[0].Title);
        Assert.Equal("slug-taken", (await PublishAsync(hub, kim, new GuidanceInput(slug, 0, Texts((Languages.English, Lost)), StillSame: false))).Refusal!.Code);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_is_withdrawn_leaves_lists_search_and_feed_and_can_be_published_again(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var kim = await OfficerAsync(hub);
        var slug = (await PublishAsync(hub, kim, new GuidanceInput("lost", 0, Texts((Languages.English, Lost)), StillSame: false))).Value;
        Assert.Contains("A lost telephone", await FeedAsync(hub), StringComparison.Ordinal);
        Assert.Single(await SearchAsync(hub, "telephone provider"));

        Assert.Equal("reason", (await hub.Get<WithdrawGuidance>().RunAsync(kim, slug, " ", default)).Refusal!.Code);
        Assert.Null((await hub.Get<WithdrawGuidance>().RunAsync(kim, slug, "The law changed", default)).Refusal);
        var page = await FindAsync(hub, slug);
        Assert.True(page.IsWithdrawn);
        Assert.Equal("The law changed", page.Reason);
        Assert.Empty(await hub.Get<GuidanceShelf>().ListAsync(withWithdrawn: false, default));
        Assert.Empty(await SearchAsync(hub, "telephone provider"));
        Assert.DoesNotContain("A lost telephone", await FeedAsync(hub), StringComparison.Ordinal);
        Assert.Equal(RefusalKind.NotFound, (await hub.Get<WithdrawGuidance>().RunAsync(kim, slug, "once more", default)).Refusal!.Kind);

        Assert.Null((await PublishAsync(hub, kim, new GuidanceInput(slug, page.Revision, Texts((Languages.English, Lost)), StillSame: false))).Refusal);
        Assert.Single(await hub.Get<GuidanceShelf>().ListAsync(withWithdrawn: false, default));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Only_officers_write_and_half_a_language_is_refused(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var kim = await OfficerAsync(hub);
        var member = await hub.ViewerAsync(await hub.PersonAsync("Mei", await hub.OrganisationAsync("Bank"), Roles.Administrator));
        var input = new GuidanceInput("lost", 0, Texts((Languages.English, Lost)), StillSame: false);
        foreach (var nobody in new[] { member, hub.Get<ViewerSource>().Anonymous() })
        {
            Assert.Equal("officers-only", (await PublishAsync(hub, nobody, input)).Refusal!.Code);
        }

        var slug = (await PublishAsync(hub, kim, input)).Value;
        Assert.Equal("officers-only", (await hub.Get<WithdrawGuidance>().RunAsync(member, slug, "no", default)).Refusal!.Code);
        Assert.Equal("half", (await PublishAsync(hub, kim, input with { Slug = "two", Texts = Texts((Languages.English, Lost with { Body = " " })) })).Refusal!.Code);
        Assert.Equal("texts", (await PublishAsync(hub, kim, input with { Slug = "two", Texts = Texts((Languages.English, new GuidanceWords("", "", ""))) })).Refusal!.Code);
        Assert.Equal("original", (await PublishAsync(hub, kim, new GuidanceInput(slug, 1, Texts((Languages.Traditional, LostZh)), StillSame: false))).Refusal!.Code);
        Assert.Equal(1, (await FindAsync(hub, slug)).Revision);
        foreach (var wrong in (string[])["new", "atom", "a", "Ümlaut", "-dash", "a/b"])
        {
            Assert.Equal("slug", (await PublishAsync(hub, kim, input with { Slug = wrong })).Refusal!.Code);
        }
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_language_that_was_taken_off_comes_back_as_its_next_version(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var kim = await OfficerAsync(hub);
        var both = Texts((Languages.English, Lost), (Languages.Traditional, LostZh));
        var slug = (await PublishAsync(hub, kim, new GuidanceInput("lost", 0, both, StillSame: false))).Value;
        await PublishAsync(hub, kim, new GuidanceInput(slug, 1, Texts((Languages.English, Lost), (Languages.Traditional, new GuidanceWords("", "", ""))), StillSame: false));
        Assert.Equal(Languages.English, (await FindAsync(hub, slug)).For(Languages.Traditional).Language);
        await PublishAsync(hub, kim, new GuidanceInput(slug, 2, both, StillSame: false));
        Assert.Equal(2, (await FindAsync(hub, slug)).Text(Languages.Traditional)!.Version);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Search_finds_parts_of_words_in_both_scripts_and_takes_signs_as_they_are(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var kim = await OfficerAsync(hub);
        await PublishAsync(hub, kim, new GuidanceInput("lost", 0, Texts((Languages.English, Lost with { Summary = "100% sure_thing" }), (Languages.Traditional, LostZh)), StillSame: false));
        Assert.Equal(Languages.Traditional, Assert.Single(await SearchAsync(hub, "手機")).Text.Language);
        Assert.Single(await SearchAsync(hub, "ＴＥＬＥＰＨＯＮＥ"));
        Assert.Single(await SearchAsync(hub, "100%"));
        foreach (var nothing in (string[])["telephone bank", "手 電話", "sureXthing", "%%%", "\\"])
        {
            Assert.Empty(await SearchAsync(hub, nothing));
        }
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Public_search_finds_what_is_public_and_nothing_else(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var mei = await hub.ViewerAsync(await hub.PersonAsync("Mei", await hub.OrganisationAsync("Bank")));
        var share = hub.Get<SharePost>();
        var advice = new PostInput { Kind = "best-practice", Label = "TLP:CLEAR", Audience = ["public"], Title = "Advice on lanterns", Body = "Keep them at lantern.harbour.example dry." };
        var uid = (await share.RunAsync(mei, advice)).Value.Uid;
        await share.RunAsync(mei, advice with { Audience = ["community"] });
        await share.RunAsync(mei, advice with { Label = "TLP:GREEN", Audience = ["community"] });
        await share.RunAsync(mei, advice with { Embargo = hub.Clock.Now() + Micros.Day });
        await share.RunAsync(mei, advice with { Release = hub.Clock.Now() + Micros.Day });
        await share.RunAsync(mei, advice with { Label = "TLP:RED", Audience = ["person:" + mei.PersonUid] });
        var gone = (await share.RunAsync(mei, advice)).Value.Uid;
        Assert.Null((await hub.Get<WithdrawPost>().RunAsync(mei, gone, "wrong")).Refusal);

        foreach (var words in (string[])["lanterns", "\"advice on lanterns\"", "lantern.harbour.example", "lantern[.]harbour[.]example"])
        {
            var found = await hub.Get<Holdings>().ListAsync(hub.Get<ViewerSource>().Anonymous(), Channel.Public, new ItemQuery { Text = words }, default);
            Assert.Equal(uid, Assert.Single(found.Value.Cards).Uid);
        }
    }

    private static async Task<Viewer> OfficerAsync(TestHub hub) => await hub.ViewerAsync(await hub.PersonAsync("Kim", await hub.OrganisationAsync("Office"), Roles.Officer));

    private static Dictionary<string, GuidanceWords> Texts(params (string Language, GuidanceWords Words)[] texts) => texts.ToDictionary(t => t.Language, t => t.Words, StringComparer.Ordinal);

    private static Task<Outcome<string>> PublishAsync(TestHub hub, Viewer viewer, GuidanceInput input) => hub.Get<PublishGuidance>().RunAsync(viewer, input, default);

    private static async Task<GuidancePage> FindAsync(TestHub hub, string slug) => (await hub.Get<GuidanceShelf>().FindAsync(slug, default))!;

    private static Task<IReadOnlyList<(GuidancePage Page, GuidanceText Text)>> SearchAsync(TestHub hub, string words) => hub.Get<GuidanceShelf>().SearchAsync(words, Languages.English, default);

    private static async Task<string> FeedAsync(TestHub hub) =>
        Encoding.UTF8.GetString(await hub.Get<GuidanceFeed>().AtomAsync(new Masthead("https://hub.example", "Hub", "Guidance", Languages.English), "Hub", default));
}
