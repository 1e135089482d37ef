using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Comments;
using Infohub.Sharing.Passing;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Sharing;

public sealed class FirstSliceTests
{
    private static readonly PostInput Warning = new()
    {
        Kind = "early-warning",
        Label = "TLP:AMBER",
        Audience = ["circle:BANKING"],
        Title = "假冒登入頁面 copies our sign-in page",
        Body = "The button leads to hxxps://signin[.]harbourside-hr[.]example and 203[.]0[.]113[.]88",
    };

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_circle_reads_what_is_shared_with_it_until_it_is_withdrawn(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, ho, outsider) = await ThreeAsync(hub);
        var shared = await hub.Get<SharePost>().RunAsync(mei, Warning);
        Assert.Null(shared.Refusal);
        var uid = shared.Value.Uid;

        var read = await hub.Get<Holdings>().OpenAsync(ho, Channel.Page, uid, null, default);
        Assert.Equal(Warning.Title, read.Value.Card.Title);
        Assert.Equal(Disclosure.Full, read.Value.Card.Shows);
        Assert.Equal(RefusalKind.NotFound, (await hub.Get<Holdings>().OpenAsync(outsider, Channel.Page, uid, null, default)).Refusal!.Kind);
        Assert.Single((await hub.Get<Holdings>().ListAsync(ho, Channel.List, new ItemQuery(), default)).Value.Cards);
        Assert.Empty((await hub.Get<Holdings>().ListAsync(outsider, Channel.List, new ItemQuery(), default)).Value.Cards);

        Assert.Equal(RefusalKind.Forbidden, (await hub.Get<WithdrawPost>().RunAsync(ho, uid, "no")).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, (await hub.Get<WithdrawPost>().RunAsync(outsider, uid, "no")).Refusal!.Kind);
        Assert.Null((await hub.Get<WithdrawPost>().RunAsync(mei, uid, "the address belongs to a shared proxy")).Refusal);
        var gone = await hub.Get<Holdings>().OpenAsync(ho, Channel.Page, uid, null, default);
        Assert.Equal(Disclosure.Tombstone, gone.Value.Card.Shows);
        Assert.Equal("", gone.Value.Card.Title);
        Assert.Null(gone.Value.Content);
        Assert.Equal(Disclosure.Full, (await hub.Get<Holdings>().OpenAsync(mei, Channel.Page, uid, null, default)).Value.Card.Shows);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Two_chinese_letters_and_a_masked_value_are_found_by_readers_alone(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, ho, outsider) = await ThreeAsync(hub);
        await hub.Get<SharePost>().RunAsync(mei, Warning);
        foreach (var text in (string[])["登入", "假冒登入", "203.0.113.88", "203[.]0[.]113[.]88", "https://signin.harbourside-hr.example", "\"copies our sign-in\"", "BUTTON"])
        {
            Assert.Single((await hub.Get<Holdings>().ListAsync(ho, Channel.List, new ItemQuery { Text = text }, default)).Value.Cards);
            Assert.Empty((await hub.Get<Holdings>().ListAsync(outsider, Channel.List, new ItemQuery { Text = text }, default)).Value.Cards);
        }

        Assert.Empty((await hub.Get<Holdings>().ListAsync(ho, Channel.List, new ItemQuery { Text = "our copies" + " \"our copies\"" }, default)).Value.Cards);
        Assert.Single((await hub.Get<Holdings>().ListAsync(ho, Channel.List, new ItemQuery { Text = "登入", CircleUid = "BANKING" }, default)).Value.Cards);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Amber_goes_to_the_passers_organisation_and_its_clients_and_no_further(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, ho, outsider) = await ThreeAsync(hub);
        var uid = (await hub.Get<SharePost>().RunAsync(mei, Warning)).Value.Uid;
        Assert.Equal(RefusalKind.Forbidden, (await hub.Get<PassOn>().RunAsync(ho, uid, "organisation:OUTSIDE")).Refusal!.Kind);
        await hub.Database.WriteAsync(
            tx => tx.RunAsync("insert into client(provider_id, client_id, provider_at, client_at) values (@p, @c, 1, 1)", default, ("p", ho.OrganisationId), ("c", outsider.OrganisationId)),
            default);
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await hub.Get<PassOn>().RunAsync(ho, uid, "organisation:OUTSIDE")).Refusal);
        Assert.Equal(Disclosure.Full, (await hub.Get<Holdings>().OpenAsync(outsider, Channel.Page, uid, null, default)).Value.Card.Shows);
        Assert.Null((await hub.Get<AddComment>().RunAsync(outsider, uid, "Seen here too.")).Refusal);
        Assert.Null((await hub.Get<RelabelPost>().RunAsync(mei, uid, "TLP:AMBER+STRICT", ["circle:BANKING"])).Refusal);
        Assert.Equal(RefusalKind.NotFound, (await hub.Get<Holdings>().OpenAsync(outsider, Channel.Page, uid, null, default)).Refusal!.Kind);
        var readable = (await hub.Get<Holdings>().OpenAsync(ho, Channel.Page, uid, null, default)).Value;
        Assert.Equal("Seen here too.", Assert.Single(await hub.Get<Discussion>().ListAsync(readable, default)).Text);
    }

    private static async Task<(Viewer Mei, Viewer Ho, Viewer Outsider)> ThreeAsync(TestHub hub)
    {
        var bank = await hub.OrganisationAsync("Bank");
        var insurer = await hub.OrganisationAsync("Insurer");
        var outside = await hub.OrganisationAsync("Outside");
        await hub.CircleAsync("Banking", bank, insurer);
        var mei = await hub.PersonAsync("Mei", bank);
        var ho = await hub.PersonAsync("Ho", insurer);
        var other = await hub.PersonAsync("Other", outside);
        return (await hub.ViewerAsync(mei), await hub.ViewerAsync(ho), await hub.ViewerAsync(other));
    }
}
