using System.Text.Json;
using Infohub.Taxii.Wire;

namespace Infohub.Libs.Tests.Taxii;

/// <summary>What clients of TAXII 2.1 send, and what they are given.</summary>
public sealed class WireTests
{
    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("*/*", true)]
    [InlineData("application/*", true)]
    [InlineData("application/taxii+json;version=2.1", true)]
    [InlineData("application/taxii+json; version=2.1", true)]
    [InlineData("application/taxii+json;version=\"2.1\"", true)]
    [InlineData("Application/TAXII+json", true)]
    [InlineData("text/html, application/taxii+json;version=2.1;q=0.9", true)]
    [InlineData("application/taxii+json;version=2.0", false)]
    [InlineData("application/vnd.oasis.taxii+json; version=2.0", false)]
    [InlineData("application/json", false)]
    [InlineData("text/html", false)]
    [InlineData("*/*;q=0", false)]
    public void An_answer_is_given_to_who_takes_it(string? accept, bool taken) => Assert.Equal(taken, TaxiiMedia.IsAccepted(accept));

    [Theory]
    [InlineData("application/taxii+json;version=2.1", true)]
    [InlineData("application/taxii+json", true)]
    [InlineData("application/taxii+json; version=2.1; charset=utf-8", true)]
    [InlineData("application/taxii+json;version=2.0", false)]
    [InlineData("application/json", false)]
    [InlineData(null, false)]
    public void A_body_says_what_it_is(string? contentType, bool taken) => Assert.Equal(taken, TaxiiMedia.IsContent(contentType));

    [Theory]
    [InlineData("2026-03-01T08:00:00Z", 1_772_352_000_000_000)]
    [InlineData("2026-03-01T08:00:00.5Z", 1_772_352_000_500_000)]
    [InlineData("2026-03-01T08:00:00.123456Z", 1_772_352_000_123_456)]
    [InlineData("2026-03-01T08:00:00.1234569Z", 1_772_352_000_123_456)]
    [InlineData("2026-03-01T08:00:00.12345678901Z", 1_772_352_000_123_456)]
    [InlineData("2026-03-01T16:00:00+08:00", 1_772_352_000_000_000)]
    public void A_time_is_read_to_the_microsecond_and_cut_behind_it(string text, long micros)
    {
        Assert.True(TaxiiTime.TryRead(text, out var read));
        Assert.Equal(micros, read);
    }

    [Theory]
    [InlineData("2026-03-01")]
    [InlineData("2026-03-01T08:00:00")]
    [InlineData("2026-03-01 08:00:00Z")]
    [InlineData("2026-13-01T08:00:00Z")]
    [InlineData("2026-03-01T08:00:00.Z")]
    [InlineData("1772352000")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_time_is_none(string? text) => Assert.False(TaxiiTime.TryRead(text, out _));

    [Fact]
    public void A_time_is_written_so_that_it_is_read_alike()
    {
        foreach (var micros in (long[])[0, 1, 1_772_352_000_123_456, 1_664_582_400_000_000])
        {
            Assert.True(TaxiiTime.TryRead(TaxiiTime.Write(micros), out var read));
            Assert.Equal(micros, read);
        }

        Assert.Equal("2026-03-01T08:00:00.000Z", TaxiiTime.WriteVersion(1_772_352_000_000_000));
        Assert.Equal("2026-03-01T08:00:00.000001Z", TaxiiTime.WriteVersion(1_772_352_000_000_001));
    }

    [Fact]
    public void An_address_says_what_is_asked_for()
    {
        Assert.Null(Read(out var query, ("added_after", "2026-03-01T08:00:00Z"), ("limit", "20"), ("next", "abc"), ("match[type]", "indicator,malware"), ("match[version]", "first,2026-03-01T08:00:00Z"), ("match[spec_version]", "2.1"), ("other", "passed over")));
        Assert.Equal((1_772_352_000_000_000, 20, "abc"), (query.AddedAfter, query.Limit, query.Next));
        Assert.Equal(["indicator", "malware"], query.Types);
        Assert.Equal((false, true, false, 1), (query.Versions.Last, query.Versions.First, query.Versions.All, query.Versions.Times.Count));
        Assert.Null(Read(out query));
        Assert.Equal((null, null, true), (query.AddedAfter, query.Limit, query.Versions.Last));
    }

    [Theory]
    [InlineData("limit", "0")]
    [InlineData("limit", "-1")]
    [InlineData("limit", "many")]
    [InlineData("added_after", "yesterday")]
    [InlineData("next", "")]
    [InlineData("match[version]", "newest")]
    [InlineData("match[version]", "all,last")]
    [InlineData("match[version]", "first,first")]
    [InlineData("match[type]", "a,,b")]
    [InlineData("match[id]", "")]
    [InlineData("match[colour]", "red")]
    public void What_cannot_be_read_is_told_by_its_name(string name, string value) => Assert.Contains(name, Read(out _, (name, value)), StringComparison.Ordinal);

    [Theory]
    [InlineData("limit", "1")]
    [InlineData("added_after", "2026-03-01T08:00:00Z")]
    [InlineData("match[type]", "indicator")]
    public void What_stands_twice_is_told_by_its_name(string name, string value) => Assert.Contains(name, Read(out _, (name, value), (name, value)), StringComparison.Ordinal);

    [Fact]
    public void A_status_counts_what_it_lists()
    {
        var status = new Status { Id = "1", RequestTimestamp = "2026-03-01T08:00:00.000000Z", Successes = [new StatusDetail("a--1", "v", null)], Failures = [new StatusDetail("b--1", "v", "no"), new StatusDetail("b--2", "v", "no")] };
        using var json = JsonDocument.Parse(JsonSerializer.SerializeToUtf8Bytes(status, TaxiiJson.Wire.Status));
        Assert.Equal((3, 1, 2, 0), (Number("total_count"), Number("success_count"), Number("failure_count"), Number("pending_count")));
        Assert.Equal("complete", json.RootElement.GetProperty("status").GetString());

        int Number(string name) => json.RootElement.GetProperty(name).GetInt32();
    }

    private static string? Read(out TaxiiQuery query, params (string, string)[] parameters) => TaxiiQuery.Read(parameters.Select(p => KeyValuePair.Create(p.Item1, p.Item2)), out query);
}
