using Infohub.Demo;
using Infohub.Demo.Script;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;

namespace Infohub.Web;

/// <summary>Demo mode: an empty hub is filled with the made-up community before it serves for the first time.</summary>
internal static class DemoStart
{
    public static async Task FillAsync(HubOptions options)
    {
        if (options.Empty || File.Exists(Path.Combine(options.Places.DataDirectory, DemoCommunity.AccountsFile)))
        {
            return;
        }

        await using var hub = await Hub.OpenAsync(options, static services =>
        {
            services.AddSingleton<TimeProvider>(new ScriptClock(TimeProvider.System));
            services.AddSingleton<IIdSource, ScriptIds>();
        });

        // a hub with people of its own never gets made-up ones, whose passwords everybody knows
        var people = await hub.Services.GetRequiredService<Database>().ReadAsync(sql => sql.NumberAsync("select count(*) from person", CancellationToken.None), CancellationToken.None);
        if (people == 0)
        {
            await DemoCommunity.LoadAsync(hub.Services, $"http://localhost:{options.Port}", CancellationToken.None);
        }
    }
}
