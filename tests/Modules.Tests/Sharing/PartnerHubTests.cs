using System.Net;
using Infohub.Community.Public;
using Infohub.Community.Viewers;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Posts;
using Infohub.Sharing.Record;

namespace Infohub.Modules.Tests.Sharing;

/// <summary>A partner hub that writes: what it may do with what is its own (readings 14 and 40).</summary>
public sealed class PartnerHubTests
{
    private static readonly PostInput Post = new() { Kind = "indicators", Label = "TLP:AMBER", Audience = ["circle:JOINT"], Title = "From abroad", Body = "203.0.113.9", Attribution = "organisation" };

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_hub_withdraws_and_tightens_its_own_items_and_no_other_hub_does(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (bank, abroad, elsewhere) = (await hub.OrganisationAsync("Bank"), await hub.OrganisationAsync("Abroad", Standing.PartnerHub), await hub.OrganisationAsync("Elsewhere", Standing.PartnerHub));
        await hub.CircleAsync("Joint", bank, abroad, elsewhere);
        var mei = await hub.ViewerAsync(await hub.PersonAsync("Mei", bank));
        var (own, other) = (await KeyAsync(hub, abroad), await KeyAsync(hub, elsewhere));
        Assert.Equal(ViewerKind.PartnerHub, own.Kind);

        var first = (await hub.Get<SharePost>().RunAsync(own, Post)).Value.Uid;
        Assert.NotNull((await hub.Get<RelabelPost>().RunAsync(other, first, "TLP:AMBER", ["organisation:BANK"])).Refusal);
        Assert.NotNull((await hub.Get<WithdrawPost>().RunAsync(other, first, "Not ours")).Refusal);
        Assert.Equal(Disclosure.Full, await ShowsAsync(mei, first));
        Assert.Null((await hub.Get<RelabelPost>().RunAsync(own, first, "TLP:AMBER", ["organisation:BANK"])).Refusal);
        Assert.Equal(2, (await hub.Get<Holdings>().OpenAsync(mei, Channel.Page, first, null, default)).Value.Card.Version);
        Assert.Equal(RefusalKind.NotFound, (await hub.Get<Holdings>().OpenAsync(other, Channel.PartnerHub, first, null, default)).Refusal?.Kind);
        Assert.Null((await hub.Get<WithdrawPost>().RunAsync(own, first, "A false alarm")).Refusal);
        Assert.Equal(Disclosure.Tombstone, await ShowsAsync(mei, first));

        // By its agreement it does not take AMBER without being named; it is the originator all the same.
        await hub.Database.WriteAsync(tx => tx.RunAsync("delete from circle_member where org_id = @org", default, ("org", abroad)), default);
        var second = (await hub.Get<SharePost>().RunAsync(own, Post with { Audience = ["organisation:BANK"] })).Value.Uid;
        Assert.Equal(RefusalKind.NotFound, (await hub.Get<Holdings>().OpenAsync(own, Channel.PartnerHub, second, null, default)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await hub.Get<RecordBook>().OfItemAsync(own, second, null, default)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await hub.Get<WithdrawPost>().RunAsync(other, second, "Not ours")).Refusal?.Kind);
        Assert.Null((await hub.Get<WithdrawPost>().RunAsync(own, second, "A false alarm")).Refusal);
        Assert.Equal(Disclosure.Tombstone, await ShowsAsync(mei, second));

        async Task<Disclosure> ShowsAsync(Viewer viewer, string uid) => (await hub.Get<Holdings>().OpenAsync(viewer, Channel.Page, uid, null, default)).Value.Card.Shows;
    }

    private static async Task<Viewer> KeyAsync(TestHub hub, long org)
    {
        var secret = "ihk_" + org.ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(52, 'a');
        await hub.Database.WriteAsync(
            tx => tx.RunAsync(
                """
                insert into api_key(uid, name, hash, hint, org_id, person_id, made_by, scopes, ceiling, networks, created_at, expires_at)
                values (@uid, 'exchange', @hash, 'ihk_', @org, 0, 0, @scopes, @ceiling, '127.0.0.0/8', @now, @never)
                """,
                default, ("uid", "KEY" + org), ("hash", ViewerSource.HashSecret(secret)), ("org", org), ("scopes", Scopes.Read | Scopes.Write), ("ceiling", Tlp.AmberStrict), ("now", tx.Now), ("never", Micros.Never)),
            default);
        return (await hub.Get<ViewerSource>().FromKeyAsync(secret, IPAddress.Loopback, default))!;
    }
}
