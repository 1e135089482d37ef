using Infohub.Community.Public;
using Infohub.Community.SignIn;
using Infohub.Community.SignIn.Confirm;
using Infohub.Community.SignIn.Mine;
using Infohub.Community.SignIn.Passkeys;
using Infohub.Community.SignIn.Welcome;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using Microsoft.AspNetCore.Http;

namespace Infohub.Modules.Tests.Community.SignIn;

public sealed class PasskeyTests
{
    private const string Here = "https://hub.example";

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_passkey_alone_signs_in(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var mei = await hub.PersonAsync("Mei");
        var device = await AddAsync(hub, mei);

        var signedIn = await SignInAsync(hub, device);

        Assert.Equal(mei.Id, (await hub.ViewerAsync(signedIn.Value.Token)).PersonId);
        Assert.Equal(1, await hub.NumberAsync("select count(*) from passkey where used_at > 0"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_ceremony_counts_once(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var device = await AddAsync(hub, await hub.PersonAsync("Mei"));
        var proof = (await ProveAsync(hub, device)).Value;
        var all = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => hub.Get<SignInWithPasskey>().RunAsync(proof, Fixture.Here, null, default))));
        Assert.Single(all, outcome => outcome.Done);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Other_origins_unverified_users_copies_strangers_and_late_answers_are_refused(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var mei = await hub.PersonAsync("Mei");
        var device = await AddAsync(hub, mei);
        Assert.True((await SignInAsync(hub, device)).Done);

        device.Counts = false;
        Assert.Same(Ceremonies.Failed, (await ProveAsync(hub, device)).Refusal);
        (device.Counts, device.Origin) = (true, "https://hub.example.evil.test");
        Assert.Same(Ceremonies.Failed, (await ProveAsync(hub, device)).Refusal);
        device.Origin = Here;
        device.VerifiesItsUser = false;
        Assert.Same(Ceremonies.Failed, (await ProveAsync(hub, device)).Refusal);
        device.VerifiesItsUser = true;
        Assert.Same(Ceremonies.Failed, (await ProveAsync(hub, device, afterMinutes: 6)).Refusal);
        Assert.Same(Ceremonies.Failed, (await ProveAsync(hub, device, finishAs: Ceremonies.Confirm(mei.Uid))).Refusal);
        await hub.RunAsync("update person set state = 2");
        Assert.Same(Ceremonies.Failed, (await SignInAsync(hub, device)).Refusal);
        await hub.RunAsync("update person set state = 1");
        Assert.True((await SignInAsync(hub, device)).Done);
        await hub.RunAsync("delete from passkey");
        Assert.Same(Ceremonies.Failed, (await ProveAsync(hub, device)).Refusal);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_passkey_opens_an_account_whose_password_is_closed(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var mei = await hub.PersonAsync("Mei");
        var device = await AddAsync(hub, mei);
        for (var i = 0; i < 6; i++)
        {
            await hub.SignInAsync(mei.Email, "not the password", "000000");
        }

        Assert.True((await SignInAsync(hub, device)).Done);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_link_can_be_answered_with_a_passkey_and_the_last_factor_stays(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var id = await hub.InvitedAsync(await hub.OrganisationAsync("Harbourside"), "Mei");
        var link = await hub.LinkAsync(id);
        var device = new SoftAuthenticator(Here);
        var proof = await MakeAsync(hub, device, new PasskeyPerson(id, "P-Mei", "Mei", Fixture.EmailOf("Mei")));

        var accepted = await hub.Get<AcceptLink>().RunAsync(new LinkAnswer(link, AcceptsTerms: true, Fixture.Here, null) { Passkey = proof.Value }, default);

        var viewer = await hub.ViewerAsync(accepted.Value.Token);
        Assert.True(viewer.IsPerson);
        Assert.Empty(accepted.Value.Codes);
        Assert.True((await SignInAsync(hub, device)).Done);
        var key = System.Buffers.Text.Base64Url.DecodeFromChars(Assert.Single(await hub.Get<MyAccount>().PasskeysAsync(viewer, default)).Id);
        Assert.Equal("last-factor", (await hub.Get<RemovePasskey>().RunAsync(viewer, key, default)).Refusal!.Code);
        Assert.True((await hub.Get<RenamePasskey>().RunAsync(viewer, key, "Telephone", default)).Done);
        var second = new SoftAuthenticator(Here);
        var more = await MakeAsync(hub, second, new PasskeyPerson(id, "P-Mei", "Mei", Fixture.EmailOf("Mei")));
        Assert.True((await hub.Get<AddPasskey>().RunAsync(viewer, more.Value, "Key", default)).Done);
        Assert.True((await hub.Get<RemovePasskey>().RunAsync(viewer, key, default)).Done);
        Assert.False((await SignInAsync(hub, device)).Done);
        Assert.True((await SignInAsync(hub, second)).Done);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_passkey_confirms_its_own_person_only(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, ada) = (await hub.PersonAsync("Mei"), await hub.PersonAsync("Ada"));
        var (meis, adas) = (await AddAsync(hub, mei), await AddAsync(hub, ada));
        hub.Clock.Advance(TimeSpan.FromMinutes(16));
        var viewer = await hub.ViewerAsync(mei.Token);
        Assert.NotNull(Fresh.Required(viewer, hub.Clock.Now()));

        var purpose = Ceremonies.Confirm(mei.Uid);
        Assert.False((await ProveAsync(hub, adas, purpose, personUid: mei.Uid)).Done);
        var proof = await ProveAsync(hub, meis, purpose, personUid: mei.Uid);
        Assert.False((await hub.Get<ConfirmWithPasskey>().RunAsync(await hub.ViewerAsync(ada.Token), proof.Value, default)).Done);
        Assert.True((await hub.Get<ConfirmWithPasskey>().RunAsync(viewer, proof.Value, default)).Done);
        Assert.Null(Fresh.Required(await hub.ViewerAsync(mei.Token), hub.Clock.Now()));
    }

    private static async Task<SoftAuthenticator> AddAsync(TestHub hub, Somebody who)
    {
        var device = new SoftAuthenticator(Here);
        var proof = await MakeAsync(hub, device, new PasskeyPerson(who.Id, who.Uid, "Name", who.Email));
        Assert.True((await hub.Get<AddPasskey>().RunAsync(await hub.ViewerAsync(who.Token), proof.Value, "Laptop", default)).Done);
        return device;
    }

    private static async Task<Outcome<PasskeyProof>> MakeAsync(TestHub hub, SoftAuthenticator device, PasskeyPerson person)
    {
        var asked = Context(hub);
        var options = await hub.Get<Ceremonies>().OfferAsync(asked, person);
        return await hub.Get<Ceremonies>().CheckNewAsync(Next(hub, asked), person, device.Create(options));
    }

    private static async Task<Outcome<SignedIn>> SignInAsync(TestHub hub, SoftAuthenticator device)
    {
        var proof = await ProveAsync(hub, device);
        return proof.Done ? await hub.Get<SignInWithPasskey>().RunAsync(proof.Value, Fixture.Here, null, default) : proof.Refusal!;
    }

    private static async Task<Outcome<PasskeyProof>> ProveAsync(
        TestHub hub, SoftAuthenticator device, string purpose = Ceremonies.SignIn, string? personUid = null, string? finishAs = null, int afterMinutes = 0)
    {
        var asked = Context(hub);
        var options = await hub.Get<Ceremonies>().AskAsync(asked, purpose, personUid);
        var answer = device.Get(options);
        hub.Clock.Advance(TimeSpan.FromMinutes(afterMinutes));
        return await hub.Get<Ceremonies>().CheckUseAsync(Next(hub, asked), finishAs ?? purpose, answer);
    }

    private static DefaultHttpContext Context(TestHub hub) => new() { RequestServices = hub.Services, Request = { Scheme = "https", Host = new HostString("hub.example") } };

    /// <summary>The browser's next request, with the cookies that it was given.</summary>
    private static DefaultHttpContext Next(TestHub hub, HttpContext before)
    {
        var next = Context(hub);
        next.Request.Headers.Cookie = string.Join("; ", before.Response.Headers.SetCookie.Select(c => c!.Split(';')[0]));
        return next;
    }
}
