using System.Runtime.CompilerServices;
using System.Text.Json;
using Infohub.Observables;

namespace Infohub.Libs.Tests.Observables;

/// <summary>Texts as people paste them, with answers written by hand.</summary>
public sealed class PastedTextTests(ITestOutputHelper output)
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", ".."));

    [Fact]
    public void Precision_and_recall_over_pasted_texts_are_at_least_98_percent()
    {
        var score = new Score();
        var files = Directory.GetFiles(Path.Combine(Root, "tests", "fixtures", "pasted"), "*.answers.txt").Order(StringComparer.Ordinal).ToList();
        Assert.Equal(20, files.Count);
        foreach (var answers in files)
        {
            var text = File.ReadAllText(answers.Replace(".answers.txt", ".txt", StringComparison.Ordinal));
            var wanted = File.ReadAllLines(answers).Where(line => line.Length > 0).ToHashSet(StringComparer.Ordinal);
            var found = Extractor.Find(text).Select(f => $"{f.Kind}\t{f.Value}").ToHashSet(StringComparer.Ordinal);
            score.Add(Path.GetFileName(answers), wanted, found, output);
        }

        score.Hold(output);
    }

    [Fact]
    public void The_CVE_of_known_exploited_vulnerabilities_are_found_in_their_entries()
    {
        var data = Environment.GetEnvironmentVariable("INFOHUB_DATA") ?? Path.Combine(Root, "..", "shared", "data");
        var file = Path.Combine(data, "kev", "known_exploited_vulnerabilities.json");
        Assert.SkipUnless(File.Exists(file), $"{file} is not there");

        var score = new Score();
        using var catalogue = JsonDocument.Parse(File.ReadAllBytes(file));
        foreach (var entry in catalogue.RootElement.GetProperty("vulnerabilities").EnumerateArray().Take(200))
        {
            var id = entry.GetProperty("cveID").GetString()!;
            var text = $"{id}: {entry.GetProperty("vulnerabilityName")}. {entry.GetProperty("shortDescription")} {entry.GetProperty("requiredAction")}";
            var wanted = text.Split(' ', '(', ')', ',').Where(word => word.StartsWith("CVE-", StringComparison.Ordinal)).Select(word => word.TrimEnd('.', ':', ';')).ToHashSet(StringComparer.Ordinal);
            var found = Extractor.Find(text).Where(f => f.Kind is not (ObservableKind.Url or ObservableKind.FileName)).Select(f => f.Value).ToHashSet(StringComparer.Ordinal);
            Assert.Contains(id, found);
            score.Add(id, wanted, found, output);
        }

        score.Hold(output);
    }

    private static string Here([CallerFilePath] string path = "") => path;

    private sealed class Score
    {
        private int right;
        private int wrong;
        private int missed;

        public void Add(string name, HashSet<string> wanted, HashSet<string> found, ITestOutputHelper output)
        {
            right += wanted.Count(found.Contains);
            foreach (var value in found.Except(wanted, StringComparer.Ordinal))
            {
                wrong++;
                output.WriteLine($"{name}: wrong {value}");
            }

            foreach (var value in wanted.Except(found, StringComparer.Ordinal))
            {
                missed++;
                output.WriteLine($"{name}: missed {value}");
            }
        }

        public void Hold(ITestOutputHelper output)
        {
            var (precision, recall) = (right / (double)(right + wrong), right / (double)(right + missed));
            output.WriteLine($"{right} right, {wrong} wrong, {missed} missed: precision {precision:0.0000}, recall {recall:0.0000}");
            Assert.True(precision >= 0.98 && recall >= 0.98, $"precision {precision:0.0000}, recall {recall:0.0000}");
        }
    }
}
