using System.Text;
using Infohub.Stix.Json;

namespace Infohub.Libs.Tests.Stix;

/// <summary>What comes from outside is read strictly, within bounds, and never by exception.</summary>
public sealed class ReadingTests
{
    private static readonly ReadingLimits Few = new() { MostBytes = 100_000, MostObjectBytes = 70_000, MostObjects = 100, Deepest = 8, LongestString = 1000 };

    [Theory]
    [InlineData("{}", null, null)]
    [InlineData("""{"a":[1,{"b":"\u00e9\ud83d\ude02"}],"c":null}""", null, null)]
    [InlineData("""{"a":1,"a":2}""", "/a", "RFC 7493 §2.3")]
    [InlineData("""{"a":[0,{"x~/y":{"b":1,"\u0062":2}}]}""", "/a/1/x~0~1y/b", "RFC 7493 §2.3")]
    [InlineData("""{"a":"\ud800"}""", "/a", "RFC 8259 §8.1")]
    [InlineData("""{"\ud800":1}""", "/", "RFC 8259 §8.1")]
    [InlineData("{\"a\":1,}", "/a", "RFC 8259")]
    [InlineData("{\"a\":01}", "/a", "RFC 8259")]
    [InlineData("{\"a\":NaN}", "/a", "RFC 8259")]
    [InlineData("{\"a\":1} {}", "", "RFC 8259")]
    [InlineData("{\"a\":1/*x*/}", "/a", "RFC 8259")]
    [InlineData("{\"a\":[[[[[[[[1]]]]]]]]}", "/a/0/0/0/0/0/0/0", "RFC 8259")]
    [InlineData("", "", "RFC 8259")]
    public void A_fault_is_told_with_its_place(string json, string? path, string? clause)
    {
        var fault = StrictJson.Check(Encoding.UTF8.GetBytes(json), Few);
        Assert.Equal((path, clause), (fault?.Path, fault?.Clause));
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_and_long_strings_are_faults()
    {
        Assert.Equal("/a", StrictJson.Check([.. "{\"a\":\""u8, 0xc3, 0x28, .. "\"}"u8], Few)?.Path);
        Assert.Null(StrictJson.Check(Encoding.UTF8.GetBytes($"{{\"a\":\"{new string('中', 1000)}\"}}"), Few));
        Assert.Equal("limit", StrictJson.Check(Encoding.UTF8.GetBytes($"{{\"a\":\"{new string('中', 1001)}\"}}"), Few)?.Clause);
    }

    [Theory]
    [InlineData("""{"type":"bundle","id":"bundle--1","objects":[{"a":1}, {"b":[2]} ]}""", "{\"a\":1}|{\"b\":[2]}", null)]
    [InlineData("""{"more":true,"next":{"x":["objects"]},"objects":[{"objects":[1]}],"z":[{"objects":[3]}]}""", "{\"objects\":[1]}", null)]
    [InlineData("""{"objects":[]}""", "", null)]
    [InlineData("""{"objects":[1,{"a":1,"a":1},{"b":1}]}""", "!|!|{\"b\":1}", null)]
    [InlineData("""{"type":"bundle"}""", "", "")]
    [InlineData("""[{"a":1}]""", "", "")]
    [InlineData("""{"objects":{"a":1}}""", "", "/objects")]
    [InlineData("""{"objects":[{"a":1}],"objects":[{"b":1}]}""", "{\"a\":1}", "/objects")]
    [InlineData("""{"objects":[{"a":1},{"b":""", "{\"a\":1}", "/objects/1")]
    [InlineData("""{"objects":[{"a":1}]} x""", "{\"a\":1}", "")]
    [InlineData("", "", "")]
    [InlineData("""{"type":"bundle","id":"bundle--1","id":"bundle--2","objects":[{"a":1}]}""", "", "/id")]
    [InlineData("""{"id":"bundle--1","objects":[{"a":1}],"\u0069d":"bundle--2"}""", "{\"a\":1}", "/id")]
    [InlineData("""{"x~":{"a":[{"b":1,"b":2}]},"objects":[{"a":1}]}""", "", "/x~0/a/0/b")]
    [InlineData("""{"objects":[{"a":1}],"x":{"a":1,"a":2}}""", "{\"a\":1}", "/x/a")]
    [InlineData("""{"x":{"a":"\ud800"},"objects":[{"a":1}]}""", "", "/x/a")]
    [InlineData("""{"x":{"a":1},"y":{"a":1},"objects":[{"x":1}]}""", "{\"x\":1}", null)]
    public async Task The_objects_of_a_bundle_come_one_by_one_however_the_bytes_arrive(string json, string objects, string? fault)
    {
        foreach (var piece in (int[])[1, 3, 7, 4096])
        {
            var (read, wrong) = await ReadAsync(Encoding.UTF8.GetBytes(json), piece, Few);
            Assert.Equal((objects, fault), (string.Join('|', read), wrong?.Path));
        }
    }

    [Theory]
    [InlineData("""{"id":"x","objects":[],"id":"y"}""", "RFC 7493 §2.3")]
    [InlineData("""{"x":{"a":1,"a":2},"objects":[]}""", "RFC 7493 §2.3")]
    [InlineData("""{"objects":[],"objects":[]}""", "RFC 7493 §2.3")]
    [InlineData("""{"x":"\ud800","objects":[]}""", "RFC 8259 §8.1")]
    [InlineData("""{"\ud800":1,"objects":[]}""", "RFC 8259 §8.1")]
    public async Task The_head_of_a_bundle_is_strict_JSON_too(string json, string clause) =>
        Assert.Equal(clause, (await ReadAsync(Encoding.UTF8.GetBytes(json), 4096, Few)).Fault?.Clause);

    [Fact]
    public async Task A_head_has_a_hundred_members_at_most()
    {
        Assert.Null((await ReadAsync(Head(100), 4096, Few)).Fault);
        Assert.Equal(("", "limit"), await ReadAsync(Head(101), 4096, Few) is { Fault: { } fault } ? (fault.Path, fault.Clause) : default);

        static byte[] Head(int members) => Encoding.UTF8.GetBytes($"{{\"objects\":[],{string.Join(',', Enumerable.Range(0, members).Select(i => $"\"m{i}\":{i}"))}}}");
    }

    [Fact]
    public async Task A_long_bundle_is_read_whole_and_what_is_too_much_is_not()
    {
        var many = Enumerable.Range(0, 100).Select(i => $"{{\"i\":{i},\"t\":\"{new string('x', 500)}\"}}").ToList();
        Assert.Equal(many, (await ReadAsync(Bundle(many), 1000, Few)).Read);
        var more = await ReadAsync(Bundle([.. many, "{}"]), 1000, Few);
        Assert.Equal((100, "/objects"), (more.Read.Count, more.Fault?.Path));
        var large = await ReadAsync(Bundle(["{}", $"{{\"a\":[{string.Join(',', Enumerable.Repeat("\"" + new string('y', 900) + "\"", 80))}]}}"]), 1000, Few);
        Assert.Equal((1, "/objects/1"), (large.Read.Count, large.Fault?.Path));
        Assert.Equal("", (await ReadAsync(Bundle([.. Enumerable.Repeat($"{{\"t\":\"{new string('x', 999)}\"}}", 99), "{}"]), 1000, Few with { MostBytes = 50_000 })).Fault?.Path);

        static byte[] Bundle(IEnumerable<string> objects) => Encoding.UTF8.GetBytes($"{{\"type\":\"bundle\",\"objects\":[\n{string.Join(",\n", objects)}]}}");
    }

    private static async Task<(List<string> Read, StixFault? Fault)> ReadAsync(byte[] bytes, int piece, ReadingLimits limits)
    {
        var stream = new ObjectStream(new Pieces(bytes, piece), limits);
        var read = new List<string>();
        await foreach (var found in stream.ReadAsync(TestContext.Current.CancellationToken))
        {
            read.Add(found.Fault is null ? Encoding.UTF8.GetString(found.Bytes.Span) : "!");
        }

        return (read, stream.Fault);
    }

    /// <summary>Gives no more than so many bytes at once.</summary>
    private sealed class Pieces(byte[] bytes, int most) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(most, buffer.Length)], cancellationToken);
    }
}
