using Infohub.Library.Erasures;
using Infohub.Platform.Backups;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;
using Infohub.Platform.Outbox;
using Infohub.Platform.Refusals;

namespace Infohub.Web.Backups;

/// <summary>The words backup, restore and keys rotate of the command line.</summary>
internal static class BackupWords
{
    public static async Task<int> BackupAsync(HubOptions options, string place)
    {
        await using var hub = await Hub.OpenAsync(options);
        await hub.Services.GetRequiredService<ErasureLog>().SyncAsync(hub.Services.GetRequiredService<Database>(), CancellationToken.None);
        var made = await hub.Services.GetRequiredService<MakeBackup>().RunAsync(place, !options.WithoutKeys);
        if (made.Refusal is { } refusal)
        {
            return await RefuseAsync(refusal);
        }

        await FirstBackup.NoteAsync(options.Places, made.Value.MadeAt);
        await Console.Out.WriteLineAsync($"{made.Value.Files.Count} files at {place}. Keep it for 35 days at most: what is erased stays in it.");
        await Console.Error.WriteLineAsync(made.Value.WithKeys
            ? "The key file is in it: whoever has this backup can open everything. Keep it as you keep the hub, or back up with --without-keys and keep the key file apart."
            : $"The key file is not in it, and nothing can be opened without it: keep a copy of {options.Places.KeyFile} elsewhere.");
        return 0;
    }

    public static async Task<int> RestoreAsync(HubOptions options, string place)
    {
        var places = options.Places;
        using var hold = DataHold.Take(places.DataDirectory, alone: true);
        if (hold is null)
        {
            await Console.Error.WriteLineAsync("A hub runs over this data directory. Stop it first.");
            return 1;
        }

        var before = new ErasureLog(places);
        if (options.Force)
        {
            await RememberErasuresAsync(places.Store, before);
        }

        if (options.Erasures.Length > 0)
        {
            if (!File.Exists(options.Erasures))
            {
                await Console.Error.WriteLineAsync($"There is no list of erasures at {options.Erasures}. Nothing was touched.");
                return 1;
            }

            before.Merge(options.Erasures);
        }

        var unpacked = await UnpackBackup.RunAsync(place, places, options.Force);
        if (unpacked.Refusal is { } refusal)
        {
            return await RefuseAsync(refusal);
        }

        await using var hub = await Hub.OpenAsync(options);
        var (again, sessions) = await FinishAsync(hub.Services);
        File.Delete(DataHold.Marker(places.DataDirectory));
        await Console.Out.WriteLineAsync($"Restored as of {unpacked.Value.MadeAt}. Erased again: {again}. Sessions ended: {sessions}.");
        await Console.Error.WriteLineAsync("One-time links and open recoveries are ended too: whoever waits for one is invited again, or recovered anew.");
        await Console.Error.WriteLineAsync("What was changed since then is not here: look at revoked keys, people who left, members of circles and withdrawn items before you start the hub.");
        return 0;
    }

    public static async Task<int> RotateAsync(HubOptions options)
    {
        using var hold = options.Forget ? DataHold.Take(options.Places.DataDirectory, alone: true) : null;
        if (options.Forget && hold is null)
        {
            await Console.Error.WriteLineAsync("A hub runs over this data directory and may still wrap with an old key. Stop it to forget the old ones.");
            return 1;
        }

        // Before the key file is read: two that made a second key each would lose what one of them wrapped.
        using var alone = DataHold.Only(Path.Combine(options.Places.DataDirectory, "rotating"));
        if (alone is null)
        {
            await Console.Error.WriteLineAsync("Another rotation is running. Wait for it, then say this again.");
            return 1;
        }

        await using var hub = await Hub.OpenAsync(options);
        var rotate = hub.Services.GetRequiredService<RotateKeys>();
        var wrapped = options.Forget ? await rotate.ForgetAsync() : await rotate.RunAsync();
        await Console.Out.WriteLineAsync($"Master key {hub.Services.GetRequiredService<KeyRing>().Newest}. Wrapped anew: {wrapped}.");
        if (!options.Forget)
        {
            await Console.Out.WriteLineAsync("The old key is kept. When all backups made before are gone, stop the hub and say: keys rotate --forget");
        }

        return 0;
    }

    /// <summary>Everything that must be done over a restored database before anybody reads in it.</summary>
    internal static async Task<(int Again, int Sessions)> FinishAsync(IServiceProvider services)
    {
        var database = services.GetRequiredService<Database>();
        await services.GetRequiredService<ErasureLog>().SyncAsync(database, CancellationToken.None);
        var again = await services.GetRequiredService<ReplayErasures>().RunAsync();
        var sessions = 0;
        // What was ended or used since would live again: a session, a link that lets somebody in, a recovery that the person stopped.
        await database.WriteAsync(
            async tx =>
            {
                sessions = await tx.RunAsync("update session set ended_at = @now where ended_at = 0", CancellationToken.None, ("now", tx.Now));
                await tx.RunAsync("update one_time_link set used_at = @now where used_at = 0", CancellationToken.None, ("now", tx.Now));
                await tx.RunAsync("update factor_recovery set ended_at = @now, outcome = 'restored' where ended_at = 0", CancellationToken.None, ("now", tx.Now));
            },
            CancellationToken.None);
        await services.GetRequiredService<OutboxPump>().DrainAsync(CancellationToken.None);
        return (again, sessions);
    }

    /// <summary>The newest list is that of the database that is about to be replaced, if it can still be read.</summary>
    private static async Task RememberErasuresAsync(StoreAddress store, ErasureLog list)
    {
        if (store.Engine == Engine.Sqlite && !File.Exists(store.Target))
        {
            return;
        }

        try
        {
            await using var old = new Database(store, TimeProvider.System, new NoFaults());
            await list.SyncAsync(old, CancellationToken.None);
        }
        catch (Exception broken) when (broken is StoreFailure or System.Data.Common.DbException)
        {
            await Console.Error.WriteLineAsync("The old database cannot be read. Its list of erasures is taken from " + MakeBackup.ErasuresFile + " alone.");
        }
    }

    private static async Task<int> RefuseAsync(Refusal refusal)
    {
        await Console.Error.WriteLineAsync(refusal.InEnglish());
        return 1;
    }
}
