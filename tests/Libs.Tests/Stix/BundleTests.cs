using System.Text;
using Infohub.Stix.Json;
using Infohub.Stix.Markings;
using Infohub.Stix.Validation;

namespace Infohub.Libs.Tests.Stix;

/// <summary>What a bundle asks (STIX 2.1 §8), read whole and as a stream alike.</summary>
public sealed class BundleTests
{
    private const string Mutex = """{"type":"mutex","id":"mutex--f93fe911-e545-5239-b9b0-597840d0c871","name":"__CLEANSWEEP__"}""";
    private const string Id = "bundle--5d0092c5-5f74-4287-9642-33f4c354e56d";

    [Theory]
    [InlineData("""{"type":"bundle","id":"ID","objects":[MUTEX]}""", "")]
    [InlineData("""{"type":"bundle","id":"ID"}""", "")]
    [InlineData("""{"type":"bundle","id":"ID","objects":[]}""", "Error /objects §2.12")]
    [InlineData("""{"type":"bundle","objects":[MUTEX]}""", "Error /id §8.1")]
    [InlineData("""{"type":"bundle","id":"x","objects":[MUTEX]}""", "Error /id §2.9")]
    [InlineData("""{"type":"bundle","id":"mutex--5d0092c5-5f74-4287-9642-33f4c354e56d","objects":[MUTEX]}""", "Error /id §2.9")]
    [InlineData("""{"type":"bundle","id":"ID","spec_version":"2.0","objects":[MUTEX]}""", "Warning /spec_version §8")]
    [InlineData("""{"type":"bundle","id":"ID","objects":[MUTEX,7]}""", "Error /objects/1 §8")]
    [InlineData("""{"type":"bundle","id":"ID","objects":[MUTEX,{"type":"bundle","id":"ID","objects":[MUTEX]}]}""", "Error /objects/1 §8.1")]
    [InlineData("""{"type":"bundle","id":"ID","objects":[{"type":"mutex","id":"mutex--eba44954-d4e4-5d3b-814c-2b17dd8de300"}]}""", "Error /objects/0/name §6.11.1; Error /objects/0/id §2.9")]
    public async Task A_bundle_is_told_of_with_its_objects(string json, string told)
    {
        var bytes = Encoding.UTF8.GetBytes(json.Replace("MUTEX", Mutex, StringComparison.Ordinal).Replace("ID", Id, StringComparison.Ordinal));
        var (whole, streamed) = (new List<StixFault>(), new List<StixFault>());
        var isRight = !told.Contains("Error", StringComparison.Ordinal);
        Assert.Equal(isRight, await StixValidator.CheckAsync(new MemoryStream(bytes), streamed, stop: TestContext.Current.CancellationToken));
        Assert.Equal(told, Said(streamed));
        Assert.Equal(isRight, StixValidator.Check(bytes, whole));
        Assert.Equal(told, Said(whole));
    }

    [Theory]
    [InlineData("""{"more":false,"objects":[]}""", true)]
    [InlineData("""{"more":false}""", true)]
    [InlineData("""{}""", false)]
    [InlineData("""{"type":"bundle","id":"ID","objects":[""", false)]
    public async Task An_envelope_needs_no_objects(string json, bool isRight) =>
        Assert.Equal(isRight, await StixValidator.CheckAsync(new MemoryStream(Encoding.UTF8.GetBytes(json)), [], stop: TestContext.Current.CancellationToken));

    [Fact]
    public void Markings_do_not_mark_each_other_in_a_circle()
    {
        Assert.Equal("", Said(Check(Marking(1, 2), Marking(2, 3), Marking(3))));
        Assert.Equal("", Said(Check(Marking(1, 2, 3), Marking(2, 3), Marking(3, 4))));
        Assert.Equal("Error /objects §3.2", Said(Check(Marking(1, 2), Marking(2, 3), Marking(3, 1))));
        Assert.Equal("Error /objects/0/object_marking_refs §3.2", Said(Check(Marking(1, 1))));
        Assert.Equal("Error /objects §3.2", Said(Check(Marking(1, 2), Marking(2).Replace("\"definition_type\"", $$"""
            "granular_markings":[{"selectors":["definition"],"marking_ref":"{{Name(1)}}"}],"definition_type"
            """, StringComparison.Ordinal))));

        static string Marking(int number, params int[] by) =>
            $$"""{"type":"marking-definition","spec_version":"2.1","id":"{{Name(number)}}","created":"2026-01-01T00:00:00.000Z","definition_type":"statement","definition":{"statement":"x"}{{(by.Length == 0 ? "" : $",\"object_marking_refs\":[{string.Join(',', by.Select(b => $"\"{Name(b)}\""))}]")}}}""";

        static string Name(int number) => $"marking-definition--0000000{number}-0000-4000-8000-000000000000";
    }

    [Fact]
    public void A_creator_uses_a_UUID_for_one_type()
    {
        const string uuid = "8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f";
        Assert.Equal("", Said(Check(Of("tool", "1"), Of("malware", "2")).Where(f => f.Severity == Severity.Error)));
        Assert.Equal("Error /objects/1/id §2.9", Said(Check(Of("tool", "1"), Of("campaign", "1")).Where(f => f.Severity == Severity.Error)));

        static string Of(string type, string creator) =>
            $$"""{"type":"{{type}}","spec_version":"2.1","id":"{{type}}--{{uuid}}","created_by_ref":"identity--0000000{{creator}}-0000-4000-8000-000000000000","created":"2026-01-01T00:00:00.000Z","modified":"2026-01-01T00:00:00.000Z","name":"x","is_family":false}""";
    }

    [Fact]
    public void The_markings_of_the_Traffic_Light_Protocol_are_right_and_no_others_are()
    {
        foreach (var marking in TlpMarkings.All)
        {
            var json = Encoding.UTF8.GetString(marking.ToUtf8());
            Assert.Empty(Examples.Check(json));
            Assert.Contains(Examples.Check(json.Replace(marking.Id[^4..], "0000", StringComparison.Ordinal)), f => f.Clause == "STIX 2.1 §7.2.1.4");
            Assert.Contains(Examples.Check(json.Replace($"\"{marking.Word}\"", "\"blue\"", StringComparison.Ordinal)), f => f.Clause == "STIX 2.1 §7.2.1.4");
            Assert.Contains(Examples.Check(json.Replace("00.000Z", "01.000Z", StringComparison.Ordinal)), f => f.Clause == "STIX 2.1 §7.2.1.4");
            Assert.Same(marking, TlpMarkings.Find(marking.Id));
        }
    }

    private static List<StixFault> Check(params string[] objects) => Examples.Check($$"""{"type":"bundle","id":"{{Id}}","objects":[{{string.Join(',', objects)}}]}""");

    private static string Said(IEnumerable<StixFault> faults) => string.Join("; ", faults.Select(f => $"{f.Severity} {f.Path} {f.Clause["STIX 2.1 ".Length..]}"));
}
