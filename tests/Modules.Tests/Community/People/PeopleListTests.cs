using Infohub.Community.Organisations;
using Infohub.Community.People;
using Infohub.Community.Public;
using Infohub.Platform.Data;

namespace Infohub.Modules.Tests.Community.People;

public sealed class PeopleListTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Whom_one_may_name_is_found_by_name_organisation_and_sector_page_by_page(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var bank = await hub.OrganisationAsync("Harbour Bank");
        var water = await hub.OrganisationAsync("Water_Works");
        var mei = await hub.PersonAsync("Mei", bank);
        await hub.PersonAsync("Ho", water);
        await hub.Database.WriteAsync(
            async tx =>
            {
                await tx.RunAsync("insert into organisation_sector(org_id, sector) values (@org, @sector)", default, ("org", bank), ("sector", Sectors.All[0].Code));
                await tx.RunAsync("update organisation set name_zh = '海港銀行' where id = @org", default, ("org", bank));
                for (var i = 0; i < PeopleList.PageSize; i++)
                {
                    await tx.RunAsync(
                        "insert into person(uid, org_id, name, email, state, roles, joined_at, created_at) values (@uid, @org, @uid, @uid, 1, 0, 1, 1)", default, ("uid", $"Z{i:000}"), ("org", water));
                }
            },
            default);
        var viewer = await hub.ViewerAsync(mei);
        Assert.Equal(["Mei"], await NamesAsync(hub, viewer, new("mEI", "", "")));
        Assert.Equal(["Mei"], await NamesAsync(hub, viewer, new("harbour", "", "")));
        Assert.Equal(["Mei"], await NamesAsync(hub, viewer, new("海港", "", "")));
        Assert.Equal(["Mei"], await NamesAsync(hub, viewer, new("", Sectors.All[0].Code, "")));
        // the signs of patterns are letters here
        Assert.Empty(await NamesAsync(hub, viewer, new("%", "", "")));
        Assert.Equal(PeopleList.PageSize, (await NamesAsync(hub, viewer, new("water_", "", ""))).Length);
        Assert.Empty(await NamesAsync(hub, viewer, new("harbour_", "", "")));
        var first = await NamesAsync(hub, viewer, new("", "", ""));
        Assert.Equal(["Z098", "Z099"], await NamesAsync(hub, viewer, new("", "", first[^1])));

        Assert.Equal(["Harbour Bank"], (await hub.Get<OrganisationDirectory>().FindAllAsync(viewer, new("BANK", "", ""), default)).Select(o => o.Name));
        Assert.Equal(["Harbour Bank"], (await hub.Get<OrganisationDirectory>().FindAllAsync(viewer, new("", Sectors.All[0].Code, ""), default)).Select(o => o.Name));
        Assert.Equal(["Water_Works"], (await hub.Get<OrganisationDirectory>().FindAllAsync(viewer, new("r_w", "", ""), default)).Select(o => o.Name));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Who_may_not_be_named_is_in_no_page_of_the_directory(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var bank = await hub.OrganisationAsync("Bank");
        var gone = await hub.OrganisationAsync("Gone");
        var hidden = await hub.OrganisationAsync("Hub", Standing.PartnerHub);
        var mei = await hub.PersonAsync("Mei", bank);
        foreach (var (name, org) in ((string, long)[])[("Invited", bank), ("Suspended", bank), ("OfGone", gone), ("OfHub", hidden)])
        {
            await hub.PersonAsync(name, org);
        }

        await hub.Database.WriteAsync(
            async tx =>
            {
                await tx.RunAsync("update person set state = 0, joined_at = 0 where name = 'Invited'", default);
                await tx.RunAsync("update person set state = 2 where name = 'Suspended'", default);
                await tx.RunAsync("update organisation set state = 3 where name = 'Gone'", default);
            },
            default);
        Assert.Equal(["Mei"], await NamesAsync(hub, await hub.ViewerAsync(mei), new("", "", "")));
        // the place of who is not there begins no page
        Assert.Empty(await NamesAsync(hub, await hub.ViewerAsync(mei), new("", "", "INVITED")));
    }

    private static async Task<string[]> NamesAsync(TestHub hub, Viewer viewer, DirectoryAsk ask) => [.. (await hub.Get<PeopleList>().ListAsync(viewer, ask, default)).Select(p => p.Name)];
}
