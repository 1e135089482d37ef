using Infohub.Community.Circles;
using Infohub.Community.Organisations;
using Infohub.Community.People;
using Infohub.Community.Public;
using Infohub.Community.Viewers;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Modules.Tests.Community;

/// <summary>A small community made by the same acts as a real one.</summary>
internal sealed class Village(TestHub hub) : IAsyncDisposable
{
    private static readonly CancellationToken Stop = CancellationToken.None;

    public TestHub Hub => hub;

    public AudienceRules Rules { get; } = new();

    public Viewer System => hub.Get<ViewerSource>().ForSystem();

    public static async Task<Village> StartAsync(Engine engine) => new(await TestHub.StartAsync(engine));

    public async Task<string> OrganisationAsync(string name, params string[] sectors) =>
        Is(await hub.Get<AddOrganisation>().RunAsync(System, new NewOrganisation(name, Sectors: sectors, Seats: 50), Stop));

    public async Task<string> HubAsync(string name) =>
        Is(await hub.Get<AddOrganisation>().RunAsync(System, new NewOrganisation(name, Standing: Standing.PartnerHub), Stop));

    public async Task<string> PersonAsync(string organisation, string name, Roles roles = Roles.None)
    {
        var email = name.Replace(" ", ".", StringComparison.Ordinal).ToLowerInvariant() + "@example.org";
        var uid = Is(await hub.Get<InvitePerson>().RunAsync(System, new NewPerson(organisation, name, email, Roles: roles), Stop)).Uid;
        Is(await hub.Get<SetPersonState>().RunAsync(System, uid, State.Active, Stop));
        return uid;
    }

    /// <summary>The person in a session just proved.</summary>
    public async Task<Viewer> AsAsync(string personUid) =>
        await hub.Get<ViewerSource>().ForScriptAsync((await NumberAsync("select id from person where uid = @uid", ("uid", personUid)))!.Value, Stop)
        ?? throw new InvalidOperationException(personUid + " is not live.");

    public async Task<string> CircleAsync(string founder, CircleManners? manners = null, bool asOrganisation = false) =>
        Is(await hub.Get<FoundCircle>().RunAsync(await AsAsync(founder), (manners ?? new CircleManners()) with { Name = "Night watch" }, asOrganisation, Stop));

    public Task<long?> NumberAsync(string sql, params (string, object?)[] values) => hub.Database.ReadAsync(s => s.NumberAsync(sql, Stop, values), Stop);

    public async Task<Outcome<Part[]>> NameAsync(string person, int kind, string uid = "")
    {
        var viewer = await AsAsync(person);
        return await hub.Database.ReadAsync(sql => Rules.MayNameAsync(sql, viewer, [new PartRequest(kind, uid)], Stop), Stop);
    }

    public async Task<Part> OnlyAsync(string person, int kind, string uid = "") => Assert.Single(Is(await NameAsync(person, kind, uid)));

    public static T Is<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.Done, outcome.Refusal?.Code);
        return outcome.Value;
    }

    public static void Refused<T>(Outcome<T> outcome, string code) => Assert.Equal(code, outcome.Refusal?.Code);

    public ValueTask DisposeAsync() => hub.DisposeAsync();
}
