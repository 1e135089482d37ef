using Infohub.Demo;
using Infohub.Demo.Script;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Outbox;

namespace Infohub.Web;

/// <summary>The demo community's first loading, before the hub serves; a later start finds it there.</summary>
internal static class DemoStart
{
    /// <returns>What is wrong, in English; null where the community is there.</returns>
    public static async Task<string?> LoadAsync(HubOptions options)
    {
        var directory = options.Places.DataDirectory;
        var unfinished = Path.Combine(directory, "demo-unfinished");
        if (File.Exists(unfinished))
        {
            return $"The demo community was not loaded to its end here, in {directory}. Start over with an empty directory{(options.Places.Store.Engine == Engine.Postgres ? " and an empty database" : "")}.";
        }

        // the list of its people is the last thing that is written: where it is, all of it is, and opening the hub twice would only cost a second
        if (File.Exists(Path.Combine(directory, DemoAccounts.File)))
        {
            await DemoAccounts.MoveAsync(directory, options.Address, CancellationToken.None);
            return null;
        }

        await using var hub = await Hub.OpenAsync(options, UseScript);
        var database = hub.Services.GetRequiredService<Database>();
        if (await database.ReadAsync(sql => sql.NumberAsync("select count(*) from organisation", CancellationToken.None), CancellationToken.None) > 0)
        {
            return null;
        }

        await Console.Out.WriteLineAsync("Loading the demo community ...");
        await File.WriteAllTextAsync(unfinished, "");
        var report = await DemoCommunity.LoadAsync(hub.Services, options.Address, CancellationToken.None);
        File.Delete(unfinished);
        await hub.Services.GetRequiredService<OutboxPump>().DrainAsync(CancellationToken.None);
        await Console.Out.WriteLineAsync($"{report.Acts} acts in {report.Took.TotalSeconds:N1} s, {report.Refused.Count} refused.");
        return null;
    }

    /// <summary>A clock and ids that follow a script, instead of the machine's.</summary>
    public static void UseScript(IServiceCollection services)
    {
        services.AddSingleton<TimeProvider>(new ScriptClock(TimeProvider.System));
        services.AddSingleton<IIdSource>(new ScriptIds());
    }
}
