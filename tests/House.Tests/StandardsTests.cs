using System.Text.RegularExpressions;

namespace Infohub.House.Tests;

/// <summary>The pages of standards point at code and tests that are there. (PlacesTests holds the links of all documents, and the paths that they name.)</summary>
public sealed partial class StandardsTests(ITestOutputHelper output)
{
    private const string Folder = "docs/standards/";
    private const string Head = "| clause | what it asks | where | test | divergence |";
    private const string NoTest = "none";
    private static readonly string[] Places = ["src/", "libs/", "tests/"];

    [Fact]
    public void Every_row_has_its_five_cells_under_the_one_head()
    {
        var wrong = Pages().SelectMany(p => p.Lines.Select((line, i) => (p.Path, Line: line, Number: i + 1)))
            .Where(l => l.Line.StartsWith('|') && !l.Line.StartsWith("|---|---|---|---|---|", StringComparison.Ordinal) && l.Line != Head)
            .Where(l => Cells(l.Line) is not [{ Length: > 0 }, { Length: > 0 }, { Length: > 0 }, { Length: > 0 }, _])
            .Select(l => $"{l.Path}:{l.Number}: {l.Line}")
            .ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.All(Pages(), p => Assert.Contains(Head, p.Lines));
    }

    [Fact]
    public void Files_and_names_of_a_row_are_there()
    {
        var texts = Repository.Files.ToDictionary(f => f.Path, StringComparer.Ordinal);
        var dead = new List<string>();
        foreach (var row in Rows())
        {
            var named = References(row.Where).Select(r => (r.File, r.Names, IsTest: false)).Concat(References(row.Test).Select(r => (r.File, r.Names, IsTest: true)));
            foreach (var (file, names, isTest) in named)
            {
                if (!texts.TryGetValue(file, out var source))
                {
                    dead.Add($"{row.Place}: {file}");
                    continue;
                }

                dead.AddRange(names.Where(n => !Names(source, n, isTest)).Select(n => $"{row.Place}: {file} has no {n}"));
            }
        }

        output.WriteLine($"{Rows().Count()} clauses, {Rows().Count(r => r.Test == NoTest)} without a test, {Rows().Count(r => r.Divergence.Length > 0)} with a divergence");
        Assert.True(dead.Count == 0, string.Join('\n', dead));
    }

    [Fact]
    public void A_row_names_a_file_and_its_test_a_method_or_none()
    {
        var vague = Rows()
            .Where(r => !References(r.Where).Any() || (r.Test != NoTest && (!References(r.Test).Any() || References(r.Test).Any(t => IsCSharp(t.File) && t.Names.Count == 0))))
            .Concat(Rows().Where(r => !OnlyCode().IsMatch(r.Where) || !(r.Test == NoTest || OnlyCode().IsMatch(r.Test))))
            .Select(r => r.Place)
            .ToList();
        Assert.True(vague.Count == 0, string.Join('\n', vague));
    }

    [Fact]
    public void The_list_of_standards_has_every_page()
    {
        var list = Repository.Files.Single(f => f.Path == Folder + "README.md").Text;
        Assert.All(Pages(), p => Assert.Contains($"]({p.Name})", list, StringComparison.Ordinal));
    }

    private static IEnumerable<SourceFile> Pages() => Repository.Under(Folder, ".md").Where(f => f.Name != "README.md");

    private static IEnumerable<Row> Rows() => Pages().SelectMany(p => p.Lines
        .Select((line, i) => (Line: line, Number: i + 1))
        .Where(l => l.Line.StartsWith('|') && !l.Line.StartsWith("|---", StringComparison.Ordinal) && l.Line != Head)
        .Select(l => (Place: $"{p.Path}:{l.Number}", Cells: Cells(l.Line)))
        .Where(l => l.Cells.Length == 5)
        .Select(l => new Row(l.Place, l.Cells[2], l.Cells[3], l.Cells[4])));

    private static string[] Cells(string line) => [.. line.Trim().TrimStart('|').Split('|').SkipLast(1).Select(c => c.Trim())];

    /// <summary>A file in backticks, and the names in backticks that follow it up to the next file.</summary>
    private static IEnumerable<(string File, IReadOnlyList<string> Names)> References(string cell)
    {
        var marks = Code().Matches(cell).Select(m => m.Groups[1].Value).ToList();
        for (var i = 0; i < marks.Count; i++)
        {
            if (IsFile(marks[i]))
            {
                yield return (marks[i], [.. marks.Skip(i + 1).TakeWhile(m => !IsFile(m))]);
            }
        }
    }

    private static bool IsFile(string mark) => Places.Any(p => mark.StartsWith(p, StringComparison.Ordinal));

    private static bool IsCSharp(string file) => file.EndsWith(".cs", StringComparison.Ordinal);

    /// <summary>A test is a public method, everything else a word of the file.</summary>
    private static bool Names(SourceFile source, string name, bool isTest) =>
        Regex.IsMatch(source.Text, isTest && IsCSharp(source.Path) ? $@"public (?:async )?(?:Task|void) {Regex.Escape(name)}\(" : $@"\b{Regex.Escape(name)}\b");

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    /// <summary>Begins with a file, and holds nothing but files and names.</summary>
    [GeneratedRegex("^`(?:src|libs|tests)/[^`]+`(?:,? `[^`]+`)*$")]
    private static partial Regex OnlyCode();

    private sealed record Row(string Place, string Where, string Test, string Divergence);
}
