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

/// <summary>What the machine does: jobs, queues, sizes, versions. For officers; nothing of what is shared.</summary>
[Access(Allow.Officer)]
internal sealed class SystemModel(Database database, JobRunner runner, OutboxPump outbox, KeyRing keys, HubPlaces places) : PageModel
{
    public IReadOnlyList<JobState> Jobs { get; private set; } = [];

    public IReadOnlyList<(string Name, string Value)> Facts { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        Jobs = await runner.StatesAsync(stop);
        var migration = await database.ReadAsync(sql => sql.FirstAsync("select name from migration order by name desc limit 1", static r => r.Text(0), stop), stop);
        var (files, bytes) = FilesIn(places.Files);
        Facts =
        [
            ("Version", Versions.Hub + ", " + Versions.Runtime),
            ("Database", database.Engine == Engine.Sqlite ? "SQLite" : "PostgreSQL"),
            ("Size of the database", Megabytes(await StoreSize.ReadAsync(database, stop))),
            ("Files", $"{files} · {Megabytes(bytes)}"),
            ("Last change of the schema", migration ?? ""),
            ("Writes that wait", database.Waiting.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("Events that wait", (await outbox.WaitingAsync(stop)).ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("Number of the master key", keys.Newest.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("Memory", Megabytes(Environment.WorkingSet)),
        ];
    }

    private static (int Count, long Bytes) FilesIn(string directory) =>
        Directory.Exists(directory)
            ? new DirectoryInfo(directory).EnumerateFiles("*", SearchOption.AllDirectories).Aggregate((Count: 0, Bytes: 0L), static (all, f) => (all.Count + 1, all.Bytes + f.Length))
            : (0, 0);

    private static string Megabytes(long bytes) => (bytes / 1024.0 / 1024).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture) + " MB";
}
