using Infohub.Demo;
using Infohub.Demo.Script;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Outbox;

namespace Infohub.Web;

/// <summary>The demo community's first loading, before the hub serves; a later start finds it there.</summary>
internal static class DemoStart
{
    public static async Task LoadAsync(HubOptions options)
    {
        // the list of its people is the last thing that is written: where it is, all of it is, and opening the hub twice would only cost a second
        if (File.Exists(Path.Combine(options.Places.DataDirectory, "demo-accounts.json")))
        {
            return;
        }

        await using var hub = await Hub.OpenAsync(options, UseScript);
        var database = hub.Services.GetRequiredService<Database>();
        if (await database.ReadAsync(sql => sql.NumberAsync("select count(*) from organisation", CancellationToken.None), CancellationToken.None) > 0)
        {
            return;
        }

        await Console.Out.WriteLineAsync("Loading the demo community ...");
        var report = await DemoCommunity.LoadAsync(hub.Services, $"http://localhost:{options.Port}", CancellationToken.None);
        await hub.Services.GetRequiredService<OutboxPump>().DrainAsync(CancellationToken.None);
        await Console.Out.WriteLineAsync($"{report.Acts} acts in {report.Took.TotalSeconds:N1} s, {report.Refused.Count} refused.");
    }

    /// <summary>A clock and ids that follow a script, instead of the machine's.</summary>
    public static void UseScript(IServiceCollection services)
    {
        services.AddSingleton<TimeProvider>(new ScriptClock(TimeProvider.System));
        services.AddSingleton<IIdSource>(new ScriptIds());
    }
}
