using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infohub.Stix.Json;
using Infohub.Stix.Model;
using Infohub.Stix.Validation;

namespace Infohub.Libs.Tests.Stix;

/// <summary>Objects of every type with every property, under <c>tests/fixtures/stix</c>. Their identifiers were made by another implementation of RFC 4122 and RFC 8785 (Python's).</summary>
internal static class Examples
{
    public static readonly string[] Files = ["observables.json", "domain-objects.json", "meta-objects.json", "deprecated.json"];

    private static readonly Dictionary<string, List<string>> ByType = Files
        .SelectMany(f => JsonNode.Parse(Read(f))!["objects"]!.AsArray())
        .GroupBy(o => o!["type"]!.GetValue<string>(), StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.Select(o => o!.ToJsonString()).ToList(), StringComparer.Ordinal);

    public static IEnumerable<string> All => ByType.Values.SelectMany(o => o);

    public static byte[] Read(string file) => File.ReadAllBytes(Path.Combine(Folder(), file));

    /// <summary>A fresh copy. <c>file</c> is the first file, <c>file#2</c> the second.</summary>
    public static JsonObject Of(string name) =>
        name.Split('#') is [var type, var number] ? JsonNode.Parse(ByType[type][int.Parse(number, System.Globalization.CultureInfo.InvariantCulture) - 1])!.AsObject() : JsonNode.Parse(ByType[name][0])!.AsObject();

    public static byte[] Bytes(string name) => Encoding.UTF8.GetBytes(Of(name).ToJsonString());

    public static StixObject Open(string json) => StixObject.TryRead(Encoding.UTF8.GetBytes(json), new ReadingLimits(), out var read, out var fault) ? read : throw new InvalidOperationException(fault!.Message);

    public static List<StixFault> Check(string json)
    {
        var faults = new List<StixFault>();
        var isRight = StixValidator.Check(Encoding.UTF8.GetBytes(json), faults);
        Assert.Equal(!faults.Exists(f => f.Severity == Severity.Error), isRight);
        return faults;
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../../fixtures/stix");
}
