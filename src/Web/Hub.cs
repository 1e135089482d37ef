using System.Net;
using Infohub.Community;
using Infohub.Community.Public;
using Infohub.Delivery;
using Infohub.Exchange;
using Infohub.Intelligence;
using Infohub.Library;
using Infohub.Platform;
using Infohub.Platform.Backups;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Modules;
using Infohub.Platform.Ui;
using Infohub.Sharing;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Logging.Console;

namespace Infohub.Web;

/// <summary>The host: which modules there are, and in which order a request passes.</summary>
internal static class Hub
{
    public static async Task<int> ServeAsync(HubOptions options)
    {
        var directory = options.Places.DataDirectory;
        // Over one SQLite file stands one hub; over PostgreSQL several may share the directory.
        using var hold = DataHold.Take(directory, alone: options.Places.Store.Engine == Engine.Sqlite);
        if (hold is null || File.Exists(DataHold.Marker(directory)))
        {
            await Console.Error.WriteLineAsync(hold is null
                ? "Another process works in this data directory: " + directory
                : "A restore was not finished here. Run it again: what was erased since the backup may still be in the database.");
            return 1;
        }

        if (options.Certificate.Length > 0 && TlsFiles.Wrong(options.Certificate, options.Key) is { } wrong)
        {
            await Console.Error.WriteLineAsync(wrong);
            return 1;
        }

        var settled = await options.SettleAsync();
        if (settled.Refusal is { } refusal)
        {
            await Console.Error.WriteLineAsync(refusal.InEnglish());
            return 1;
        }

        options = settled.Value;
        if (options.Places.Demo && await DemoStart.LoadAsync(options) is { } unfinished)
        {
            await Console.Error.WriteLineAsync(unfinished);
            return 1;
        }

        await using var app = await OpenAsync(options);
        try
        {
            await app.StartAsync();
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            await app.StopAsync();
            await Console.Error.WriteLineAsync($"Port {options.Port} is taken. Choose another with --port.");
            return 1;
        }

        await SayHowToSetUpAsync(app, options);
        await app.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>For whoever started a hub that nobody runs yet, and for nobody else: it is not in the log.</summary>
    private static async Task SayHowToSetUpAsync(WebApplication app, HubOptions options)
    {
        if (!options.Places.Demo && await app.Services.GetRequiredService<Database>().ReadAsync(sql => SetUpToken.IsNeededAsync(sql, CancellationToken.None), CancellationToken.None))
        {
            await Console.Error.WriteLineAsync($"""

                This hub is not set up. Open this address to do so; whoever has it can:
                  {options.Address}/setup?token={app.Services.GetRequiredService<SetUpToken>().Reveal()}
                """);
        }
    }

    /// <summary>What the house is made of.</summary>
    public static Module[] Modules(HubPlaces places) =>
        [new PlatformModule(places), new CommunityModule(), new LibraryModule(), new IntelligenceModule(), new SharingModule(), new ExchangeModule(), new DeliveryModule(), new WebModule()];

    /// <summary>Everything in place and the schema up to date, not yet serving.</summary>
    public static async Task<WebApplication> OpenAsync(HubOptions options, Action<IServiceCollection>? more = null)
    {
        HubPlaces.Prepare(options.Places.DataDirectory);
        var modules = Modules(options.Places);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Hub).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        // the built program serves its styles and script from where they were written, the published one from wwwroot
        builder.WebHost.UseStaticWebAssets();
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        builder.Configuration["Community:PasswordIterations"] ??= options.Places.Demo ? "1000" : null;
        Listen(builder, options);
        Log(builder);
        more?.Invoke(builder.Services);
        foreach (var module in modules)
        {
            builder.Services.AddSingleton(module);
            module.AddServices(builder.Services, builder.Configuration);
        }

        builder.Services.AddCertificateForwarding(static from => (from.CertificateHeader, from.HeaderConverter) = (ClientCertField.Name, ClientCertField.Read));
        builder.Services.AddPlatformUi(modules.Select(m => m.Assembly));
        builder.Services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(options.Places.DataDirectory, "keys", "dataprotection"))).SetApplicationName("infohub");
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

        if (options.ClientCert)
        {
            app.UseCertificateForwarding();
        }

        var limits = RequestLimits.From(app.Configuration);
        app.UseSecurityHeaders();
        app.Use(RequestLog.With(app.Services.GetRequiredService<ILoggerFactory>()));
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/error", StatusCodeSelector = Failures.StatusOf });
        app.Use(Failures.FillAsync);
        // What machines poll is long and holds no secret of a session, which compression could tell of.
        app.UseWhen(static context => context.Request.Path.StartsWithSegments("/taxii2", StringComparison.OrdinalIgnoreCase), static branch => branch.UseResponseCompression());
        app.UseRouting();
        app.Use(BlankAddress.CheckAsync);
        app.Use(RequestLimits.SizeAsync);
        app.UsePlatformUi();
        app.Use(RequestCharset.CheckAsync);
        app.Use(limits.ByNetworkAsync);
        app.UseViewer();
        app.Use(limits.ByCallerAsync);
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapRazorPages().WithStaticAssets();
        var routes = app.MapViewed();
        foreach (var module in modules)
        {
            module.MapRoutes(routes);
        }

        Access.Require(app);
    }

    /// <summary>Plain HTTP on loopback only; elsewhere TLS, here or at the proxy.</summary>
    private static void Listen(WebApplicationBuilder builder, HubOptions options) => builder.WebHost.ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 64L * 1024 * 1024;
        // Two hundred ids of objects in one match of TAXII.
        kestrel.Limits.MaxRequestLineSize = 16 * 1024;
        if (options.Certificate.Length > 0)
        {
            kestrel.ListenAnyIP(options.Port, listen => listen.UseHttps(TlsFiles.Open(options.Certificate, options.Key)));
            if (options.CertificatePort > 0)
            {
                kestrel.ListenAnyIP(options.CertificatePort, listen => listen.UseHttps(TlsFiles.OpenForMachines(options.Certificate, options.Key)));
            }
        }
        else
        {
            kestrel.Listen(IPAddress.Loopback, options.Port);
        }
    });

    private static void Log(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console => console.FormatterName = LogForm.FormName).AddConsoleFormatter<LogForm, ConsoleFormatterOptions>();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Infohub", LogLevel.Information);
        // These two would write the address and the exception's message; Failures.cs writes what may be known.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.None);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Http.Connections", LogLevel.Error);
        // At the first start it warns that nothing but the directory's rights guards its keys: they lie beside the hub's own, under the same rights.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
    }
}
