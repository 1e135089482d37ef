using System.Text;
using System.Text.Json;
using Infohub.Stix.Json;
using Infohub.Stix.Model;
using Infohub.Stix.Versions;

namespace Infohub.Libs.Tests.Stix;

/// <summary>Versions of objects (STIX 2.1 §3.6), and times to their last digit (§2.16).</summary>
public sealed class VersionTests
{
    [Theory]
    [InlineData("2026-01-01T00:00:00.000Z", "2026-01-01T00:00:00Z", 0)]
    [InlineData("2026-01-01T00:00:00.100Z", "2026-01-01T00:00:00.1Z", 0)]
    [InlineData("2026-01-01T00:00:00.123456789012Z", "2026-01-01T00:00:00.123456789011Z", 1)]
    [InlineData("2026-01-01T00:00:00.9Z", "2026-01-01T00:00:00.10Z", 1)]
    [InlineData("2026-01-01T00:00:00.0000000001Z", "2026-01-01T00:00:00Z", 1)]
    [InlineData("2016-12-31T23:59:60Z", "2016-12-31T23:59:59.999Z", 1)]
    [InlineData("2016-12-31T23:59:60.5Z", "2017-01-01T00:00:00Z", -1)]
    [InlineData("1999-12-31T23:59:59Z", "2000-01-01T00:00:00Z", -1)]
    public void Times_are_compared_to_the_last_digit(string one, string other, int order)
    {
        Assert.True(StixTime.TryParse(one, out var first) & StixTime.TryParse(other, out var second));
        Assert.Equal((order, -order, order == 0), (Math.Sign(first.CompareTo(second)), Math.Sign(second.CompareTo(first)), first == second));
        Assert.Equal((order > 0, order < 0, order >= 0, order <= 0), (first > second, first < second, first >= second, first <= second));
        Assert.Equal(one, first.ToString());
    }

    [Theory]
    [InlineData("2026-01-01T00:00:00.1234567891Z", "2026-01-01T00:00:00.1234567+00:00")]
    [InlineData("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.0000000+00:00")]
    [InlineData("2026-01-01T10:20:30.5Z", "2026-01-01T10:20:30.5000000+00:00")]
    [InlineData("9999-12-31T23:59:60Z", "9999-12-31T23:59:59.9999999+00:00")]
    [InlineData("0000-01-01T00:00:07Z", "0001-01-01T00:00:07.0000000+00:00")]
    public void A_time_is_one_of_NET_to_100_ns(string text, string time)
    {
        Assert.True(StixTime.TryParse(text, out var read));
        Assert.Equal(time, read.ToDateTimeOffset().ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("2026-11-27T08:15:00.125Z", StixTime.From(new DateTimeOffset(2026, 11, 27, 16, 15, 0, 125, TimeSpan.FromHours(8))).Text);
        Assert.Equal("2026-11-27T08:15:00.1250001Z", StixTime.From(new DateTimeOffset(2026, 11, 27, 8, 15, 0, 125, TimeSpan.Zero).AddTicks(1)).Text);
        Assert.False(StixTime.TryParse("2026-01-01", out _));
    }

    [Fact]
    public void The_newest_version_is_the_state_of_the_object()
    {
        using var first = Tool("2026-01-01T00:00:00.000Z");
        using var second = Tool("2026-01-01T00:00:00.0000000001Z");
        using var third = Tool("2026-01-01T00:00:00.000000000099Z");
        Assert.Same(second, ObjectVersions.Newest([first, second, third]));
        Assert.Null(ObjectVersions.Newest([]));
        Assert.True(ObjectVersions.Compare(first, third) < 0);
    }

    [Theory]
    [InlineData("", "", "/modified")]
    [InlineData("", ",\"modified\":\"2026-01-01T00:00:00.001Z\"", "")]
    [InlineData("", ",\"modified\":\"2025-12-31T00:00:00.001Z\"", "/modified")]
    [InlineData(",\"revoked\":true", ",\"modified\":\"2026-01-01T00:00:00.001Z\"", "/revoked")]
    [InlineData("", ",\"modified\":\"2026-01-02T00:00:00.000Z\",\"revoked\":true", "")]
    [InlineData("", ",\"modified\":\"2026-01-02T00:00:00.000Z\",\"id\":\"tool--2\"", "/id")]
    [InlineData("", ",\"modified\":\"2026-01-02T00:00:00.000Z\",\"type\":\"malware\"", "/type")]
    [InlineData("", ",\"modified\":\"2026-01-02T00:00:00.000Z\",\"created\":\"2025-01-01T00:00:00.000Z\"", "/created")]
    [InlineData("", ",\"modified\":\"2026-01-02T00:00:00.000Z\",\"created\":\"2026-01-01T00:00:00.0000Z\"", "")]
    [InlineData("", ",\"modified\":\"2026-01-02T00:00:00.000Z\",\"created_by_ref\":\"identity--2\"", "/created_by_ref")]
    [InlineData(",\"created_by_ref\":\"identity--2\"", ",\"modified\":\"2026-01-02T00:00:00.000Z\"", "/created_by_ref")]
    public void A_later_version_keeps_what_does_not_change(string earlier, string later, string path)
    {
        using var one = Tool("2026-01-01T00:00:00.000Z", earlier);
        using var other = Tool("2026-01-01T00:00:00.000Z", later);
        var faults = new List<StixFault>();
        Assert.Equal(path.Length == 0, ObjectVersions.CheckNext(one, other, faults));
        Assert.Equal(path, string.Join(' ', faults.Select(f => f.Path)));
    }

    [Fact]
    public void The_next_version_differs_in_what_was_changed_and_in_nothing_else()
    {
        const string json = "{\n \"type\":\"tool\", \"id\":\"tool--1\", \"created\":\"2026-01-01T00:00:00.000Z\",\n \"modified\" : \"2026-01-01T00:00:00.000Z\", \"name\":\"a\", \"x_rank\":1.0, \"labels\":[ \"x\" ] }";
        using var from = Examples.Open(json);
        using var values = JsonDocument.Parse("""{"name":"é b","confidence":7}""");
        Assert.True(StixTime.TryParse("2026-02-01T00:00:00.0000000005Z", out var time));
        var changes = new Dictionary<string, JsonElement?>(StringComparer.Ordinal) { ["name"] = values.RootElement.GetProperty("name"), ["labels"] = null, ["confidence"] = values.RootElement.GetProperty("confidence") };
        Assert.True(ObjectVersions.TryDerive(from, time, changes, out var next, out _));
        Assert.Equal(
            "{\n \"type\":\"tool\", \"id\":\"tool--1\", \"created\":\"2026-01-01T00:00:00.000Z\",\n \"modified\" : \"2026-02-01T00:00:00.0000000005Z\", \"name\":\"é b\", \"x_rank\":1.0, \"confidence\":7 }",
            Encoding.UTF8.GetString(next));
        Assert.True(ObjectVersions.TryRevoke(from, time, out var revoked, out _));
        using var gone = Examples.Open(Encoding.UTF8.GetString(revoked));
        Assert.True(gone.IsRevoked);
        Assert.False(ObjectVersions.TryRevoke(gone, StixTime.From(DateTimeOffset.MaxValue), out _, out var fault));
        Assert.Equal("/revoked", fault.Path);
    }

    [Theory]
    [InlineData("tool", "id", "2026-02-01T00:00:00.000Z", "/id")]
    [InlineData("tool", "modified", "2026-02-01T00:00:00.000Z", "/modified")]
    [InlineData("tool", "name", "2026-01-01T00:00:00.000Z", "/modified")]
    [InlineData("marking-definition", "name", "2026-02-01T00:00:00.000Z", "/type")]
    [InlineData("mutex", "name", "2026-02-01T00:00:00.000Z", "/type")]
    public void What_cannot_be_a_version_is_not_made(string type, string changed, string time, string path)
    {
        using var from = Tool("2026-01-01T00:00:00.000Z", $",\"type\":\"{type}\"");
        using var value = JsonDocument.Parse("\"x\"");
        Assert.True(StixTime.TryParse(time, out var modified));
        Assert.False(ObjectVersions.TryDerive(from, modified, new Dictionary<string, JsonElement?>(StringComparer.Ordinal) { [changed] = value.RootElement }, out _, out var fault));
        Assert.Equal(path, fault.Path);
    }

    [Theory]
    [InlineData("", ",\"revoked\":false,\"lang\":\"en\"", true)]
    [InlineData("", ",\"revoked\":true", false)]
    [InlineData(",\"lang\":\"de\"", ",\"lang\":\"en\"", false)]
    [InlineData(",\"x_a\":1", ",\"x_a\":1.0", true)]
    [InlineData(",\"x_a\":1", "", false)]
    public void Representations_of_a_version_say_the_same(string one, string other, bool areSame)
    {
        using var first = Tool("2026-01-01T00:00:00.000Z", one);
        using var second = Tool("2026-01-01T00:00:00.000Z", other);
        Assert.Equal((areSame, areSame), (ObjectVersions.AreSame(first, second), ObjectVersions.AreSame(second, first)));
    }

    private static StixObject Tool(string modified, string more = "")
    {
        var tool = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in JsonDocument.Parse("""{"type":"tool","id":"tool--1","created":"2026-01-01T00:00:00.000Z","name":"a"}""").RootElement.EnumerateObject().Concat(JsonDocument.Parse($"{{\"modified\":\"{modified}\"{more}}}", new JsonDocumentOptions()).RootElement.EnumerateObject()))
        {
            tool[member.Name] = member.Value;
        }

        return Examples.Open(JsonSerializer.Serialize(tool));
    }
}
