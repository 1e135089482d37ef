using System.Net;
using Infohub.Community;
using Infohub.Community.Public;
using Infohub.Delivery;
using Infohub.Library;
using Infohub.Platform;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Modules;
using Infohub.Platform.Outbox;
using Infohub.Platform.Ui;
using Infohub.Sharing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;

namespace Infohub.Web;

/// <summary>The host: which modules there are, and in which order a request passes.</summary>
internal static class Hub
{
    public static async Task<int> ServeAsync(HubOptions options)
    {
        await DemoStart.FillAsync(options);
        await using var app = await OpenAsync(options);
        await app.RunAsync();
        return 0;
    }

    /// <summary>Everything in place and the schema up to date, not yet serving.</summary>
    public static async Task<WebApplication> OpenAsync(HubOptions options, Action<IServiceCollection>? more = null)
    {
        Directory.CreateDirectory(options.Places.DataDirectory);
        Module[] modules = [new PlatformModule(options.Places), new CommunityModule(), new LibraryModule(), new SharingModule(), new DeliveryModule()];
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Production });
        // the built program serves its styles and script from where they were written, the published one from wwwroot
        builder.WebHost.UseStaticWebAssets();
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        builder.Configuration["Community:PasswordIterations"] ??= options.Empty ? null : "1000";
        Listen(builder, options);
        Log(builder);
        more?.Invoke(builder.Services);
        foreach (var module in modules)
        {
            builder.Services.AddSingleton(module);
            module.AddServices(builder.Services, builder.Configuration);
        }

        builder.Services.AddPlatformUi(modules.Select(m => m.Assembly));
        builder.Services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(options.Places.DataDirectory, "keys", "dataprotection"))).SetApplicationName("infohub");
        builder.Services.AddHostedService<Background>();
        var app = builder.Build();
        await Migrations.ApplyAsync(app.Services.GetRequiredService<Database>(), modules.Select(m => m.Assembly), CancellationToken.None);
        Pipe(app, modules, options);
        return app;
    }

    private static void Pipe(WebApplication app, Module[] modules, HubOptions options)
    {
        if (options.BehindProxy)
        {
            app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto });
        }

        app.UseExceptionHandler("/error");
        app.UseSecurityHeaders();
        app.UseRouting();
        app.UsePlatformUi();
        app.UseViewer();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapRazorPages().WithStaticAssets();
        app.MapGet("/health/ready", async (Database database, CancellationToken stop) =>
            await database.ReadAsync(sql => sql.NumberAsync("select 1", stop), stop) == 1 ? Results.Text("ready") : Results.StatusCode(503)).Needs(Allow.Everyone);
        foreach (var module in modules)
        {
            module.MapRoutes(app);
        }

        Access.Require(app);
    }

    /// <summary>Plain HTTP on loopback only; elsewhere TLS, here or at the proxy.</summary>
    private static void Listen(WebApplicationBuilder builder, HubOptions options) => builder.WebHost.ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 64L * 1024 * 1024;
        if (options.Certificate.Length > 0)
        {
            var certificate = System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPemFile(options.Certificate, options.Key);
            kestrel.Listen(IPAddress.IPv6Any, options.Port, listen => listen.UseHttps(certificate));
        }
        else
        {
            kestrel.Listen(IPAddress.Loopback, options.Port);
        }
    });

    private static void Log(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddJsonConsole(json => json.UseUtcTimestamp = true);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Infohub", LogLevel.Information);
    }

    /// <summary>The outbox and what runs by the clock.</summary>
    private sealed class Background(OutboxPump pump, Library.Readings.ReadingBook readings) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var flushing = FlushAsync(stoppingToken);
            await pump.RunAsync(stoppingToken);
            await flushing;
        }

        private async Task FlushAsync(CancellationToken stop)
        {
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(10));
            try
            {
                while (await timer.WaitForNextTickAsync(stop))
                {
                    await readings.FlushAsync(stop);
                }
            }
            catch (OperationCanceledException)
            {
                await readings.FlushAsync(CancellationToken.None);
            }
        }
    }
}
