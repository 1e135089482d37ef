using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Infohub.Stix.Json;

namespace Infohub.Libs.Tests.Stix;

/// <summary>Each MUST and SHOULD of the standard that an object alone can break: an example, a change of it, and where the fault is told (<c>tests/fixtures/stix/rules.txt</c>).</summary>
public sealed class RuleTests
{
    public static TheoryData<string> Rules => [.. File.ReadAllLines(Path.Combine(Folder(), "rules.txt")).Where(l => l.Length > 0 && l[0] != '#')];

    [Theory, MemberData(nameof(Rules))]
    public void What_the_standard_asks_is_told_where_it_is_not_done(string rule)
    {
        var cells = Cells(rule);
        var faults = Told(rule);
        var severity = cells[1] == "m" ? Severity.Error : Severity.Warning;
        Assert.True(
            faults.Exists(f => f.Clause == "STIX 2.1 §" + cells[0] && f.Path == cells[4] && f.Severity == severity),
            string.Join('\n', faults.Select(f => $"{f.Severity} {f.Path} {f.Clause}: {f.Message}")));
        Assert.True(severity == Severity.Error || !faults.Exists(f => f.Severity == Severity.Error), string.Join('\n', faults));
    }

    /// <summary>What the text allows, though it is easily taken for a fault.</summary>
    [Theory]
    [InlineData("language-content | /contents/de/x_number = 5")]
    [InlineData("language-content | /contents/de/revoked = false")]
    [InlineData("file | /extensions/windows-pebinary-ext/time_date_stamp = \"2026-07-01T12:00:00.000Z\"")]
    [InlineData("file | /magic_number_hex = \"4D5A\"")]
    [InlineData("file | /hashes/x_harbour_hash = \"aaaabbbb\"")]
    [InlineData("indicator | /pattern = \"[a:b = t'2016-12-31T23:59:60Z'] START t'2026-10-06T00:00:00Z' STOP t'2026-10-06T00:00:00Z'\"")]
    [InlineData("indicator | /pattern = \"[a:b_bin = b'QUJD\\nREVG']\"")]
    [InlineData("indicator | /pattern_version = \"3.0\" ;; /pattern = \"what is to come\"")]
    [InlineData("identity#2 | /type = \"harbour-lamp\" ;; /id = \"harbour-lamp--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f\" ;; -/name ;; /extensions = {\"extension-definition--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3e\":{\"extension_type\":\"new-sdo\",\"lamp_count\":3}}")]
    public void What_the_standard_allows_is_no_error(string change) =>
        Assert.DoesNotContain(Told($"any | s | {change} | any"), f => f.Severity == Severity.Error);

    /// <summary>What comes from outside stands in a gap: a template that is no literal of the library has no words in another language.</summary>
    [Fact]
    public void Of_every_fault_the_template_stands_in_the_library_as_it_is()
    {
        var library = string.Concat(Directory.EnumerateFiles(Path.Combine(Folder(), "../../../libs/Stix"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        var templates = Rules.SelectMany(r => Told(r.Data)).SelectMany(f => Templates(f.Text)).Distinct(StringComparer.Ordinal).ToList();
        Assert.True(templates.Count > 90);
        Assert.Equal([], templates.Where(t => !library.Contains('"' + t.Replace("\\", @"\\", StringComparison.Ordinal) + '"', StringComparison.Ordinal)));

        static IEnumerable<string> Templates(FaultText text) => [text.Template, .. text.Args.OfType<FaultText>().SelectMany(Templates)];
    }

    private static string[] Cells(string rule) => [.. rule.Split(" | ").Select(c => c.Trim())];

    private static List<StixFault> Told(string rule)
    {
        var cells = Cells(rule);
        var example = Examples.Of(cells[2]);
        foreach (var change in cells[3].Split(" ;; "))
        {
            Change(example, change.Trim());
        }

        // Numbers that are too large are none that the tree of .NET can hold.
        return Examples.Check(example.ToJsonString().Replace("\"1e999\"", "1e999", StringComparison.Ordinal));
    }

    /// <summary><c>/path = json</c>, or <c>-/path</c>.</summary>
    private static void Change(JsonObject example, string change)
    {
        var isRemoval = change.StartsWith('-');
        var parts = change.TrimStart('-').Split(" = ", 2);
        var path = parts[0].Split('/')[1..];
        JsonNode at = example;
        foreach (var step in path[..^1])
        {
            at = at is JsonArray list ? list[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : at[step]!;
        }

        var value = isRemoval ? null : JsonNode.Parse(parts[1] == "1e999" ? "\"1e999\"" : parts[1]);
        if (at is JsonArray array)
        {
            array[int.Parse(path[^1], System.Globalization.CultureInfo.InvariantCulture)] = value;
        }
        else if (isRemoval)
        {
            Assert.True(at.AsObject().Remove(path[^1]), change);
        }
        else
        {
            at[path[^1]] = value;
        }
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../../fixtures/stix");
}
