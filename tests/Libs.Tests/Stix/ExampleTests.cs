using System.Text.Json;
using Infohub.Stix.Json;
using Infohub.Stix.Model;
using Infohub.Stix.Validation;

namespace Infohub.Libs.Tests.Stix;

/// <summary>What the standard allows is taken without a word, and nothing of it is lost.</summary>
public sealed class ExampleTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("observables.json")]
    [InlineData("domain-objects.json")]
    [InlineData("meta-objects.json")]
    public async Task Objects_of_every_type_with_every_property_have_no_fault(string file)
    {
        var faults = new List<StixFault>();
        Assert.True(StixValidator.Check(Examples.Read(file), faults), Said(faults));
        Assert.True(await StixValidator.CheckAsync(new MemoryStream(Examples.Read(file)), faults, stop: TestContext.Current.CancellationToken), Said(faults));
        Assert.Equal("", Said(faults));
    }

    [Fact]
    public void What_is_deprecated_is_taken_with_a_warning()
    {
        var faults = new List<StixFault>();
        Assert.True(StixValidator.Check(Examples.Read("deprecated.json"), faults), Said(faults));
        Assert.Equal(["STIX 2.1 §11.1", "STIX 2.1 §11.2", "STIX 2.1 §11.3", "STIX 2.1 §2.13"], faults.Select(f => f.Clause).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        var quiet = new List<StixFault>();
        Assert.True(StixValidator.Check(Examples.Read("deprecated.json"), quiet, new ValidationOptions { Warnings = false }));
        Assert.Empty(quiet);
    }

    [Fact]
    public void No_property_of_the_standard_is_without_an_example()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var example in Examples.All)
        {
            using var read = JsonDocument.Parse(example);
            if (Standard.Find(read.RootElement.GetProperty("type").GetString()!) is { } type)
            {
                See(read.RootElement, type, seen);
            }
        }

        var all = Standard.Types.SelectMany(t => Names(t).Concat(t.Extensions.SelectMany(Names))).Distinct(StringComparer.Ordinal).Where(n => n != "course-of-action/action").ToList();
        // What all observables have stands on one of them.
        string[] common = ["/object_marking_refs", "/granular_markings", "/defanged", "/extensions"];
        all.RemoveAll(n => Standard.Find(n.Split('/')[0]) is { Family: ObjectFamilies.Observable, Name: not "domain-name" } && common.Any(c => n.EndsWith(c, StringComparison.Ordinal)));
        Assert.Equal((19, 2, 18, 3), (Of(ObjectFamilies.Domain), Of(ObjectFamilies.Relationship), Of(ObjectFamilies.Observable), Of(ObjectFamilies.Meta)));
        Assert.Equal("", string.Join(' ', all.Except(seen, StringComparer.Ordinal)));

        static int Of(ObjectFamilies family) => Standard.Types.Count(t => t.Family == family);
    }

    [Theory]
    [InlineData("observables.json")]
    [InlineData("domain-objects.json")]
    [InlineData("meta-objects.json")]
    [InlineData("deprecated.json")]
    public async Task What_goes_in_comes_out(string file)
    {
        using var whole = JsonDocument.Parse(Examples.Read(file));
        var objects = new ObjectStream(new MemoryStream(Examples.Read(file)), new ReadingLimits());
        var count = 0;
        await foreach (var found in objects.ReadAsync(TestContext.Current.CancellationToken))
        {
            Assert.True(StixObject.TryRead(found, new ReadingLimits(), out var read, out _));
            using var again = JsonDocument.Parse(read.Bytes.ToArray());
            Assert.True(JsonElement.DeepEquals(whole.RootElement.GetProperty("objects")[count++], again.RootElement));
            read.Dispose();
        }

        Assert.Equal(whole.RootElement.GetProperty("objects").GetArrayLength(), count);
        Assert.Equal(("bundle", whole.RootElement.GetProperty("id").GetString()), (objects.Members["type"], objects.Members["id"]));
    }

    /// <summary>
    /// Run when asked, on the examples of the standard or others that may not stand here: each file of the folder <c>INFOHUB_STIX_EXAMPLES</c> is one object, a list of some, or a bundle. None is lost or changed; what is found wrong is told.
    /// </summary>
    [Fact(Explicit = true)]
    public async Task Examples_of_a_folder_come_out_as_they_went_in()
    {
        var folder = Environment.GetEnvironmentVariable("INFOHUB_STIX_EXAMPLES") ?? throw new InvalidOperationException("INFOHUB_STIX_EXAMPLES is to name a folder of JSON files.");
        var (files, count) = (Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList(), 0);
        foreach (var file in files)
        {
            using var whole = JsonDocument.Parse(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
            var examples = whole.RootElement switch
            {
                { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().ToList(),
                { ValueKind: JsonValueKind.Object } one when one.TryGetProperty("objects", out var some) && one.TryGetProperty("type", out var type) && type.ValueEquals("bundle") => [.. some.EnumerateArray()],
                var one => [one],
            };
            foreach (var example in examples)
            {
                var bytes = System.Text.Encoding.UTF8.GetBytes(example.GetRawText());
                Assert.True(StixObject.TryRead(bytes, new ReadingLimits(), out var read, out var fault), $"{file}: {fault?.Path} {fault?.Message}");
                using (read)
                {
                    Assert.True(JsonElement.DeepEquals(example, read.Json), file);
                    using var again = JsonDocument.Parse(read.Bytes.ToArray());
                    Assert.True(JsonElement.DeepEquals(example, again.RootElement), file);
                }

                var faults = new List<StixFault>();
                StixValidator.Check(bytes, faults);
                foreach (var each in faults.Where(f => f.Severity == Severity.Error))
                {
                    output.WriteLine($"{Path.GetFileName(file)}: {each.Path} {each.Clause} {each.Message}");
                }

                count++;
            }
        }

        output.WriteLine($"{count} objects of {files.Count} files");
        Assert.NotEqual(0, count);
    }

    private static IEnumerable<string> Names(StixStructure structure) => structure.Properties.SelectMany(p => p.Structure is { } part ? Names(part).Append($"{structure.Name}/{p.Name}") : [$"{structure.Name}/{p.Name}"]);

    private static void See(JsonElement of, StixStructure structure, HashSet<string> seen)
    {
        foreach (var member in of.EnumerateObject())
        {
            if (structure.Find(member.Name) is not { } property)
            {
                continue;
            }

            seen.Add($"{structure.Name}/{property.Name}");
            foreach (var part in property.Structure is null ? [] : member.Value.ValueKind == JsonValueKind.Array ? member.Value.EnumerateArray().ToArray() : [member.Value])
            {
                See(part, property.Structure!, seen);
            }

            foreach (var extension in property.Kind == ValueKind.Extensions && structure is StixType type ? type.Extensions : [])
            {
                if (member.Value.TryGetProperty(extension.Name, out var value))
                {
                    See(value, extension, seen);
                }
            }
        }
    }

    private static string Said(IEnumerable<StixFault> faults) => string.Join('\n', faults.Select(f => $"{f.Severity} {f.Path} {f.Clause}: {f.Message}"));
}
