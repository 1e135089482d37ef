using Infohub.Community.Governance;
using Infohub.Community.Organisations;
using Infohub.Community.People;
using Infohub.Community.Public;
using Infohub.Community.SignIn.Recovery;
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

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task One_officer_alone_brings_nobody_into_an_organisation_with_administrators(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var hub = village.Hub;
        var (ann, bob, desk) = await OfficersAsync(village);
        var bank = await village.OrganisationAsync("Harbour Bank");
        var (invite, again, move) = (hub.Get<InvitePerson>(), hub.Get<InviteAgain>(), hub.Get<MovePerson>());
        var first = Is(await invite.RunAsync(ann, new NewPerson(bank, "First", "first@example.org", Roles: Roles.Administrator), default));
        Is(await again.RunAsync(ann, first.Uid, default));
        Is(await hub.Get<SetPersonState>().RunAsync(village.System, first.Uid, State.Active, default));

        var second = new NewPerson(bank, "Second", "second@example.org");
        var carl = await village.PersonAsync(desk, "Carl");
        Refused(await invite.RunAsync(ann, second, default), "elevation-needed");
        Refused(await move.RunAsync(ann, carl, bank, default), "elevation-needed");
        await GrantedAsync(hub, ann, bob, ElevatedAct.Invite, bank);
        Refused(await invite.RunAsync(ann, second with { Email = "first@example.org" }, default), "email-taken");
        var invited = Is(await invite.RunAsync(ann, second, default));
        Refused(await again.RunAsync(ann, invited.Uid, default), "elevation-needed");
        Refused(await move.RunAsync(ann, carl, bank, default), "elevation-needed");
        await GrantedAsync(hub, ann, bob, ElevatedAct.Invite, bank);
        Is(await move.RunAsync(ann, carl, bank, default));
        Is(await invite.RunAsync(await village.AsAsync(first.Uid), new NewPerson(bank, "Third", "third@example.org"), default));

        hub.Clock.Advance(TimeSpan.FromMinutes(16));
        Refused(await invite.RunAsync(ann, new NewPerson(bank, "Fourth", "fourth@example.org"), default), "confirm");
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Two_officers_make_a_third_who_grants_nothing_to_the_one_who_asked(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var hub = village.Hub;
        var (ann, bob, desk) = await OfficersAsync(village);
        var carl = await village.PersonAsync(desk, "Carl");
        var (roles, elevations) = (hub.Get<SetRoles>(), hub.Get<Elevations>());
        var dora = new NewPerson(desk, "Dora", "dora@example.org", Roles: Roles.Officer);
        Refused(await roles.RunAsync(ann, carl, Roles.Officer, default), "elevation-needed");
        Refused(await hub.Get<InvitePerson>().RunAsync(ann, dora, default), "elevation-needed");
        await GrantedAsync(hub, ann, bob, ElevatedAct.Appoint, carl);
        Is(await roles.RunAsync(ann, carl, Roles.Officer, default));
        Is(await roles.RunAsync(ann, carl, Roles.Officer | Roles.Auditor, default));
        await GrantedAsync(hub, ann, bob, ElevatedAct.Appoint, desk);
        var invited = Is(await hub.Get<InvitePerson>().RunAsync(ann, dora, default)).Uid;
        Is(await hub.Get<SetPersonState>().RunAsync(village.System, invited, State.Active, default));

        var asked = Is(await elevations.AskAsync(ann, ElevatedAct.Suspend, desk, "stolen laptop", default));
        Refused(await elevations.GrantAsync(await village.AsAsync(carl), asked, default), "beholden");
        Refused(await elevations.GrantAsync(await village.AsAsync(invited), asked, default), "beholden");
        await GrantedAsync(hub, bob, await village.AsAsync(carl), ElevatedAct.Suspend, desk);
        await GrantedAsync(hub, await village.AsAsync(carl), ann, ElevatedAct.Suspend, desk);

        // Nor does a word on a recovery count.
        var guest = await village.PersonAsync(await village.OrganisationAsync("Harbour Bank"), "Guest", Roles.Administrator);
        var started = Is(await hub.Get<StartRecovery>().RunAsync(ann, guest, default));
        Refused(await hub.Get<ConfirmRecovery>().RunAsync(await village.AsAsync(carl), started, default), "beholden");
        Is(await hub.Get<ConfirmRecovery>().RunAsync(bob, started, default));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task The_only_officer_appoints_another_who_grants_them_nothing(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var hub = village.Hub;
        var desk = await village.OrganisationAsync("Desk");
        var ann = await village.AsAsync(await village.PersonAsync(desk, "Ann", Roles.Officer));
        var bob = await village.PersonAsync(desk, "Bob");
        Is(await hub.Get<SetRoles>().RunAsync(ann, bob, Roles.Officer, default));
        var asked = Is(await hub.Get<Elevations>().AskAsync(ann, ElevatedAct.Suspend, desk, "stolen laptop", default));
        Refused(await hub.Get<Elevations>().GrantAsync(await village.AsAsync(bob), asked, default), "beholden");
    }

    private static async Task<(Viewer Ann, Viewer Bob, string Desk)> OfficersAsync(Village village)
    {
        var desk = await village.OrganisationAsync("Desk");
        return (
            await village.AsAsync(await village.PersonAsync(desk, "Ann", Roles.Officer)), await village.AsAsync(await village.PersonAsync(desk, "Bob", Roles.Officer)), desk);
    }

    private static async Task GrantedAsync(TestHub hub, Viewer asks, Viewer grants, string act, string on) =>
        Is(await hub.Get<Elevations>().GrantAsync(grants, Is(await hub.Get<Elevations>().AskAsync(asks, act, on, "agreed by telephone", default)), default));
}
