using System.Net;
using Infohub.Community.Keys;
using Infohub.Community.Public;
using Infohub.Community.Viewers;
using Infohub.Markings;
using Infohub.Platform.Data;
using static Infohub.Modules.Tests.Community.Village;

namespace Infohub.Modules.Tests.Community.Keys;

public sealed class KeyTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_key_starts_at_green_and_only_an_administrator_raises_it(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var hub = village.Hub;
        var bank = await village.OrganisationAsync("Harbour Bank");
        var ann = await village.AsAsync(await village.PersonAsync(bank, "Ann", Roles.Administrator));
        var bob = await village.AsAsync(await village.PersonAsync(bank, "Bob"));
        Refused(await hub.Get<MakeKey>().RunAsync(bob, new NewKey("siem", true, Scopes.Read), default), "administrators-only");
        var key = Is(await hub.Get<MakeKey>().RunAsync(bob, new NewKey("siem", false, Scopes.Read, ["192.0.2.0/24"]), default));
        Assert.Matches("^ihk_[a-z2-7]{52}$", key.Secret);

        var source = hub.Get<ViewerSource>();
        Assert.Null(await source.FromKeyAsync(key.Secret, IPAddress.Loopback, default));
        Assert.Equal(Tlp.Green, (await source.FromKeyAsync(key.Secret, IPAddress.Parse("192.0.2.7"), default))!.Ceiling);
        Refused(await hub.Get<SetKeyCeiling>().RunAsync(bob, key.Uid, Tlp.Amber, default), "administrators-only");
        Refused(await hub.Get<SetKeyCeiling>().RunAsync(ann, key.Uid, Tlp.Red, default), "ceiling");
        Is(await hub.Get<SetKeyCeiling>().RunAsync(ann, key.Uid, Tlp.AmberStrict, default));
        Assert.Equal(Tlp.AmberStrict, (await source.FromKeyAsync(key.Secret, IPAddress.Parse("192.0.2.7"), default))!.Ceiling);

        Is(await hub.Get<RevokeKey>().RunAsync(ann, key.Uid, default));
        Assert.Null(await source.FromKeyAsync(key.Secret, IPAddress.Parse("192.0.2.7"), default));
        Refused(await hub.Get<RevokeKey>().RunAsync(ann, key.Uid, default), "not-found");
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_key_is_bound_only_to_circles_of_its_owner(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var bank = await village.OrganisationAsync("Harbour Bank");
        var ann = await village.PersonAsync(bank, "Ann", Roles.Administrator);
        var circle = await village.CircleAsync(ann);
        var make = village.Hub.Get<MakeKey>();
        var viewer = await village.AsAsync(ann);
        Is(await make.RunAsync(viewer, new NewKey("mine", false, Scopes.Read, Circles: [circle], CirclesOnly: true), default));
        Refused(await make.RunAsync(viewer, new NewKey("ours", true, Scopes.Read, Circles: [circle]), default), "not-found");
        Refused(await make.RunAsync(viewer, new NewKey("none", false, Scopes.Read, CirclesOnly: true), default), "circles");
        Refused(await make.RunAsync(viewer, new NewKey("late", false, Scopes.Read, ExpiresAt: village.Hub.Clock.Now() + (400 * Micros.Day)), default), "expiry");
        village.Hub.Clock.Advance(TimeSpan.FromMinutes(16));
        Refused(await make.RunAsync(viewer, new NewKey("stale", false, Scopes.Read), default), "confirm");
    }
}
