using System.Text;
using System.Text.Json;
using Infohub.Stix.Identifiers;
using Infohub.Stix.Markings;
using Infohub.Stix.Model;

namespace Infohub.Libs.Tests.Stix;

/// <summary>Markings of objects and of their parts (STIX 2.1 §7.2), with the examples of selectors that the standard discusses.</summary>
public sealed class DataMarkingTests
{
    private const string Green = "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da";
    private const string Amber = "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82";
    private const string Red = "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed";

    [Theory]
    [InlineData("description", true)]
    [InlineData("external_references.[0].source_name", true)]
    [InlineData("labels.[0]", true)]
    [InlineData("labels", true)]
    [InlineData("external_references.[3]", false)]
    [InlineData("pattern", false)]
    [InlineData("description.[0]", false)]
    [InlineData("labels.name", false)]
    [InlineData("labels[0]", false)]
    [InlineData("labels.[-1]", false)]
    [InlineData("labels.[0", false)]
    [InlineData("labels.", false)]
    [InlineData("[0]", false)]
    [InlineData("", false)]
    public void A_selector_selects_what_is_there(string selector, bool isThere)
    {
        using var read = Examples.Open("""{"id":"vulnerability--1","description":"x","external_references":[{"source_name":"cve"}],"labels":["a","b"]}""");
        Assert.Equal(isThere, Selector.Parse(selector)?.Selects(read.Json) == true);
    }

    [Fact]
    public void A_part_bears_the_markings_of_what_it_lies_in()
    {
        using var read = Examples.Open(Campaign($$"""[{"marking_ref":"{{Amber}}","selectors":["labels"]},{"marking_ref":"{{Red}}","selectors":["labels.[1]","name"]},{"lang":"de","selectors":["labels"]}]"""));
        Assert.Equal([Green, Amber, Red], DataMarkings.Of(read));
        Assert.Equal([Green], DataMarkings.At(read, Selector.Parse("description")!));
        Assert.Equal([Green, Amber], DataMarkings.At(read, Selector.Parse("labels.[0]")!));
        Assert.Equal([Green, Amber, Red], DataMarkings.At(read, Selector.Parse("labels.[1]")!));
        Assert.Equal([Green, Amber], DataMarkings.At(read, Selector.Parse("labels")!));
    }

    [Theory]
    [InlineData("[\"description\"]", "-description")]
    [InlineData("[\"labels.[1]\"]", "labels=[\"a\",\"c\"]")]
    [InlineData("[\"labels.[0]\",\"labels.[1]\"]", "labels=[\"c\"]")]
    [InlineData("[\"labels.[0]\",\"labels.[1]\",\"labels.[2]\"]", "-labels")]
    [InlineData("[\"external_references.[0].url\"]", "external_references=[{\"source_name\":\"x\",\"external_id\":\"1\"}]")]
    [InlineData("[\"external_references.[0]\"]", "-external_references")]
    [InlineData("[\"x_score.inner.deep\"]", "x_score={\"other\":1}")]
    [InlineData("[\"name\"]", null)]
    [InlineData("[\"id\"]", null)]
    [InlineData("[\"external_references.[0].source_name\"]", null)]
    [InlineData("[\"nowhere\"]", null)]
    [InlineData("[\"object_marking_refs\"]", null)]
    [InlineData("[\"granular_markings.[0]\"]", null)]
    [InlineData("[\"labels[0]\"]", null)]
    public void Who_may_not_see_a_part_gets_the_rest_byte_for_byte_or_nothing(string selectors, string? change)
    {
        var json = Campaign($$"""[ {"marking_ref":"{{Red}}","selectors":{{selectors}}}, {"marking_ref":"{{Amber}}","selectors":["labels.[2]","confidence"]} ]""");
        using var read = Examples.Open(json);
        Assert.Equal(json, Show(read, _ => true));
        Assert.Null(Show(read, m => m != Green));
        var seen = Show(read, m => m != Red);
        if (change is null)
        {
            Assert.Null(seen);
            return;
        }

        using var rest = Examples.Open(seen!);
        var expected = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in read.Json.EnumerateObject())
        {
            expected[member.Name] = member.Value.GetRawText();
        }

        var name = change.TrimStart('-').Split('=')[0];
        _ = change.StartsWith('-') ? expected.Remove(name) : (expected[name] = change.Split('=', 2)[1]) is not null;
        expected.Remove("granular_markings");
        Assert.Equal(expected.Select(e => (e.Key, JsonSerializer.Serialize(JsonDocument.Parse(e.Value).RootElement))), rest.Json.EnumerateObject().Where(m => m.Name != "granular_markings").Select(m => (m.Name, JsonSerializer.Serialize(m.Value))));
        Assert.DoesNotContain(Red, Encoding.UTF8.GetString(rest.Bytes.Span), StringComparison.Ordinal);
        // What is marked still is, at its new place.
        var left = rest.GranularMarkings.Single();
        Assert.Equal(Amber, left.MarkingRef);
        Assert.All(left.Selectors, s => Assert.True(Selector.Parse(s)!.Selects(rest.Json)));
        Assert.Contains("confidence", left.Selectors);
        Assert.DoesNotContain(Examples.Check(Encoding.UTF8.GetString(rest.Bytes.Span)), f => f.Severity == Infohub.Stix.Json.Severity.Error);
    }

    [Theory]
    [InlineData("\"all\"")]
    [InlineData("[7]")]
    [InlineData("[{\"selectors\":[\"name\"]}]")]
    [InlineData("[{\"marking_ref\":7,\"lang\":\"en\",\"selectors\":[\"labels\"]}]")]
    [InlineData("[{\"marking_ref\":\"marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed\",\"selectors\":\"labels\"}]")]
    public void Markings_that_cannot_be_read_withhold_the_object(string markings)
    {
        using var read = Examples.Open(Campaign(markings));
        Assert.Null(Show(read, _ => true));
    }

    [Fact]
    public void What_an_identifier_is_made_of_is_not_taken_from_under_it()
    {
        var file = """{"type":"file","id":"ID","name":"n","hashes":{"SHA-256":"4bac27393bdd9777ce02453256c5577cd02275510b2227f473d03f533924f877"},"size":7,"granular_markings":[{"marking_ref":"RED","selectors":["PART"]}]}""".Replace("RED", Red, StringComparison.Ordinal);
        using var parsed = JsonDocument.Parse(file);
        var made = ObservableId.Of(parsed.RootElement)!;
        Assert.Null(Seen(made, "name"));
        Assert.NotNull(Seen(made, "size"));
        Assert.NotNull(Seen("file--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f", "name"));

        string? Seen(string id, string part)
        {
            using var read = Examples.Open(file.Replace("ID", id, StringComparison.Ordinal).Replace("PART", part, StringComparison.Ordinal));
            return Show(read, _ => false);
        }
    }

    [Fact]
    public void Markings_are_written_and_no_other_byte_is_touched()
    {
        const string json = "{\n  \"type\" : \"tool\",\n  \"id\":\"tool--1\",\n  \"object_marking_refs\": [ \"a\" ],\n  \"x\": 1.50\n}";
        using var read = Examples.Open(json);
        Assert.Equal(json.Replace("[ \"a\" ]", $"[\"{Red}\"]", StringComparison.Ordinal), Text(DataMarkings.WithObjectMarkings(read, [Red])));
        Assert.Equal(json.Replace(",\n  \"object_marking_refs\": [ \"a\" ]", "", StringComparison.Ordinal), Text(DataMarkings.WithObjectMarkings(read, [])));
        var marking = new GranularMarking(Red, null, ["x"]);
        var written = Text(DataMarkings.WithGranularMarkings(read, [marking]));
        Assert.Equal(json.Replace("1.50\n}", $$"""1.50,{{"\n  "}}"granular_markings":[{"marking_ref":"{{Red}}","selectors":["x"]}]{{"\n"}}}""", StringComparison.Ordinal), written);
        using var again = Examples.Open(written);
        Assert.Equal([marking], again.GranularMarkings);
        Assert.Equal(json, Text(DataMarkings.WithGranularMarkings(again, [])));
        using var empty = Examples.Open("{ }");
        Assert.Equal("{\"object_marking_refs\":[\"" + Red + "\"] }", Text(DataMarkings.WithObjectMarkings(empty, [Red])));
        using var first = Examples.Open("{\"object_marking_refs\":[],\"a\":1}");
        Assert.Equal("{\"a\":1}", Text(DataMarkings.WithObjectMarkings(first, [])));

        static string Text(byte[] utf8) => Encoding.UTF8.GetString(utf8);
    }

    private static string? Show(StixObject marked, Func<string, bool> mayRead) => DataMarkings.TryShow(marked, mayRead, out var seen) ? Encoding.UTF8.GetString(seen.Span) : null;

    private static string Campaign(string markings) => $$"""
        { "type":"campaign", "spec_version":"2.1", "id":"campaign--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f", "created":"2026-01-01T00:00:00.000Z", "modified":"2026-01-01T00:00:00.000Z",
          "name":"n", "description":"d", "labels":[ "a", "b", "c" ], "confidence": 50, "object_marking_refs":["{{Green}}"],
          "external_references":[ {"source_name":"x", "url":"https://x.example/", "external_id":"1"} ],
          "x_score": { "inner": {"deep":1}, "other":1 },
          "granular_markings":{{markings}} }
        """;
}
