using Infohub.Community.People;
using Infohub.Community.Public;
using Infohub.Platform.Data;
using static Infohub.Modules.Tests.Community.Village;

namespace Infohub.Modules.Tests.Community.People;

public sealed class InvitationTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Who_was_invited_and_never_came_stays_unknown_to_others(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var hub = village.Hub;
        var bank = await village.OrganisationAsync("Harbour Bank");
        var power = await village.OrganisationAsync("Peak Power");
        var ann = await village.PersonAsync(bank, "Ann", Roles.Administrator);
        var bob = await village.PersonAsync(power, "Bob");
        var guest = Is(await hub.Get<InvitePerson>().RunAsync(await village.AsAsync(ann), new NewPerson(bank, "Guest", "guest@example.org"), default)).Uid;
        Is(await hub.Get<SetPersonState>().RunAsync(await village.AsAsync(ann), guest, State.Left, default));

        var people = hub.Get<PeopleDirectory>();
        Assert.NotNull(await people.FindAsync(await village.AsAsync(ann), guest, default));
        Assert.Null(await people.FindAsync(await village.AsAsync(bob), guest, default));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Who_left_and_is_invited_again_looks_the_same_to_others(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var hub = village.Hub;
        var bank = await village.OrganisationAsync("Harbour Bank");
        var ann = await village.PersonAsync(bank, "Ann", Roles.Administrator);
        var carl = await village.PersonAsync(bank, "Carl");
        var bob = await village.PersonAsync(await village.OrganisationAsync("Peak Power"), "Bob");
        Is(await hub.Get<SetPersonState>().RunAsync(await village.AsAsync(ann), carl, State.Left, default));

        var people = hub.Get<PeopleDirectory>();
        var left = await people.FindAsync(await village.AsAsync(bob), carl, default);
        Is(await hub.Get<InviteAgain>().RunAsync(await village.AsAsync(ann), carl, default));
        Assert.NotNull(left);
        Assert.Equal(left, await people.FindAsync(await village.AsAsync(bob), carl, default));
    }
}
