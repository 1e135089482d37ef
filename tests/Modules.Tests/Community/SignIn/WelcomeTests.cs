using Infohub.Community.Public;
using Infohub.Community.SignIn;
using Infohub.Community.SignIn.Mine;
using Infohub.Community.SignIn.Welcome;
using Infohub.Platform.Data;

namespace Infohub.Modules.Tests.Community.SignIn;

public sealed class WelcomeTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task An_invited_person_becomes_active_by_choosing_secrets(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var id = await hub.InvitedAsync(await hub.OrganisationAsync("Harbourside"), "Mei");
        var link = await hub.LinkAsync(id);

        var (accepted, _) = await hub.AcceptAsync(link, "P-Mei");

        Assert.True((await hub.ViewerAsync(accepted.Value.Token)).IsPerson);
        Assert.Equal(1, await hub.NumberAsync("select count(*) from outbox where type = 'PersonEntered'"));
        Assert.Equal(1, await hub.NumberAsync("select count(*) from audit where act = 'person.enter'"));
        Assert.Same(AcceptLink.Gone, (await hub.AcceptAsync(link, "P-Mei")).Accepted.Refusal);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Of_ten_who_use_one_link_at_once_one_does(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var link = await hub.LinkAsync(await hub.InvitedAsync(await hub.OrganisationAsync("Harbourside"), "Mei"));
        var all = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => hub.AcceptAsync(link, "P-Mei"))));
        Assert.Single(all, a => a.Accepted.Done);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_link_runs_out_after_72_hours_and_a_new_one_replaces_it(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var id = await hub.InvitedAsync(await hub.OrganisationAsync("Harbourside"), "Mei");
        var first = await hub.LinkAsync(id);
        var second = await hub.LinkAsync(id);
        Assert.Same(AcceptLink.Gone, (await hub.AcceptAsync(first, "P-Mei")).Accepted.Refusal);
        hub.Clock.Advance(TimeSpan.FromHours(72));
        Assert.Same(AcceptLink.Gone, (await hub.AcceptAsync(second, "P-Mei")).Accepted.Refusal);
        Assert.True((await hub.AcceptAsync(await hub.LinkAsync(id), "P-Mei")).Accepted.Done);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_is_refused_does_not_use_the_link_up(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var id = await hub.InvitedAsync(await hub.OrganisationAsync("Harbourside"), "Mei");
        var link = await hub.LinkAsync(id);
        var accept = hub.Get<AcceptLink>();
        var offer = hub.Get<Enrolment>().OfferTo("P-Mei", "x", null);
        var answer = new LinkAnswer(link, AcceptsTerms: true, Fixture.Here, null) { Password = Fixture.Password, SealedSecret = offer.Sealed, Code = "000000" };

        Assert.Equal("terms", (await accept.RunAsync(answer with { AcceptsTerms = false }, default)).Refusal!.Code);
        Assert.Equal("password-names", (await accept.RunAsync(answer with { Password = "harbourside 2026" }, default)).Refusal!.Code);
        Assert.Equal("code-wrong", (await accept.RunAsync(answer, default)).Refusal!.Code);
        Assert.Equal("code-wrong", (await accept.RunAsync(answer with { SealedSecret = hub.Get<Enrolment>().OfferTo("P-Other", "x", null).Sealed }, default)).Refusal!.Code);
        Assert.True((await hub.AcceptAsync(link, "P-Mei")).Accepted.Done);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task New_terms_are_accepted_before_anything_else(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var mei = await hub.PersonAsync("Mei");
        await hub.RunAsync("insert into setting(name, value) values ('terms', '2026-03')");

        Assert.False((await hub.ViewerAsync(mei.Token)).IsPerson);
        var signedIn = (await hub.SignInAsync(mei.Email, mei.Password, hub.NextCode(mei))).Value;
        Assert.True(signedIn.NeedsTerms);
        Assert.False((await hub.ViewerAsync(signedIn.Token)).IsPerson);
        Assert.Equal("terms-changed", (await hub.Get<AcceptTerms>().RunAsync(signedIn.Token, "2025-01", default)).Refusal!.Code);
        Assert.True((await hub.Get<AcceptTerms>().RunAsync(signedIn.Token, "2026-03", default)).Done);
        Assert.True((await hub.ViewerAsync(signedIn.Token)).IsPerson);
        Assert.False((await hub.Get<AcceptTerms>().RunAsync("not a session", "2026-03", default)).Done);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task An_ended_session_is_dead_at_the_next_request(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var mei = await hub.PersonAsync("Mei");
        var other = (await hub.SignInAsync(mei.Email, mei.Password, hub.NextCode(mei))).Value.Token;
        var stranger = await hub.PersonAsync("Ada");
        var viewer = await hub.ViewerAsync(mei.Token);
        var target = (await hub.ViewerAsync(other)).SessionId;

        Assert.Equal("not-found", (await hub.Get<EndSession>().RunAsync(await hub.ViewerAsync(stranger.Token), target, default)).Refusal!.Code);
        Assert.True((await hub.ViewerAsync(other)).IsPerson);
        Assert.True((await hub.Get<EndSession>().RunAsync(viewer, target, default)).Done);
        Assert.False((await hub.ViewerAsync(other)).IsPerson);
        Assert.Equal(viewer.SessionId, Assert.Single(await hub.Get<MyAccount>().SessionsAsync(viewer, default)).Id);
        hub.Clock.Advance(TimeSpan.FromHours(13));
        Assert.False((await hub.ViewerAsync(mei.Token)).IsPerson);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_new_password_ends_the_other_sessions_and_asks_for_a_fresh_proof(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var mei = await hub.PersonAsync("Mei");
        var here = (await hub.SignInAsync(mei.Email, mei.Password, hub.NextCode(mei))).Value.Token;

        Assert.True((await hub.Get<ChangePassword>().RunAsync(await hub.ViewerAsync(here), "nine slow tramways", default)).Done);
        Assert.True((await hub.ViewerAsync(here)).IsPerson);
        Assert.False((await hub.ViewerAsync(mei.Token)).IsPerson);
        Assert.False((await hub.SignInAsync(mei.Email, mei.Password, hub.NextCode(mei))).Done);
        hub.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal("confirm", (await hub.Get<ChangePassword>().RunAsync(await hub.ViewerAsync(here), "nine slow tramways", default)).Refusal!.Code);
        Assert.Equal("confirm", (await hub.Get<ReplaceRecoveryCodes>().RunAsync(await hub.ViewerAsync(here), default)).Refusal!.Code);
        var confirm = hub.Get<Infohub.Community.SignIn.Confirm.ConfirmWithPassword>();
        Assert.False((await confirm.RunAsync(await hub.ViewerAsync(here), mei.Password, hub.NextCode(mei), Fixture.Here, default)).Done);
        Assert.True((await confirm.RunAsync(await hub.ViewerAsync(here), "nine slow tramways", hub.NextCode(mei), Fixture.Here, default)).Done);
        Assert.Equal(10, (await hub.Get<ReplaceRecoveryCodes>().RunAsync(await hub.ViewerAsync(here), default)).Value.Count);
        Assert.False((await hub.SignInAsync(mei.Email, "nine slow tramways", mei.Codes[0])).Done);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Settings_are_kept_and_checked(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var mei = await hub.PersonAsync("Mei");
        var change = hub.Get<ChangeSettings>();
        var settings = new Settings("zh-Hant", "Asia/Hong_Kong", "dark", "compact", Shortcuts: false);
        var viewer = await hub.ViewerAsync(mei.Token);
        Assert.True((await change.RunAsync(viewer, settings, default)).Done);
        Assert.Equal("zone-unknown", (await change.RunAsync(viewer, settings with { Zone = "Nowhere/Land" }, default)).Refusal!.Code);
        Assert.Equal("setting-unknown", (await change.RunAsync(viewer, settings with { Theme = "x\" onload=\"" }, default)).Refusal!.Code);
        viewer = await hub.ViewerAsync(mei.Token);
        Assert.Equal(("zh-Hant", "dark", "compact", false), (viewer.Language, viewer.Theme, viewer.Density, viewer.Shortcuts));
    }
}
