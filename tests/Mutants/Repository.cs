namespace Infohub.Mutants;

internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    /// <summary>Files by a path whose last part may have a star; from the root, in order.</summary>
    public static IEnumerable<string> Find(string pattern)
    {
        var folder = Path.Combine(Root, Path.GetDirectoryName(pattern)!);
        return Directory.Exists(folder)
            ? Directory.GetFiles(folder, Path.GetFileName(pattern)).Order(StringComparer.Ordinal).Select(file => Path.GetRelativePath(Root, file))
            : [];
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
