using Infohub.Community.Organisations;
using Infohub.Community.Public;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Sharing.Departed;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Sharing;

public sealed class DepartedTests
{
    private static readonly PostInput Post = new() { Kind = "question", Label = "TLP:AMBER", Audience = ["circle:BANKING"], Attribution = "named", Title = "A question", Body = "text" };

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Who_left_withdraws_own_items_unread_and_nothing_else(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, ho) = await ComeAsync(hub);
        var mine = await ShareAsync(hub, mei, Post);
        var red = await ShareAsync(hub, mei, Post with { Label = "TLP:RED", Audience = ["person:HO"] });
        var anonymous = await ShareAsync(hub, mei, Post with { Attribution = "anonymous" });
        var others = await ShareAsync(hub, ho, Post);
        Assert.Equal("administrators-only", (await hub.Get<LeaveCommunity>().RunAsync(ho, default)).Refusal?.Code);
        var token = await LeaveAsync(hub, mei);

        Assert.Equal((mine, Tlp.Amber), Assert.Single(await ListAsync(hub, token)) is var only ? (only.Uid, only.Label) : default);
        Assert.Equal("reason", await WithdrawAsync(hub, token, mine, " "));
        foreach (var uid in (string[])[red, anonymous, others, "00000-00000"])
        {
            Assert.Equal("not-found", await WithdrawAsync(hub, token, uid));
        }

        Assert.Equal("not-found", await WithdrawAsync(hub, "x" + token, mine));
        Assert.Null(await WithdrawAsync(hub, token, mine));
        Assert.Equal("not-found", await WithdrawAsync(hub, token, mine));
        Assert.Empty(await ListAsync(hub, token));
        var gone = (await hub.Get<Holdings>().OpenAsync(ho, Channel.Page, mine, null, default)).Value.Card;
        Assert.Equal((Disclosure.Tombstone, 2, "We left"), (gone.Shows, gone.State, gone.GoneReason));
        Assert.Equal(1, await hub.NumberAsync($"select count(*) from audit where act = 'item.withdraw' and object_uid = '{mine}' and person_id = 0 and org_id = {mei.OrganisationId} and detail = 'after leaving'"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task The_link_ends_after_90_days_and_when_the_organisation_returns(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, _) = await ComeAsync(hub);
        var uid = await ShareAsync(hub, mei, Post);
        var token = await LeaveAsync(hub, mei);
        hub.Clock.Advance(TimeSpan.FromDays(90) - TimeSpan.FromSeconds(1));
        Assert.Single(await ListAsync(hub, token));
        hub.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("not-found", await WithdrawAsync(hub, token, uid));

        await StateAsync(hub, State.Active);
        var again = await LeaveAsync(hub, await hub.ViewerAsync(mei.PersonId));
        Assert.Single(await ListAsync(hub, again));
        Assert.Equal("not-found", await WithdrawAsync(hub, token, uid));
        await StateAsync(hub, State.Active);
        Assert.Equal("not-found", await WithdrawAsync(hub, again, uid));
        hub.Clock.Advance(TimeSpan.FromDays(1));
        await StateAsync(hub, State.Left);
        Assert.Equal("not-found", await WithdrawAsync(hub, again, uid));
    }

    private static async Task StateAsync(TestHub hub, int state) =>
        Assert.Null((await hub.Get<SetOrganisationState>().RunAsync(hub.Get<Infohub.Community.Viewers.ViewerSource>().ForSystem(), "BANK", state, default)).Refusal);

    private static async Task<string> LeaveAsync(TestHub hub, Viewer administrator)
    {
        var left = await hub.Get<LeaveCommunity>().RunAsync(administrator, default);
        Assert.Null(left.Refusal);
        Assert.Matches("^/departed/[A-Za-z0-9_-]{43}$", left.Value);
        return left.Value["/departed/".Length..];
    }

    private static async Task<string?> WithdrawAsync(TestHub hub, string token, string uid, string reason = "We left") =>
        (await hub.Get<WithdrawDeparted>().RunAsync(token, uid, reason)).Refusal?.Code;

    private static Task<List<DepartedItem>> ListAsync(TestHub hub, string token) => hub.Database.ReadAsync(
        async sql => await DepartedItems.ListAsync(sql, (await DepartedOrganisation.FindAsync(sql, token, hub.Clock.Now(), default))!, default), default);

    private static async Task<string> ShareAsync(TestHub hub, Viewer author, PostInput post)
    {
        var shared = await hub.Get<SharePost>().RunAsync(author, post);
        Assert.Null(shared.Refusal);
        return shared.Value.Uid;
    }

    private static async Task<(Viewer Mei, Viewer Ho)> ComeAsync(TestHub hub)
    {
        var (bank, insurer) = (await hub.OrganisationAsync("Bank"), await hub.OrganisationAsync("Insurer"));
        await hub.CircleAsync("Banking", bank, insurer);
        await hub.KeepersAsync();
        return (await hub.ViewerAsync(await hub.PersonAsync("Mei", bank, Roles.Administrator)), await hub.ViewerAsync(await hub.PersonAsync("Ho", insurer)));
    }
}
