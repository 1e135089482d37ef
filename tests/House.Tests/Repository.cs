namespace Infohub.House.Tests;

/// <summary>The files of the house as they lie on the disk, without what is built or fetched.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    private static readonly string[] NotOurs = ["artifacts", "node_modules", "bin", "obj", "dist", "data", "screens", "out", ".git", ".vs", ".idea", ".vscode"];

    private static readonly Lazy<IReadOnlyList<SourceFile>> All = new(() => [.. Walk(new DirectoryInfo(Root)).OrderBy(f => f.Path, StringComparer.Ordinal)]);

    public static IReadOnlyList<SourceFile> Files => All.Value;

    public static IReadOnlyList<string> Modules { get; } =
        [.. Directory.GetDirectories(Path.Combine(Root, "src")).Where(d => File.Exists(Path.Combine(d, Path.GetFileName(d) + ".csproj"))).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)];

    public static IEnumerable<SourceFile> Under(string folder, params string[] endings) =>
        Files.Where(f => f.Path.StartsWith(folder, StringComparison.Ordinal) && endings.Any(e => f.Path.EndsWith(e, StringComparison.Ordinal)));

    private static IEnumerable<SourceFile> Walk(DirectoryInfo directory)
    {
        foreach (var file in directory.EnumerateFiles())
        {
            yield return new SourceFile(Path.GetRelativePath(Root, file.FullName));
        }

        foreach (var below in directory.EnumerateDirectories().Where(d => d.LinkTarget is null && !IsNotOurs(d)))
        {
            foreach (var file in Walk(below))
            {
                yield return file;
            }
        }
    }

    /// <summary>src/Community/Data holds the module's own tables of words; the hub's data directory lies at the root.</summary>
    private static bool IsNotOurs(DirectoryInfo directory) =>
        NotOurs.Contains(directory.Name, StringComparer.Ordinal) && (directory.Name is not ("data" or "screens") || directory.Parent!.FullName == Root);

    private static string FindRoot()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(here.FullName, "Infohub.slnx")))
        {
            here = here.Parent ?? throw new DirectoryNotFoundException("These tests run inside of the repository.");
        }

        return here.FullName;
    }
}

/// <summary>One file, by its path from the root with forward slashes.</summary>
internal sealed record SourceFile(string Path)
{
    private string? text;

    public string Name => System.IO.Path.GetFileName(Path);

    public string Text => text ??= File.ReadAllText(System.IO.Path.Combine(Repository.Root, Path));

    public string[] Lines => Text.Split('\n');

    public int LineCount => Text.Length == 0 ? 0 : Text.AsSpan().Count('\n') + (Text[^1] == '\n' ? 0 : 1);

    /// <summary>src/Library/Items/ItemWriter.cs is of Library.</summary>
    public string Module => Path.Split('/') is ["src" or "libs" or "tests", var module, _, ..] ? module : "";

    public int LineAt(int position) => Text.AsSpan(0, position).Count('\n') + 1;
}
