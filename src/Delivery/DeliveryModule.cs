using Infohub.Delivery.Inbox;
using Infohub.Delivery.Live;
using Infohub.Platform.Data;
using Infohub.Platform.Jobs;
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
    /// <summary>A year: what is older is found by search, not in the inbox.</summary>
    private const long KeptDays = 365;

    public override void AddServices(IServiceCollection services, IConfiguration settings)
    {
        services.AddSingleton<InboxBook>().AddSingleton<MarkNotices>();
        services.AddSingleton<IListener, ItemListener>();
        services.AddSingleton<IListener, CommunityListener>();
        services.AddSingleton<LivePulse>();
        services.AddHostedService(s => s.GetRequiredService<LivePulse>());
        services.AddSingleton<LiveCount>();
        services.AddJob("notices.sweep", TimeSpan.FromHours(6), static (s, stop) =>
            Sweeping.DeleteAsync(s.GetRequiredService<Database>(), "notice", "id", $"due_at < @now - {KeptDays * Micros.Day}", stop));
        services.Configure<MvcOptions>(o => o.Filters.Add<UnreadFilter>());
    }

    public override void MapRoutes(IEndpointRouteBuilder routes)
    {
        InboxApi.Map(routes);
        LiveApi.Map(routes);
    }
}
