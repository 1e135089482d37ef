namespace Infohub.Mutants;

internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    /// <summary>Files by a path whose last two parts may have stars; from the root, in order.</summary>
    public static IEnumerable<string> Find(string pattern)
    {
        var folder = Path.GetDirectoryName(pattern)!;
        var folders = folder.Contains('*', StringComparison.Ordinal)
            ? Directory.GetDirectories(Path.Combine(Root, Path.GetDirectoryName(folder)!), Path.GetFileName(folder))
            : [Path.Combine(Root, folder)];
        return folders.SelectMany(f => Directory.GetFiles(f, Path.GetFileName(pattern))).Select(file => Path.GetRelativePath(Root, file)).Order(StringComparer.Ordinal);
    }

    private static string FindRoot()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(here.FullName, "Infohub.slnx")))
        {
            here = here.Parent ?? throw new DirectoryNotFoundException("The mutants are bred inside of the repository.");
        }

        return here.FullName;
    }
}
