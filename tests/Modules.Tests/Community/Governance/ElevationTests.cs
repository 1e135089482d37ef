using Infohub.Community.Governance;
using Infohub.Community.Organisations;
using Infohub.Community.Public;
using Infohub.Platform.Data;
using static Infohub.Modules.Tests.Community.Village;

namespace Infohub.Modules.Tests.Community.Governance;

public sealed class ElevationTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_second_officer_grants_one_use_within_an_hour(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var hub = village.Hub;
        var desk = await village.OrganisationAsync("Desk");
        var bank = await village.OrganisationAsync("Harbour Bank");
        var ann = await village.AsAsync(await village.PersonAsync(desk, "Ann", Roles.Officer));
        var bob = await village.AsAsync(await village.PersonAsync(desk, "Bob", Roles.Officer));
        var (elevations, set) = (hub.Get<Elevations>(), hub.Get<SetOrganisationState>());
        Refused(await set.RunAsync(ann, bank, State.Suspended, default), "elevation-needed");

        var asked = Is(await elevations.AskAsync(ann, ElevatedAct.Suspend, bank, "stolen laptop", default));
        Refused(await elevations.GrantAsync(ann, asked, default), "another-officer");
        Refused(await set.RunAsync(ann, bank, State.Suspended, default), "elevation-needed");
        Is(await elevations.GrantAsync(bob, asked, default));
        Refused(await elevations.GrantAsync(bob, asked, default), "answered");
        Refused(await set.RunAsync(bob, bank, State.Suspended, default), "elevation-needed");
        Is(await set.RunAsync(ann, bank, State.Suspended, default));
        Is(await set.RunAsync(ann, bank, State.Active, default));
        Refused(await set.RunAsync(ann, bank, State.Suspended, default), "elevation-needed");

        var late = Is(await elevations.AskAsync(ann, ElevatedAct.Suspend, bank, "again", default));
        Is(await elevations.GrantAsync(bob, late, default));
        hub.Clock.Advance(TimeSpan.FromMinutes(61));
        var later = await village.AsAsync(ann.PersonUid);
        Refused(await set.RunAsync(later, bank, State.Suspended, default), "elevation-needed");
        Assert.NotEmpty(Is(await elevations.ListAsync(later, default)));
    }
}
