using Infohub.Community.Public;
using Infohub.Community.Viewers;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Sharing;

/// <summary>An embargo and an expiry can be set, moved and lifted after sharing; words can be corrected after both.</summary>
public sealed class TimesTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task The_author_changes_embargo_and_expiry(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var mei = await hub.ViewerAsync(await hub.PersonAsync("Mei", await hub.OrganisationAsync("Bank")));
        var uid = (await hub.Get<SharePost>().RunAsync(mei, new PostInput { Kind = "indicators", Label = "TLP:GREEN", Audience = ["community"], Title = "Seen", Body = "Seen." })).Value.Uid;
        var now = hub.Clock.GetUtcNow().ToUnixTimeMilliseconds() * 1000;
        Assert.Null(await ChangeAsync(new PostChange(Embargo: now + Micros.Day, Expiry: now + (2 * Micros.Day))));
        Assert.Equal((now + Micros.Day, now + (2 * Micros.Day)), await TimesAsync());

        // as a form gives it back, to the minute
        Assert.Null(await ChangeAsync(new PostChange(Title: "Seen again", Embargo: FormTime.Read(FormTime.Show(now + Micros.Day)), Expiry: FormTime.Read(FormTime.Show(now + (2 * Micros.Day))))));
        Assert.Equal((now + Micros.Day, now + (2 * Micros.Day)), await TimesAsync());
        Assert.Equal("expiry", await ChangeAsync(new PostChange(Expiry: now - Micros.Day)));
        Assert.Equal("times", await ChangeAsync(new PostChange(Expiry: -1)));
        Assert.Equal("times", await ChangeAsync(new PostChange(Embargo: now + (800 * Micros.Day))));
        Assert.Null(await ChangeAsync(new PostChange(Embargo: 0)));
        Assert.Equal((0, now + (2 * Micros.Day)), await TimesAsync());

        hub.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Null(await ChangeAsync(new PostChange(Title: "Seen and over", Expiry: FormTime.Read(FormTime.Show(now + (2 * Micros.Day))))));
        Assert.Null(await ChangeAsync(new PostChange(Expiry: 0)));
        Assert.Equal((0, Micros.Never), await TimesAsync());

        async Task<string?> ChangeAsync(PostChange change) => (await hub.Get<RevisePost>().RunAsync(mei, uid, 0, change)).Refusal?.Code;

        async Task<(long Embargo, long Expiry)> TimesAsync()
        {
            var card = (await hub.Get<Holdings>().OpenAsync(mei, Channel.Page, uid, null, default)).Value.Card;
            return (card.EmbargoUntil, card.ExpiresAt);
        }
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Who_reads_from_a_widening_on_is_told_no_earlier_time_of_sharing(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (bank, insurer) = (await hub.OrganisationAsync("Bank"), await hub.OrganisationAsync("Insurer"));
        var mei = await hub.ViewerAsync(await hub.PersonAsync("Mei", bank));
        var ho = await hub.ViewerAsync(await hub.PersonAsync("Ho", insurer));
        var first = hub.Clock.Now();
        var post = new PostInput { Kind = "indicators", Label = "TLP:GREEN", Audience = ["organisation:BANK"], Title = "Seen at proxy", Body = "Seen at proxy." };
        var uid = (await hub.Get<SharePost>().RunAsync(mei, post)).Value.Uid;
        hub.Clock.Advance(TimeSpan.FromDays(2));
        var widened = hub.Clock.Now();
        Assert.Null((await hub.Get<RelabelPost>().RunAsync(await hub.ViewerAsync(mei.PersonId), uid, "TLP:CLEAR", ["organisation:BANK", "organisation:INSURER", "public"])).Refusal);
        hub.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Null((await hub.Get<RevisePost>().RunAsync(await hub.ViewerAsync(mei.PersonId), uid, 0, new PostChange(Title: "Seen at proxy again"))).Refusal);

        Assert.Equal([first, first, first, first], await ToldAsync(mei));
        Assert.Equal([widened, widened, widened, widened], await ToldAsync(ho));
        var anyone = hub.Get<ViewerSource>().Anonymous();
        Assert.Equal(widened, (await hub.Get<Holdings>().OpenAsync(anyone, Channel.Public, uid, null, default)).Value.Card.FirstAt);

        async Task<List<long>> ToldAsync(Viewer viewer)
        {
            var now = await hub.ViewerAsync(viewer.PersonId);
            var holdings = hub.Get<Holdings>();
            var item = (await holdings.OpenAsync(now, Channel.Page, uid, null, default)).Value;
            var bulk = await holdings.BulkAsync(now, Channel.Page, new ItemQuery(), static (card, _) => card.FirstAt, static _ => Task.FromResult(true), default);
            return
            [
                item.Card.FirstAt,
                Assert.Single((await holdings.ListAsync(now, Channel.List, new ItemQuery(), default)).Value.Cards).FirstAt,
                Assert.Single((await holdings.ListAsync(now, Channel.List, new ItemQuery { Text = "proxy" }, default)).Value.Cards).FirstAt,
                Assert.Single(bulk).Taken,
            ];
        }
    }
}
