using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Sharing.Moderation;
using Infohub.Sharing.Passing;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Sharing;

public sealed class WiderSharingTests
{
    private static readonly PostInput Post = new() { Kind = "question", Label = "TLP:AMBER", Audience = ["organisation:INSURER"], Attribution = "named", Title = "A question", Body = "text" };

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_red_item_without_fresh_proof_is_no_draft(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Post with { Label = "TLP:RED", Audience = ["person:HO"] });
        var stale = Stale(cast.Ho);
        Assert.Equal("confirm", (await hub.Get<PassOn>().RunAsync(stale, uid, "organisation:INSURER")).Refusal?.Code);
        Assert.Equal("confirm", (await hub.Get<AskWider>().RunAsync(stale, uid, "organisation:OUTSIDE")).Refusal?.Code);
        Assert.Equal("red-pass", (await hub.Get<PassOn>().RunAsync(cast.Ho, uid, "organisation:INSURER")).Refusal?.Code);
        Assert.Null((await hub.Get<ReportItem>().RunAsync(stale, uid, "It is not true.")).Refusal);

        var draft = await hub.Get<SaveDraft>().RunAsync(cast.Mei, Post with { Label = "TLP:RED", Audience = ["person:HO"] }, []);
        Assert.Equal("report-state", (await hub.Get<ReportItem>().RunAsync(Stale(cast.Mei), draft.Value.Uid, "It is not true.")).Refusal?.Code);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_part_asked_for_is_added_only_while_the_originator_may_name_it(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        await hub.CircleAsync("Hidden", cast.Ho.OrganisationId);
        var soon = await hub.CircleAsync("Soon", cast.Ho.OrganisationId, cast.Mei.OrganisationId);
        await hub.Database.WriteAsync(tx => tx.RunAsync("update circle set listed = 0", default), default);
        var uid = await ShareAsync(hub, cast.Mei, Post);
        var asks = new List<string>();
        foreach (var part in (string[])["circle:HIDDEN", "circle:SOON", "person:OTHER", "organisation:OUTSIDE"])
        {
            asks.Add((await hub.Get<AskWider>().RunAsync(cast.Ho, uid, part)).Value);
        }

        var item = (await hub.Get<Holdings>().OpenAsync(cast.Mei, Channel.Page, uid, null, default)).Value;
        var listed = await hub.Get<WiderAsks>().ListAsync(item, default);
        Assert.Equal(["", "Soon", "Other", "Outside"], listed.Select(a => a.Part));
        Assert.Equal([null, 2, 1, 1], listed.Select(a => a.Readers?.Persons));
        Assert.Equal("asked-part", (await hub.Get<AnswerWider>().RunAsync(cast.Mei, uid, asks[0], give: true)).Refusal?.Code);
        Assert.Null((await hub.Get<AnswerWider>().RunAsync(cast.Mei, uid, asks[0], give: false)).Refusal);

        await hub.Database.WriteAsync(
            async tx =>
            {
                await tx.RunAsync("update circle set closed_at = @now where id = @id", default, ("now", tx.Now), ("id", soon));
                await tx.RunAsync("update person set org_id = @org, joined_at = @now where uid = 'OTHER'", default, ("now", tx.Now), ("org", cast.Mei.OrganisationId));
                await tx.RunAsync("update organisation set state = 3 where uid = 'OUTSIDE'", default);
            },
            default);
        foreach (var ask in asks.Skip(1))
        {
            Assert.Equal("asked-part", (await hub.Get<AnswerWider>().RunAsync(cast.Mei, uid, ask, give: true)).Refusal?.Code);
        }

        Assert.Equal(1, await hub.NumberAsync($"select version from item where uid = '{uid}'"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task However_many_ask_ten_are_shown_and_later_ones_come_as_these_are_answered(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Post);
        var asks = new List<string>();
        for (var i = 0; i < 12; i++)
        {
            asks.Add((await hub.Get<AskWider>().RunAsync(cast.Ho, uid, "organisation:OUTSIDE")).Value);
        }

        var item = (await hub.Get<Holdings>().OpenAsync(cast.Mei, Channel.Page, uid, null, default)).Value;
        Assert.Equal(asks.Take(10), (await hub.Get<WiderAsks>().ListAsync(item, default)).Select(a => a.Uid));
        Assert.Null((await hub.Get<AnswerWider>().RunAsync(cast.Mei, uid, asks[0], give: false)).Refusal);
        Assert.Equal(asks.Skip(1).Take(10), (await hub.Get<WiderAsks>().ListAsync(item, default)).Select(a => a.Uid));
    }

    /// <summary>The same session without a strong proof of late.</summary>
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_was_passed_on_is_seen_by_receiver_passer_and_originator(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        await hub.CircleAsync("Hidden", cast.Ho.OrganisationId);
        await hub.Database.WriteAsync(tx => tx.RunAsync("update circle set listed = 0 where uid = 'HIDDEN'", default), default);
        var uid = await ShareAsync(hub, cast.Mei, Post with { Label = "TLP:GREEN" });
        Assert.Null((await hub.Get<PassOn>().RunAsync(cast.Ho, uid, "person:OTHER")).Refusal);
        Assert.Null((await hub.Get<PassOn>().RunAsync(cast.Ho, uid, "circle:HIDDEN")).Refusal);

        Assert.Equal([("Ho", "Hidden"), ("Ho", "Other")], await SeenAsync(cast.Ho));
        Assert.Equal([("Ho", ""), ("Ho", "Other")], await SeenAsync(cast.Mei));
        Assert.Equal([("Ho", "Other")], await SeenAsync(cast.Other));
        Assert.Null((await hub.Get<PassOn>().RunAsync(cast.Other, uid, "organisation:OUTSIDE")).Refusal);
        Assert.Equal(3, (await SeenAsync(cast.Mei)).Count);
        Assert.DoesNotContain(await SeenAsync(cast.Ho), g => g.By == "Other");

        async Task<List<(string By, string To)>> SeenAsync(Viewer viewer)
        {
            var item = (await hub.Get<Holdings>().OpenAsync(await hub.ViewerAsync(viewer.PersonId), Channel.Page, uid, null, default)).Value;
            return (await hub.Get<Grants>().ListAsync(item, default)).ConvertAll(g => (g.PersonName, g.Part));
        }
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_change_of_label_tells_an_administrator_nothing_of_parts_that_the_page_does_not(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        await hub.CircleAsync("Standing", cast.Ho.OrganisationId);
        await hub.CircleAsync("Elsewhere", cast.Ho.OrganisationId);
        await hub.Database.WriteAsync(tx => tx.RunAsync("insert into circle_member(circle_id, org_id, person_id, since, reads_from) select id, @org, @person, 0, 0 from circle where uid = 'STANDING'", default,
            ("org", cast.Mei.OrganisationId), ("person", cast.Mei.PersonId)), default);
        var uid = await ShareAsync(hub, await hub.ViewerAsync(cast.Mei.PersonId), Post with { Audience = ["circle:STANDING", "organisation:INSURER"] });
        var admin = await hub.ViewerAsync(await hub.PersonAsync("Admin", cast.Mei.OrganisationId, Roles.Administrator));
        var codes = new List<string?>();
        foreach (var circle in (string[])["circle:STANDING", "circle:ELSEWHERE"])
        {
            codes.Add((await hub.Get<RelabelPost>().RunAsync(admin, uid, "TLP:RED", [circle])).Refusal?.Code);
        }

        Assert.NotNull(codes[0]);
        Assert.Equal(codes[0], codes[1]);
        Assert.Null((await hub.Get<RelabelPost>().RunAsync(admin, uid, "TLP:AMBER+STRICT", ["others"])).Refusal);
    }

    private static Viewer Stale(Viewer v) => new(ViewerKind.Person)
    {
        PersonId = v.PersonId,
        PersonUid = v.PersonUid,
        OrganisationId = v.OrganisationId,
        OrganisationUid = v.OrganisationUid,
        Facts = v.Facts with { Fresh = false },
    };

    private static async Task<string> ShareAsync(TestHub hub, Viewer author, PostInput post)
    {
        var shared = await hub.Get<SharePost>().RunAsync(author, post);
        Assert.Null(shared.Refusal);
        return shared.Value.Uid;
    }

    private static async Task<Cast> ComeAsync(TestHub hub)
    {
        var mei = await hub.PersonAsync("Mei", await hub.OrganisationAsync("Bank"));
        var ho = await hub.PersonAsync("Ho", await hub.OrganisationAsync("Insurer"));
        var other = await hub.PersonAsync("Other", await hub.OrganisationAsync("Outside"));
        return new Cast(await hub.ViewerAsync(mei), await hub.ViewerAsync(ho), await hub.ViewerAsync(other));
    }

    private sealed record Cast(Viewer Mei, Viewer Ho, Viewer Other);
}
