using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Library.Readings;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Library;

public sealed class ReadingTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task The_originator_sees_each_reading_at_green_whether_its_count_is_written_or_not(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, ho) = await TwoAsync(hub);
        var (read, other) = (await ShareAsync(hub, mei, "A lure"), await ShareAsync(hub, mei, "Another lure"));

        Assert.Equal(0, await CountedAsync(hub, mei, read));
        await OpenAsync(hub, ho, read);
        await OpenAsync(hub, ho, read);
        Assert.Equal(1, await CountedAsync(hub, mei, read));
        hub.Clock.Advance(TimeSpan.FromMinutes(31));
        await OpenAsync(hub, ho, read);
        Assert.Equal(2, await CountedAsync(hub, mei, read));
        Assert.Equal(0, await hub.NumberAsync("select count(*) from reading_count"));

        await hub.Get<ReadingBook>().FlushAsync(default);
        Assert.Equal(2, await CountedAsync(hub, mei, read));
        Assert.Null(await hub.Get<ReadingBook>().FlushAsync(default));
        Assert.Equal(2, await hub.NumberAsync("select sum(times) from reading_count"));

        hub.Clock.Advance(TimeSpan.FromMinutes(31));
        await OpenAsync(hub, ho, read);
        Assert.Equal(3, await CountedAsync(hub, mei, read));
        Assert.Equal(0, await CountedAsync(hub, mei, other));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_count_on_its_way_to_the_store_is_told_once(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, ho) = await TwoAsync(hub);
        var read = await ShareAsync(hub, mei, "A lure");
        for (var opened = 1; opened <= 30; opened++)
        {
            hub.Clock.Advance(TimeSpan.FromMinutes(31));
            await OpenAsync(hub, ho, read);
            var flush = Task.Run(() => hub.Get<ReadingBook>().FlushAsync(default));
            for (var told = 0; told < 5; told++)
            {
                Assert.Equal(opened, await CountedAsync(hub, mei, read));
            }

            await flush;
        }
    }

    /// <summary>A bank's and an insurer's, in one circle.</summary>
    private static async Task<(Viewer Mei, Viewer Ho)> TwoAsync(TestHub hub)
    {
        var (bank, insurer) = (await hub.OrganisationAsync("Bank"), await hub.OrganisationAsync("Insurer"));
        await hub.CircleAsync("Banking", bank, insurer);
        return (await hub.ViewerAsync(await hub.PersonAsync("Mei", bank)), await hub.ViewerAsync(await hub.PersonAsync("Ho", insurer)));
    }

    private static async Task<string> ShareAsync(TestHub hub, Viewer author, string title)
    {
        var post = new PostInput { Kind = "early-warning", Label = "TLP:GREEN", Audience = ["circle:BANKING"], Attribution = "organisation", Title = title, Body = "seen today" };
        return (await hub.Get<SharePost>().RunAsync(author, post)).Value.Uid;
    }

    private static async Task<ReadableItem> OpenAsync(TestHub hub, Viewer viewer, string uid) => (await hub.Get<Holdings>().OpenAsync(viewer, Channel.Page, uid, null, default)).Value;

    private static async Task<long> CountedAsync(TestHub hub, Viewer originator, string uid) =>
        (await hub.Get<WhoHasRead>().ReadAsync(await OpenAsync(hub, originator, uid), default))!.Counted;
}
