using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Library.Readings;
using Infohub.Sharing.Disclosures;
using Infohub.Sharing.Passing;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Comments;
using Infohub.Sharing.Posts;
using Infohub.Sharing.Record;

namespace Infohub.Modules.Tests.Sharing;

public sealed class RecordTests
{
    private static readonly PostInput Post = new()
    {
        Kind = "early-warning",
        Label = "TLP:AMBER",
        Audience = ["circle:BANKING"],
        Title = "A copied page",
        Body = "text",
    };

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task The_originators_side_reads_the_record_of_an_item_and_nobody_else(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var bank = await hub.OrganisationAsync("Bank");
        var insurer = await hub.OrganisationAsync("Insurer");
        await hub.CircleAsync("Banking", bank, insurer);
        var mei = await hub.ViewerAsync(await hub.PersonAsync("Mei", bank));
        var ho = await hub.ViewerAsync(await hub.PersonAsync("Ho", insurer));
        var auditor = await hub.ViewerAsync(await hub.PersonAsync("Audra", insurer, Roles.Auditor));
        await hub.KeepersAsync();
        var uid = (await hub.Get<SharePost>().RunAsync(mei, Post)).Value.Uid;
        var anonymous = (await hub.Get<SharePost>().RunAsync(mei, Post with { Attribution = "anonymous" })).Value.Uid;
        await hub.Get<Holdings>().OpenAsync(ho, Channel.Page, uid, null, default);
        await hub.Get<AddComment>().RunAsync(mei, anonymous, "More to come.");

        var book = hub.Get<RecordBook>();
        var lines = (await book.OfItemAsync(mei, uid, null, default)).Value.Lines;
        Assert.Equal([("read.page", "Ho"), ("item.share", "Mei")], lines.Select(l => (l.Act, l.PersonName)));
        Assert.Equal(RefusalKind.NotFound, (await book.OfItemAsync(ho, uid, null, default)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, (await book.OfItemAsync(ho, "NOSUC-HITEM", null, default)).Refusal!.Kind);

        // C2: the author's own reading is on record too, W7: but for an anonymous one.
        await hub.Get<Holdings>().OpenAsync(mei, Channel.Page, uid, null, default);
        await hub.Get<Holdings>().OpenAsync(mei, Channel.Page, anonymous, null, default);
        var own = (await book.OwnAsync(mei, null, default)).Value.Lines;
        Assert.Equal([("read.page", uid), ("item.share", uid)], own.Select(l => (l.Act, l.ObjectUid)));
        Assert.Equal(RefusalKind.NotFound, (await book.AllAsync(mei, new RecordFilter(), null, default)).Refusal!.Kind);
        var unnamed = (await book.AllAsync(auditor, new RecordFilter(ObjectUid: anonymous), null, default)).Value.Lines;
        Assert.Equal(["comment.add", "item.share"], unnamed.Select(l => l.Act));
        Assert.All(unnamed, l => Assert.Equal("", l.PersonName + l.OrganisationName));
        Assert.Equal(["read.page", "read.page"], (await book.AllAsync(auditor, new RecordFilter(Act: "read."), null, default)).Value.Lines.Select(l => l.Act));
        Assert.Empty((await book.AllAsync(auditor, new RecordFilter(To: hub.Clock.Now() - Micros.Day), null, default)).Value.Lines);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_was_said_and_done_at_red_stays_the_authors_when_the_label_is_loosened(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (bank, insurer) = (await hub.OrganisationAsync("Bank"), await hub.OrganisationAsync("Insurer"));
        await hub.CircleAsync("Banking", bank, insurer);
        var (mei, ann) = (await hub.ViewerAsync(await hub.PersonAsync("Mei", bank)), await hub.ViewerAsync(await hub.PersonAsync("Ann", bank, Roles.Administrator)));
        var ho = await hub.ViewerAsync(await hub.PersonAsync("Ho", insurer));
        var uid = (await hub.Get<SharePost>().RunAsync(mei, Post with { Label = "TLP:RED", Audience = [$"person:{ho.PersonUid}"] })).Value.Uid;
        await ActAsync("at RED");
        Assert.Null((await hub.Get<RelabelPost>().RunAsync(mei, uid, "TLP:AMBER", ["circle:BANKING"])).Refusal);
        Assert.Equal((0, 0, 0), await ToldAsync(ann));
        Assert.Equal((1, 1, 1), await ToldAsync(mei));
        Assert.Equal((0, 0, 0), await ToldAsync(Stale(mei)));
        Assert.Equal(["item.relabel"], await RecordedAsync(Stale(mei)));
        Assert.Equal(["item.relabel"], await RecordedAsync(ann));

        hub.Clock.Advance(TimeSpan.FromMinutes(2));
        await ActAsync("at AMBER");
        Assert.Equal((1, 1, 1), await ToldAsync(ann));
        Assert.Equal((2, 2, 2), await ToldAsync(mei));
        Assert.DoesNotContain("item.share", await RecordedAsync(ann));
        Assert.Contains("item.share", await RecordedAsync(mei));

        var (stale, fresh) = (await OpenAsync(Stale(ho)), await OpenAsync(ho));
        Assert.Equal((true, false), (stale.HasNotices, fresh.HasNotices));
        Assert.Equal(["Said at AMBER"], (await hub.Get<Discussion>().ListAsync(stale, default)).Select(c => c.Text));
        Assert.Equal(["Said at RED", "Said at AMBER"], (await hub.Get<Discussion>().ListAsync(fresh, default)).Select(c => c.Text));

        async Task ActAsync(string when)
        {
            Assert.Null((await hub.Get<Holdings>().OpenAsync(ho, Channel.Page, uid, null, default)).Refusal);
            Assert.Null((await hub.Get<ReportDisclosure>().RunAsync(ho, uid, "It went further " + when)).Refusal);
            Assert.Null((await hub.Get<AskWider>().RunAsync(ho, uid, "organisation:INSURER")).Refusal);
            Assert.Null((await hub.Get<AddComment>().RunAsync(ho, uid, "Said " + when)).Refusal);
            hub.Clock.Advance(TimeSpan.FromMinutes(2));
        }

        async Task<(int Readings, int Reports, int Asks)> ToldAsync(Viewer viewer)
        {
            var item = (await hub.Get<Holdings>().OpenAsync(viewer, Channel.Page, uid, null, default)).Value;
            return ((await hub.Get<WhoHasRead>().ReadAsync(item, default))!.Lines.Count(l => l.PersonName == "Ho"), (await hub.Get<ReportDisclosure>().ListAsync(item, default)).Count,
                (await hub.Get<WiderAsks>().ListAsync(item, default)).Count);
        }

        async Task<ReadableItem> OpenAsync(Viewer viewer) => (await hub.Get<Holdings>().OpenAsync(viewer, Channel.Page, uid, null, default)).Value;

        async Task<List<string>> RecordedAsync(Viewer viewer) => [.. (await hub.Get<RecordBook>().OfItemAsync(viewer, uid, null, default)).Value.Lines.Where(l => l.PersonName != "Ann" && (l.PersonName, l.Act) != ("Mei", "read.page")).Select(l => l.Act)];
    }

    /// <summary>The same session, hours after the last proof.</summary>
    private static Viewer Stale(Viewer v) =>
        new(v.Kind) { PersonId = v.PersonId, PersonUid = v.PersonUid, OrganisationId = v.OrganisationId, OrganisationUid = v.OrganisationUid, Roles = v.Roles, Facts = v.Facts with { Fresh = false } };
}
