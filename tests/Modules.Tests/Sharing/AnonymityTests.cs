using Infohub.Community.Public;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Library.Seals;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Sharing.Api;
using Infohub.Sharing.Comments;
using Infohub.Sharing.Disclosures;
using Infohub.Sharing.Passing;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Sharing;

public sealed class AnonymityTests
{
    private static readonly PostInput Post = new()
    {
        Kind = "question",
        Label = "TLP:AMBER",
        Audience = ["circle:BANKING"],
        Attribution = "anonymous",
        Title = "Who else saw this",
        Body = "text",
    };

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task An_author_names_the_organisation_later_and_what_was_said_before_stays_unnamed(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Post);
        await hub.Get<AddComment>().RunAsync(cast.Mei, uid, "More to come.");
        hub.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("originator-only", (await hub.Get<OpenAttribution>().RunAsync(cast.Ho, uid, "named")).Refusal!.Code);
        Assert.Equal("attribution", (await hub.Get<OpenAttribution>().RunAsync(cast.Mei, uid, "anonymous")).Refusal!.Code);
        Assert.Equal(2, (await hub.Get<OpenAttribution>().RunAsync(cast.Mei, uid, "organisation")).Value);
        Assert.Equal("named", (await hub.Get<OpenAttribution>().RunAsync(cast.Mei, uid, "named")).Refusal!.Code);

        var now = await OpenAsync(hub, cast.Ho, uid);
        Assert.Equal((Attribution.Organisation, "Bank", ""), (now.Card.Attribution, now.Card.OrganisationName, now.Card.PersonName));
        var before = await OpenAsync(hub, cast.Ho, uid, 1);
        Assert.Equal((Attribution.Anonymous, "", ""), (before.Card.Attribution, before.Card.OrganisationName, before.Card.PersonName));
        Assert.Equal((1, 1), (before.Card.Version, before.Versions[^1].Version));
        await hub.Get<AddComment>().RunAsync(cast.Mei, uid, "As the bank.");
        var comments = await hub.Get<Discussion>().ListAsync(await OpenAsync(hub, cast.Ho, uid), default);
        Assert.Equal([(true, "", ""), (true, "", "Bank")], comments.Select(c => (c.ByAuthor, c.PersonName, c.OrganisationName)));

        Assert.Equal(0, await hub.NumberAsync("select (select count(*) from anonymous_author) + (select count(*) from seal_share)"));
        Assert.Equal(1, await hub.NumberAsync($"select count(*) from audit where act = 'item.attribute' and person_id = {cast.Mei.PersonId} and object_uid = '{uid}' and detail = 'organisation'"));
        Assert.Equal("seal-none", (await hub.Get<AskForSeal>().RunAsync(cast.Keeper, uid, "why")).Refusal!.Code);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_only_an_author_does_stands_in_the_record_without_a_name(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Post);
        var ask = await hub.Get<AskWider>().RunAsync(cast.Ho, uid, "organisation:OUTSIDE");
        Assert.Null(ask.Refusal);
        Assert.Null((await hub.Get<AnswerWider>().RunAsync(cast.Mei, uid, ask.Value, true)).Refusal);
        Assert.Null((await hub.Get<ReportDisclosure>().RunAsync(cast.Mei, uid, "It is in the news.")).Refusal);
        Assert.Null((await hub.Get<RevisePost>().RunAsync(cast.Mei, uid, 0, new PostChange(Body: "other"))).Refusal);
        Assert.Null((await hub.Get<AddComment>().RunAsync(cast.Mei, uid, "Thank you.")).Refusal);
        await OpenAsync(hub, cast.Mei, uid);
        Assert.Null((await hub.Get<WithdrawPost>().RunAsync(cast.Mei, uid, "mended")).Refusal);
        Assert.Equal(0, await hub.NumberAsync($"select count(*) from audit where object_uid = '{uid}' and (person_id = {cast.Mei.PersonId} or org_id = {cast.Mei.OrganisationId})"));
        Assert.Equal(0, await hub.NumberAsync($"select count(*) from reading where person_id = {cast.Mei.PersonId}"));
        Assert.Equal(0, await hub.NumberAsync($"select count(*) from disclosure_report where person_id = {cast.Mei.PersonId}"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Machines_get_one_identity_for_all_anonymous_authors(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Post);
        await hub.Get<AddComment>().RunAsync(cast.Mei, uid, "More to come.");
        var item = await OpenAsync(hub, cast.Ho, uid);
        var wire = Wire.Of(item.Card);
        Assert.Equal((new NameWire("", "a member"), null, "anonymous"), (wire.Organisation, wire.Person, wire.Attribution));
        var comment = Wire.Of(Assert.Single(await hub.Get<Discussion>().ListAsync(item, default)));
        Assert.Equal((new NameWire("", "the author"), null), (comment.Person, comment.Organisation));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task The_sector_is_told_from_five_organisations_on_and_stays_as_it_was_at_sharing(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var open = Post with { Label = "TLP:GREEN", Audience = ["community"] };
        await SectorAsync(hub, 4);
        Assert.Equal("", (await OpenAsync(hub, cast.Ho, await ShareAsync(hub, cast.Mei, open))).Card.Sector);
        await SectorAsync(hub, 5);
        var uid = await ShareAsync(hub, cast.Mei, open);
        var draft = (await hub.Get<SaveDraft>().RunAsync(cast.Mei, open, [])).Value.Uid;
        Assert.Equal("", (await OpenAsync(hub, cast.Mei, draft)).Card.Sector);
        await SectorAsync(hub, 1);
        Assert.Equal("finance", (await OpenAsync(hub, cast.Ho, uid)).Card.Sector);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Fewer_than_five_possible_authors_are_counted_before_sharing(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var previews = hub.Get<AudiencePreviews>();
        Assert.Equal(2, await previews.CouldBeAsync(cast.Mei, ["circle:BANKING"], default));
        Assert.True(await previews.CouldBeAsync(cast.Mei, ["circle:BANKING"], default) < AnonymousSector.Least);
        for (var n = 1; n <= 5; n++)
        {
            await hub.OrganisationAsync("More " + n);
        }

        Assert.True(await previews.CouldBeAsync(cast.Mei, ["community"], default) >= AnonymousSector.Least);
        Assert.Null(await previews.CouldBeAsync(cast.Mei, ["circle:NOSUC-HCIRC"], default));
    }

    /// <summary>So many organisations are in finance, the bank first.</summary>
    private static Task SectorAsync(TestHub hub, int many) =>
        hub.Database.WriteAsync(
            async tx =>
            {
                await tx.RunAsync("delete from organisation_sector", default);
                await tx.RunAsync("insert into organisation_sector(org_id, sector) select id, 'finance' from organisation order by id limit @many", default, ("many", many));
            },
            default);

    private static async Task<Cast> ComeAsync(TestHub hub)
    {
        var bank = await hub.OrganisationAsync("Bank");
        var insurer = await hub.OrganisationAsync("Insurer");
        await hub.OrganisationAsync("Outside");
        await hub.OrganisationAsync("Another");
        await hub.CircleAsync("Banking", bank, insurer);
        var (mei, ho) = (await hub.PersonAsync("Mei", bank), await hub.PersonAsync("Ho", insurer));
        return new Cast(await hub.ViewerAsync(mei), await hub.ViewerAsync(ho), (await hub.KeepersAsync())[0]);
    }

    private static async Task<string> ShareAsync(TestHub hub, Viewer author, PostInput post)
    {
        var shared = await hub.Get<SharePost>().RunAsync(author, post);
        Assert.Null(shared.Refusal);
        return shared.Value.Uid;
    }

    private static async Task<ReadableItem> OpenAsync(TestHub hub, Viewer viewer, string uid, int? version = null) =>
        (await hub.Get<Holdings>().OpenAsync(viewer, Channel.Page, uid, version, default)).Value;

    private sealed record Cast(Viewer Mei, Viewer Ho, Viewer Keeper);
}
