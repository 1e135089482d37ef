using System.Text;
using Infohub.Stix.Identifiers;
using Infohub.Stix.Json;
using Infohub.Stix.Model;

namespace Infohub.Libs.Tests.Stix;

/// <summary>What code asks of an object, and that what is not there reads as nothing.</summary>
public sealed class StixObjectTests
{
    [Fact]
    public void What_is_there_is_read()
    {
        using var campaign = Examples.Open(Encoding.UTF8.GetString(Examples.Bytes("campaign")));
        Assert.Equal(("campaign", "2.1", "en", 65, false), (campaign.Type, campaign.SpecVersion, campaign.Lang, campaign.Confidence, campaign.IsRevoked));
        Assert.Equal(("2026-10-04T07:30:00.000Z", "2026-10-05T07:30:00.123456789Z"), (campaign.Created?.Text, campaign.Modified?.Text));
        Assert.Equal(["harbour", "winter-2026"], campaign.Labels);
        Assert.Equal([new ExternalReference("harbour-desk", "HD-7", "https://desk.example.org/notes/7", "The desk's own note")], campaign.ExternalReferences);
        Assert.Equal((1, 2, "zh-Hant"), (campaign.ObjectMarkingRefs.Count, campaign.GranularMarkings.Count, campaign.GranularMarkings[1].Lang));
        Assert.StartsWith("identity--", campaign.CreatedByRef, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_something_else_reads_as_nothing()
    {
        using var odd = Examples.Open("""{"type":7,"id":null,"created":"today","modified":[],"revoked":"true","confidence":"high","labels":"x","external_references":[1,{}],"object_marking_refs":{},"granular_markings":[2]}""");
        Assert.Equal(("", "", null, null, false, null), (odd.Type, odd.Id, odd.SpecVersion, odd.Created, odd.IsRevoked, odd.Confidence));
        Assert.Empty(odd.Labels.Concat(odd.ObjectMarkingRefs));
        Assert.Empty(odd.GranularMarkings);
        Assert.Equal([new ExternalReference("", null, null, null)], odd.ExternalReferences);
        Assert.False(StixObject.TryRead("[]"u8.ToArray(), new ReadingLimits(), out _, out var fault));
        Assert.Equal("this is no object", fault?.Message);
        Assert.False(StixObject.TryRead("{\"a\":1,\"a\":2}"u8.ToArray(), new ReadingLimits(), out _, out fault));
        Assert.Equal("/a", fault?.Path);
    }

    [Fact]
    public void Every_object_that_is_named_is_told_with_its_place()
    {
        using var mail = Examples.Open("""
            {"type":"email-message","id":"email-message--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f","from_ref":"email-addr--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f","note":"file--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f",
             "to_refs":["email-addr--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd30",7,"0"],"body_multipart":[{"body":"x"},{"body_raw_ref":"artifact--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd31"}],"x/y":{"own_ref":"url--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd32"}}
            """);
        Assert.Equal(
            ["/from_ref email-addr--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f", "/to_refs/0 email-addr--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd30", "/body_multipart/1/body_raw_ref artifact--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd31", "/x~1y/own_ref url--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd32"],
            mail.References().Select(r => $"{r.Path} {r.Target}"));
    }

    [Theory]
    [InlineData("indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f", "indicator")]
    [InlineData("x-mitre-tactic--8E2E2D2B-17D4-4CBF-938F-98EE46B3CD3F", "x-mitre-tactic")]
    [InlineData("indicator-8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f", null)]
    [InlineData("--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f", null)]
    [InlineData("Indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f", null)]
    [InlineData("indicator--8e2e2d2b-17d4-0cbf-938f-98ee46b3cd3f", null)]
    [InlineData("indicator--8e2e2d2b-17d4-4cbf-038f-98ee46b3cd3f", null)]
    [InlineData("indicator--{8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3", null)]
    [InlineData(null, null)]
    public void An_identifier_is_a_type_and_a_UUID(string? text, string? type)
    {
        Assert.Equal(type is not null, StixIdentifier.TryParse(text, out var read));
        Assert.Equal(type, read.Type);
        Assert.True(type is null || string.Equals(text, read.ToString(), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_relationships_of_the_standard_are_known()
    {
        Assert.True(Relationships.Knows("malware", "exfiltrates-to", "infrastructure"));
        Assert.True(Relationships.Knows("infrastructure", "consists-of", "mutex"));
        Assert.True(Relationships.Knows("tool", "related-to", "x-thing"));
        Assert.True(Relationships.Knows("tool", "duplicate-of", "tool"));
        Assert.False(Relationships.Knows("tool", "duplicate-of", "malware"));
        Assert.False(Relationships.Knows("malware", "indicates", "indicator"));
        Assert.False(Relationships.Knows("infrastructure", "consists-of", "malware"));
    }
}
