using Infohub.Community.Circles;
using Infohub.Community.People;
using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using static Infohub.Modules.Tests.Community.Village;

namespace Infohub.Modules.Tests.Community.Circles;

public sealed class CircleTests
{
    private static readonly CircleManners Open = new(Joining: Joining.Open, Listed: true);

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task An_unlisted_circle_does_not_exist_for_others(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var (ann, bob) = await TwoAsync(village);
        var circle = await village.CircleAsync(ann);
        var viewer = await village.AsAsync(bob);
        Assert.Equal(Refusal.NotFound, (await village.Hub.Get<JoinCircle>().RunAsync(viewer, circle, false, default)).Refusal);
        Assert.Equal(Refusal.NotFound, (await village.Hub.Get<CloseCircle>().RunAsync(viewer, circle, default)).Refusal);
        Assert.Equal(Refusal.NotFound, (await village.NameAsync(bob, PartKind.Circle, circle)).Refusal);
        Assert.Equal(Refusal.NotFound, (await village.NameAsync(bob, PartKind.Circle, "00000-00000")).Refusal);
        Is(await village.NameAsync(ann, PartKind.Circle, circle));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Each_way_of_joining_is_kept(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var (ann, bob) = await TwoAsync(village);
        var join = village.Hub.Get<JoinCircle>();
        var viewer = await village.AsAsync(bob);
        var owner = await village.AsAsync(ann);
        var bobs = CircleMemberName.OfPerson(bob);

        var open = await village.CircleAsync(ann, Open);
        Assert.Equal(Joined.Member, Is(await join.RunAsync(viewer, open, false, default)));
        Refused(await join.RunAsync(viewer, open, false, default), "already-member");

        var request = await village.CircleAsync(ann, Open with { Joining = Joining.Request });
        Assert.Equal(Joined.Asked, Is(await join.RunAsync(viewer, request, false, default)));
        Refused(await village.NameAsync(bob, PartKind.Circle, request), "circle-members-only");
        Refused(await village.Hub.Get<AdmitToCircle>().RunAsync(viewer, request, bobs, default), "owners-only");
        Is(await village.Hub.Get<AdmitToCircle>().RunAsync(owner, request, bobs, default));
        Is(await village.NameAsync(bob, PartKind.Circle, request));

        var invited = await village.CircleAsync(ann);
        Refused(await village.Hub.Get<AdmitToCircle>().RunAsync(owner, invited, bobs, default), "not-waiting");
        Is(await village.Hub.Get<InviteToCircle>().RunAsync(owner, invited, bobs, default));
        Assert.Equal(Refusal.NotFound, (await village.NameAsync(bob, PartKind.Circle, invited)).Refusal);
        Assert.Equal(Joined.Member, Is(await join.RunAsync(viewer, invited, false, default)));
        Is(await village.Hub.Get<RemoveFromCircle>().RunAsync(owner, invited, bobs, default));
        Assert.Equal(Refusal.NotFound, (await village.NameAsync(bob, PartKind.Circle, invited)).Refusal);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task History_loosens_from_now_on_and_tightens_at_once(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var (ann, bob) = await TwoAsync(village);
        var circle = await village.CircleAsync(ann, Open with { History = History.FromJoining });
        village.Hub.Clock.Advance(TimeSpan.FromHours(1));
        Is(await village.Hub.Get<JoinCircle>().RunAsync(await village.AsAsync(bob), circle, false, default));
        var joined = village.Hub.Clock.Now();
        Assert.Equal(joined, await ReadsFromAsync(village, circle, bob));

        var owner = await village.AsAsync(ann);
        village.Hub.Clock.Advance(TimeSpan.FromHours(1));
        Is(await village.Hub.Get<SetCircleManners>().RunAsync(owner, circle, new CircleManners(History: History.All), default));
        var loosened = village.Hub.Clock.Now();
        Assert.Equal(joined, await ReadsFromAsync(village, circle, bob));
        village.Hub.Clock.Advance(TimeSpan.FromHours(1));
        var carl = await village.PersonAsync(await village.OrganisationAsync("Carl's"), "Carl");
        Is(await village.Hub.Get<JoinCircle>().RunAsync(await village.AsAsync(carl), circle, false, default));
        var carlJoined = village.Hub.Clock.Now();
        Assert.Equal(loosened, await ReadsFromAsync(village, circle, carl));

        Is(await village.Hub.Get<SetCircleManners>().RunAsync(owner, circle, new CircleManners(History: History.FromJoining), default));
        Assert.Equal(carlJoined, await ReadsFromAsync(village, circle, carl));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task The_last_owner_names_another_before_leaving(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var (ann, bob) = await TwoAsync(village);
        var circle = await village.CircleAsync(ann, Open);
        var owner = await village.AsAsync(ann);
        Refused(await village.Hub.Get<LeaveCircle>().RunAsync(owner, circle, false, default), "last-owner");
        Refused(await village.Hub.Get<AddCircleOwner>().RunAsync(owner, circle, bob, default), "not-a-member");
        Is(await village.Hub.Get<JoinCircle>().RunAsync(await village.AsAsync(bob), circle, false, default));
        Is(await village.Hub.Get<AddCircleOwner>().RunAsync(owner, circle, bob, default));
        Is(await village.Hub.Get<LeaveCircle>().RunAsync(owner, circle, false, default));
        Refused(await village.Hub.Get<CloseCircle>().RunAsync(owner, circle, default), "owners-only");
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_closed_circle_takes_nobody_and_nothing(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var (ann, bob) = await TwoAsync(village);
        var circle = await village.CircleAsync(ann, Open with { TakesOutside = true });
        Is(await village.NameAsync(bob, PartKind.Circle, circle));
        Is(await village.Hub.Get<CloseCircle>().RunAsync(await village.AsAsync(ann), circle, default));
        Refused(await village.NameAsync(ann, PartKind.Circle, circle), "circle-closed");
        Refused(await village.Hub.Get<JoinCircle>().RunAsync(await village.AsAsync(bob), circle, false, default), "circle-closed");
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Only_its_administrator_joins_for_an_organisation(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var (ann, bob) = await TwoAsync(village);
        var circle = await village.CircleAsync(ann, Open, asOrganisation: true);
        Refused(await village.Hub.Get<JoinCircle>().RunAsync(await village.AsAsync(bob), circle, true, default), "administrators-only");
        Is(await village.Hub.Get<SetRoles>().RunAsync(village.System, bob, Roles.Administrator, default));
        Is(await village.Hub.Get<JoinCircle>().RunAsync(await village.AsAsync(bob), circle, true, default));
        Assert.Equal(2, await village.NumberAsync("select count(*) from circle_member where person_id = 0"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_sector_is_a_circle_that_is_left_by_choice(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var bank = await village.OrganisationAsync("Harbour Bank", "finance");
        var ann = await village.PersonAsync(bank, "Ann", Roles.Administrator);
        var circle = await village.Hub.Database.ReadAsync(s => s.FirstAsync("select uid from circle where sector = 'finance'", static r => r.Text(0), default), default);
        Is(await village.NameAsync(ann, PartKind.Circle, circle!));
        Is(await village.Hub.Get<LeaveCircle>().RunAsync(await village.AsAsync(ann), circle!, true, default));
        Is(await village.Hub.Get<Infohub.Community.Organisations.EditOrganisation>().RunAsync(
            village.System, bank, new Infohub.Community.Organisations.OrganisationChanges(Sectors: ["finance", "energy"]), default));
        Assert.Equal(1, await village.NumberAsync("select count(*) from circle_member"));
        Is(await village.Hub.Get<JoinCircle>().RunAsync(await village.AsAsync(ann), circle!, true, default));
        Assert.Equal(2, await village.NumberAsync("select count(*) from circle_member"));
    }

    private static async Task<(string Ann, string Bob)> TwoAsync(Village village) =>
        (await village.PersonAsync(await village.OrganisationAsync("Harbour Bank"), "Ann", Roles.Administrator),
            await village.PersonAsync(await village.OrganisationAsync("Peak Power"), "Bob"));

    private static Task<long?> ReadsFromAsync(Village village, string circle, string person) => village.NumberAsync(
        "select reads_from from circle_member where circle_id = (select id from circle where uid = @circle) and person_id = (select id from person where uid = @person)",
        ("circle", circle),
        ("person", person));
}
