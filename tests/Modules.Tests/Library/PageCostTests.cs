using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Library;

public sealed class PageCostTests
{
    private const int Circles = 12;

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_page_of_50_costs_the_same_statements_in_one_circle_and_in_many_and_fewer_when_it_is_on_record(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (busy, calm, writing) = (await hub.OrganisationAsync("Busy"), await hub.OrganisationAsync("Calm"), await hub.OrganisationAsync("Writing"));
        for (var n = 0; n < Circles; n++)
        {
            await hub.CircleAsync("Circle" + n, n == 0 ? [busy, writing, calm] : [busy, writing]);
        }

        var author = await hub.ViewerAsync(await hub.PersonAsync("Wong", writing));
        for (var n = 0; n < 120; n++)
        {
            var post = new PostInput { Kind = "indicators", Title = "Post " + n, Body = "Seen.", Label = n % 2 == 0 ? "TLP:GREEN" : "TLP:AMBER", Audience = [n % 2 == 0 ? "community" : "circle:CIRCLE" + (n / 2 % Circles)] };
            Assert.Null((await hub.Get<SharePost>().RunAsync(author, post)).Refusal);
        }

        var (ofBusy, ofCalm) = (await hub.PersonAsync("Ng", busy), await hub.PersonAsync("Lee", calm));
        var (first, again) = (await PageAsync(ofBusy), await PageAsync(ofBusy));
        Assert.Equal((first, again), (await PageAsync(ofCalm), await PageAsync(ofCalm)));
        Assert.True(again < first, $"{again} statements for a page that is on record, {first} before");

        async Task<long> PageAsync(long person)
        {
            var viewer = await hub.ViewerAsync(person);
            var before = hub.Database.Statements;
            var page = await hub.Get<Holdings>().ListAsync(viewer, Channel.List, new ItemQuery(), default);
            Assert.Equal(50, page.Value.Cards.Count);
            Assert.DoesNotContain(null, await hub.Get<Holdings>().DescribeAsync(viewer, page.Value.Cards, default));
            return hub.Database.Statements - before;
        }
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_was_shown_on_a_machines_list_is_written_once_a_minute(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (reading, writing) = (await hub.OrganisationAsync("Reading"), await hub.OrganisationAsync("Writing"));
        await hub.CircleAsync("Circle", reading, writing);
        var author = await hub.ViewerAsync(await hub.PersonAsync("Wong", writing));
        Assert.Null((await hub.Get<SharePost>().RunAsync(author, new PostInput { Kind = "indicators", Title = "Post", Label = "TLP:AMBER", Audience = ["circle:CIRCLE"] })).Refusal);
        var reader = await hub.PersonAsync("Ng", reading);
        foreach (var wanted in (long[])[1, 1, 2, 2])
        {
            Assert.Single((await hub.Get<Holdings>().ListAsync(await hub.ViewerAsync(reader), Channel.Machine, new ItemQuery(), default)).Value.Cards);
            Assert.Equal(wanted, await hub.NumberAsync("select count(*) from reading"));
            Assert.Equal(wanted, await hub.NumberAsync("select count(*) from audit where act = 'read.machine'"));
            hub.Clock.Advance(TimeSpan.FromSeconds(30));
        }
    }
}
