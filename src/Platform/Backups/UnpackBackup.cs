using System.Formats.Tar;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Platform.Backups;

/// <summary>
/// The first half of a restore: hashes are verified, then database, files and keys are put in place. What was erased since is erased again before the marker goes;
/// that is the caller's second half.
/// </summary>
public static class UnpackBackup
{
    public static async Task<Outcome<BackupManifest>> RunAsync(string place, HubPlaces places, bool force, CancellationToken stop = default)
    {
        if (!File.Exists(place) && !Directory.Exists(place))
        {
            return Refusal.Invalid("backup-missing", "There is no backup at {0}.", null, place);
        }

        HubPlaces.Prepare(places.DataDirectory);
        if (Directory.Exists(place))
        {
            return await PlaceAsync(Path.GetFullPath(place), places, force, stop);
        }

        var root = Path.Combine(places.DataDirectory, "restore.parts");
        try
        {
            Remove(root);
            Directory.CreateDirectory(root);
            await TarFile.ExtractToDirectoryAsync(place, root, overwriteFiles: false, stop);
            return await PlaceAsync(root, places, force, stop);
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException)
        {
            return Damaged(place);
        }
        finally
        {
            Remove(root);
        }
    }

    private static Refusal Damaged(string file) => Refusal.Invalid("backup-damaged", "The backup is damaged: {0} is not as it was written.", null, file);

    private static void Remove(string root)
    {
        if (Directory.Exists(root))
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task<Outcome<BackupManifest>> PlaceAsync(string root, HubPlaces places, bool force, CancellationToken stop)
    {
        if (await BackupManifest.ReadAsync(root, stop) is not { } manifest)
        {
            return Refusal.Invalid("backup-unfinished", "This backup has no list of its files: it was not finished.");
        }

        if (await manifest.WrongAsync(root, stop) is { } file)
        {
            return Damaged(file);
        }

        if (!string.Equals(manifest.Engine, places.Store.Engine.ToString(), StringComparison.OrdinalIgnoreCase))
        {
            return Refusal.Invalid("backup-engine", "This backup is of {0}: restore it there.", null, manifest.Engine);
        }

        if (!manifest.WithKeys && !File.Exists(places.KeyFile))
        {
            return Refusal.Invalid("backup-keys", "This backup has no keys. Put the key file at {0} first.", null, places.KeyFile);
        }

        var empty = places.Store.Engine == Engine.Sqlite ? !File.Exists(places.Store.Target) : await PostgresTools.IsEmptyAsync(places.Store.Target, stop);
        if (!empty && !force)
        {
            return Refusal.Conflict("restore-over", "There is a hub here already. To replace it, say --force.");
        }

        if (File.Exists(Path.Combine(root, MakeBackup.ErasuresFile)))
        {
            // It was copied after the database: what was erased in between stands in the list only.
            await File.AppendAllTextAsync(Path.Combine(places.DataDirectory, MakeBackup.ErasuresFile), "\n" + await File.ReadAllTextAsync(Path.Combine(root, MakeBackup.ErasuresFile), stop), stop);
        }

        await File.WriteAllTextAsync(DataHold.Marker(places.DataDirectory), manifest.MadeAt, stop);
        // what was here before says nothing of what comes now: the restored database has its own mode
        File.Delete(DataMode.Marker(places.DataDirectory));
        if (await StoreAsync(root, places, empty, stop) is { } wrong)
        {
            return wrong;
        }

        foreach (var part in manifest.Files.Where(f => f.Path.StartsWith("files/", StringComparison.Ordinal) || f.Path.StartsWith("keys/", StringComparison.Ordinal)))
        {
            var to = Path.Combine(places.DataDirectory, part.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(Path.Combine(root, part.Path), to, overwrite: true);
            if (part.Path.StartsWith("keys/", StringComparison.Ordinal))
            {
                File.SetUnixFileMode(to, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }

        return manifest;
    }

    private static async Task<Refusal?> StoreAsync(string root, HubPlaces places, bool empty, CancellationToken stop)
    {
        if (places.Store.Engine == Engine.Sqlite)
        {
            foreach (var tail in (string[])["-wal", "-shm"])
            {
                File.Delete(places.Store.Target + tail);
            }

            File.Copy(Path.Combine(root, "infohub.db"), places.Store.Target + ".new", overwrite: true);
            File.SetUnixFileMode(places.Store.Target + ".new", UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.Move(places.Store.Target + ".new", places.Store.Target, overwrite: true);
            return null;
        }

        if (!empty)
        {
            await PostgresTools.EmptyAsync(places.Store.Target, stop);
        }

        return await PostgresTools.RestoreAsync(places.Store.Target, Path.Combine(root, "infohub.pgdump"), stop) is { } wrong ? Refusal.Conflict("backup-tool", "{0}", wrong) : null;
    }
}
