using System.Text.RegularExpressions;

namespace Infohub.House.Tests;

/// <summary>Sizes, names of folders, things left lying about.</summary>
public sealed partial class ShapeTests(ITestOutputHelper output)
{
    private const int Longest = 400;
    private static readonly string[] SourceEndings = [".cs", ".cshtml", ".mjs", ".js", ".css", ".sql"];
    private static readonly string[] BannedFolders = ["Common", "Core", "Shared", "Helpers", "Utils", "Services", "Managers", "Dtos"];

    /// <summary>File → why it is longer than all others may be.</summary>
    private static readonly Dictionary<string, string> AllowedLong = new(StringComparer.Ordinal)
    {
    };

    [Fact]
    public void No_file_is_longer_than_400_lines()
    {
        var files = Sources().Select(f => (f.Path, f.LineCount)).OrderBy(f => f.LineCount).ToList();
        var ours = files.Where(f => f.Path.StartsWith("src/", StringComparison.Ordinal) && f.Path.EndsWith(".cs", StringComparison.Ordinal)).Select(f => f.LineCount).Order().ToList();
        output.WriteLine($"{files.Count} source files; median in src {ours[ours.Count / 2]} lines, over 200: {files.Count(f => f.LineCount > 200)}, longest {files[^1]}");
        var long_ = files.Where(f => f.LineCount > Longest && !AllowedLong.ContainsKey(f.Path)).Select(f => $"{f.Path}: {f.LineCount}");
        Assert.Empty(long_);
        Assert.All(AllowedLong.Keys, path => Assert.Contains(files, f => f.Path == path && f.LineCount > Longest));
        Assert.InRange(ours[ours.Count / 2], 1, 60);
    }

    [Fact]
    public void No_folder_is_a_drawer_for_everything()
    {
        var drawers = Repository.Files.SelectMany(f => f.Path.Split('/')[..^1]).Distinct(StringComparer.Ordinal).Intersect(BannedFolders, StringComparer.OrdinalIgnoreCase);
        Assert.Empty(drawers);
    }

    [Fact]
    public void Nothing_is_left_for_later()
    {
        var left = Sources()
            .Where(f => f.Name != "ShapeTests.cs")
            .SelectMany(f => f.Lines.Select((line, i) => (f.Path, Line: line, Number: i + 1)))
            .Where(l => Leftovers().IsMatch(l.Line))
            .Select(l => $"{l.Path}:{l.Number}: {l.Line.Trim()}");
        Assert.Empty(left);
    }

    [Fact]
    public void Code_holds_no_regions_and_no_raw_html()
    {
        var found = Repository.Under("src/", ".cshtml").Concat(Repository.Under("src/", ".cs").Where(f => f.Path.Contains("/Ui/", StringComparison.Ordinal)))
            .SelectMany(f => f.Lines.Select((line, i) => (f.Path, Line: line, Number: i + 1)))
            .Where(l => Unwanted().IsMatch(l.Line))
            .Select(l => $"{l.Path}:{l.Number}: {l.Line.Trim()}");
        Assert.Empty(found);
    }

    private static IEnumerable<SourceFile> Sources() =>
        Repository.Files.Where(f => SourceEndings.Any(e => f.Path.EndsWith(e, StringComparison.Ordinal)) || f.Path is "run" or "test" or ".ci/tools.sh");

    [GeneratedRegex(@"\b(?:TODO|FIXME|HACK|XXX)\b|NotImplementedException")]
    private static partial Regex Leftovers();

    [GeneratedRegex(@"^\s*#region|\bHtml\.Raw\(|\bstyle=""|\bon(?:click|load|submit|change|input)=""|<script(?![^>]*\bsrc=)")]
    private static partial Regex Unwanted();
}
