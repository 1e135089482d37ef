using System.Reflection;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;
using Infohub.Platform.Refusals;

namespace Infohub.Platform.Backups;

/// <summary>
/// Whether the data are a demo's or a real community's. The first start writes it into the database and beside it into the data directory, and it stays.
/// Both are asked, for either may be met without the other: a real database with a new directory, a real hub's directory with a new database.
/// </summary>
public static class DataMode
{
    private const string Demo = "demo";
    private const string Real = "real";

    /// <summary>The word of the data directory: a file that scripts may read.</summary>
    public static string Marker(string directory) => Path.Combine(directory, "mode");

    /// <summary>True where made-up people live, whose codes may be shown.</summary>
    public static bool IsDemo(string directory) => Read(directory) == Demo;

    /// <summary>The places with the mode of the data; for new data the one that was asked for.</summary>
    /// <param name="places">Demo where nothing was said about it.</param>
    /// <param name="modules">All that keep data there.</param>
    /// <param name="stop">Stops the start.</param>
    public static async Task<Outcome<HubPlaces>> SettleAsync(HubPlaces places, IEnumerable<Assembly> modules, CancellationToken stop = default)
    {
        await using var database = new Database(places.Store, TimeProvider.System, new NoFaults());
        await Migrations.ApplyAsync(database, [typeof(DataMode).Assembly], stop);
        if (await Migrations.NewerAsync(database, modules, stop) is { } newer)
        {
            return Newer(newer);
        }

        // the directory first: another process that starts now writes it last
        var here = Read(places.DataDirectory);
        var kept = await database.ReadAsync(sql => SettingAsync(sql, "mode", stop), stop);
        if (kept is null)
        {
            return here is null ? await BeginAsync(database, places, stop) : Elsewhere(places);
        }

        var keys = await database.ReadAsync(sql => SettingAsync(sql, "keys", stop), stop);
        return here is not null && here != kept ? Elsewhere(places)
            : !File.Exists(places.KeyFile) || keys != KeysOf(places) ? OtherKeys(places)
            : kept == Demo && !places.Demo ? IsDemoAlready(places)
            : Keep(places, kept);
    }

    private static async Task<HubPlaces> BeginAsync(Database database, HubPlaces places, CancellationToken stop)
    {
        var keys = KeysOf(places);
        await database.WriteAsync(
            async tx =>
            {
                foreach (var (name, value) in new[] { ("mode", places.Demo ? Demo : Real), ("keys", keys) })
                {
                    // another process may start over the same database now: the first one's word stands
                    await tx.RunAsync("insert into setting(name, value) values (@name, @value) on conflict(name) do nothing", stop, ("name", name), ("value", value));
                }
            },
            stop);
        return Keep(places, (await database.ReadAsync(sql => SettingAsync(sql, "mode", stop), stop))!);
    }

    private static HubPlaces Keep(HubPlaces places, string mode)
    {
        if (Read(places.DataDirectory) is null)
        {
            File.WriteAllText(Marker(places.DataDirectory), mode);
        }

        return places with { Demo = mode == Demo };
    }

    private static Task<string?> SettingAsync(Sql sql, string name, CancellationToken stop) =>
        sql.FirstAsync("select value from setting where name = @name", static r => r.Text(0), stop, ("name", name));

    private static string? Read(string directory) => File.Exists(Marker(directory)) ? File.ReadAllText(Marker(directory)).Trim() : null;

    /// <summary>Tells key files apart and nothing of their keys; a rotation does not change it.</summary>
    private static string KeysOf(HubPlaces places) => Convert.ToHexStringLower(KeyRing.Open(places.KeyFile).Hash("key-file", ""));

    private static Refusal Newer(string change) => Refusal.Conflict(
        "newer", "A newer program wrote this database ({0}). Start that one; the way back is the backup made before the upgrade.", change);

    private static Refusal Elsewhere(HubPlaces places) => Refusal.Conflict(
        "mode-directory", "The data directory {0} belongs to another database than this one. Name the database that belongs to it, or give this one a directory of its own with --data.", places.DataDirectory);

    private static Refusal OtherKeys(HubPlaces places) => Refusal.Conflict(
        "mode-keys", "The key file {0} is not the one of this database, which nothing opens without it. Use the data directory that belongs to the database, or bring its key file back.", places.KeyFile);

    private static Refusal IsDemoAlready(HubPlaces places) => Refusal.Conflict(
        "mode-demo", "There is a demo community in {0}, and it does not become a real hub. Start without --empty, or give the real hub a place of its own: --data, and with --postgres another database.", places.DataDirectory);
}
