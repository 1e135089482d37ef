using Infohub.Delivery.Inbox;
using Infohub.Delivery.Live;
using Infohub.Platform.Modules;
using Infohub.Platform.Outbox;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Delivery;

/// <summary>Tells people: inbox and live stream. Listens, is never called.</summary>
public sealed class DeliveryModule : Module
{
    public override void AddServices(IServiceCollection services, IConfiguration settings)
    {
        services.AddSingleton<InboxBook>();
        services.AddSingleton<IListener, ItemListener>();
        services.AddSingleton<IListener, CommunityListener>();
        services.AddSingleton<LivePulse>();
        services.AddHostedService(s => s.GetRequiredService<LivePulse>());
        services.AddSingleton<LiveCount>();
        services.Configure<MvcOptions>(o => o.Filters.Add<UnreadFilter>());
    }

    public override void MapRoutes(IEndpointRouteBuilder routes)
    {
        InboxApi.Map(routes);
        LiveApi.Map(routes);
    }
}
