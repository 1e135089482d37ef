using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Jobs;
using Infohub.Platform.Keys;
using Infohub.Platform.Modules;
using Infohub.Platform.Outbox;
using Infohub.Platform.Ui;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Infohub.Platform;

/// <summary>Where the hub keeps things.</summary>
/// <param name="DataDirectory">Database file, keys, attachments.</param>
/// <param name="Store">The database.</param>
/// <param name="Demo">True in demo mode only: made-up people, codes on the command line.</param>
public sealed record HubPlaces(string DataDirectory, StoreAddress Store, bool Demo)
{
    public string KeyFile => Path.Combine(DataDirectory, "keys", "keyring.json");

    public string Files => Path.Combine(DataDirectory, "files");

    /// <summary>A hub was started or restored here before.</summary>
    public bool IsInUse => Store.Engine == Engine.Sqlite ? File.Exists(Store.Target) : Directory.Exists(DataDirectory);

    /// <summary>Makes a data directory, for its owner alone; one that is there stays as it is.</summary>
    public static void Prepare(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            throw new StoreFailure("The data directory cannot be made.", broken);
        }
    }

    /// <summary>The address under which others find the hub, without a slash at its end; empty where nobody said.</summary>
    public string Site { get; init; } = "";
}

/// <summary>The floor: data, outbox, keys, ids, texts; names no feature.</summary>
public sealed class PlatformModule(HubPlaces places) : Module
{
    public override void AddServices(IServiceCollection services, IConfiguration settings)
    {
        services.AddSingleton(places);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IIdSource, RandomIds>();
        services.TryAddSingleton<IFaults, NoFaults>();
        services.AddSingleton(_ => KeyRing.Open(places.KeyFile));
        services.AddSingleton(s => new Database(places.Store, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<IFaults>()));
        services.AddSingleton(s => new WordBook(s.GetServices<Module>().Select(m => m.Assembly)));
        services.AddScoped<Words>();
        services.AddSingleton<OutboxPump>();
        services.AddSingleton<Http.Idempotency>();
        services.AddSingleton(new Http.SiteAddress(places.Site, settings["AllowedHosts"]));
        services.AddSingleton<Http.RateLimits>();
        services.TryAddSingleton(new Http.Outbound.AllowedOrigins(settings["Outbound:Allow"]));
        services.AddSingleton(s => new Http.Outbound.WayOut(s.GetRequiredService<Http.Outbound.AllowedOrigins>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<JobRunner>();
        services.AddSingleton<Backups.MakeBackup>();
        services.AddSingleton<RotateKeys>();
        services.AddJob("idempotency.sweep", TimeSpan.FromHours(1), static (s, stop) =>
            Sweeping.DeleteAsync(s.GetRequiredService<Database>(), "idempotency", "viewer, key", $"at < @now - {7 * Micros.Day}", stop));
        services.AddJob("outbox.sweep", TimeSpan.FromHours(1), static (s, stop) => s.GetRequiredService<OutboxPump>().SweepAsync(stop));
    }
}
