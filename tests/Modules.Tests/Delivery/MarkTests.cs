using Infohub.Community.Viewers;
using Infohub.Delivery.Inbox;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using static Infohub.Modules.Tests.Delivery.InboxCast;

namespace Infohub.Modules.Tests.Delivery;

public sealed class MarkTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_was_marked_together_is_undone_together_and_nothing_else(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var first = await ShareAsync(hub, cast.Mei, Warning);
        await ShareAsync(hub, cast.Mei, Warning);
        await ShareAsync(hub, cast.Mei, Warning);
        await DrainAsync(hub);
        var lines = await LinesAsync(hub, cast.Ho);
        var mark = hub.Get<MarkNotices>();
        Assert.NotNull((await mark.RunAsync(await NowAsync(hub, cast.Ho), [lines[0].Id], default)).Value);
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await mark.OfItemAsync(await NowAsync(hub, cast.Ho), first, default));
        Assert.Equal(0, await mark.OfItemAsync(await NowAsync(hub, cast.Ho), first, default));
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        var all = (await mark.AllAsync(await NowAsync(hub, cast.Ho), default)).Value;
        Assert.Equal(0, await UnreadAsync(hub, cast.Ho));
        Assert.Equal(RefusalKind.NotFound, (await mark.UndoAsync(await NowAsync(hub, cast.Ho), "made up", default)).Refusal!.Kind);
        await mark.UndoAsync(await NowAsync(hub, cast.Ka), all!, default);
        Assert.Equal(0, await UnreadAsync(hub, cast.Ho));
        Assert.True((await mark.UndoAsync(await NowAsync(hub, cast.Ho), all!, default)).Done);
        Assert.Equal(1, await UnreadAsync(hub, cast.Ho));
        Assert.Single((await hub.Get<InboxBook>().ListAsync(await NowAsync(hub, cast.Ho), null, 50, default, unread: true)).Value.Lines);
        Assert.Null((await mark.AllAsync(cast.Other, default)).Value);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_page_that_stays_closed_has_told_nothing(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Warning with { Label = "TLP:RED", Audience = ["person:HO"] });
        await DrainAsync(hub);
        hub.Clock.Advance(TimeSpan.FromHours(1));
        var stale = await hub.Get<ViewerSource>().ForRecipientAsync(cast.Ho.PersonId, default);
        Assert.NotNull(stale);
        Assert.Equal(0, await hub.Get<MarkNotices>().OfItemAsync(stale, uid, default));
        Assert.Equal(1, await hub.Get<MarkNotices>().OfItemAsync(await NowAsync(hub, cast.Ho), uid, default));
    }
}
