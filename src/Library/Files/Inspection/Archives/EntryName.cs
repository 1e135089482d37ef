namespace Infohub.Library.Files.Inspection.Archives;

/// <summary>Names of an archive's entries.</summary>
internal static class EntryName
{
    /// <summary>It names a place beside or above the folder into which it is unpacked.</summary>
    public static bool IsOutside(string name) =>
        name.StartsWith('/') || name.StartsWith('\\') || (name.Length > 1 && name[1] == ':')
        || name.Split('/', '\\').Contains("..", StringComparer.Ordinal);
}
