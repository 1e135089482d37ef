using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Library;

public sealed class CircleFilterTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_filter_by_a_circle_that_the_viewer_may_not_know_of_finds_nothing(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (inside, outside) = (await hub.OrganisationAsync("Inside"), await hub.OrganisationAsync("Outside"));
        await hub.CircleAsync("Hidden", inside);
        await hub.Database.WriteAsync(tx => tx.RunAsync("update circle set listed = 0", default), default);
        var author = await hub.ViewerAsync(await hub.PersonAsync("Wong", inside));
        var post = new PostInput { Kind = "indicators", Title = "Seen at the gate", Body = "Seen.", Label = "TLP:GREEN", Audience = ["circle:HIDDEN", "community"] };
        Assert.Null((await hub.Get<SharePost>().RunAsync(author, post)).Refusal);
        var stranger = await hub.ViewerAsync(await hub.PersonAsync("Ng", outside));
        foreach (var text in (string[])["", "gate"])
        {
            Assert.Single(await FindAsync(author, "HIDDEN", text));
            Assert.Single(await FindAsync(stranger, "", text));
            Assert.Empty(await FindAsync(stranger, "HIDDEN", text));
            Assert.Empty(await FindAsync(stranger, "NOSUCH", text));
        }

        async Task<IReadOnlyList<Card>> FindAsync(Infohub.Community.Public.Viewer viewer, string circle, string text) =>
            (await hub.Get<Holdings>().ListAsync(viewer, Channel.List, new ItemQuery { CircleUid = circle, Text = text }, default)).Value.Cards;
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_circle_that_could_not_be_named_is_told_by_no_filter(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (inside, outside) = (await hub.OrganisationAsync("Inside"), await hub.OrganisationAsync("Outside"));
        await hub.CircleAsync("Ring", inside);
        await hub.Database.WriteAsync(tx => tx.RunAsync("update circle set listed = 1, takes_outside = 0, listed_from = 0", default), default);
        var author = await hub.ViewerAsync(await hub.PersonAsync("Wong", inside));
        var post = new PostInput { Kind = "indicators", Title = "Seen at the gate", Body = "Seen.", Label = "TLP:AMBER", Audience = ["circle:RING", "organisation:OUTSIDE"] };
        Assert.Null((await hub.Get<SharePost>().RunAsync(author, post)).Refusal);
        var reader = await hub.ViewerAsync(await hub.PersonAsync("Ng", outside));
        foreach (var text in (string[])["", "gate"])
        {
            Assert.Equal((1, 0, 1), (await CountAsync(reader, "", text), await CountAsync(reader, "RING", text), await CountAsync(author, "RING", text)));
        }

        await hub.Database.WriteAsync(tx => tx.RunAsync("update circle set takes_outside = 1", default), default);
        Assert.Equal(1, await CountAsync(reader, "RING", ""));
        await hub.Database.WriteAsync(tx => tx.RunAsync("update circle set listed_from = @now", default, ("now", tx.Now + 1)), default);
        Assert.Equal(0, await CountAsync(reader, "RING", ""));

        async Task<int> CountAsync(Infohub.Community.Public.Viewer viewer, string circle, string text) =>
            (await hub.Get<Holdings>().ListAsync(viewer, Channel.List, new ItemQuery { CircleUid = circle, Text = text }, default)).Value.Cards.Count;
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_tombstone_answers_no_filter_but_the_one_by_label(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var author = await hub.ViewerAsync(await hub.PersonAsync("Wong", await hub.OrganisationAsync("Bank")));
        var post = new PostInput { Kind = "indicators", Title = "Seen", Body = "Seen.", Label = "TLP:GREEN", Audience = ["community"] };
        var uid = (await hub.Get<SharePost>().RunAsync(author, post)).Value.Uid;
        Assert.Null((await hub.Get<WithdrawPost>().RunAsync(author, uid, "superseded")).Refusal);
        var reader = await hub.ViewerAsync(await hub.PersonAsync("Ng", await hub.OrganisationAsync("Clinic")));
        foreach (var (query, found) in (ValueTuple<ItemQuery, int>[])
        [
            (new ItemQuery(), 1), (new ItemQuery { Label = Tlp.Green }, 1), (new ItemQuery { OrganisationUid = "BANK" }, 0), (new ItemQuery { Kind = 2 }, 0), (new ItemQuery { Language = "en" }, 0),
        ])
        {
            Assert.Equal(found, (await hub.Get<Holdings>().ListAsync(reader, Channel.List, query, default)).Value.Cards.Count);
        }
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Who_is_in_a_circle_whose_list_is_for_owners_cannot_be_asked_about(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (own, known, other) = (await hub.OrganisationAsync("Own"), await hub.OrganisationAsync("Known"), await hub.OrganisationAsync("Other"));
        await hub.CircleAsync("Closed", own, known);
        await hub.CircleAsync("Open", own, known, other);
        await hub.Database.WriteAsync(tx => tx.RunAsync("update circle set listed = 0, members_shown = case when uid = 'CLOSED' then 0 else 1 end, members_from = 0", default), default);
        var mei = await hub.ViewerAsync(await hub.PersonAsync("Mei", own));
        var previews = hub.Get<AudiencePreviews>();
        Assert.Equal(2, await previews.CouldBeAsync(mei, ["circle:CLOSED"], default));
        Assert.Equal(3, await previews.CouldBeAsync(mei, ["circle:OPEN"], default));
        await hub.Database.WriteAsync(tx => tx.RunAsync("delete from circle_member where org_id = @known and circle_id = (select id from circle where uid = 'OPEN')", default, ("known", known)), default);
        Assert.Equal(2, await previews.CouldBeAsync(mei, ["circle:CLOSED", "circle:OPEN"], default));

        foreach (var (circle, organisation, refused) in (ValueTuple<string, string, string?>[])
        [
            ("circle:CLOSED", "KNOWN", "embargo"), ("circle:CLOSED", "OTHER", "embargo"), ("circle:CLOSED", "OWN", null), ("circle:OPEN", "OTHER", null), ("circle:OPEN", "KNOWN", "embargo"),
        ])
        {
            var post = new PostInput { Kind = "indicators", Title = "Seen", Body = "Seen.", Label = "TLP:AMBER", Audience = [circle], Embargo = hub.Clock.GetUtcNow().ToUnixTimeMilliseconds() * 1000 + Micros.Day };
            var uid = (await hub.Get<SharePost>().RunAsync(mei, post)).Value.Uid;
            Assert.Equal(refused, (await hub.Get<RelabelPost>().RunAsync(mei, uid, "TLP:AMBER", [circle, "organisation:" + organisation])).Refusal?.Code);
        }
    }
}
