using System.Globalization;
using System.Text.Json;
using Infohub.Community;
using Infohub.Demo.Script;
using Infohub.Intelligence;
using Infohub.Library;
using Infohub.Markings;
using Infohub.Platform;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Modules;
using Infohub.Platform.Outbox;
using Infohub.Sharing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Answers;

internal static class Rehearsal
{
    public static async Task<int> RunAsync(string world, string results, string queries, string answers, string postgres)
    {
        var directory = Directory.CreateTempSubdirectory("infohub-answers-").FullName;
        try
        {
            var store = postgres.Length > 0 ? new StoreAddress(Engine.Postgres, postgres) : new StoreAddress(Engine.Sqlite, Path.Combine(directory, "hub.db"));
            await using var services = await OpenAsync(new HubPlaces(directory, store, Demo: true));
            LoadReport report;
            await using (var lines = new StreamWriter(results))
            {
                report = await new WorldLoader(services).RunAsync(WorldFile.ReadAsync(world, CancellationToken.None), lines, CancellationToken.None);
            }

            await services.GetRequiredService<OutboxPump>().DrainAsync(CancellationToken.None);
            return await AnswerAsync(new Answerer(services, report.Cast), queries, answers);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<int> AnswerAsync(Answerer answerer, string queries, string answers)
    {
        var differ = 0;
        await using var output = new StreamWriter(answers);
        await foreach (var line in File.ReadLinesAsync(queries))
        {
            using var json = JsonDocument.Parse(line);
            var (bySql, inMemory) = await answerer.AnswerAsync(json.RootElement);
            if (inMemory is not null && bySql != inMemory)
            {
                differ++;
                if (differ <= 20)
                {
                    await Console.Out.WriteLineAsync($"SQL {bySql}, memory {inMemory}: {line}");
                }
            }

            var item = json.RootElement.GetProperty("item").GetString();
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{{\"item\":\"{item}\",\"outcome\":\"{bySql}\"}}"));
        }

        await Console.Out.WriteLineAsync($"SQL and memory differ: {differ}");
        return differ == 0 ? 0 : 1;
    }

    internal static async Task<ServiceProvider> OpenAsync(HubPlaces places)
    {
        Module[] modules = [new PlatformModule(places), new CommunityModule(), new LibraryModule(), new IntelligenceModule(), new SharingModule()];
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Community:PasswordIterations"] = "1000" }).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDataProtection();
        services.AddSingleton<IConfiguration>(settings);
        services.AddSingleton<TimeProvider>(new ScriptClock(TimeProvider.System));
        services.AddSingleton<IIdSource>(new ScriptIds());
        foreach (var module in modules)
        {
            services.AddSingleton(module);
            module.AddServices(services, settings);
        }

        var provider = services.BuildServiceProvider();
        await Migrations.ApplyAsync(provider.GetRequiredService<Database>(), modules.Select(m => m.Assembly), CancellationToken.None);
        return provider;
    }
}
