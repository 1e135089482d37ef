using System.Diagnostics;
using System.Text;
using Infohub.Stix.Json;
using Infohub.Stix.Model;
using Infohub.Stix.Validation;

namespace Infohub.Bench;

/// <summary>A bundle of the size of a large feed, made of ATT&amp;CK with new identifiers, read object by object and checked; and single indicators.</summary>
internal static class StixObjects
{
    private const int Objects = 20_000;
    private const int Bytes = 45 << 20;
    private const int Indicators = 100_000;

    public static async Task<int> RunAsync()
    {
        var report = new Report();
        if (Folder() is not { } folder)
        {
            return NoFolder();
        }

        var bundle = await MakeAsync(folder);
        Report.Note($"{Objects} objects, {bundle.Length / 1e6:N1} MB");
        foreach (var warnings in (bool[])[true, false])
        {
            var options = new ValidationOptions { Warnings = warnings };
            await CheckAsync(bundle, options);
            var processor = Environment.CpuUsage.TotalTime;
            var (count, faults) = await CheckAsync(bundle, options);
            var seconds = (Environment.CpuUsage.TotalTime - processor).TotalSeconds;
            Report.Note($"{count} objects, {faults} faults");
            report.AtMost($"45 MB of objects read and checked{(warnings ? "" : ", errors alone")}", seconds, "s of one processor", 1.5);
        }

        report.AtMost("an indicator read and checked", Indicator(), "µs of one processor", 10);
        return report.Print("STIX objects");
    }

    private static async Task<(int Objects, int Faults)> CheckAsync(byte[] bundle, ValidationOptions options)
    {
        var stream = new ObjectStream(new MemoryStream(bundle), options.Limits);
        var check = new BundleCheck(options);
        var faults = new List<StixFault>();
        var (count, told) = (0, 0);
        await foreach (var found in stream.ReadAsync())
        {
            check.Add(found, faults);
            (count, told) = (count + 1, told + faults.Count);
            faults.Clear();
        }

        check.End(stream, faults);
        return (count, told + faults.Count);
    }

    private static double Indicator()
    {
        var json = Encoding.UTF8.GetBytes(
            """{"type":"indicator","spec_version":"2.1","id":"indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f","created_by_ref":"identity--f431f809-377b-45e0-aa1c-6a4751cae5ff","created":"2026-04-06T20:03:48.000Z","modified":"2026-04-06T20:03:48.000Z","lang":"en","indicator_types":["malicious-activity"],"name":"A server","description":"It gives orders","pattern":"[domain-name:value = 'update7.cdn.example.net']","pattern_type":"stix","valid_from":"2026-01-01T00:00:00Z","object_marking_refs":["marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da"]}""");
        var faults = new List<StixFault>();
        for (var i = 0; i < Indicators / 2; i++)
        {
            StixValidator.Check(json, faults);
        }

        var processor = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < Indicators; i++)
        {
            StixValidator.Check(json, faults);
        }

        return faults.Count == 0 ? (Environment.CpuUsage.TotalTime - processor).TotalMicroseconds / Indicators : double.PositiveInfinity;
    }

    /// <summary>Objects of both files by turns, each with an identifier of its own, until there are enough; then longer descriptions until it is large enough.</summary>
    public static async Task<byte[]> MakeAsync(string folder)
    {
        var objects = new List<byte[]>();
        foreach (var file in Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            await using var stream = File.OpenRead(file);
            await foreach (var found in new ObjectStream(stream, new ReadingLimits()).ReadAsync())
            {
                if (found.Bytes.Length < 20_000)
                {
                    objects.Add(found.Bytes.ToArray());
                }
            }
        }

        var bundle = new MemoryStream(Bytes + (1 << 20));
        bundle.Write(Encoding.UTF8.GetBytes("""{"type":"bundle","id":"bundle--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f","objects":["""));
        var average = objects.Sum(o => (long)o.Length) / objects.Count;
        var longer = new string('x', (int)Math.Max(0, (Bytes / Objects) - average - 20));
        for (var i = 0; i < Objects; i++)
        {
            var text = Encoding.UTF8.GetString(objects[i % objects.Count]);
            using var read = StixObject.TryRead(Encoding.UTF8.GetBytes(text), new ReadingLimits(), out var found, out var fault) ? found : throw new InvalidOperationException(fault?.Message);
            var id = read.Id;
            text = text.Replace($"\"{id}\"", $"\"{id[..^12]}{i:x12}\"", StringComparison.Ordinal);
            var at = text.IndexOf("\"description\": \"", StringComparison.Ordinal);
            text = at < 0 ? text : text.Insert(at + 16, longer);
            bundle.Write(Encoding.UTF8.GetBytes((i == 0 ? "" : ",") + text));
        }

        bundle.Write("]}"u8);
        return bundle.ToArray();
    }

    public static int NoFolder()
    {
        Console.Error.WriteLine("There is no shared/data/attack beside the repository.");
        return 2;
    }

    public static string? Folder()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (Path.Combine(folder.FullName, "shared/data/attack") is var found && Directory.Exists(found))
            {
                return found;
            }
        }

        return null;
    }
}
