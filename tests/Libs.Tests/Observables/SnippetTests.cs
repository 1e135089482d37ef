using System.Runtime.CompilerServices;
using Infohub.Observables;

namespace Infohub.Libs.Tests.Observables;

/// <summary>Three hundred short texts with answers written by hand before they were run; <c>tests/fixtures/snippets/README.md</c> describes the files.</summary>
public sealed class SnippetTests(ITestOutputHelper output)
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "fixtures", "snippets"));

    [Fact]
    public void There_are_300_different_snippets_and_two_fifths_are_Chinese()
    {
        var snippets = ReadAll();
        Assert.Equal(300, snippets.Count);
        Assert.Equal(300, snippets.Select(s => s.Text).Distinct(StringComparer.Ordinal).Count());
        Assert.True(snippets.Count(s => s.IsChinese) >= 120);
        Assert.True(snippets.Count(s => s.Language == "zh-Hant") >= 90);
        Assert.True(snippets.Count(s => s.Language == "zh-Hans") >= 35);
        Assert.All(snippets.Where(s => s.IsChinese), s => Assert.Contains(s.Text, c => c is >= '\u4E00' and <= '\u9FFF'));
    }

    [Fact]
    public void Precision_and_recall_over_all_snippets_are_at_least_98_percent() => Hold(ReadAll());

    [Fact]
    public void Precision_and_recall_over_the_Chinese_snippets_are_at_least_98_percent() => Hold([.. ReadAll().Where(s => s.IsChinese)]);

    private void Hold(List<Snippet> snippets)
    {
        var (right, wrong, missed) = (0, 0, 0);
        foreach (var snippet in snippets)
        {
            var found = Extractor.Find(snippet.Text).Select(f => $"{f.Kind} {f.Value}").ToHashSet(StringComparer.Ordinal);
            right += snippet.Answers.Count(found.Contains);
            wrong += Tell(snippet, "wrong", found.Except(snippet.Answers, StringComparer.Ordinal));
            missed += Tell(snippet, "missed", snippet.Answers.Except(found, StringComparer.Ordinal));
        }

        var (precision, recall) = (right / (double)(right + wrong), right / (double)(right + missed));
        var figures = $"{right} right, {wrong} wrong, {missed} missed: precision {precision:0.0000}, recall {recall:0.0000}";
        output.WriteLine(figures);
        Assert.True(precision >= 0.98 && recall >= 0.98, figures);
    }

    private int Tell(Snippet snippet, string what, IEnumerable<string> values)
    {
        var lines = values.Select(value => $"{snippet.Name}: {what} {value}").ToList();
        lines.ForEach(output.WriteLine);
        return lines.Count;
    }

    private static List<Snippet> ReadAll()
    {
        var snippets = new List<Snippet>();
        foreach (var file in Directory.GetFiles(Folder, "*.txt").Order(StringComparer.Ordinal))
        {
            foreach (var part in File.ReadAllText(file).Split("=== ", StringSplitOptions.RemoveEmptyEntries))
            {
                snippets.Add(Read(Path.GetFileNameWithoutExtension(file), part));
            }
        }

        return snippets;
    }

    private static Snippet Read(string file, string part)
    {
        var lines = part.TrimEnd('\n').Split('\n');
        var first = Array.FindIndex(lines, line => line.StartsWith("=> ", StringComparison.Ordinal));
        Assert.True(first > 1, $"{file}: {lines[0]} has no text or no answers");
        Assert.All(lines[first..], line => Assert.StartsWith("=> ", line, StringComparison.Ordinal));
        var answers = lines[first..].SelectMany(line => line[3..].Split(" | ")).Where(answer => answer != "none").ToHashSet(StringComparer.Ordinal);
        Assert.All(answers, answer => Assert.True(Enum.TryParse<ObservableKind>(answer.Split(' ')[0], out _), $"{file}: {answer}"));
        return new Snippet($"{file} {lines[0]}", lines[0].Split(' ')[1], string.Join('\n', lines[1..first]), answers);
    }

    private static string Here([CallerFilePath] string path = "") => path;

    private sealed record Snippet(string Name, string Language, string Text, HashSet<string> Answers)
    {
        public bool IsChinese => Language.StartsWith("zh", StringComparison.Ordinal);
    }
}
