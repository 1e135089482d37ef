using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Infohub.Stix.Identifiers;
using Infohub.Stix.Json;
using Infohub.Stix.Markings;
using Infohub.Stix.Model;
using Infohub.Stix.Patterns;
using Infohub.Stix.Validation;
using Infohub.Stix.Versions;
using Infohub.Stix.Vocabularies;

namespace Infohub.Libs.Tests.Stix;

/// <summary>The samples of the library's README, executed; and that there are no others.</summary>
public sealed class ReadmeTests
{
    private static readonly DateTimeOffset now = new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_object_is_checked()
    {
        var faults = new List<StixFault>();
        var isRight = StixValidator.Check("""{"type":"mutex","id":"mutex--1","name":"lock"}"""u8.ToArray(), faults);
        // isRight is false, and the fault says /id, "this is no identifier …", STIX 2.1 §2.9, Error.
        Assert.False(isRight);
        Assert.Equal(("/id", "STIX 2.1 §2.9", Severity.Error), (faults.Single().Path, faults[0].Clause, faults[0].Severity));
        Assert.StartsWith("this is no identifier", faults[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bundle_is_read_object_by_object()
    {
        var (faults, names) = (new List<StixFault>(), new List<string>());
        var stop = TestContext.Current.CancellationToken;
        using var stream = new MemoryStream(Examples.Read("domain-objects.json"));
        var options = new ValidationOptions { Limits = new ReadingLimits { MostObjectBytes = 1 << 20 } };
        var objects = new ObjectStream(stream, options.Limits);
        var check = new BundleCheck(options);
        await foreach (var found in objects.ReadAsync(stop))
        {
            if (check.Add(found, faults) && StixObject.TryRead(found, options.Limits, out var read, out _))
            {
                using (read)
                {
                    names.Add($"{read.Type} {read.Modified} {read.References().Count()}");
                }
            }
        }

        var isWhole = check.End(objects, faults);
        Assert.True(isWhole);
        Assert.Equal("attack-pattern 2026-10-05T07:30:00.123456789Z 3", names[0]);
    }

    [Fact]
    public void The_standard_is_asked()
    {
        var indicator = Standard.Find("indicator")!;
        var required = indicator.Properties.Where(p => p.IsRequired).Select(p => p.Name);
        var isWord = OpenVocabularies.MalwareType.Contains("ransomware");
        var isKnown = Relationships.Knows("indicator", "indicates", "malware");
        Assert.Equal(["type", "spec_version", "id", "created", "modified", "pattern", "pattern_type", "valid_from"], required);
        Assert.True(isWord && isKnown);
    }

    [Fact]
    public void Somebody_sees_what_he_may_see()
    {
        var red = TlpMarkings.All.Single(m => m.Name == "TLP:RED" && m.IsVersion2).Id;
        var text = "";
        using var campaign = Examples.Open($$"""{"type":"campaign","spec_version":"2.1","id":"campaign--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f","created":"2026-01-01T00:00:00.000Z","modified":"2026-01-01T00:00:00.000Z","name":"n","objective":"o","granular_markings":[{"marking_ref":"{{red}}","selectors":["objective"]}]}""");
        if (DataMarkings.TryShow(campaign, marking => marking != red, out var seen))
        {
            text = Encoding.UTF8.GetString(seen.Span);
        }

        Assert.Equal("""{"type":"campaign","spec_version":"2.1","id":"campaign--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f","created":"2026-01-01T00:00:00.000Z","modified":"2026-01-01T00:00:00.000Z","name":"n"}""", text);
    }

    [Fact]
    public void The_next_version_is_made()
    {
        using var tool = Examples.Open(Encoding.UTF8.GetString(Examples.Bytes("tool")));
        using var value = JsonDocument.Parse("\"A better name\"");
        var changes = new Dictionary<string, JsonElement?> { ["name"] = value.RootElement, ["labels"] = null };
        if (!ObjectVersions.TryDerive(tool, StixTime.From(now), changes, out var next, out var fault))
        {
            throw new InvalidOperationException(fault.Message);
        }

        using var read = Examples.Open(Encoding.UTF8.GetString(next));
        Assert.Equal(("A better name", "2026-11-27T08:00:00.000Z", 0), (read.Json.GetProperty("name").GetString(), read.Modified?.Text, read.Labels.Count));
    }

    [Fact]
    public void An_observable_is_named()
    {
        using var address = JsonDocument.Parse("""{"type":"ipv4-addr","value":"198.51.100.3"}""");
        var id = ObservableId.Of(address.RootElement);
        // ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4
        Assert.Equal("ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4", id);
    }

    [Fact]
    public void A_pattern_is_read()
    {
        var values = new List<string>();
        if (Pattern.TryParse("[ipv4-addr:value = '198.51.100.3']", out var pattern, out var wrong))
        {
            values.AddRange(pattern.SimpleComparisons().Select(c => c.ToString()!));
        }
        else
        {
            throw new InvalidOperationException($"{wrong.Position}: {wrong.Message}");
        }

        Assert.Contains("198.51.100.3", values.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_sample_of_the_README_is_executed_here()
    {
        var readme = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "../../../libs/Stix/README.md"));
        var tests = Plain(File.ReadAllText(Here()));
        var samples = readme.Split("```csharp\n").Skip(1).Select(s => s.Split("```")[0]).ToList();
        Assert.Equal(7, samples.Count);
        Assert.All(samples, s => Assert.Contains(Plain(s), tests, StringComparison.Ordinal));

        static string Plain(string code) => string.Join('\n', code.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0));
    }

    private static string Here([CallerFilePath] string here = "") => here;
}
