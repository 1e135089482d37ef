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
}
