using Infohub.Community.Governance;
using Infohub.Community.Public;
using Infohub.Community.Settings;
using Infohub.Platform.Data;
using static Infohub.Modules.Tests.Community.Village;

namespace Infohub.Modules.Tests.Community.Governance;

public sealed class SetUpTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task The_first_set_up_needs_the_token_and_two_officers_and_ends_with_the_first_who_enters(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var hub = village.Hub;
        var setUp = hub.Get<SetUpCommunity>();
        var what = new FirstSetUp(
            hub.Get<SetUpToken>().Reveal(), new Dictionary<string, string> { ["en"] = "Harbour Watch" }, ["en"], ["finance"], new Dictionary<string, string> { ["en"] = "Be kind.", ["zh-Hant"] = "與人為善。" }, "Desk",
            "Ann", "ann@example.org", "Bob", "bob@example.org");
        Refused(await setUp.RunAsync(what with { Token = "guess" }, default), "token");
        Refused(await setUp.RunAsync(what with { SecondEmail = "ANN@example.org" }, default), "officers");
        Assert.Equal(2, Is(await setUp.RunAsync(what, default)).Length);
        Assert.Equal(2, Is(await setUp.RunAsync(what, default)).Length);
        Assert.Equal(2, await village.NumberAsync("select count(*) from person where (roles & 2) <> 0"));
        Assert.Equal(2, await village.NumberAsync("select count(*) from one_time_link where used_at = 0"));
        Assert.Equal(1, await village.NumberAsync("select count(*) from organisation"));

        await hub.Database.WriteAsync(async tx => await tx.RunAsync("update person set state = 1, terms = '2', email = invited_email, invited_email = null where invited_email = 'ann@example.org'", default), default);
        Refused(await setUp.RunAsync(what, default), "not-found");

        var settings = await hub.Database.ReadAsync(sql => CommunitySettings.ReadAsync(sql, default), default);
        Assert.Equal("Harbour Watch", settings.Names["en"]);
        Assert.True(settings.AmberClients);
        Assert.Equal(["Be kind.", "與人為善。", "Be kind."], new[] { "en", "zh-Hant", "zh-Hans" }.Select(l => settings.TermsIn(l)!.Value.Text));
        var uid = await hub.Database.ReadAsync(sql => sql.FirstAsync("select uid from person where email = 'ann@example.org'", static r => r.Text(0), default), default);
        var officer = await village.AsAsync(uid!);
        Refused(await hub.Get<ChangeCommunitySettings>().RunAsync(officer, new SettingsChanges(AmberClients: false), default), "elevation-needed");
        Refused(await hub.Get<Elevations>().AskAsync(officer, "rule", "", "because", default), "act");
    }
}
