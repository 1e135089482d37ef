namespace Infohub.Platform.Backups;

/// <summary>Who works in the data directory: a hub that serves, or something that must not meet one.</summary>
public static class DataHold
{
    /// <summary>Holds the directory until disposed; null where another process holds it in a way that does not go together.</summary>
    /// <param name="directory">The data directory.</param>
    /// <param name="alone">True for what bears no other process beside it.</param>
    public static IDisposable? Take(string directory, bool alone)
    {
        HubPlaces.Prepare(directory);
        var path = Path.Combine(directory, "lock");
        try
        {
            if (!File.Exists(path))
            {
                File.WriteAllText(path, "");
            }

            // The share becomes an advisory lock of the file: exclusive for none, shared for read. A network file system gives the exclusive one only to who may write.
            return new FileStream(path, FileMode.Open, alone ? FileAccess.ReadWrite : FileAccess.Read, alone ? FileShare.None : FileShare.Read);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Holds a file of its own, made where there is none, until disposed; null where another process holds it.</summary>
    public static IDisposable? Only(string path)
    {
        HubPlaces.Prepare(Path.GetDirectoryName(path)!);
        try
        {
            return new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                Options = FileOptions.DeleteOnClose,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>There while a restore is not finished: a hub does not serve what may still hold erased items.</summary>
    public static string Marker(string directory) => Path.Combine(directory, "restoring");
}
