using Infohub.Community.FirstSteps;
using Infohub.Community.Public;
using Infohub.Community.Settings;
using Infohub.Platform.Data;
using Infohub.Platform.Ui;
using Infohub.Sharing.Posts;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Modules.Tests.Community.Governance;

public sealed class FirstStepsTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task The_guide_knows_by_itself_what_is_done(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var office = await hub.OrganisationAsync("Office");
        var kim = await hub.ViewerAsync(await hub.PersonAsync("Kim", office, Roles.Officer));
        Assert.Equal(["/officers/settings", "/officers/settings", "/organisation", "/officers/seals", "/officers", "/organisations", "/circles/new", "/share"], await OpenAsync(hub, kim));

        await hub.PersonAsync("Lau", office, Roles.Officer);
        var bank = await hub.OrganisationAsync("Bank");
        Assert.Equal(["/officers/settings", "/officers/settings", "/officers/seals", "/organisations", "/circles/new", "/share"], await OpenAsync(hub, kim));

        var mei = await hub.ViewerAsync(await hub.PersonAsync("Mei", bank));
        await hub.CircleAsync("Banking", bank);
        Assert.Null((await hub.Get<SharePost>().RunAsync(mei, new PostInput { Kind = "early-warning", Label = "TLP:GREEN", Audience = ["community"], Title = "First" })).Refusal);
        Assert.Equal(["/officers/settings", "/officers/settings", "/officers/seals"], await OpenAsync(hub, kim));

        await hub.Database.WriteAsync(tx => ChangeCommunitySettings.PutAsync(tx, new SettingsChanges(new Dictionary<string, string>(StringComparer.Ordinal) { ["en"] = "Harbour" }, Terms: new Dictionary<string, string>(StringComparer.Ordinal) { ["en"] = "Be kind." }), default), default);
        hub.Get<CurrentSettings>().Forget();
        Assert.Equal(["/officers/seals"], await OpenAsync(hub, kim));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_an_officer_may_not_know_of_takes_no_step(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var kim = await hub.ViewerAsync(await hub.PersonAsync("Kim", await hub.OrganisationAsync("Office"), Roles.Officer));
        var bank = await hub.OrganisationAsync("Bank");
        var mei = await hub.ViewerAsync(await hub.PersonAsync("Mei", bank));
        await hub.CircleAsync("Banking", bank);
        await hub.Database.WriteAsync(tx => tx.RunAsync("update circle set listed = 0", default), default);
        await hub.Get<SharePost>().RunAsync(mei, new PostInput { Kind = "early-warning", Label = "TLP:GREEN", Audience = ["organisation:" + mei.OrganisationUid], Title = "Unseen" });
        var open = await OpenAsync(hub, kim);
        Assert.Contains("/circles/new", open);
        Assert.Contains("/share", open);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task It_leaves_home_when_an_officer_closes_it(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var office = await hub.OrganisationAsync("Office");
        var kim = await hub.ViewerAsync(await hub.PersonAsync("Kim", office, Roles.Officer));
        var member = await hub.ViewerAsync(await hub.PersonAsync("Mei", office));
        var guide = hub.Get<StartGuide>();
        Assert.False(await guide.IsOpenAsync(member, default));
        Assert.True(await guide.IsOpenAsync(kim, default));
        Assert.NotNull((await guide.CloseAsync(member, default)).Refusal);
        Assert.True(await guide.IsOpenAsync(kim, default));
        Assert.Null((await guide.CloseAsync(kim, default)).Refusal);
        Assert.False(await guide.IsOpenAsync(kim, default));
    }

    [Fact]
    public async Task Every_step_is_said_in_three_languages()
    {
        await using var hub = await TestHub.StartAsync(Engine.Sqlite);
        var (words, steps) = (hub.Get<WordBook>(), hub.Services.GetServices<FirstStep>().ToList());
        Assert.Equal(8, steps.Count);
        Assert.All(steps.SelectMany(s => new[] { s.English, s.Why }), text => Assert.All([Languages.Traditional, Languages.Simplified], l => Assert.NotEqual(text, words.Find(l, text))));
    }

    private static async Task<IEnumerable<string>> OpenAsync(TestHub hub, Viewer viewer) =>
        (await hub.Get<StartGuide>().ReadAsync(viewer, default)).Where(l => !l.Taken).Select(l => l.Step.Href);
}
