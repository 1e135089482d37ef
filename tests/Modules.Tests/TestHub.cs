using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Infohub.Community;
using Infohub.Community.Public;
using Infohub.Community.Viewers;
using Infohub.Delivery;
using Infohub.Exchange;
using Infohub.Intelligence;
using Infohub.Library;
using Infohub.Platform;
using Infohub.Platform.Data;
using Infohub.Platform.Modules;
using Infohub.Sharing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Infohub.Modules.Tests;

/// <summary>A clock that stands until it is moved.</summary>
public sealed class TestClock : TimeProvider
{
    private DateTimeOffset now = new(2026, 3, 2, 8, 50, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan by) => now += by;

    public void Set(DateTimeOffset time) => now = time;
}

/// <summary>All modules over an empty database of their own, on one of the two engines.</summary>
public sealed class TestHub : IAsyncDisposable
{
    private readonly string directory;
    private readonly string? postgresDatabase;

    private TestHub(ServiceProvider services, TestClock clock, string directory, string? postgresDatabase)
    {
        Services = services;
        Clock = clock;
        this.directory = directory;
        this.postgresDatabase = postgresDatabase;
    }

    /// <summary>For <c>[MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]</c>: every data test runs on both.</summary>
    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    public ServiceProvider Services { get; }

    public TestClock Clock { get; }

    public Database Database => Get<Database>();

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public static async Task<TestHub> StartAsync(Engine engine, Action<IServiceCollection>? more = null)
    {
        var directory = Directory.CreateTempSubdirectory("infohub-test-").FullName;
        var name = engine == Engine.Postgres ? "t_" + Path.GetRandomFileName().Replace(".", "", StringComparison.Ordinal) : null;
        var store = name is null
            ? new StoreAddress(Engine.Sqlite, Path.Combine(directory, "hub.db"))
            : new StoreAddress(Engine.Postgres, await TestPostgres.CreateAsync(name));
        return await OpenAsync(new HubPlaces(directory, store, Demo: true), name, more);
    }

    /// <summary>Over a database that is there already, as after a restore; both are deleted at the end.</summary>
    internal static async Task<TestHub> OpenAsync(HubPlaces places, string? postgresDatabase, Action<IServiceCollection>? more = null)
    {
        var (directory, name) = (places.DataDirectory, postgresDatabase);
        var modules = Modules(places);
        var services = new ServiceCollection();
        var clock = new TestClock();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(clock);
        services.AddDataProtection();
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Community:PasswordIterations"] = "1000" }).Build();
        services.AddSingleton<IConfiguration>(settings);
        foreach (var module in modules)
        {
            services.AddSingleton(module);
            module.AddServices(services, settings);
        }

        more?.Invoke(services);
        var hub = new TestHub(services.BuildServiceProvider(), clock, directory, name);
        await Migrations.ApplyAsync(hub.Database, modules.Select(m => m.Assembly), CancellationToken.None);
        return hub;
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        if (postgresDatabase is not null)
        {
            await TestPostgres.DropAsync(postgresDatabase);
        }

        Directory.Delete(directory, recursive: true);
    }

    private static Module[] Modules(HubPlaces places) => [new PlatformModule(places), new CommunityModule(), new LibraryModule(), new IntelligenceModule(), new SharingModule(), new ExchangeModule(), new DeliveryModule()];
}

/// <summary>A PostgreSQL cluster of the tests' own: that of INFOHUB_TEST_POSTGRES, or one started here on a free port.</summary>
internal static class TestPostgres
{
    private static readonly Lazy<Task<string>> Server = new(StartAsync);

    public static async Task<string> CreateAsync(string name)
    {
        var server = await Server.Value;
        await RunAsync(server, $"create database {name}");
        return new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 10 }.ToString();
    }

    public static async Task DropAsync(string name) => await RunAsync(await Server.Value, $"drop database {name} with (force)");

    private static async Task RunAsync(string server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("INFOHUB_TEST_POSTGRES") is { Length: > 0 } given)
        {
            return given;
        }

        var bin = Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Last() + "/bin";
        var place = Directory.CreateTempSubdirectory("infohub-pg-").FullName;
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var root = Environment.UserName == "root" ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : "";
        await ShellAsync($"""
            set -e
            {(root.Length > 0 ? $"chown 65534:65534 {place}" : ":")}
            {root}{bin}/initdb -D {place}/data -A trust -U postgres --no-sync -E UTF8 --locale=C >/dev/null
            {root}{bin}/pg_ctl -D {place}/data -w -l {place}/log -o "-p {port} -k {place} -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200" start >/dev/null
            """);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
            ShellAsync($"{root}{bin}/pg_ctl -D {place}/data -m immediate stop >/dev/null; rm -rf {place}").GetAwaiter().GetResult();
        return $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres";
    }

    private static async Task ShellAsync(string script)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", script]))!;
        await shell.WaitForExitAsync();
        if (shell.ExitCode != 0)
        {
            throw new InvalidOperationException("PostgreSQL did not start.");
        }
    }
}
