using System.Runtime.CompilerServices;

namespace Infohub.Modules.Tests;

/// <summary>Public data that lie beside the repository, or beside a folder that it lies in, where they lie at all.</summary>
internal static class SharedData
{
    /// <summary>A folder of them, or a path that leads nowhere.</summary>
    public static string Folder(string name, [CallerFilePath] string here = "")
    {
        for (var folder = new DirectoryInfo(Path.GetDirectoryName(here)!); folder is not null; folder = folder.Parent)
        {
            if (Path.Combine(folder.FullName, "shared/data", name) is var found && Directory.Exists(found))
            {
                return found;
            }
        }

        return Path.Combine("shared/data", name);
    }
}
