using System.Text;
using Infohub.Intelligence.Corrections;
using Infohub.Intelligence.Values;
using Infohub.Observables;
using Infohub.Stix.Json;
using Infohub.Stix.Model;

namespace Infohub.Modules.Tests.Intelligence;

/// <summary>One value of an object is another, and nothing else.</summary>
public sealed class CorrectedObjectTests
{
    [Theory]
    [InlineData("[ipv4-addr:value = '198.18.7.7']", "198.18.7.7", "198.18.7.8", "[ipv4-addr:value = '198.18.7.8']")]
    [InlineData("[ ipv4-addr:value='198.18.7.7' OR ipv4-addr:value = '198.18.7.70' ] REPEATS 5 TIMES", "198.18.7.7", "198.18.7.8", "[ipv4-addr:value = '198.18.7.8' OR ipv4-addr:value = '198.18.7.70'] REPEATS 5 TIMES")]
    [InlineData("[url:value = 'http://evil.example/x' OR domain-name:value = 'evil.example']", "evil.example", "better.example", "[url:value = 'http://evil.example/x' OR domain-name:value = 'better.example']")]
    [InlineData("[domain-name:value != 'evil.example' AND domain-name:value = 'evil.example']", "evil.example", "b.example", "[domain-name:value != 'evil.example' AND domain-name:value = 'b.example']")]
    [InlineData("[domain-name:value IN ('evil.example', 'c.example')]", "evil.example", "b.example", "[domain-name:value IN ('b.example', 'c.example')]")]
    [InlineData("[domain-name:value IN ('evil.example', 'c.example')]", "evil.example", null, "[domain-name:value IN ('c.example')]")]
    [InlineData("[ipv4-addr:value ISSUBSET '198.18.7.0/24']", "198.18.7.0/24", "198.18.8.0/24", "[ipv4-addr:value ISSUBSET '198.18.8.0/24']")]
    [InlineData("[ipv4-addr:value = '198.18.7.7'] OR [file:name = 'a.exe']", "198.18.7.7", "evil.example", "[domain-name:value = 'evil.example'] OR [file:name = 'a.exe']")]
    [InlineData("[ipv4-addr:value = '198.18.7.7'] OR [file:name = 'a.exe']", "198.18.7.7", null, "[file:name = 'a.exe']")]
    [InlineData("[ipv4-addr:value = '198.18.7.7'] FOLLOWEDBY [ipv4-addr:value = '198.18.7.7']", "198.18.7.7", null, "")]
    [InlineData("[ipv4-addr:value = '198.18.7.7'] AND [file:name = 'a.exe']", "198.18.7.7", null, null)]
    [InlineData("[file:name = 'a.exe' AND file:size > 5]", "a.exe", "evil.example", null)]
    [InlineData("[file:name = 'it\\'s a.exe'", "a.exe", null, null)]
    public void Of_a_pattern_the_value_alone_changes_and_what_would_find_more_is_left(string pattern, string of, string? to, string? expected) =>
        Assert.Equal(expected, CorrectedPattern.Of(pattern, TypedValue.Of(One(of)), to is null ? null : One(to)));

    [Theory]
    [InlineData("""{"type":"ipv4-addr","id":"ipv4-addr--1","value":"198.18.7.7"}""", "198.18.7.7", "198.18.7.8", """{"type":"ipv4-addr","id":"ipv4-addr--9fa0f4a8","value":"198.18.7.8"}""")]
    [InlineData("""{"type":"ipv4-addr","id":"ipv4-addr--1","value":"198.18.7.7","defanged":true}""", "198.18.7.7", "evil.example", """{"type":"domain-name","id":"domain-name--","value":"evil.example","defanged":true}""")]
    [InlineData("""{"type":"autonomous-system","id":"autonomous-system--1","number":64500,"name":"A  net"}""", "AS64500", "AS64501", """{"type":"autonomous-system","id":"autonomous-system--","number":64501,"name":"A  net"}""")]
    [InlineData("""{"type":"file","id":"file--1","hashes":{"MD5":"d41d8cd98f00b204e9800998ecf8427e"},"name":"a.exe"}""", "d41d8cd98f00b204e9800998ecf8427e", null, """{"type":"file","id":"file--","name":"a.exe"}""")]
    [InlineData("""{"type":"file","id":"file--1","hashes":{"MD5":"d41d8cd98f00b204e9800998ecf8427e"},"name":"a.exe"}""", "d41d8cd98f00b204e9800998ecf8427e", "evil.example", null)]
    [InlineData("""{"type":"url","id":"url--1","value":"http://evil.example/x"}""", "http://evil.example/x", null, "")]
    [InlineData("""{"type":"tool","id":"tool--1","created":"2026-02-01T00:00:00.000Z","modified":"2026-02-01T00:00:00.000Z","name":"CVE-2026-1","external_references":[{"source_name":"cve","external_id":"CVE-2026-1000"}]}""", "CVE-2026-1000", null, null)]
    public void In_the_place_of_an_observable_stands_another_with_its_own_id(string json, string of, string? to, string? expected)
    {
        Assert.True(StixObject.TryRead(Encoding.UTF8.GetBytes(json), new ReadingLimits(), out var read, out _));
        using (read)
        {
            var becoming = CorrectedObject.Of(read, TypedValue.Of(One(of)), to is null ? null : One(to), StixTime.From(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero)));
            var made = becoming is null ? null : becoming.Bytes is null ? "" : Encoding.UTF8.GetString(becoming.Bytes);
            Assert.Equal(WithoutId(expected), WithoutId(made));
        }

        // Its id is made of what it says (STIX 2.1 §2.9).
        static string? WithoutId(string? text) => text is null ? null : System.Text.RegularExpressions.Regex.Replace(text, "--[0-9a-f-]*\"", "--\"");
    }

    private static Finding One(string text) => Extractor.Find(text).Single();
}
