using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infohub.Stix.Json;
using Infohub.Stix.Markings;
using Infohub.Stix.Model;
using Infohub.Stix.Validation;
using Infohub.Stix.Versions;

namespace Infohub.Libs.Tests.Stix;

/// <summary>Whatever comes ends in faults: never in an exception, and never after more than a second.</summary>
public sealed class HostileContentTests
{
    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1e999", "9007199254740993", "123456789012345678901234567890", "1.5", "\"\"", "\"x\"", "\"\\u0000\"", "\"\\ud83d\\ude02\"", "[]", "{}", "[[]]", "[null]", "{\"\":{}}",
        "\"2026-99-99T00:00:00Z\"", "\"campaign--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f\"", "[\"campaign--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f\"]", "{\"extension_type\":\"new-sdo\"}", "{\"0\":{\"type\":\"file\"}}",
    ];

    [Theory]
    [InlineData("observables.json")]
    [InlineData("domain-objects.json")]
    [InlineData("meta-objects.json")]
    [InlineData("deprecated.json")]
    public async Task Any_changed_bundle_ends_in_faults(string file)
    {
        var random = new Random(file.Length);
        var bytes = Examples.Read(file);
        for (var i = 0; i < 100; i++)
        {
            var changed = i % 2 == 0 ? Changed(bytes, random) : Encoding.UTF8.GetBytes(Torn(bytes, random));
            var watch = Stopwatch.StartNew();
            var (whole, streamed) = (new List<StixFault>(), new List<StixFault>());
            StixValidator.Check(changed, whole);
            await StixValidator.CheckAsync(new MemoryStream(changed), streamed, stop: TestContext.Current.CancellationToken);
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), Encoding.UTF8.GetString(changed));
        }
    }

    [Fact]
    public void Any_value_in_any_place_of_any_object_ends_in_faults()
    {
        foreach (var example in Examples.All)
        {
            var node = JsonNode.Parse(example)!.AsObject();
            foreach (var name in node.Select(m => m.Key).ToList())
            {
                foreach (var value in Values)
                {
                    // By text, for the tree of .NET takes no number that is too large.
                    var kept = node[name]!.DeepClone();
                    node[name] = "@@";
                    Use(node.ToJsonString().Replace("\"@@\"", value, StringComparison.Ordinal));
                    node[name] = kept;
                }
            }
        }
    }

    public static TheoryData<string> Large => new()
    {
        Object("report", "\"object_refs\":[", i => $"\"campaign--{i:x8}-0000-4000-8000-000000000000\"", 100_000, "]"),
        Object("campaign", "\"labels\":[\"a\"],\"granular_markings\":[{\"lang\":\"en\",\"selectors\":[", i => $"\"labels.[{i}]\"", 50_000, "]}]"),
        Object("campaign", "\"aliases\":[", i => $"\"{i}\"", 100_000, "],\"granular_markings\":[{\"lang\":\"en\",\"selectors\":[\"aliases.[99999]\",\"aliases.[99998]\"]}]"),
        Object("windows-registry-key", "\"values\":[", i => $"{{\"name\":\"{i}\"}}", 100_000, "]"),
        Object("observed-data", "\"objects\":{", i => $"\"{i}\":{{\"type\":\"mutex\",\"name\":\"{i}\"}}", 3_000, "}"),
        Object("observed-data", "\"objects\":{", i => $"\"{i}\":{{\"type\":\"file\",\"name\":\"x\",\"parent_directory_ref\":\"{i + 1}\"}}", 50_000, "}"),
        Object("campaign", "\"description\":\"x\",", i => $"\"x_{i:x6}_enc\":\"utf-8\"", 100_000, ""),
        Object("campaign", "\"x_deep\":", _ => string.Concat(Enumerable.Repeat("[", 50)) + string.Concat(Enumerable.Repeat("]", 50)), 1, ""),
        Object("campaign", "\"description\":\"x\",", i => $"\"x_{i:x6}\":null", 50_000, ""),
        Object("indicator", "\"pattern_type\":\"stix\",\"pattern\":\"", i => i == 0 ? "[a:b = 1]" : " OR [a:b = 1]", 5_000, "\"", ""),
        Object("marking-definition", "\"object_marking_refs\":[", i => $"\"marking-definition--{i:x8}-0000-4000-8000-000000000000\"", 100_000, "]"),
    };

    [Theory, MemberData(nameof(Large), DisableDiscoveryEnumeration = true)]
    public void Large_objects_are_checked_within_a_second(string json)
    {
        Use("{\"type\":\"tool\"}");
        var watch = Stopwatch.StartNew();
        Examples.Check(json);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"{watch.Elapsed} {json[..80]}");
    }

    [Fact]
    public void Faults_of_one_object_are_bounded()
    {
        var faults = new List<StixFault>();
        Assert.False(StixValidator.Check(Encoding.UTF8.GetBytes(Object("campaign", "", i => $"\"x_{i:x6}\":null", 5_000, "")), faults, new ValidationOptions { MostFaults = 7 }));
        Assert.Equal(7, faults.Count);
    }

    private static void Use(string json)
    {
        Examples.Check(json);
        if (!StixObject.TryRead(Encoding.UTF8.GetBytes(json), new ReadingLimits(), out var read, out _))
        {
            return;
        }

        using (read)
        {
            _ = (read.Type, read.Id, read.Created, read.Modified, read.Confidence, read.Labels, read.ExternalReferences, read.References().Count());
            _ = DataMarkings.Of(read);
            _ = DataMarkings.TryShow(read, m => m.EndsWith('a'), out _);
            _ = DataMarkings.TryShow(read, m => m.EndsWith('b'), out _);
            _ = ObjectVersions.AreSame(read, read) && ObjectVersions.TryRevoke(read, StixTime.From(DateTimeOffset.UnixEpoch), out _, out _);
        }
    }

    private static byte[] Changed(byte[] bytes, Random random)
    {
        var changed = bytes.ToArray();
        for (var n = random.Next(1, 6); n > 0; n--)
        {
            changed[random.Next(changed.Length)] = random.Next(4) == 0 ? (byte)random.Next(256) : "{}[]\",:\\0aé"u8[random.Next(11)];
        }

        return random.Next(3) == 0 ? changed[..random.Next(changed.Length)] : changed;
    }

    /// <summary>Members and items that are exchanged for others, taken away, or put elsewhere.</summary>
    private static string Torn(byte[] bytes, Random random)
    {
        var bundle = JsonNode.Parse(bytes)!;
        for (var n = random.Next(1, 12); n > 0; n--)
        {
            var at = bundle;
            while (random.Next(6) > 0 && Children(at) is { Count: > 0 } children && children[random.Next(children.Count)] is JsonObject or JsonArray)
            {
                at = children.OfType<JsonNode>().Where(c => c is JsonObject or JsonArray).ElementAt(random.Next(children.Count(c => c is JsonObject or JsonArray)));
            }

            var value = JsonNode.Parse(Values[random.Next(Values.Length)] is "1e999" ? "1" : Values[random.Next(Values.Length)].Replace("1e999", "1", StringComparison.Ordinal));
            if (at is JsonArray { Count: > 0 } list)
            {
                list[random.Next(list.Count)] = value;
            }
            else if (at is JsonObject { Count: > 0 } of)
            {
                var name = of.ElementAt(random.Next(of.Count)).Key;
                _ = random.Next(3) == 0 ? of.Remove(name) : (of[name] = value) is null;
            }
        }

        return bundle.ToJsonString(new JsonSerializerOptions { WriteIndented = random.Next(2) == 0 });
    }

    private static List<JsonNode?> Children(JsonNode? of) => of switch
    {
        JsonObject members => [.. members.Select(m => m.Value)],
        JsonArray items => [.. items],
        _ => [],
    };

    private static string Object(string type, string before, Func<int, string> item, int count, string after, string comma = ",") =>
        $"{{\"type\":\"{type}\",\"spec_version\":\"2.1\",\"id\":\"{type}--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f\",\"name\":\"x\",{before}{string.Join(comma, Enumerable.Range(0, count).Select(item))}{after}}}";
}
