using Infohub.Community.Public;
using Infohub.Platform;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Jobs;
using Infohub.Platform.Keys;
using Infohub.Platform.Outbox;
using Infohub.Web.Watching;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Web.Machine;

/// <summary>What the machine does: jobs, queues, sizes, versions. For officers; in steps so large that no single item shows in them (docs/decisions/0005).</summary>
[Access(Allow.Officer)]
internal sealed class SystemModel(Database database, JobRunner runner, OutboxPump outbox, KeyRing keys, HubPlaces places) : PageModel
{
    private const long Megabyte = 1024 * 1024;

    public IReadOnlyList<JobState> Jobs { get; private set; } = [];

    public IReadOnlyList<(string Name, string Value)> Facts { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        Jobs = await runner.StatesAsync(stop);
        var migration = await database.ReadAsync(sql => sql.FirstAsync("select name from migration order by name desc limit 1", static r => r.Text(0), stop), stop);
        Facts =
        [
            ("Version", Versions.Hub + ", " + Versions.Runtime),
            ("Database", database.Engine == Engine.Sqlite ? "SQLite" : "PostgreSQL"),
            ("Size of the database", Below(await StoreSize.ReadAsync(database, stop) / Megabyte, 100, " MB")),
            ("Files", Below(BytesIn(places.Files) / Megabyte, 100, " MB")),
            ("Last change of the schema", migration ?? ""),
            ("Writes that wait", Below(database.Waiting, 100)),
            ("Events that wait", Below(await outbox.WaitingAsync(stop), 100)),
            ("Number of the master key", keys.Newest.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("Memory", Below(Environment.WorkingSet / Megabyte, 10, " MB")),
        ];
    }

    private static long BytesIn(string directory) =>
        Directory.Exists(directory) ? new DirectoryInfo(directory).EnumerateFiles("*", SearchOption.AllDirectories).Sum(static f => f.Length) : 0;

    private static string Below(long number, long step, string unit = "") => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"< {((number / step) + 1) * step:N0}{unit}");
}
