using Infohub.Community.Public;
using Infohub.Community.SignIn;
using Infohub.Community.SignIn.Recovery;
using Infohub.Community.SignIn.Welcome;
using Infohub.Platform.Data;

namespace Infohub.Modules.Tests.Community.SignIn;

public sealed class RecoveryTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Two_people_and_a_day_let_somebody_choose_new_secrets(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, chan, officer) = await CastAsync(hub);

        var uid = (await hub.Get<StartRecovery>().RunAsync(await FreshAsync(hub, chan), mei.Uid, default)).Value;
        Assert.Equal("recovery-early", (await hub.Get<MakeRecoveryLink>().RunAsync(await FreshAsync(hub, chan), mei.Uid, default)).Refusal!.Code);
        Assert.True((await hub.Get<ConfirmRecovery>().RunAsync(await FreshAsync(hub, officer), uid, default)).Done);
        Assert.Equal("recovery-confirmed", (await hub.Get<ConfirmRecovery>().RunAsync(await FreshAsync(hub, officer), uid, default)).Refusal!.Code);
        hub.Clock.Advance(TimeSpan.FromHours(23.9));
        Assert.Equal("recovery-early", (await hub.Get<MakeRecoveryLink>().RunAsync(await FreshAsync(hub, chan), mei.Uid, default)).Refusal!.Code);
        hub.Clock.Advance(TimeSpan.FromHours(1));
        var link = (await hub.Get<MakeRecoveryLink>().RunAsync(await FreshAsync(hub, chan), mei.Uid, default)).Value["/welcome/".Length..];

        var (accepted, secret) = await hub.AcceptAsync(link, mei.Uid, "nine slow tramways");

        Assert.True((await hub.ViewerAsync(accepted.Value.Token)).IsPerson);
        Assert.False((await hub.ViewerAsync(mei.Token)).IsPerson);
        Assert.False((await hub.SignInAsync(mei.Email, mei.Password, hub.NextCode(mei))).Done);
        Assert.False((await hub.SignInAsync(mei.Email, "nine slow tramways", mei.Codes[0])).Done);
        Assert.True((await hub.SignInAsync(mei.Email, "nine slow tramways", hub.Code(secret))).Done);
        Assert.Equal(1, await hub.NumberAsync("select count(*) from outbox where type = 'FactorRecoveryStarted'"));
        Assert.Equal(1, await hub.NumberAsync("select count(*) from outbox where type = 'FactorRecoveryUsed'"));
        Assert.Equal(0, await hub.NumberAsync("select count(*) from factor_recovery where ended_at = 0"));
        Assert.Equal(4, await hub.NumberAsync("select count(*) from audit where act in ('recovery.start', 'recovery.confirm', 'recovery.link', 'recovery.use')"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Of_several_recoveries_of_one_person_at_once_one_is_open_and_the_others_are_told(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, chan, _) = await CastAsync(hub);
        var viewer = await FreshAsync(hub, chan);
        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => hub.Get<StartRecovery>().RunAsync(viewer, mei.Uid, default))));
        Assert.Single(all, outcome => outcome.Done);
        Assert.All(all.Where(outcome => !outcome.Done), outcome => Assert.Equal("recovery-open", outcome.Refusal!.Code));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task The_link_closes_72_hours_after_the_delay(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, chan, officer) = await CastAsync(hub);
        var uid = (await hub.Get<StartRecovery>().RunAsync(await FreshAsync(hub, chan), mei.Uid, default)).Value;
        await hub.Get<ConfirmRecovery>().RunAsync(await FreshAsync(hub, officer), uid, default);
        hub.Clock.Advance(TimeSpan.FromHours(90));
        var link = (await hub.Get<MakeRecoveryLink>().RunAsync(await FreshAsync(hub, chan), mei.Uid, default)).Value["/welcome/".Length..];
        hub.Clock.Advance(TimeSpan.FromHours(7));
        Assert.Same(AcceptLink.Gone, (await hub.AcceptAsync(link, mei.Uid)).Accepted.Refusal);
        Assert.Equal("recovery-early", (await hub.Get<MakeRecoveryLink>().RunAsync(await FreshAsync(hub, chan), mei.Uid, default)).Refusal!.Code);
        Assert.True((await hub.Get<StartRecovery>().RunAsync(await FreshAsync(hub, chan), mei.Uid, default)).Done);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Signing_in_stops_it_and_its_link(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, chan, officer) = await CastAsync(hub);
        var uid = (await hub.Get<StartRecovery>().RunAsync(await FreshAsync(hub, chan), mei.Uid, default)).Value;
        await hub.Get<ConfirmRecovery>().RunAsync(await FreshAsync(hub, officer), uid, default);
        hub.Clock.Advance(TimeSpan.FromHours(25));
        var link = (await hub.Get<MakeRecoveryLink>().RunAsync(await FreshAsync(hub, chan), mei.Uid, default)).Value["/welcome/".Length..];

        Assert.True((await hub.SignInAsync(mei.Email, mei.Password, hub.NextCode(mei))).Done);

        Assert.Same(AcceptLink.Gone, (await hub.AcceptAsync(link, mei.Uid)).Accepted.Refusal);
        Assert.Equal(1, await hub.NumberAsync("select count(*) from outbox where type = 'FactorRecoveryCancelled'"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task The_link_of_the_organisation_that_somebody_left_opens_nothing(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, chan, officer) = await CastAsync(hub);
        var uid = (await hub.Get<StartRecovery>().RunAsync(await FreshAsync(hub, chan), mei.Uid, default)).Value;
        await hub.Get<ConfirmRecovery>().RunAsync(await FreshAsync(hub, officer), uid, default);
        hub.Clock.Advance(TimeSpan.FromHours(25));
        var link = (await hub.Get<MakeRecoveryLink>().RunAsync(await FreshAsync(hub, chan), mei.Uid, default)).Value["/welcome/".Length..];
        await hub.RunAsync($"update person set org_id = {await hub.OrganisationAsync("Peak")} where id = {mei.Id}");
        Assert.Same(AcceptLink.Gone, (await hub.AcceptAsync(link, mei.Uid)).Accepted.Refusal);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Nobody_does_both_halves_and_nobody_else_sees_it(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, chan, officer) = await CastAsync(hub);
        var stranger = await hub.PersonAsync("Ada", roles: Roles.Administrator);
        await hub.RunAsync($"update person set roles = 3 where id = {chan.Id}");
        var start = hub.Get<StartRecovery>();

        Assert.Equal("not-found", (await start.RunAsync(await FreshAsync(hub, stranger), mei.Uid, default)).Refusal!.Code);
        Assert.Equal("not-found", (await start.RunAsync(await FreshAsync(hub, mei), mei.Uid, default)).Refusal!.Code);
        Assert.Equal("not-found", (await start.RunAsync(await FreshAsync(hub, chan), chan.Uid, default)).Refusal!.Code);
        Assert.Equal("not-found", (await start.RunAsync(await FreshAsync(hub, officer), mei.Uid, default)).Refusal!.Code);
        var uid = (await start.RunAsync(await FreshAsync(hub, chan), mei.Uid, default)).Value;
        Assert.Equal("recovery-open", (await start.RunAsync(await FreshAsync(hub, chan), mei.Uid, default)).Refusal!.Code);
        Assert.Equal("second-officer", (await hub.Get<ConfirmRecovery>().RunAsync(await FreshAsync(hub, chan), uid, default)).Refusal!.Code);
        Assert.Equal("not-found", (await hub.Get<ConfirmRecovery>().RunAsync(await FreshAsync(hub, stranger), uid, default)).Refusal!.Code);
        Assert.Equal("not-found", (await hub.Get<CancelRecovery>().RunAsync(await FreshAsync(hub, stranger), uid, default)).Refusal!.Code);
        Assert.True((await hub.Get<CancelRecovery>().RunAsync(await FreshAsync(hub, officer), uid, default)).Done);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task The_only_administrator_is_recovered_by_two_officers(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (_, chan, officer) = await CastAsync(hub);
        var second = await hub.PersonAsync("Siu", roles: Roles.Officer);
        var uid = (await hub.Get<StartRecovery>().RunAsync(await FreshAsync(hub, officer), chan.Uid, default)).Value;
        Assert.Equal("second-officer", (await hub.Get<ConfirmRecovery>().RunAsync(await FreshAsync(hub, officer), uid, default)).Refusal!.Code);
        Assert.True((await hub.Get<ConfirmRecovery>().RunAsync(await FreshAsync(hub, second), uid, default)).Done);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Whoever_is_signed_in_still_stops_the_recovery_of_the_own_account(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, chan, officer) = await CastAsync(hub);
        var uid = (await hub.Get<StartRecovery>().RunAsync(await FreshAsync(hub, chan), mei.Uid, default)).Value;
        Assert.True((await hub.Get<ConfirmRecovery>().RunAsync(await FreshAsync(hub, officer), uid, default)).Done);
        Assert.True((await hub.Get<CancelRecovery>().RunAsync(await hub.ViewerAsync(mei.Token), uid, default)).Done);
        hub.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal("recovery-early", (await hub.Get<MakeRecoveryLink>().RunAsync(await FreshAsync(hub, chan), mei.Uid, default)).Refusal!.Code);
        Assert.Equal(1, await hub.NumberAsync("select count(*) from outbox where type = 'FactorRecoveryCancelled'"));
    }

    private static async Task<(Somebody Mei, Somebody Chan, Somebody Officer)> CastAsync(TestHub hub)
    {
        var bank = await hub.OrganisationAsync("Harbourside");
        return (await hub.PersonAsync("Mei", bank), await hub.PersonAsync("Chan", bank, Roles.Administrator), await hub.PersonAsync("Lau", roles: Roles.Officer));
    }

    /// <summary>The person in the session of the first day, proved and seen just now.</summary>
    private static async Task<Viewer> FreshAsync(TestHub hub, Somebody who)
    {
        await hub.RunAsync($"update session set strong_at = {hub.Clock.Now()}, seen_at = {hub.Clock.Now()} where ended_at = 0");
        return await hub.ViewerAsync(who.Token);
    }
}
