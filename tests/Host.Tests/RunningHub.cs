using System.Net;
using System.Net.Sockets;
using Infohub.Community.Public;
using Infohub.Community.Viewers;
using Infohub.Platform.Data;
using Infohub.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Infohub.Host.Tests;

/// <summary>The whole hub on a port of its own, with its log in memory as it would be written.</summary>
internal sealed class RunningHub : IAsyncDisposable
{
    public const string Secret = "ihk_abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst";

    private readonly WebApplication app;
    private readonly string directory;
    private readonly string database;

    static RunningHub() => Environment.SetEnvironmentVariable("Limits__Key", "1000000");

    private RunningHub(WebApplication app, string directory, string database, Lines log, int port)
    {
        (this.app, this.directory, this.database, Log) = (app, directory, database, log);
        Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri("http://127.0.0.1:" + port) };
    }

    /// <summary>For <c>[MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]</c>.</summary>
    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    public HttpClient Client { get; }

    public Lines Log { get; }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public static Task<RunningHub> StartAsync(Action<IServiceCollection>? more = null) => StartAsync(Engine.Sqlite, more);

    public static async Task<RunningHub> StartAsync(Engine engine, Action<IServiceCollection>? more = null)
    {
        var directory = Directory.CreateTempSubdirectory("infohub-web-").FullName;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var log = new Lines();
        var database = engine == Engine.Postgres ? "h_" + Path.GetRandomFileName().Replace(".", "", StringComparison.Ordinal) : "";
        var postgres = database.Length == 0 ? "" : new NpgsqlConnectionStringBuilder(Server) { Database = database, MaxPoolSize = 10 }.ToString();
        if (database.Length > 0)
        {
            await RunAsync("create database " + database);
        }

        var app = await Hub.OpenAsync(new HubOptions { Data = directory, Port = port, Postgres = postgres }, services =>
        {
            services.AddSingleton<ILoggerProvider>(log);
            more?.Invoke(services);
        });
        await app.StartAsync();
        return new RunningHub(app, directory, database, log, port);
    }

    /// <summary>One organisation, one person, and the person's key <see cref="Secret"/> that reads and writes.</summary>
    public Task MakeKeyAsync() => Get<Database>().WriteAsync(
        async tx =>
        {
            await tx.RunAsync("insert into organisation(id, uid, name, standing, state, joined_at, created_at) values (1, 'BANK', 'Bank', 0, 1, 1, 1)", default);
            await tx.RunAsync("insert into person(id, uid, org_id, name, email, state, roles, joined_at, created_at) values (1, 'MEI', 1, 'Mei', 'mei@hub.example', 1, 0, 1, 1)", default);
            await tx.RunAsync(
                "insert into api_key(uid, name, hash, hint, org_id, person_id, made_by, scopes, created_at, expires_at) values ('KEY', 'k', @hash, 'ihk_', 1, 1, 1, @scopes, 1, @never)",
                default,
                ("hash", ViewerSource.HashSecret(Secret)),
                ("scopes", Scopes.Read | Scopes.Write),
                ("never", Micros.Never));
        },
        default);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        if (database.Length > 0)
        {
            await RunAsync($"drop database {database} with (force)");
        }

        Directory.Delete(directory, recursive: true);
    }

    private static string Server => Environment.GetEnvironmentVariable("INFOHUB_TEST_POSTGRES") is { Length: > 0 } given
        ? given
        : throw new InvalidOperationException("INFOHUB_TEST_POSTGRES is to name a PostgreSQL server for tests; ./test host starts one.");

    private static async Task RunAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Server) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    internal sealed class Lines : ILoggerProvider
    {
        private readonly LogForm form = new(TimeProvider.System);
        private readonly StringWriter text = new();

        public string Text
        {
            get
            {
                lock (text)
                {
                    return text.ToString();
                }
            }
        }

        public ILogger CreateLogger(string categoryName) => new Line(this, categoryName);

        public void Dispose()
        {
            // the text is read to the end
        }

        private sealed class Line(Lines lines, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                lock (lines.text)
                {
                    lines.form.Write(new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter), null, lines.text);
                }
            }
        }
    }

    /// <summary>Breaks where a test says so.</summary>
    internal sealed class Breaks : IFaults
    {
        public Exception? Next { get; set; }

        public void At(string place)
        {
            if (place == "before-commit" && Next is { } broken)
            {
                throw broken;
            }
        }
    }
}
