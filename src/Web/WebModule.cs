using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Jobs;
using Infohub.Platform.Modules;
using Infohub.Platform.Outbox;
using Infohub.Platform.Ui;
using Infohub.Web.Api;
using Infohub.Web.App;
using Infohub.Web.Backups;
using Infohub.Web.Watching;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Web;

/// <summary>What belongs to the host and to no noun: failures, watching, the description of the interface, work in the background.</summary>
internal sealed class WebModule : Module
{
    public override void AddServices(IServiceCollection services, IConfiguration settings)
    {
        services.AddSingleton<Failures>().AddSingleton<IExceptionHandler>(s => s.GetRequiredService<Failures>());
        services.Configure<MvcOptions>(o => o.Filters.Add<KeepTyped>());
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(o => JsonRules.Apply(o.SerializerOptions));
        services.AddSingleton<HubMeter>().AddSingleton<Metrics>();
        services.AddHostedService<Telemetry>();
        services.AddHostedService<OutboxService>();
        services.AddHostedService(s => s.GetRequiredService<JobRunner>());
        services.AddHubDescription();
        services.AddSingleton(FirstBackup.Step);
        services.AddSingleton(new NavEntry("/api", "Interface", "robot", NavPlace.Rail, Order: 950));
    }

    public override void MapRoutes(IEndpointRouteBuilder routes)
    {
        // From the start: what is not listened to is not counted.
        var metrics = routes.ServiceProvider.GetRequiredService<Metrics>();
        routes.MapGet("/health/live", () => Results.Text("live")).Needs(Allow.Everyone).ExcludeFromDescription();
        routes.MapGet("/health/ready", ReadyAsync).Needs(Allow.Everyone).ExcludeFromDescription();
        routes.MapGet("/metrics", () => Results.Text(metrics.Write(), "text/plain; version=0.0.4; charset=utf-8")).Needs(Allow.Loopback).ExcludeFromDescription();
        routes.MapGet("/.well-known/security.txt", SecurityTxt.Answer).Needs(Allow.Everyone).ExcludeFromDescription();
        routes.MapGet("/manifest.webmanifest", WebManifest.Answer).Needs(Allow.Everyone).ExcludeFromDescription();
        routes.MapHubDescription();
    }

    private static async Task<IResult> ReadyAsync(Database database, CancellationToken stop) =>
        await database.ReadAsync(sql => sql.NumberAsync("select 1", stop), stop) == 1 ? Results.Text("ready") : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);

    private sealed class OutboxService(OutboxPump pump) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => pump.RunAsync(stoppingToken);
    }
}
