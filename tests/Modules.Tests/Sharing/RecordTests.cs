using Infohub.Community.Public;
using Infohub.Library.Public;
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

        var own = (await book.OwnAsync(mei, null, default)).Value.Lines;
        Assert.Equal(["item.share"], own.Select(l => l.Act));
        Assert.Equal(RefusalKind.NotFound, (await book.AllAsync(mei, new RecordFilter(), null, default)).Refusal!.Kind);
        var unnamed = (await book.AllAsync(auditor, new RecordFilter(ObjectUid: anonymous), null, default)).Value.Lines;
        Assert.Equal(["comment.add", "item.share"], unnamed.Select(l => l.Act));
        Assert.All(unnamed, l => Assert.Equal("", l.PersonName + l.OrganisationName));
        Assert.Equal(["read.page"], (await book.AllAsync(auditor, new RecordFilter(Act: "read."), null, default)).Value.Lines.Select(l => l.Act));
        Assert.Empty((await book.AllAsync(auditor, new RecordFilter(To: hub.Clock.Now() - Micros.Day), null, default)).Value.Lines);
    }
}
