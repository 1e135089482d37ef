using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Infohub.House.Tests;

/// <summary>What points somewhere: links of documents, icons, edges between projects, lock files, addresses.</summary>
public sealed partial class PlacesTests
{
    [Fact]
    public void No_link_of_a_document_is_dead()
    {
        var dead = new List<string>();
        foreach (var document in Repository.Files.Where(f => f.Path.EndsWith(".md", StringComparison.Ordinal)))
        {
            var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, document.Path))!;
            foreach (Match link in Links().Matches(document.Text).Where(l => !l.Groups[1].Value.Contains(':') && !IsOfTheHub(document, l)))
            {
                var (path, anchor) = link.Groups[1].Value.Split('#') is [var p, var a] ? (p, a) : (link.Groups[1].Value, "");
                var target = path.Length == 0 ? Path.Combine(Repository.Root, document.Path) : Path.Combine(folder, Uri.UnescapeDataString(path));
                if (!File.Exists(target) && !Directory.Exists(target) || anchor.Length > 0 && !Anchors(target).Contains(anchor))
                {
                    dead.Add($"{document.Path}:{document.LineAt(link.Index)}: {link.Groups[1].Value}");
                }
            }
        }

        Assert.True(dead.Count == 0, string.Join('\n', dead));
    }

    /// <summary>Help is read in the hub: what it links to is a page of it, or another topic.</summary>
    [Fact]
    public void Help_leads_to_pages_that_exist()
    {
        var pages = Repository.Under("src/", ".cshtml").Select(f => PageLine().Match(f.Text).Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        var topics = Repository.Files.Where(f => f.Path.StartsWith("src/Sharing/Help/en/", StringComparison.Ordinal)).Select(f => "/help/" + Path.GetFileNameWithoutExtension(f.Name)).ToHashSet(StringComparer.Ordinal);
        var links = Repository.Files.SelectMany(f => Links().Matches(f.Text).Where(l => IsOfTheHub(f, l)).Select(l => (Place: $"{f.Path}:{f.LineAt(l.Index)}", To: l.Groups[1].Value))).ToList();
        Assert.True(links.Count > 60);
        Assert.Empty(links.Where(l => !pages.Contains(l.To) && !topics.Contains(l.To)).Select(l => $"{l.Place}: {l.To}"));
    }

    private static bool IsOfTheHub(SourceFile document, Match link) => document.Path.StartsWith("src/Sharing/Help/", StringComparison.Ordinal) && link.Groups[1].Value.StartsWith('/');

    [Fact]
    public void Documents_name_files_that_exist()
    {
        var dead = Repository.Files
            .Where(f => f.Path.EndsWith(".md", StringComparison.Ordinal) && !f.Path.Contains("fixtures", StringComparison.Ordinal))
            .SelectMany(f => Paths().Matches(f.Text).Select(m => (f.Path, f.LineAt(m.Index), Named: m.Groups[1].Value)))
            .Where(n => !File.Exists(Path.Combine(Repository.Root, n.Named)) && !Directory.Exists(Path.Combine(Repository.Root, n.Named)))
            .Select(n => $"{n.Item1}:{n.Item2}: {n.Named}")
            .ToList();
        Assert.True(dead.Count == 0, string.Join('\n', dead));
    }

    [Fact]
    public void Every_icon_that_is_named_is_built()
    {
        var built = JsonSerializer.Deserialize<HashSet<string>>(File.ReadAllText(Path.Combine(Repository.Root, "src/Web/Client/icons.json")))!;
        var unknown = Repository.Under("src/", ".cshtml", ".cs")
            .SelectMany(f => Icons().Matches(f.Text).Select(m => (Place: $"{f.Path}:{f.LineAt(m.Index)}", Name: m.Groups.Values.Skip(1).First(g => g.Success).Value)))
            .Where(i => !i.Name.Contains('@') && !built.Contains(i.Name))
            .Select(i => $"{i.Place}: {i.Name}")
            .ToList();
        Assert.True(unknown.Count == 0, string.Join('\n', unknown));
    }

    [Fact]
    public void Boundaries_are_the_references_no_more_and_no_fewer()
    {
        var allowed = XDocument.Load(Path.Combine(Repository.Root, "Boundaries.props")).Descendants("Edge").Select(e => e.Attribute("Include")!.Value).Order(StringComparer.Ordinal);
        var real = Projects()
            .Where(f => f.Path.StartsWith("src/", StringComparison.Ordinal) || f.Path.StartsWith("libs/", StringComparison.Ordinal))
            .SelectMany(f => XDocument.Load(Path.Combine(Repository.Root, f.Path)).Descendants("ProjectReference")
                .Select(r => $"{Path.GetFileNameWithoutExtension(f.Name)}->{Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value)}"))
            .Order(StringComparer.Ordinal);
        Assert.Equal(allowed, real);
    }

    [Fact]
    public void Every_project_has_its_lock_file_and_its_place_in_the_solution()
    {
        var solution = Repository.Files.Single(f => f.Path == "Infohub.slnx").Text;
        Assert.All(Projects().Where(f => !f.Path.StartsWith("perf/", StringComparison.Ordinal)), project =>
        {
            Assert.True(File.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(project.Path)!, "packages.lock.json")), $"{project.Path} has no packages.lock.json");
            Assert.Contains($"\"{project.Path}\"", solution, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void No_file_names_a_package_source_or_a_place_of_some_machine()
    {
        Assert.DoesNotContain(Repository.Files, f => f.Name.Equals("nuget.config", StringComparison.OrdinalIgnoreCase));
        var found = Repository.Files
            .Where(f => (TextEndings.Contains(Path.GetExtension(f.Name)) || f.Path is "run" or "test") && !f.Path.StartsWith("tests/fixtures/", StringComparison.Ordinal))
            .SelectMany(f => Addresses().Matches(f.Text).Select(m => $"{f.Path}:{f.LineAt(m.Index)}: {m.Value}"))
            .ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private static readonly HashSet<string> TextEndings = [".cs", ".cshtml", ".csproj", ".props", ".targets", ".json", ".md", ".mjs", ".js", ".css", ".sql", ".sh", ".slnx", ".txt", ".npmrc", ".yml"];

    private static IEnumerable<SourceFile> Projects() => Repository.Files.Where(f => f.Path.EndsWith(".csproj", StringComparison.Ordinal));

    private static HashSet<string> Anchors(string file) => File.Exists(file)
        ? [.. File.ReadLines(file).Where(l => l.StartsWith('#')).Select(l => NoAnchor().Replace(l.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'))]
        : [];

    [GeneratedRegex("^@page \"([^\"]+)\"", RegexOptions.Multiline)]
    private static partial Regex PageLine();

    [GeneratedRegex(@"\]\(<?([^)\s>]+)>?\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"`((?:src|libs|tests|docs|perf)/[\w./-]*\w)`")]
    private static partial Regex Paths();

    [GeneratedRegex("<icon name=\"([^\"]+)\"|IconTag\\.AppendTo\\([^;\"]*\"([^\"]+)\"|\\bnew NavEntry\\(\"[^\"]*\", \"[^\"]*\", \"([^\"]+)\"")]
    private static partial Regex Icons();

    // in pieces, so that this file does not name them itself
    [GeneratedRegex("registry\\.npm" + "js|\"resolved\": *\"http|api\\.nuget" + "\\.org|/tmp" + "/wt|/work" + "/(?:main|shared)|/home" + "/\\w+/|/root" + "/|/Users" + "/\\w+/")]
    private static partial Regex Addresses();

    [GeneratedRegex(@"[^\w\- \p{L}]")]
    private static partial Regex NoAnchor();
}
