using Infohub.Community.Circles;
using Infohub.Community.Keys;
using Infohub.Community.Organisations;
using Infohub.Community.People;
using Infohub.Community.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using static Infohub.Modules.Tests.Community.Village;

namespace Infohub.Modules.Tests.Community.Circles;

public sealed class CircleDirectoryTests
{
    private static readonly CircleManners Open = new(Joining: Joining.Open, Listed: true, MembersShown: true);

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Lists_hold_only_what_the_viewer_may_know_of(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var (ann, bob) = await TwoAsync(village);
        var hidden = await village.CircleAsync(ann);
        var listed = await village.CircleAsync(ann, Open);
        var directory = village.Hub.Get<CircleDirectory>();
        var (annSees, bobSees) = (await village.AsAsync(ann), await village.AsAsync(bob));
        Assert.Equal(2, (await directory.ListAsync(annSees, null, default)).Count);
        Assert.Equal([listed], (await directory.ListAsync(bobSees, null, default)).Select(c => c.Uid));
        Assert.Null(await directory.FindAsync(bobSees, hidden, default));
        Assert.Empty(await directory.ListAsync(village.Hub.Get<Infohub.Community.Viewers.ViewerSource>().Anonymous(), null, default));
        Assert.Single(await directory.ListAsync(annSees, (await directory.ListAsync(annSees, null, default))[0].Uid, default));

        Is(await village.Hub.Get<InviteToCircle>().RunAsync(annSees, hidden, CircleMemberName.OfPerson(bob), default));
        var invited = await directory.FindAsync(bobSees, hidden, default);
        Assert.True(invited!.Line.IsInvited);
        Assert.Empty(invited.Members);
        Assert.Empty(invited.Invited);
        Assert.Single((await directory.FindAsync(annSees, hidden, default))!.Invited);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Owners_are_offered_the_partner_hubs_that_they_may_admit(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var (ann, bob) = await TwoAsync(village);
        var circle = await village.CircleAsync(ann, Open);
        var hub = Is(await village.Hub.Get<AddOrganisation>().RunAsync(village.System, new NewOrganisation("Hub abroad", Standing: Standing.PartnerHub, Seats: 1), default));
        var directory = village.Hub.Get<CircleDirectory>();
        Is(await village.Hub.Get<JoinCircle>().RunAsync(await village.AsAsync(bob), circle, false, default));
        Assert.Empty((await directory.FindAsync(await village.AsAsync(bob), circle, default))!.Hubs);
        Assert.Equal([hub], (await directory.FindAsync(await village.AsAsync(ann), circle, default))!.Hubs.Select(h => h.Uid));

        Is(await village.Hub.Get<AdmitToCircle>().RunAsync(await village.AsAsync(ann), circle, CircleMemberName.OfOrganisation(hub), default));
        Assert.Empty((await directory.FindAsync(await village.AsAsync(ann), circle, default))!.Hubs);
        Is(await village.Hub.Get<CloseCircle>().RunAsync(await village.AsAsync(ann), circle, default));
        Assert.Empty((await directory.FindAsync(await village.AsAsync(ann), circle, default))!.Hubs);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_list_that_was_for_owners_names_no_earlier_member_when_it_is_opened(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var (ann, bob) = await TwoAsync(village);
        var circle = await village.CircleAsync(ann, Open with { MembersShown = false });
        var directory = village.Hub.Get<CircleDirectory>();
        Is(await village.Hub.Get<JoinCircle>().RunAsync(await village.AsAsync(bob), circle, false, default));
        var before = (await directory.FindAsync(await village.AsAsync(bob), circle, default))!;
        Assert.False(before.ListShown);
        Assert.Equal((0, 2), (before.Members.Count, before.Line.Members));

        village.Hub.Clock.Advance(TimeSpan.FromHours(1));
        Is(await village.Hub.Get<SetCircleManners>().RunAsync(await village.AsAsync(ann), circle, new CircleManners(MembersShown: true), default));
        var carl = await village.PersonAsync(await village.OrganisationAsync("Carl's"), "Carl");
        Is(await village.Hub.Get<JoinCircle>().RunAsync(await village.AsAsync(carl), circle, false, default));
        var after = (await directory.FindAsync(await village.AsAsync(bob), circle, default))!;
        Assert.Equal(["Carl"], after.Members.Select(m => m.Name));
        Assert.Equal(2, after.Unlisted);
        Assert.Empty(after.Owners);
        Assert.Equal(3, (await directory.FindAsync(await village.AsAsync(ann), circle, default))!.Members.Count);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task An_applicant_an_invited_person_and_private_particulars_are_for_those_who_manage_them(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var bank = await village.OrganisationAsync("Harbour Bank", "finance", "technology");
        var ann = await village.AsAsync(await village.PersonAsync(bank, "Ann", Roles.Administrator));
        var bob = await village.AsAsync(await village.PersonAsync(await village.OrganisationAsync("Peak Power"), "Bob"));
        var officer = await village.AsAsync(await village.PersonAsync(await village.OrganisationAsync("Desk"), "Olga", Roles.Officer));
        var applied = Is(await village.Hub.Get<AddOrganisation>().RunAsync(officer, new NewOrganisation("Applicant", Active: false), default));
        var guest = Is(await village.Hub.Get<InvitePerson>().RunAsync(ann, new NewPerson(bank, "Guest", "guest@example.org"), default)).Uid;
        var (organisations, people) = (village.Hub.Get<OrganisationDirectory>(), village.Hub.Get<PeopleDirectory>());

        Assert.Equal(3, (await organisations.ListAsync(bob, null, default)).Count);
        Assert.Equal(4, (await organisations.ListAsync(officer, null, default)).Count);
        Assert.Null(await organisations.FindAsync(bob, applied, default));
        Assert.Equal(2, (await organisations.ListAsync(officer, (await organisations.ListAsync(officer, null, default))[1].Uid, default)).Count);
        var seen = (await organisations.FindAsync(bob, bank, default))!;
        Assert.Equal(2, seen.Sectors.Count);
        Assert.All(seen.People, p => Assert.Equal(("", Roles.None), (p.Email, p.Roles)));
        Assert.Single(seen.People);
        Assert.Equal(2, (await organisations.FindAsync(ann, bank, default))!.People.Count);
        Assert.Null(await people.FindAsync(bob, guest, default));
        Assert.Equal("guest@example.org", (await people.FindAsync(ann, guest, default))!.Email);
        Assert.Equal("", (await people.FindAsync(bob, ann.PersonUid, default))!.Email);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_key_bound_to_circles_knows_of_no_other_and_joins_none(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var (ann, bob) = await TwoAsync(village);
        var (mine, other, open) = (await village.CircleAsync(bob), await village.CircleAsync(bob), await village.CircleAsync(ann, Open));
        var viewer = await village.AsAsync(bob);
        var made = Is(await village.Hub.Get<MakeKey>().RunAsync(viewer, new NewKey("siem", false, Scopes.Read | Scopes.Write, Circles: [mine], CirclesOnly: true), default));
        var free = Is(await village.Hub.Get<MakeKey>().RunAsync(viewer, new NewKey("bot", false, Scopes.Read | Scopes.Write), default));
        var source = village.Hub.Get<Infohub.Community.Viewers.ViewerSource>();
        var bound = (await source.FromKeyAsync(made.Secret, System.Net.IPAddress.Loopback, default))!;
        var directory = village.Hub.Get<CircleDirectory>();
        Assert.Equal([mine], (await directory.ListAsync(bound, null, default)).Select(c => c.Uid));
        Assert.Null(await directory.FindAsync(bound, other, default));
        Refused(await village.Hub.Get<JoinCircle>().RunAsync(bound, open, false, default), "not-found");
        var whole = (await source.FromKeyAsync(free.Secret, System.Net.IPAddress.Loopback, default))!;
        Assert.Equal(Joined.Member, Is(await village.Hub.Get<JoinCircle>().RunAsync(whole, open, false, default)));
        Refused(await village.Hub.Get<JoinCircle>().RunAsync(whole, open, true, default), "administrators-only");
        var keys = village.Hub.Get<KeyDirectory>();
        Assert.Equal("siem", (await keys.SelfAsync(bound, default))!.Name);
        Assert.Equal(2, (await keys.OwnAsync(viewer, default)).Count);
        Assert.Empty(await keys.OfOrganisationAsync(viewer, default));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Pages_go_on_after_what_the_viewer_knows_alone(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var (ann, bob) = await TwoAsync(village);
        var hidden = await village.CircleAsync(ann);
        await village.CircleAsync(ann, Open);
        var directory = village.Hub.Get<CircleDirectory>();
        Assert.Empty(await directory.ListAsync(await village.AsAsync(bob), hidden, default));
        Assert.Empty(await directory.ListAsync(await village.AsAsync(bob), "NOSUCH", default));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_key_that_reads_less_than_a_circle_may_hold_lets_nobody_in(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var (ann, bob) = await TwoAsync(village);
        var circle = await village.CircleAsync(ann);
        var owner = await village.AsAsync(ann);
        var made = Is(await village.Hub.Get<MakeKey>().RunAsync(owner, new NewKey("bot", false, Scopes.Read | Scopes.Write), default));
        async Task<Viewer> KeyAsync() => (await village.Hub.Get<Infohub.Community.Viewers.ViewerSource>().FromKeyAsync(made.Secret, System.Net.IPAddress.Loopback, default))!;
        var invite = village.Hub.Get<InviteToCircle>();
        Refused(await invite.RunAsync(await KeyAsync(), circle, CircleMemberName.OfPerson(bob), default), "key-ceiling");
        Refused(await village.Hub.Get<SetCircleManners>().RunAsync(await KeyAsync(), circle, Open, default), "key-ceiling");
        Is(await village.Hub.Get<SetKeyCeiling>().RunAsync(owner, made.Uid, Tlp.AmberStrict, default));
        Is(await invite.RunAsync(await KeyAsync(), circle, CircleMemberName.OfPerson(bob), default));
    }

    private static async Task<(string Ann, string Bob)> TwoAsync(Village village) =>
        (await village.PersonAsync(await village.OrganisationAsync("Harbour Bank"), "Ann", Roles.Administrator),
            await village.PersonAsync(await village.OrganisationAsync("Peak Power"), "Bob"));
}
