using System.Net;
using Infohub.Community.Circles;
using Infohub.Community.Clients;
using Infohub.Community.Keys;
using Infohub.Community.Organisations;
using Infohub.Community.People;
using Infohub.Community.Public;
using Infohub.Community.Viewers;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using static Infohub.Modules.Tests.Community.Village;

namespace Infohub.Modules.Tests.Community.People;

public sealed class DepartureRaceTests
{
    private static readonly CircleManners Open = new(Joining: Joining.Open, Listed: true);

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Who_left_meanwhile_makes_no_key_and_enters_no_circle(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var hub = village.Hub;
        var (bank, ann, bob) = await BankAsync(village);
        var circle = await village.CircleAsync(ann, Open);
        var before = await village.AsAsync(bob);
        Is(await hub.Get<SetOrganisationState>().RunAsync(village.System, bank, State.Left, default));
        Refused(await hub.Get<MakeKey>().RunAsync(before, new NewKey("mine", false, Scopes.Read), default), "sign-in");
        Refused(await hub.Get<MakeKey>().RunAsync(before, new NewKey("ours", true, Scopes.Read), default), "sign-in");
        Refused(await hub.Get<JoinCircle>().RunAsync(before, circle, false, default), "sign-in");
        Refused(await hub.Get<JoinCircle>().RunAsync(before, circle, true, default), "sign-in");
        Refused(await hub.Get<FoundCircle>().RunAsync(before, Open with { Name = "Late" }, false, default), "sign-in");
    }

    /// <summary>On SQLite writes come one after the other; on PostgreSQL the organisation's row holds back what would outlive the departure.</summary>
    [Fact]
    public async Task Acts_that_give_something_wait_for_a_departure()
    {
        await using var village = await Village.StartAsync(Engine.Postgres);
        var hub = village.Hub;
        var (bank, ann, bob) = await BankAsync(village);
        var open = await village.CircleAsync(ann, Open);
        var closed = await village.CircleAsync(ann);
        var (owner, leaving, name) = (await village.AsAsync(ann), await village.AsAsync(bob), CircleMemberName.OfPerson(bob));
        var (held, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var departure = Task.Run(() => hub.Database.WriteAsync(
            async tx =>
            {
                await tx.RunAsync("update organisation set state = 3 where uid = @uid", default, ("uid", bank));
                held.SetResult();
                await go.Task;
            },
            default));
        await held.Task;
        Task<Refusal?>[] acts =
        [
            RefusalAsync(hub.Get<MakeKey>().RunAsync(leaving, new NewKey("mine", false, Scopes.Read), default)),
            RefusalAsync(hub.Get<JoinCircle>().RunAsync(leaving, open, false, default)),
            RefusalAsync(hub.Get<InviteToCircle>().RunAsync(owner, closed, name, default)),
        ];
        await Task.Delay(TimeSpan.FromMilliseconds(300));
        Assert.All(acts, act => Assert.False(act.IsCompleted));
        go.SetResult();
        await departure;
        Assert.Equal(["sign-in", "sign-in", "not-found"], (await Task.WhenAll(acts)).Select(r => r?.Code));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_key_made_before_the_latest_joining_stays_ended_whatever_its_row_says(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var hub = village.Hub;
        var (bank, ann, _) = await BankAsync(village);
        var administrator = await village.AsAsync(ann);
        var mine = Is(await hub.Get<MakeKey>().RunAsync(administrator, new NewKey("mine", false, Scopes.Read), default)).Secret;
        var ours = Is(await hub.Get<MakeKey>().RunAsync(administrator, new NewKey("ours", true, Scopes.Read), default)).Secret;
        Assert.True(await WorksAsync(mine) && await WorksAsync(ours));
        hub.Clock.Advance(TimeSpan.FromHours(1));
        await hub.Database.WriteAsync(tx => tx.RunAsync("update person set joined_at = @now where uid = @uid", default, ("now", tx.Now), ("uid", ann)), default);
        Assert.False(await WorksAsync(mine));
        Assert.True(await WorksAsync(ours));
        await hub.Database.WriteAsync(tx => tx.RunAsync("update organisation set joined_at = @now where uid = @uid", default, ("now", tx.Now), ("uid", bank)), default);
        Assert.False(await WorksAsync(ours));

        async Task<bool> WorksAsync(string secret) => await hub.Get<ViewerSource>().FromKeyAsync(secret, IPAddress.Loopback, default) is not null;
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Opposite_acts_on_two_organisations_do_not_wait_for_each_other(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var hub = village.Hub;
        var (bank, ann, bob) = await BankAsync(village);
        var power = await village.OrganisationAsync("Peak Power");
        var eve = await village.PersonAsync(power, "Eve", Roles.Administrator);
        var dan = await village.PersonAsync(power, "Dan");
        var (one, other) = (await village.AsAsync(ann), await village.AsAsync(eve));
        for (var i = 0; i < 10; i++)
        {
            var (there, back) = i % 2 == 0 ? (power, bank) : (bank, power);
            await Task.WhenAll(
                Task.Run(() => hub.Get<ProposeClient>().RunAsync(one, bank, power, default)),
                Task.Run(() => hub.Get<ProposeClient>().RunAsync(other, power, bank, default)),
                Task.Run(() => hub.Get<MovePerson>().RunAsync(village.System, bob, there, default)),
                Task.Run(() => hub.Get<MovePerson>().RunAsync(village.System, dan, back, default)));
        }
    }

    private static async Task<Refusal?> RefusalAsync<T>(Task<Outcome<T>> act) => (await act).Refusal;

    private static async Task<(string Bank, string Ann, string Bob)> BankAsync(Village village)
    {
        var bank = await village.OrganisationAsync("Harbour Bank");
        return (bank, await village.PersonAsync(bank, "Ann", Roles.Administrator), await village.PersonAsync(bank, "Bob", Roles.Administrator));
    }
}
