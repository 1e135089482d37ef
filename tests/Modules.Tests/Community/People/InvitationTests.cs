using Infohub.Community.People;
using Infohub.Community.Public;
using Infohub.Community.SignIn;
using Infohub.Community.SignIn.Recovery;
using Infohub.Modules.Tests.Community.SignIn;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using static Infohub.Modules.Tests.Community.Village;

namespace Infohub.Modules.Tests.Community.People;

public sealed class InvitationTests
{
    private const string Guest = "guest@example.org";

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Who_was_invited_and_never_came_stays_unknown_to_others(Engine engine)
    {
        await using var town = await Town.StartAsync(engine);
        var guest = Is(await town.InviteAsync(town.Ann)).Uid;
        Is(await town.SetAsync(town.Ann, guest, State.Left));

        Assert.NotNull(await town.FindAsync(town.Ann, guest));
        Assert.Null(await town.FindAsync(town.Bob, guest));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Who_left_and_is_about_to_come_back_looks_the_same_to_others(Engine engine)
    {
        await using var town = await Town.StartAsync(engine);
        var carl = await town.Village.PersonAsync(town.Bank, "Carl");
        Is(await town.SetAsync(town.Ann, carl, State.Left));

        var left = await town.FindAsync(town.Bob, carl);
        await town.ReturnAsync(town.Ann, carl);
        Assert.NotNull(left);
        Assert.Equal(left, await town.FindAsync(town.Bob, carl));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Two_organisations_invite_one_address_alike_and_the_first_who_enters_has_it(Engine engine)
    {
        await using var town = await Town.StartAsync(engine);
        var one = Is(await town.InviteAsync(town.Ann));
        var other = Is(await town.InviteAsync(town.Bob));
        Assert.Equal((Guest, Guest), ((await town.FindAsync(town.Ann, one.Uid))!.Email, (await town.FindAsync(town.Bob, other.Uid))!.Email));

        Assert.True((await town.EnterAsync(other)).Done);
        Refused(await town.EnterAsync(one), "email-held");
        Assert.Equal(State.Waiting, (await town.FindAsync(town.Ann, one.Uid))!.State);

        // the refusal used nothing up: once the address is free, the same link opens
        Is(await town.SetAsync(town.Bob, other.Uid, State.Left));
        Assert.True((await town.EnterAsync(one)).Done);
        Refused(await town.EnterAsync(await town.ReturnAsync(town.Bob, other.Uid)), "email-held");
        Assert.Equal(Guest, (await town.FindAsync(town.Bob, other.Uid))!.Email);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task An_address_that_signs_in_elsewhere_is_invited_like_a_new_one(Engine engine)
    {
        await using var town = await Town.StartAsync(engine);
        await town.Village.PersonAsync(town.Power, "Dora");
        var known = Is(await town.InviteAsync(town.Ann, "dora@example.org"));
        var fresh = Is(await town.InviteAsync(town.Ann, "emil@example.org"));

        var view = (await town.FindAsync(town.Ann, fresh.Uid))! with { Uid = known.Uid, Email = "dora@example.org" };
        Assert.Equal(view, await town.FindAsync(town.Ann, known.Uid));
        Refused(await town.EnterAsync(known), "email-held");
        Assert.True((await town.EnterAsync(fresh)).Done);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task An_address_of_the_own_organisation_is_not_invited_twice(Engine engine)
    {
        await using var town = await Town.StartAsync(engine);
        var guest = Is(await town.InviteAsync(town.Ann)).Uid;
        Refused(await town.InviteAsync(town.Ann, "GUEST@example.org"), "email-taken");
        Refused(await town.InviteAsync(town.Ann, "ann@example.org"), "email-taken");
        Is(await town.SetAsync(town.Ann, guest, State.Left));
        Refused(await town.InviteAsync(town.Ann), "email-taken");
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Who_left_comes_back_with_the_same_address_as_a_new_joiner(Engine engine)
    {
        await using var town = await Town.StartAsync(engine);
        var guest = Is(await town.InviteAsync(town.Ann));
        Assert.True((await town.EnterAsync(guest)).Done);
        Is(await town.SetAsync(town.Ann, guest.Uid, State.Left));
        Assert.Same(Account.Nobody, await town.AccountAsync(Guest));

        var back = await town.ReturnAsync(town.Ann, guest.Uid);
        Assert.True((await town.EnterAsync(back)).Done);
        Assert.Equal(guest.Uid, (await town.AccountAsync(Guest)).Uid);
        Assert.Equal(town.Hub.Clock.Now(), await town.Village.NumberAsync("select joined_at from person where uid = @uid", ("uid", guest.Uid)));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task An_administrator_alone_does_not_become_a_colleague_who_was_in(Engine engine)
    {
        await using var town = await Town.StartAsync(engine);
        var guest = Is(await town.InviteAsync(town.Ann));
        Assert.True((await town.EnterAsync(guest)).Done);
        Refused(await town.AgainAsync(town.Ann, guest.Uid), "state");
        Is(await town.SetAsync(town.Ann, guest.Uid, State.Left));
        Refused(await town.AgainAsync(town.Ann, guest.Uid), "comes-back");

        // A link that an earlier release made for such a person opens nothing, and the person still comes back by a recovery.
        var id = (await town.Village.NumberAsync("select id from person where uid = @uid", ("uid", guest.Uid)))!.Value;
        await town.Hub.RunAsync($"update person set state = 0, joined_at = 0, password = '' where id = {id}");
        var old = new Invitation(guest.Uid, "/welcome/" + await town.Hub.LinkAsync(id));
        Refused(await town.EnterAsync(old), "link-gone");
        Refused(await town.AgainAsync(town.Ann, guest.Uid), "comes-back");
        Assert.True((await town.EnterAsync(await town.ReturnAsync(town.Ann, guest.Uid))).Done);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Who_never_came_is_invited_again_by_somebody_just_proved(Engine engine)
    {
        await using var town = await Town.StartAsync(engine);
        var guest = Is(await town.InviteAsync(town.Ann));
        var ann = await town.Village.AsAsync(town.Ann);
        town.Hub.Clock.Advance(TimeSpan.FromMinutes(16));
        Refused(await town.Hub.Get<InviteAgain>().RunAsync(ann, guest.Uid, default), "confirm");
        Is(await town.SetAsync(town.Ann, guest.Uid, State.Left));
        var again = Is(await town.AgainAsync(town.Ann, guest.Uid));
        Refused(await town.EnterAsync(guest), "link-gone");
        Assert.True((await town.EnterAsync(again)).Done);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Who_comes_back_needs_a_seat(Engine engine)
    {
        await using var town = await Town.StartAsync(engine);
        var carl = await town.Village.PersonAsync(town.Bank, "Carl");
        Is(await town.SetAsync(town.Ann, carl, State.Left));
        var back = await town.ReturnAsync(town.Ann, carl);
        await town.Hub.RunAsync("update organisation set seats = 1");
        Refused(await town.EnterAsync(back), "seats-taken");
        await town.Hub.RunAsync("update organisation set seats = 2");
        Assert.True((await town.EnterAsync(back)).Done);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_recovery_of_lost_factors_is_none_of_a_return(Engine engine)
    {
        await using var town = await Town.StartAsync(engine);
        var carl = await town.Village.PersonAsync(town.Bank, "Carl");
        await town.ConfirmedAsync(town.Ann, carl);
        Is(await town.SetAsync(town.Ann, carl, State.Left));
        Refused(await town.Hub.Get<MakeRecoveryLink>().RunAsync(await town.Village.AsAsync(town.Ann), carl, default), "recovery-early");
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task An_address_that_is_only_invited_signs_in_as_little_as_an_unknown_one(Engine engine)
    {
        await using var town = await Town.StartAsync(engine);
        var guest = Is(await town.InviteAsync(town.Ann));
        foreach (var typed in new[] { Guest, "nobody@example.org", guest.Uid })
        {
            Assert.Same(Account.Nobody, await town.AccountAsync(typed));
            Assert.Same(SignInWithPassword.Failed, (await town.Hub.SignInAsync(typed, Fixture.Password, "000000")).Refusal);
        }
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Of_eight_who_enter_with_one_address_at_once_one_does(Engine engine)
    {
        await using var town = await Town.StartAsync(engine);
        var invited = new List<Invitation>();
        for (var i = 0; i < 8; i++)
        {
            var organisation = await town.Village.OrganisationAsync($"Member {i}");
            invited.Add(Is(await town.Hub.Get<InvitePerson>().RunAsync(town.Village.System, new NewPerson(organisation, "Guest", Guest), default)));
        }

        var all = await Task.WhenAll(invited.Select(each => Task.Run(() => town.EnterAsync(each))));
        Assert.Single(all, each => each.Done);
        Assert.Equal(7, all.Count(each => each.Refusal?.Code == "email-held"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task An_older_database_frees_the_addresses_of_those_who_only_were_invited_or_left(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        await hub.RunAsync("alter table person drop column invited_email");
        await hub.RunAsync("delete from migration where name = '0014_addresses.sql'");
        var bank = await hub.OrganisationAsync("Harbour Bank");
        await hub.RunAsync(
            $"""
            insert into person(uid, org_id, name, email, state, joined_at, created_at) values
              ('W', {bank}, 'Wu', 'wu@bank.example', 0, 0, 1), ('A', {bank}, 'Au', 'au@bank.example', 1, 1, 1),
              ('S', {bank}, 'So', 'so@bank.example', 2, 1, 1), ('L', {bank}, 'Li', 'li@bank.example', 3, 1, 1)
            """);

        await Migrations.ApplyAsync(hub.Database, [typeof(InvitePerson).Assembly], default);

        var kept = await hub.Database.ReadAsync(
            sql => sql.ListAsync("select uid, email, coalesce(invited_email, '') from person order by id", static r => (r.Text(0), r.Text(1), r.Text(2)), default), default);
        Assert.Equal([("W", "W", "wu@bank.example"), ("A", "au@bank.example", ""), ("S", "so@bank.example", ""), ("L", "L", "li@bank.example")], kept);
        var waiting = await hub.NumberAsync("select id from person where uid = 'W'");
        var (accepted, _) = await hub.AcceptAsync(await hub.LinkAsync(waiting), "W");
        Assert.True(accepted.Done);
        Assert.Equal("W", (await hub.Database.ReadAsync(sql => Account.ByEmailAsync(sql, "wu@bank.example", default), default)).Uid);
    }

    /// <summary>Two organisations, each with an administrator.</summary>
    private sealed record Town(Village Village, string Bank, string Power, string Ann, string Bob) : IAsyncDisposable
    {
        public TestHub Hub => Village.Hub;

        public static async Task<Town> StartAsync(Engine engine)
        {
            var village = await Village.StartAsync(engine);
            var bank = await village.OrganisationAsync("Harbour Bank");
            var power = await village.OrganisationAsync("Peak Power");
            return new Town(
                village, bank, power, await village.PersonAsync(bank, "Ann", Roles.Administrator), await village.PersonAsync(power, "Bob", Roles.Administrator));
        }

        public async Task<Outcome<Invitation>> InviteAsync(string by, string email = Guest) =>
            await Hub.Get<InvitePerson>().RunAsync(await Village.AsAsync(by), new NewPerson(by == Ann ? Bank : Power, "Guest", email), default);

        public async Task<Outcome<Invitation>> AgainAsync(string by, string person) => await Hub.Get<InviteAgain>().RunAsync(await Village.AsAsync(by), person, default);

        /// <summary>An officer of a third organisation confirms what the administrator started, and a day goes by.</summary>
        public async Task ConfirmedAsync(string by, string person)
        {
            var started = Is(await Hub.Get<StartRecovery>().RunAsync(await Village.AsAsync(by), person, default));
            var officer = await Village.PersonAsync(await Village.OrganisationAsync("Programme " + started), "Officer " + started, Roles.Officer);
            Is(await Hub.Get<ConfirmRecovery>().RunAsync(await Village.AsAsync(officer), started, default));
            Hub.Clock.Advance(TimeSpan.FromHours(25));
        }

        public async Task<Invitation> ReturnAsync(string by, string person)
        {
            await ConfirmedAsync(by, person);
            return new Invitation(person, Is(await Hub.Get<MakeRecoveryLink>().RunAsync(await Village.AsAsync(by), person, default)));
        }

        public async Task<Outcome<Done>> SetAsync(string by, string person, int state) =>
            await Hub.Get<SetPersonState>().RunAsync(await Village.AsAsync(by), person, state, default);

        public async Task<PersonView?> FindAsync(string by, string person) => await Hub.Get<PeopleDirectory>().FindAsync(await Village.AsAsync(by), person, default);

        public async Task<Outcome<Infohub.Community.SignIn.Welcome.LinkAccepted>> EnterAsync(Invitation invitation) =>
            (await Hub.AcceptAsync(invitation.Link["/welcome/".Length..], invitation.Uid)).Accepted;

        public Task<Account> AccountAsync(string email) => Hub.Database.ReadAsync(sql => Account.ByEmailAsync(sql, email, default), default);

        public ValueTask DisposeAsync() => Village.DisposeAsync();
    }
}
