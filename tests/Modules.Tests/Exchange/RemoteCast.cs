using Infohub.Community.Public;
using Infohub.Exchange.Remotes;
using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Http.Outbound;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Modules.Tests.Exchange;

/// <summary>A bank whose administrator takes in what another server has, a ferry company in the same circle, and a shop outside of it.</summary>
internal sealed class RemoteCast(TestHub hub, OtherServer server) : IAsyncDisposable
{
    public TestHub Hub => hub;

    public OtherServer Server => server;

    public long Bank { get; private set; }

    public long MeiId { get; private set; }

    public long Circle { get; private set; }

    public string Remote { get; private set; } = "";

    public static async Task<RemoteCast> StartAsync(Engine engine)
    {
        var server = await OtherServer.StartAsync();
        var hub = await TestHub.StartAsync(engine, services => services.AddSingleton(new AllowedOrigins(server.Origin)));
        var cast = new RemoteCast(hub, server) { Bank = await hub.OrganisationAsync("Bank") };
        var (ferry, shop) = (await hub.OrganisationAsync("Ferry"), await hub.OrganisationAsync("Shop"));
        cast.Circle = await hub.CircleAsync("Transport", cast.Bank, ferry);
        cast.MeiId = await hub.PersonAsync("Mei", cast.Bank, Roles.Administrator);
        foreach (var (name, org) in (List<(string, long)>)[("Lok", cast.Bank), ("Ka", ferry), ("Other", shop)])
        {
            await hub.PersonAsync(name, org);
        }

        cast.Remote = Is(await hub.Get<AddRemote>().RunAsync(await cast.AsAsync("Mei"), new NewRemote("Partner", server.Origin + "/taxii2/", RemoteScheme.Basic, "bank", "s3cret"), default));
        return cast;
    }

    public async Task<Viewer> AsAsync(string person) => await hub.ViewerAsync(await hub.NumberAsync($"select id from person where uid = '{People.Uid(person)}'"));

    public async Task<string> FollowAsync(string readers = "organisation", int days = 0) =>
        Is(await hub.Get<FollowCollection>().RunAsync(await AsAsync("Mei"), Remote, new NewFollowing(server.Root, OtherServer.Collection, 60, days, readers), default));

    /// <summary>What is due has its turn.</summary>
    public Task<string?> RunAsync() => hub.Get<RunRemotes>().RunAsync(default);

    /// <summary>At the next time by the schedule.</summary>
    public Task<string?> LaterAsync(int minutes = 61)
    {
        hub.Clock.Advance(TimeSpan.FromMinutes(minutes));
        return RunAsync();
    }

    public async Task<PollLine> LastAsync() => (await BookAsync()).Collections[0].Polls[0];

    public async Task<RemoteView> BookAsync() => Is(await hub.Get<RemoteBook>().FindAsync(await AsAsync("Mei"), Remote, default));

    public async Task<IReadOnlyList<PlacedObject>> ReadsAsync(string person) => (await hub.Get<ObjectShelf>().PageAsync(await AsAsync(person), Markings.Channel.Machine, new ObjectQuery(), default)).Objects;

    public static T Is<T>(Infohub.Platform.Refusals.Outcome<T> outcome)
    {
        Assert.True(outcome.Done, outcome.Refusal?.Code);
        return outcome.Value;
    }

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        await server.DisposeAsync();
    }
}
