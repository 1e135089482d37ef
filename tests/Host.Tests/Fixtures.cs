using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Infohub.Host.Tests;

/// <summary>A text as somebody pastes it, with what is to be found in it: kind, tab, value.</summary>
internal sealed record Pasted(string Name, string Text, IReadOnlySet<string> Wanted);

/// <summary>Real input: the pasted texts of the repository, and entries of a public catalogue where it is at hand.</summary>
internal static partial class Fixtures
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    public static IReadOnlyList<Pasted> PastedTexts()
    {
        var answers = Directory.GetFiles(Path.Combine(Root, "tests", "fixtures", "pasted"), "*.answers.txt").Order(StringComparer.Ordinal);
        return [.. answers.Select(a => new Pasted(
            Path.GetFileName(a).Replace(".answers.txt", "", StringComparison.Ordinal),
            File.ReadAllText(a.Replace(".answers.txt", ".txt", StringComparison.Ordinal)),
            File.ReadAllLines(a).Where(line => line.Length > 0).ToHashSet(StringComparer.Ordinal)))];
    }

    /// <summary>Entries of the catalogue of known exploited vulnerabilities for which a person wrote down what is to be found: title, text, references.</summary>
    public static IReadOnlyList<(string Id, string Title, string Body, string References, IReadOnlySet<string> Wanted)> KnownExploited()
    {
        var answers = File.ReadAllLines(Path.Combine(Root, "tests", "fixtures", "known-exploited.answers.txt")).Select(line => line.Split('\t', 2))
            .GroupBy(line => line[0], StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Select(line => line[1]).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        var data = Environment.GetEnvironmentVariable("INFOHUB_DATA") ?? Path.Combine(Root, "..", "shared", "data");
        var file = Path.Combine(data, "kev", "known_exploited_vulnerabilities.json");
        Assert.SkipUnless(File.Exists(file), $"{file} is not there");
        using var catalogue = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. catalogue.RootElement.GetProperty("vulnerabilities").EnumerateArray().Where(e => answers.ContainsKey(Of(e, "cveID"))).Select(e => (
            Of(e, "cveID"),
            $"{Of(e, "cveID")}: {Of(e, "vulnerabilityName")}",
            $"{Of(e, "vendorProject")} {Of(e, "product")}\n\n{Of(e, "shortDescription")}\n\n{Of(e, "requiredAction")}\n\nAdded {Of(e, "dateAdded")}, due {Of(e, "dueDate")}.",
            string.Join('\n', Links().Matches(Of(e, "notes")).Select(m => m.Value.TrimEnd(';', '.', ',', '?'))),
            answers[Of(e, "cveID")]))];
    }

    private static string Of(JsonElement entry, string name) => entry.GetProperty(name).GetString()!;

    private static string Here([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"https?://[^\s""]+")]
    private static partial Regex Links();
}
