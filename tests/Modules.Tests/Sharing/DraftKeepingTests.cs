using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Sharing;

/// <summary>A page that keeps its draft by itself.</summary>
public sealed class DraftKeepingTests
{
    private static readonly PostInput Half = new() { Body = "Half a thought" };

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_draft_is_kept_as_far_as_it_goes_read_by_its_author_alone_and_shared_only_when_it_is_whole(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, ho) = await TwoAsync(hub);
        Assert.NotNull((await hub.Get<SaveDraft>().RunAsync(mei, Half, [])).Refusal);
        var uid = await KeepAsync(hub, mei, Half, new DraftTie(AsFarAsItGoes: true, ByItself: true));
        var opened = (await hub.Get<OpenDraft>().RunAsync(mei, uid)).Value;
        Assert.Equal(("Half a thought", Tlp.AmberStrict), (opened.Item.Content!.Body, opened.Item.Card.Label));
        Assert.Equal(RefusalKind.NotFound, (await hub.Get<Holdings>().OpenAsync(ho, Channel.Page, uid, null, default)).Refusal!.Kind);
        Assert.Equal("kind", (await hub.Get<SharePost>().RunAsync(mei, Half, uid)).Refusal?.Code);
        Assert.Equal(1, await hub.NumberAsync("select kind * label * title from draft_gap"));

        var whole = Half with { Kind = "question", Label = "TLP:GREEN", Title = "A thought", Audience = ["community"] };
        Assert.Equal(uid, await KeepAsync(hub, mei, whole, new DraftTie(uid, AsFarAsItGoes: true)));
        Assert.Equal(0, await hub.NumberAsync("select count(*) from draft_gap"));
        await KeepAsync(hub, mei, Half, new DraftTie(uid, AsFarAsItGoes: true));
        Assert.Equal(uid, (await hub.Get<SharePost>().RunAsync(mei, whole, uid)).Value.Uid);
        Assert.Equal(0, await hub.NumberAsync("select count(*) from draft_gap"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Keeping_by_itself_leaves_one_state_and_one_row_in_the_record(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, _) = await TwoAsync(hub);
        var uid = await KeepAsync(hub, mei, Half, new DraftTie(AsFarAsItGoes: true, ByItself: true));
        for (var i = 0; i < 3; i++)
        {
            await KeepAsync(hub, mei, Half with { Body = "More " + i }, new DraftTie(uid, i + 1, AsFarAsItGoes: true, ByItself: true));
        }

        Assert.Equal((1, 1), (await hub.NumberAsync("select count(*) from item_version"), await RecordedAsync()));
        Assert.Equal(("More 2", 4), ((await hub.Get<OpenDraft>().RunAsync(mei, uid)).Value.Item.Content!.Body, (await hub.Get<OpenDraft>().RunAsync(mei, uid)).Value.Item.Card.Version));
        await KeepAsync(hub, mei, Half with { Label = "TLP:GREEN" }, new DraftTie(uid, AsFarAsItGoes: true, ByItself: true));
        Assert.Equal(2, await RecordedAsync());
        await KeepAsync(hub, mei, Half with { Label = "TLP:GREEN" }, new DraftTie(uid, AsFarAsItGoes: true));
        Assert.Equal((2, 3), (await hub.NumberAsync("select count(*) from item_version"), await RecordedAsync()));

        Task<long> RecordedAsync() => hub.NumberAsync("select count(*) from audit where act = 'item.draft'");
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Nothing_is_kept_over_a_newer_state(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, _) = await TwoAsync(hub);
        var uid = await KeepAsync(hub, mei, Half, new DraftTie(AsFarAsItGoes: true));
        await KeepAsync(hub, mei, Half with { Body = "From the telephone" }, new DraftTie(uid, 1, AsFarAsItGoes: true));
        var late = await hub.Get<SaveDraft>().RunAsync(mei, Half with { Body = "From the desk" }, [], new DraftTie(uid, 1, AsFarAsItGoes: true));
        Assert.Equal("draft-elsewhere", late.Refusal?.Code);
        Assert.Equal("From the telephone", (await hub.Get<OpenDraft>().RunAsync(mei, uid)).Value.Item.Content!.Body);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Audiences_used_last_are_offered_once_each_without_red_anonymous_ones_and_what_may_no_longer_be_named(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, ho) = await TwoAsync(hub);
        await hub.KeepersAsync();
        var whole = Half with { Kind = "question", Label = "TLP:GREEN", Title = "A thought", Audience = ["community"] };
        foreach (var post in (PostInput[])[
            whole, whole with { Audience = ["circle:BANKING"] }, whole, whole with { Audience = ["organisation:CLINIC"], Attribution = "anonymous" }, whole with { Audience = ["circle:CELLAR"] },
            whole with { Audience = ["person:HO"], Label = "TLP:RED" }])
        {
            hub.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Null((await hub.Get<SharePost>().RunAsync(mei, post)).Refusal);
        }

        await hub.Database.WriteAsync(tx => tx.RunAsync("update circle set closed_at = @now where uid = 'CELLAR'", default, ("now", tx.Now)), default);
        var recent = await hub.Get<RecentAudiences>().ListAsync(mei, default);
        Assert.Equal([("community", null), ("circle:BANKING", 2)], recent.Select(r => (r.Words, r.Organisations)));
        Assert.Empty(await hub.Get<RecentAudiences>().ListAsync(ho, default));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Readers_and_times_that_do_not_fit_are_kept_as_they_were_typed_and_give_nobody_a_right(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, ho) = await TwoAsync(hub);
        var drafting = hub.Get<Drafting>();
        var form = new ShareForm { Body = "Half a thought", Label = "TLP:RED", Audience = ["community", "person:HO"], Expiry = "2001-02-03T04:05", Tags = "phishing, " + new string('x', 41) };
        var kept = (await drafting.KeepAsync(mei, form, new Keeping(ByItself: true), default)).Value;
        Assert.Equal("expiry", kept.Unfit?.Field);
        Assert.Equal(RefusalKind.NotFound, (await hub.Get<Holdings>().OpenAsync(ho, Channel.Page, kept.Draft.Uid, null, default)).Refusal!.Kind);
        var again = (await drafting.GoOnAsync(mei, kept.Draft.Uid, default)).Value.Form;
        Assert.Equal(("community person:HO", "2001-02-03T04:05", "phishing", "Half a thought"), (string.Join(' ', again.Audience), again.Expiry, again.Tags, again.Body));

        (form.Audience, form.Label, form.Expiry, form.Tags) = (["community"], "TLP:GREEN", "", "");
        Assert.Null((await drafting.KeepAsync(mei, form, new Keeping(ByItself: true), default)).Value.Unfit);
        Assert.Equal(("community", ""), ((await drafting.GoOnAsync(mei, kept.Draft.Uid, default)).Value.Form is { } fit ? (string.Join(' ', fit.Audience), fit.Expiry) : default));
    }

    private static async Task<string> KeepAsync(TestHub hub, Viewer viewer, PostInput post, DraftTie tie)
    {
        var kept = await hub.Get<SaveDraft>().RunAsync(viewer, post, [], tie);
        Assert.Null(kept.Refusal);
        return kept.Value.Uid;
    }

    private static async Task<(Viewer Mei, Viewer Ho)> TwoAsync(TestHub hub)
    {
        var (bank, trust, clinic) = (await hub.OrganisationAsync("Bank"), await hub.OrganisationAsync("Trust"), await hub.OrganisationAsync("Clinic"));
        await hub.CircleAsync("Banking", bank, trust);
        await hub.CircleAsync("Cellar", bank);
        await hub.PersonAsync("Lee", trust);
        await hub.PersonAsync("Ng", clinic);
        return (await hub.ViewerAsync(await hub.PersonAsync("Mei", bank)), await hub.ViewerAsync(await hub.PersonAsync("Ho", bank)));
    }
}
