using Infohub.Demo.Script;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;

namespace Infohub.Web;

/// <summary>Performs a script of acts on an empty hub in demo mode: its people have passwords that everybody knows.</summary>
internal static class LoadWorld
{
    public static async Task<int> RunAsync(HubOptions options)
    {
        var settled = await options.SettleAsync();
        if (settled.Refusal is { } refusal)
        {
            await Console.Error.WriteLineAsync(refusal.InEnglish());
            return 1;
        }

        options = settled.Value;
        if (!options.Places.Demo || options.World.Length == 0)
        {
            await Console.Error.WriteLineAsync("A world is loaded in demo mode, from a file: load --world FILE [--results FILE].");
            return 2;
        }

        await using var hub = await Hub.OpenAsync(options, DemoStart.UseScript);
        var database = hub.Services.GetRequiredService<Database>();
        if (await database.ReadAsync(sql => sql.NumberAsync("select count(*) from organisation", CancellationToken.None), CancellationToken.None) > 0)
        {
            await Console.Error.WriteLineAsync("There is a community in this hub: a world is loaded into an empty one.");
            return 1;
        }

        await using var results = options.Results.Length == 0 ? null : new StreamWriter(options.Results);
        var report = await new WorldLoader(hub.Services).RunAsync(WorldFile.ReadAsync(options.World, CancellationToken.None), results, CancellationToken.None);
        await hub.Services.GetRequiredService<OutboxPump>().DrainAsync(CancellationToken.None);
        await Console.Out.WriteLineAsync($"{report.Acts} acts in {report.Took.TotalSeconds:N1} s, {report.Refused.Count} refused.");
        return 0;
    }
}
