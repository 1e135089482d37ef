using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Sharing;

public sealed class AudienceChoiceTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_name_finds_whom_the_viewer_may_name_and_nobody_else(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (bank, clinic) = (await hub.OrganisationAsync("Harbour Bank"), await hub.OrganisationAsync("Clinic"));
        await hub.OrganisationAsync("Harbour feed", 2);
        await hub.CircleAsync("Harbour ring", bank);
        await hub.CircleAsync("Harbour cellar", bank);
        var (mei, ng, gone) = (await hub.PersonAsync("Mei", bank), await hub.PersonAsync("Ng", clinic), await hub.PersonAsync("Harbourt", clinic));
        await hub.Database.WriteAsync(tx => tx.RunAsync("update person set state = 2 where id = @id", default, ("id", gone)), default);
        await hub.Database.WriteAsync(tx => tx.RunAsync("update circle set takes_outside = 1 where uid = 'HARBOUR RING'", default), default);
        await hub.Database.WriteAsync(tx => tx.RunAsync("update organisation set name_zh = '海港銀行' where id = @id", default, ("id", bank)), default);

        Assert.Equal("Harbour cellar, Harbour ring; Harbour Bank; Mei · Harbour Bank", await FindAsync(mei, "  HARBOUR "));
        Assert.Equal("Harbour ring; Harbour Bank; Mei · Harbour Bank", await FindAsync(ng, "harbour"));
        Assert.Equal("; Harbour Bank; Mei · Harbour Bank", await FindAsync(ng, "海港"));
        foreach (var text in (string[])["", "%", "_", "!", "\0", "nobody"])
        {
            Assert.Equal("; ; ", await FindAsync(mei, text));
        }

        var words = new[] { "community", "circle:HARBOUR CELLAR", "circle:HARBOUR RING", "organisation:CLINIC", "organisation:HARBOUR FEED", "person:HARBOURT", "person:MEI", "person:NOSUCH", "?" };
        Assert.Equal(["circle:HARBOUR RING", "organisation:CLINIC", "person:MEI"], (await hub.Get<AudienceChoices>().NamedAsync(await hub.ViewerAsync(ng), words, default)).Select(c => c.Word));
        Assert.Equal(4, (await hub.Get<AudienceChoices>().NamedAsync(await hub.ViewerAsync(mei), words, default)).Count);

        async Task<string> FindAsync(long person, string text)
        {
            var found = await hub.Get<AudienceChoices>().FindAsync(await hub.ViewerAsync(person), text, default);
            return string.Join("; ", new[] { found.Circles, found.Organisations, found.Persons }.Select(kind => string.Join(", ", kind.Select(c => c.Name))));
        }
    }
}
