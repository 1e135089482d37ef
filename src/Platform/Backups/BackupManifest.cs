using System.Security.Cryptography;
using System.Text.Json;

namespace Infohub.Platform.Backups;

/// <summary>One file of a backup, by its path within it.</summary>
public sealed record BackupFile(string Path, long Size, string Sha256);

/// <summary>What a backup holds. Written last: a backup without it is not finished.</summary>
/// <param name="Form">The form of this list; 1.</param>
/// <param name="Engine"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="MadeAt">ISO 8601.</param>
/// <param name="Schema">The last migration.</param>
/// <param name="MasterKey">The newest master key's number, to find the key file that belongs to it.</param>
/// <param name="WithKeys">Whether the key file lies within.</param>
/// <param name="Files">All files.</param>
public sealed record BackupManifest(int Form, string Engine, string MadeAt, string Schema, int MasterKey, bool WithKeys, IReadOnlyList<BackupFile> Files)
{
    public const string Name = "manifest.json";

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerOptions.Strict) { WriteIndented = true };

    public static async Task<BackupFile> DescribeAsync(string root, string path, CancellationToken stop)
    {
        await using var file = File.OpenRead(Path.Combine(root, path));
        return new BackupFile(path, file.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(file, stop)));
    }

    public async Task WriteAsync(string root, CancellationToken stop)
    {
        await using var file = new FileStream(Path.Combine(root, Name), FileMode.CreateNew);
        await JsonSerializer.SerializeAsync(file, this, Indented, stop);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Null where there is none, or one that was not written to its end.</summary>
    public static async Task<BackupManifest?> ReadAsync(string root, CancellationToken stop)
    {
        var path = Path.Combine(root, Name);
        if (!File.Exists(path))
        {
            return null;
        }

        await using var file = File.OpenRead(path);
        try
        {
            return await JsonSerializer.DeserializeAsync<BackupManifest>(file, Indented, stop);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The first file that is not as it was written, or null where all are.</summary>
    public async Task<string?> WrongAsync(string root, CancellationToken stop)
    {
        foreach (var file in Files)
        {
            var full = Path.GetFullPath(Path.Combine(root, file.Path));
            if (!full.StartsWith(Path.GetFullPath(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !File.Exists(full) || await DescribeAsync(root, file.Path, stop) != file)
            {
                return file.Path;
            }
        }

        return null;
    }
}
