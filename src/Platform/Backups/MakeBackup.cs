using System.Formats.Tar;
using System.Globalization;
using System.Security.Cryptography;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;
using Infohub.Platform.Refusals;

namespace Infohub.Platform.Backups;

/// <summary>
/// A backup while the hub runs: the database as of one moment, then the files (each named by its hash and never changed, so that they cannot be too old), the
/// list of erasures, and the key file unless it is kept elsewhere.
/// </summary>
public sealed class MakeBackup(Database database, KeyRing keys, HubPlaces places, TimeProvider clock)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <param name="place">A folder that is not there or empty, or a file that ends in <c>.tar</c>.</param>
    /// <param name="withKeys">Whether the key file goes with it.</param>
    /// <param name="stop">Ends it; what was written stays unfinished.</param>
    public async Task<Outcome<BackupManifest>> RunAsync(string place, bool withKeys, CancellationToken stop = default)
    {
        var isTar = place.EndsWith(".tar", StringComparison.OrdinalIgnoreCase);
        var root = Path.GetFullPath(isTar ? place + ".parts" : place);
        if ((isTar && File.Exists(place)) || (Directory.Exists(root) && Directory.EnumerateFileSystemEntries(root).Any()))
        {
            return Refusal.Conflict("backup-place", "There is something at {0} already. Name a new place.", place);
        }

        try
        {
            Directory.CreateDirectory(root, OwnerOnly);
            var made = await WriteAsync(root, withKeys, stop);
            if (made.Done && isTar)
            {
                await PackAsync(root, place, stop);
            }

            if (isTar || !made.Done)
            {
                Remove(root, wholly: isTar);
            }

            return made;
        }
        catch (Exception broken) when (broken is IOException or StoreFailure)
        {
            // Nothing stays that could be taken for a backup, or that keeps the disk full.
            Remove(root, wholly: isTar);
            File.Delete(place + Unfinished);
            return Refusal.Conflict("backup-disk", "The backup could not be written to {0}, and nothing of it is kept. Make room there, then back up again.", place);
        }
        catch (InvalidDataException broken)
        {
            Remove(root, wholly: isTar);
            return Refusal.Conflict("backup-file", "{0} Put it back from an older backup, then back up again.", broken.Message);
        }
    }

    /// <summary>The append-only list of what was erased, beside the database.</summary>
    public const string ErasuresFile = "erasures.log";

    private const string Unfinished = ".new";

    private async Task<Outcome<BackupManifest>> WriteAsync(string root, bool withKeys, CancellationToken stop)
    {
        var masters = keys.Numbers;
        var store = database.Engine == Engine.Sqlite ? "infohub.db" : "infohub.pgdump";
        if (database.Engine == Engine.Sqlite)
        {
            await database.CopyToAsync(Path.Combine(root, store), stop);
        }
        else if (await PostgresTools.DumpAsync(places.Store.Target, Path.Combine(root, store), stop) is { } wrong)
        {
            return Refusal.Conflict("backup-tool", "{0}", wrong);
        }

        var files = new List<string> { store };
        files.AddRange(await CopyFilesAsync(root, stop));
        files.AddRange(Copy(places.DataDirectory, root, [ErasuresFile]));
        if (withKeys)
        {
            files.AddRange(Copy(places.DataDirectory, root, KeyFiles()));
            if (masters.Except(KeyRing.Open(places.KeyFile).Numbers).Any())
            {
                return Refusal.Conflict("backup-keys-gone", "A master key was forgotten meanwhile: what this backup holds could not be opened. Back up again.");
            }
        }

        var described = new List<BackupFile>();
        foreach (var file in files)
        {
            using (var written = File.OpenHandle(Path.Combine(root, file), FileMode.Open, FileAccess.ReadWrite))
            {
                RandomAccess.FlushToDisk(written);
            }

            described.Add(await BackupManifest.DescribeAsync(root, file, stop));
        }

        var schema = await database.ReadAsync(sql => sql.FirstAsync("select name from migration order by name desc limit 1", static r => r.Text(0), stop), stop) ?? "";
        var manifest = new BackupManifest(
            1, database.Engine.ToString().ToLowerInvariant(), clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), schema, keys.Newest, withKeys, described);
        await manifest.WriteAsync(root, stop);
        return manifest;
    }

    /// <summary>Under its name only when it is whole and on the disk.</summary>
    private static async Task PackAsync(string root, string place, CancellationToken stop)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        await using (var file = new FileStream(place + Unfinished, options))
        {
            await TarFile.CreateFromDirectoryAsync(root, file, includeBaseDirectory: false, stop);
            file.Flush(flushToDisk: true);
        }

        File.Move(place + Unfinished, place);
    }

    private static void Remove(string root, bool wholly)
    {
        foreach (var left in new DirectoryInfo(root) is { Exists: true } made ? made.EnumerateFileSystemInfos() : [])
        {
            if (left is DirectoryInfo folder)
            {
                folder.Delete(recursive: true);
            }
            else
            {
                left.Delete();
            }
        }

        if (wholly && Directory.Exists(root))
        {
            Directory.Delete(root);
        }
    }

    private IEnumerable<string> KeyFiles()
    {
        var keysAt = Path.GetDirectoryName(places.KeyFile)!;
        return Directory.EnumerateFiles(keysAt, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(places.DataDirectory, f));
    }

    private async Task<List<string>> CopyFilesAsync(string root, CancellationToken stop)
    {
        var copied = new List<string>();
        foreach (var file in Directory.Exists(places.Files) ? Directory.EnumerateFiles(places.Files, "*", SearchOption.AllDirectories) : [])
        {
            var name = Path.GetFileName(file);
            if (name.Length != 64)
            {
                continue;
            }

            var relative = Path.Combine("files", name[..2], name);
            byte[] content;
            try
            {
                content = await File.ReadAllBytesAsync(file, stop);
            }
            catch (FileNotFoundException)
            {
                // erased meanwhile
                continue;
            }

            if (Convert.ToHexStringLower(SHA256.HashData(content)) != name)
            {
                throw new InvalidDataException($"The kept file {relative} is not as it was written.");
            }

            Directory.CreateDirectory(Path.Combine(root, "files", name[..2]));
            await File.WriteAllBytesAsync(Path.Combine(root, relative), content, stop);
            copied.Add(relative);
        }

        return copied;
    }

    private static List<string> Copy(string from, string to, IEnumerable<string> names)
    {
        var copied = new List<string>();
        foreach (var name in names.Where(n => File.Exists(Path.Combine(from, n))))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(to, name))!);
            File.Copy(Path.Combine(from, name), Path.Combine(to, name));
            copied.Add(name);
        }

        return copied;
    }
}
