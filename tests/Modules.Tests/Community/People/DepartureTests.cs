using Infohub.Community.Circles;
using Infohub.Community.Clients;
using Infohub.Community.Keys;
using Infohub.Community.Organisations;
using Infohub.Community.People;
using Infohub.Community.Public;
using Infohub.Platform.Data;
using static Infohub.Modules.Tests.Community.Village;

namespace Infohub.Modules.Tests.Community.People;

public sealed class DepartureTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_leaving_organisation_keeps_nothing_and_returns_as_a_new_joiner(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var hub = village.Hub;
        var bank = await village.OrganisationAsync("Harbour Bank", "finance");
        var power = await village.OrganisationAsync("Peak Power");
        var ann = await village.PersonAsync(bank, "Ann", Roles.Administrator);
        var bob = await village.PersonAsync(power, "Bob", Roles.Administrator);
        await village.CircleAsync(ann);
        await village.CircleAsync(ann, asOrganisation: true);
        Is(await hub.Get<MakeKey>().RunAsync(await village.AsAsync(ann), new NewKey("feed", true, Scopes.Read), default));
        Is(await hub.Get<ProposeClient>().RunAsync(await village.AsAsync(ann), bank, power, default));
        Is(await hub.Get<ConfirmClient>().RunAsync(await village.AsAsync(bob), bank, power, default));

        Is(await hub.Get<SetOrganisationState>().RunAsync(village.System, bank, State.Left, default));
        Assert.Equal(0, await village.NumberAsync("select count(*) from circle_member"));
        Assert.Equal(0, await village.NumberAsync("select count(*) from circle_owner"));
        Assert.Equal(0, await village.NumberAsync("select count(*) from client"));
        Assert.Equal(0, await village.NumberAsync("select count(*) from api_key where revoked_at = 0"));
        Assert.Equal(1, await village.NumberAsync("select count(*) from outbox where type = 'OrganisationLeft'"));

        hub.Clock.Advance(TimeSpan.FromDays(1));
        Is(await hub.Get<SetOrganisationState>().RunAsync(village.System, bank, State.Active, default));
        Assert.Equal(hub.Clock.Now(), await village.NumberAsync("select joined_at from organisation where uid = @uid", ("uid", bank)));
        Assert.Equal(1, await village.NumberAsync("select count(*) from circle_member"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_person_who_moves_keeps_nothing_of_the_first_organisation(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var hub = village.Hub;
        var bank = await village.OrganisationAsync("Harbour Bank");
        var power = await village.OrganisationAsync("Peak Power");
        var ann = await village.PersonAsync(bank, "Ann", Roles.Administrator | Roles.Csirt);
        var circle = await village.CircleAsync(ann);
        Is(await hub.Get<MakeKey>().RunAsync(await village.AsAsync(ann), new NewKey("mine", false, Scopes.Read), default));
        Is(await hub.Get<MovePerson>().RunAsync(village.System, ann, power, default));
        Assert.Equal((int)Roles.Csirt, await village.NumberAsync("select roles from person where uid = @uid", ("uid", ann)));
        Assert.Equal(0, await village.NumberAsync("select count(*) from circle_member"));
        Assert.Equal(0, await village.NumberAsync("select count(*) from api_key where revoked_at = 0"));
        Refused(await village.NameAsync(ann, PartKind.Circle, circle), "not-found");
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Nobody_grants_what_they_do_not_have(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var hub = village.Hub;
        var bank = await village.OrganisationAsync("Harbour Bank");
        var power = await village.OrganisationAsync("Peak Power");
        var ann = await village.PersonAsync(bank, "Ann", Roles.Administrator);
        var carl = await village.PersonAsync(bank, "Carl");
        var dora = await village.PersonAsync(bank, "Dora", Roles.Officer);
        var bob = await village.PersonAsync(power, "Bob");
        var roles = hub.Get<SetRoles>();
        var administrator = await village.AsAsync(ann);
        Is(await roles.RunAsync(administrator, carl, Roles.Administrator, default));
        Refused(await roles.RunAsync(administrator, carl, Roles.Officer, default), "rights");
        Refused(await roles.RunAsync(administrator, dora, Roles.None, default), "rights");
        Refused(await roles.RunAsync(administrator, bob, Roles.Administrator, default), "rights");
        Refused(await roles.RunAsync(administrator, ann, Roles.Administrator | Roles.Officer, default), "yourself");
        Refused(await hub.Get<SetPersonState>().RunAsync(administrator, dora, State.Suspended, default), "rights");
        Refused(
            await hub.Get<InvitePerson>().RunAsync(administrator, new NewPerson(bank, "Eve", "eve@example.org", Roles: Roles.Officer), default), "rights");
        Refused(await hub.Get<InvitePerson>().RunAsync(administrator, new NewPerson(power, "Eve", "eve@example.org"), default), "administrators-only");
        Is(await roles.RunAsync(await village.AsAsync(dora), bob, Roles.Auditor, default));
        Refused(await roles.RunAsync(await village.AsAsync(dora), dora, Roles.None, default), "last-officer");

        hub.Clock.Advance(TimeSpan.FromMinutes(16));
        Refused(await roles.RunAsync(administrator, carl, Roles.None, default), "confirm");
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Of_officers_who_leave_at_once_one_stays(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var officers = new List<Viewer>();
        for (var i = 0; i < 6; i++)
        {
            officers.Add(await village.AsAsync(await village.PersonAsync(await village.OrganisationAsync($"Desk {i}"), $"Officer {i}", Roles.Officer)));
        }

        var all = await Task.WhenAll(officers.Select(o => Task.Run(() => village.Hub.Get<SetPersonState>().RunAsync(o, o.PersonUid, State.Left, default))));
        Refused(Assert.Single(all, each => !each.Done), "last-officer");
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Seats_are_kept(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var bank = await village.OrganisationAsync("Harbour Bank");
        var ann = await village.PersonAsync(bank, "Ann", Roles.Administrator);
        Is(await village.Hub.Get<EditOrganisation>().RunAsync(village.System, bank, new OrganisationChanges(Seats: 2), default));
        var viewer = await village.AsAsync(ann);
        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(n =>
            village.Hub.Get<InvitePerson>().RunAsync(viewer, new NewPerson(bank, "Guest", $"guest{n}@example.org"), default)));
        Assert.Single(made, m => m.Done);
        Assert.All(made.Where(m => !m.Done), m => Refused(m, "seats-taken"));
    }
}
