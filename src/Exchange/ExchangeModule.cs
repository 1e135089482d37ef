using Infohub.Exchange.Remotes;
using Infohub.Exchange.Taxii;
using Infohub.Platform.Data;
using Infohub.Platform.Jobs;
using Infohub.Platform.Keys;
using Infohub.Platform.Modules;
using Infohub.Platform.Outbox;
using Infohub.Platform.Ui;
using Infohub.Taxii.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Exchange;

/// <summary>The doors for machines of others, each in the words of its protocol.</summary>
public sealed class ExchangeModule : Module
{
    public override void AddServices(IServiceCollection services, IConfiguration settings)
    {
        services.AddResponseCompression(static o =>
        {
            o.EnableForHttps = true;
            o.MimeTypes = [TaxiiMedia.Bare];
        });
        services.AddSingleton<CollectionList>().AddSingleton<CollectionReader>().AddSingleton<AddObjects>().AddSingleton<DeleteObject>().AddSingleton<StatusShelf>();
        AddRemotes(services);
        services.AddJob("taxii.statuses", TimeSpan.FromHours(1), static (s, stop) => Sweeping.DeleteAsync(s.GetRequiredService<Database>(), "taxii_status", "uid", StatusShelf.IsOld, stop));
    }

    private static void AddRemotes(IServiceCollection services)
    {
        services.AddSingleton<RemoteDoor>().AddSingleton<PollBook>().AddSingleton<RemoteBook>().AddSingleton<ListOffered>();
        services.AddSingleton<AddRemote>().AddSingleton<RemoveRemote>().AddSingleton<SetRemoteSecret>().AddSingleton<TakeRemoteOver>().AddSingleton<WithdrawFromRemote>();
        services.AddSingleton<FollowCollection>().AddSingleton<SendCollection>().AddSingleton<SteerCollection>();
        services.AddSingleton<PollCollection>().AddSingleton<PushPages>().AddSingleton<PushCollection>().AddSingleton<RunRemotes>();
        services.AddSingleton(static s => new RemoteActs(
            s.GetRequiredService<ListOffered>(), s.GetRequiredService<FollowCollection>(), s.GetRequiredService<SendCollection>(), s.GetRequiredService<SteerCollection>(), s.GetRequiredService<TakeRemoteOver>())
        {
            Secret = s.GetRequiredService<SetRemoteSecret>(),
            Remove = s.GetRequiredService<RemoveRemote>(),
            Withdraw = s.GetRequiredService<WithdrawFromRemote>(),
        });
        services.AddSingleton<IListener, RemoteListener>();
        services.AddSingleton(new NavEntry("/remotes", "Other servers", "world-share", NavPlace.More, Order: 85));
        services.AddSingleton(new WrappedColumn("remote", "id", "wrapped_key"));
        services.AddJob("remotes.run", TimeSpan.FromSeconds(10), static (s, stop) => s.GetRequiredService<RunRemotes>().RunAsync(stop));
        services.AddJob("remotes.sweep", TimeSpan.FromHours(6), static (s, stop) => s.GetRequiredService<PollBook>().SweepAsync(stop));
    }

    public override void MapRoutes(IEndpointRouteBuilder routes) => TaxiiApi.Map(routes);
}
