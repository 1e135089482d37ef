using System.Runtime.CompilerServices;
using System.Text.Json;
using Infohub.Stix.Json;
using Infohub.Stix.Model;
using Infohub.Stix.Validation;

namespace Infohub.Libs.Tests.Stix;

/// <summary>MITRE ATT&amp;CK, as it is published: read whole, kept whole, and without an error. The data lie beside the repository, where they lie at all.</summary>
public sealed class AttackTests(ITestOutputHelper output)
{
    public static TheoryData<string> Files => ["ics-attack-18.1.json", "mobile-attack-17.1.json"];

    [Theory, MemberData(nameof(Files))]
    public async Task Every_object_of_ATTACK_is_right_and_comes_out_as_it_went_in(string name)
    {
        var file = Path.Combine(Folder(), name);
        Assert.SkipUnless(File.Exists(file), $"There is no {file}.");
        await using var stream = File.OpenRead(file);
        using var whole = JsonDocument.Parse(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        var objects = new ObjectStream(stream, new ReadingLimits());
        var check = new BundleCheck(new ValidationOptions());
        var faults = new List<StixFault>();
        var index = 0;
        await foreach (var found in objects.ReadAsync(TestContext.Current.CancellationToken))
        {
            check.Add(found, faults);
            Assert.True(StixObject.TryRead(found, new ReadingLimits(), out var read, out _));
            Assert.True(JsonElement.DeepEquals(whole.RootElement.GetProperty("objects")[index], read.Json));
            Assert.Equal(whole.RootElement.GetProperty("objects")[index++].GetProperty("id").GetString(), read.Id);
            read.Dispose();
        }

        check.End(objects, faults);
        Assert.Equal(whole.RootElement.GetProperty("objects").GetArrayLength(), index);
        foreach (var kind in faults.GroupBy(f => (f.Severity, f.Clause, Message: f.Message.Split(" makes its ")[0])).OrderByDescending(g => g.Count()))
        {
            output.WriteLine($"{kind.Count()} × {kind.Key.Severity} {kind.Key.Clause}: {kind.Key.Message} ({kind.First().Path})");
        }

        Assert.DoesNotContain(faults, f => f.Severity == Severity.Error);
    }

    /// <summary>Beside the repository, or beside a folder that it lies in.</summary>
    private static string Folder([CallerFilePath] string here = "")
    {
        for (var folder = new DirectoryInfo(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."))).Parent; folder is not null; folder = folder.Parent)
        {
            if (Path.Combine(folder.FullName, "shared/data/attack") is var found && Directory.Exists(found))
            {
                return found;
            }
        }

        return Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../../shared/data/attack"));
    }
}
