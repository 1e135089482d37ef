using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Infohub.Community.Circles;
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
    public async Task A_certificate_opens_one_key_from_its_networks_until_it_is_revoked(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var (hub, source) = (village.Hub, village.Hub.Get<ViewerSource>());
        var ann = await village.AsAsync(await village.PersonAsync(await village.OrganisationAsync("Harbour Bank"), "Ann", Roles.Administrator));
        var (first, second) = (Is(await hub.Get<MakeKey>().RunAsync(ann, new NewKey("siem", false, Scopes.Read, ["192.0.2.0/24"]), default)), Is(await hub.Get<MakeKey>().RunAsync(ann, new NewKey("feed", true, Scopes.Read), default)));
        using var key = ECDsa.Create();
        using var certificate = new CertificateRequest("CN=tool", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        async Task BindAsync(string secret, bool bind) =>
            Is(await hub.Get<BindCertificate>().RunAsync((await source.FromKeyAsync(secret, IPAddress.Parse("192.0.2.7"), default))!, bind ? certificate : null, default));
        async Task<long?> OpensAsync(string from) => (await source.FromCertificateAsync(certificate, IPAddress.Parse(from), default))?.KeyId;

        Refused(await hub.Get<BindCertificate>().RunAsync(ann, certificate, default), "not-found");
        Assert.Null(await OpensAsync("192.0.2.7"));
        await BindAsync(first.Secret, true);
        Assert.Null(await OpensAsync("198.51.100.7"));
        var opened = await OpensAsync("192.0.2.7");
        Assert.NotNull(opened);
        await BindAsync(second.Secret, true);
        Assert.NotEqual(opened, await OpensAsync("198.51.100.7"));
        await BindAsync(second.Secret, false);
        Assert.Null(await OpensAsync("198.51.100.7"));
        await BindAsync(first.Secret, true);
        Is(await hub.Get<RevokeKey>().RunAsync(ann, first.Uid, default));
        Assert.Null(await OpensAsync("192.0.2.7"));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("0.0.0.0/0", false)]
    [InlineData("::/0", false)]
    [InlineData("192.0.2.0/24 0.0.0.0/7", false)]
    [InlineData("2001:db8::/18", false)]
    [InlineData("10.0.0.0/8 192.0.2.7/32", true)]
    [InlineData("2001::/19", true)]
    public void Networks_bind_where_none_is_nearly_everywhere(string networks, bool bind) => Assert.Equal(bind, Networks.Bind(networks));

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_key_of_nearly_every_network_stays_at_green(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var ann = await village.AsAsync(await village.PersonAsync(await village.OrganisationAsync("Harbour Bank"), "Ann", Roles.Administrator));
        var key = Is(await village.Hub.Get<MakeKey>().RunAsync(ann, new NewKey("siem", true, Scopes.Read, ["0.0.0.0/0"]), default)).Uid;
        Refused(await village.Hub.Get<SetKeyCeiling>().RunAsync(ann, key, Tlp.Amber, default), "networks-wide");
        Is(await village.Hub.Get<SetKeyCeiling>().RunAsync(ann, key, Tlp.Clear, default));
        Is(await village.Hub.Get<SetKeyCeiling>().RunAsync(ann, key, Tlp.Green, default));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_list_of_keys_names_no_circle_that_its_reader_may_not_know(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var bank = await village.OrganisationAsync("Harbour Bank");
        var (ann, bob) = (await village.PersonAsync(bank, "Ann", Roles.Administrator), await village.PersonAsync(bank, "Bob"));
        var hidden = await village.CircleAsync(bob, new CircleManners { Listed = false });
        Is(await village.Hub.Get<MakeKey>().RunAsync(await village.AsAsync(bob), new NewKey("siem", false, Scopes.Read, Circles: [hidden]), default));
        var keys = village.Hub.Get<KeyDirectory>();
        var seen = Assert.Single(await keys.OfOrganisationAsync(await village.AsAsync(ann), default));
        Assert.Equal(("", true), (seen.Circles, seen.OtherCircles));
        var own = Assert.Single(await keys.OwnAsync(await village.AsAsync(bob), default));
        Assert.Equal(("Night watch", false), (own.Circles, own.OtherCircles));
        await village.Hub.Database.WriteAsync(tx => tx.RunAsync("delete from circle_member", default), default);
        Assert.Equal("", Assert.Single(await keys.OwnAsync(await village.AsAsync(bob), default)).Circles);
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
