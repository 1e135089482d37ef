using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Sharing.Activity;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Sharing;

public sealed class ContributionTests
{
    private static readonly PostInput Post = new() { Kind = "question", Label = "TLP:AMBER", Audience = ["circle:BANKING"], Title = "Who else saw this", Body = "text" };

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_page_counts_and_lists_what_its_viewer_reads_and_nothing_else(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, ho, outsider) = await ComeAsync(hub);
        var before = await SaidAsync(hub, outsider);
        foreach (var post in (PostInput[])
        [
            Post,
            Post with { Label = "TLP:GREEN", Audience = ["community"], Title = "For all" },
            Post with { Title = "In the bank's name", Attribution = "organisation" },
            Post with { Title = "In nobody's name", Attribution = "anonymous" },
            Post with { Label = "TLP:RED", Audience = ["person:HO"], Title = "For one" },
        ])
        {
            var shared = await hub.Get<SharePost>().RunAsync(mei, post);
            Assert.True(shared.Done, shared.Refusal?.Sentence);
            hub.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        ho = await hub.ViewerAsync(ho.PersonId);
        outsider = await hub.ViewerAsync(outsider.PersonId);
        // RED is neither counted nor listed, and an anonymous item is of nobody.
        Assert.Equal((3, "In nobody's name | In the bank's name | Who else saw this"), await OfAsync(hub, ho, new ItemQuery { CircleUid = "BANKING" }));
        Assert.Equal((3, "In the bank's name | For all | Who else saw this"), await OfAsync(hub, ho, new ItemQuery { OrganisationUid = "BANK" }));
        // What is shared in the organisation's name is not its writer's.
        Assert.Equal((2, "For all | Who else saw this"), await OfAsync(hub, ho, new ItemQuery { PersonUid = "MEI" }));
        Assert.Equal((1, "For all"), await OfAsync(hub, outsider, new ItemQuery { OrganisationUid = "BANK" }));
        Assert.Equal((1, "For all"), await OfAsync(hub, outsider, new ItemQuery { PersonUid = "MEI" }));
        Assert.Equal((0, ""), await OfAsync(hub, outsider, new ItemQuery { CircleUid = "BANKING" }));
        Assert.Equal(["0", "0", "0"], before);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Counting_is_bounded_by_time_and_number_and_is_no_reading(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, ho, _) = await ComeAsync(hub);
        for (var i = 0; i < 3; i++)
        {
            Assert.True((await hub.Get<SharePost>().RunAsync(await hub.ViewerAsync(mei.PersonId), Post with { Title = "Number " + i })).Done);
            hub.Clock.Advance(TimeSpan.FromDays(40));
        }

        ho = await hub.ViewerAsync(ho.PersonId);
        var holdings = hub.Get<Holdings>();
        var now = hub.Clock.Now();
        foreach (var of in (ItemQuery[])[new() { CircleUid = "BANKING" }, new() { OrganisationUid = "BANK" }, new() { PersonUid = "MEI" }])
        {
            Assert.Equal(0, await holdings.CountAsync(ho, of with { Since = now - (30 * Micros.Day) }, 100, default));
            Assert.Equal(2, await holdings.CountAsync(ho, of with { Since = now - (90 * Micros.Day) }, 100, default));
            Assert.Equal(3, await holdings.CountAsync(ho, of, 100, default));
            Assert.Equal(2, await holdings.CountAsync(ho, of, 2, default));
        }

        Assert.Equal(0, await hub.NumberAsync("select count(*) from reading"));
        await hub.Get<Contributions>().ReadAsync(ho, new ItemQuery { CircleUid = "BANKING" }, default);
        Assert.Equal(3, await hub.NumberAsync("select count(*) from reading"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_name_at_the_head_is_told_to_whom_the_thing_is_known(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, _, outsider) = await ComeAsync(hub);
        await hub.Database.WriteAsync(tx => tx.RunAsync("update circle set listed = 0", default), default);
        Assert.Equal("Banking", (await hub.Database.ReadAsync(sql => KnownNames.OfCircleAsync(sql, mei, "BANKING", default), default))?.Name);
        Assert.Null(await hub.Database.ReadAsync(sql => KnownNames.OfCircleAsync(sql, outsider, "BANKING", default), default));
        Assert.Equal("Bank", (await hub.Database.ReadAsync(sql => KnownNames.OfOrganisationAsync(sql, outsider, "BANK", default), default))?.Name);
        Assert.Equal("Mei", (await hub.Database.ReadAsync(sql => KnownNames.OfPersonAsync(sql, outsider, "MEI", default), default))?.Name);
        Assert.Null(await hub.Database.ReadAsync(sql => KnownNames.OfPersonAsync(sql, outsider, "NOBODY", default), default));
    }

    private static async Task<(int Count, string Titles)> OfAsync(TestHub hub, Viewer viewer, ItemQuery of)
    {
        var activity = await hub.Get<Contributions>().ReadAsync(viewer, of, default);
        Assert.Equal(activity.Month, activity.Quarter);
        return (activity.Month, string.Join(" | ", activity.Newest.Select(c => c.Card.Title)));
    }

    private static async Task<string[]> SaidAsync(TestHub hub, Viewer viewer) =>
    [
        (await OfAsync(hub, viewer, new ItemQuery { CircleUid = "BANKING" })).Count.ToString(),
        (await OfAsync(hub, viewer, new ItemQuery { OrganisationUid = "BANK" })).Count.ToString(),
        (await OfAsync(hub, viewer, new ItemQuery { PersonUid = "MEI" })).Count.ToString(),
    ];

    private static async Task<(Viewer Mei, Viewer Ho, Viewer Outsider)> ComeAsync(TestHub hub)
    {
        await hub.KeepersAsync();
        var bank = await hub.OrganisationAsync("Bank");
        var insurer = await hub.OrganisationAsync("Insurer");
        await hub.CircleAsync("Banking", bank, insurer);
        var (mei, ho) = (await hub.PersonAsync("Mei", bank), await hub.PersonAsync("Ho", insurer));
        var outsider = await hub.PersonAsync("Other", await hub.OrganisationAsync("Outside"));
        return (await hub.ViewerAsync(mei), await hub.ViewerAsync(ho), await hub.ViewerAsync(outsider));
    }
}
