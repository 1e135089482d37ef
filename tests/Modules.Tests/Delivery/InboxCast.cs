using Infohub.Community.Public;
using Infohub.Delivery.Inbox;
using Infohub.Platform.Outbox;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Delivery;

/// <summary>Five people of three organisations, and what their inboxes say.</summary>
internal sealed record InboxCast(Viewer Mei, Viewer Admin, Viewer Ho, Viewer Ka, Viewer Other)
{
    public static PostInput Warning { get; } = new()
    {
        Kind = "early-warning",
        Label = "TLP:AMBER",
        Audience = ["circle:BANKING"],
        Title = "A copied sign-in page",
        Body = "It stands at hxxps://signin[.]harbourside-hr[.]example",
    };

    public static async Task<InboxCast> ComeAsync(TestHub hub)
    {
        var bank = await hub.OrganisationAsync("Bank");
        var insurer = await hub.OrganisationAsync("Insurer");
        var outside = await hub.OrganisationAsync("Outside");
        await hub.CircleAsync("Banking", bank, insurer);
        var cast = new InboxCast(
            await hub.ViewerAsync(await hub.PersonAsync("Mei", bank)),
            await hub.ViewerAsync(await hub.PersonAsync("Admin", bank, Roles.Administrator)),
            await hub.ViewerAsync(await hub.PersonAsync("Ho", insurer)),
            await hub.ViewerAsync(await hub.PersonAsync("Ka", insurer)),
            await hub.ViewerAsync(await hub.PersonAsync("Other", outside)));
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        return cast;
    }

    public static async Task<string> ShareAsync(TestHub hub, Viewer author, PostInput post)
    {
        var shared = await hub.Get<SharePost>().RunAsync(author, post);
        Assert.Null(shared.Refusal);
        await DrainAsync(hub);
        hub.Clock.Advance(TimeSpan.FromSeconds(1));
        return shared.Value.Uid;
    }

    public static Task DrainAsync(TestHub hub) => hub.Get<OutboxPump>().DrainAsync(default);

    /// <summary>As in a request that comes now.</summary>
    public static async Task<Viewer> NowAsync(TestHub hub, Viewer viewer) => viewer.IsPerson ? await hub.ViewerAsync(viewer.PersonId) : viewer;

    public static async Task<IReadOnlyList<NoticeLine>> LinesAsync(TestHub hub, Viewer viewer) =>
        (await hub.Get<InboxBook>().ListAsync(await NowAsync(hub, viewer), null, 50, default)).Value.Lines;

    public static async Task<long> UnreadAsync(TestHub hub, Viewer viewer) => await hub.Get<InboxBook>().UnreadAsync(await NowAsync(hub, viewer), default);
}
