using System.Diagnostics;
using System.Text.Json;
using Infohub.Stix.Patterns;

namespace Infohub.Libs.Tests.Stix;

/// <summary>STIX 2.1 §9.3 to §9.7 over observed data.</summary>
public sealed class PatternMatcherTests
{
    private const string Mail =
        """
        {
          "email-message--1": { "type": "email-message", "subject": "Caf\u00e9 bill", "is_multipart": true, "from_ref": "email-addr--1", "to_refs": ["email-addr--2", "email-addr--3"], "date": "2026-01-31T08:00:00.5Z" },
          "email-addr--1": { "type": "email-addr", "value": "billing@quay.example" },
          "email-addr--2": { "type": "email-addr", "value": "ann@bank.example" },
          "email-addr--3": { "type": "email-addr", "value": "bo@bank.example" },
          "file--1": { "type": "file", "name": "invoice_77.iso", "size": 4096, "hashes": { "SHA-256": "aa", "MD5": "bb" }, "magic_number_hex": "0AFF", "extensions": { "archive-ext": { "contains_refs": ["file--2"] } } },
          "file--2": { "type": "file", "name": "run.lnk", "payload_bin": "Cv8=" },
          "ipv4-addr--1": { "type": "ipv4-addr", "value": "198.51.100.77" },
          "ipv4-addr--2": { "type": "ipv4-addr", "value": "203.0.113.0/25" },
          "ipv6-addr--1": { "type": "ipv6-addr", "value": "2001:db8::7" }
        }
        """;

    [Theory]
    [InlineData("[ipv4-addr:value = '198.51.100.77']", true)]
    [InlineData("[ipv4-addr:value = '198.51.100.78']", false)]
    [InlineData("[domain-name:value != 'x']", false)]
    [InlineData("[ipv4-addr:value ISSUBSET '198.51.100.0/24']", true)]
    [InlineData("[ipv4-addr:value ISSUBSET '198.51.100.76/31']", true)]
    [InlineData("[ipv4-addr:value ISSUBSET '198.51.101.0/24']", false)]
    [InlineData("[ipv4-addr:value ISSUPERSET '203.0.113.9']", true)]
    [InlineData("[ipv4-addr:value ISSUPERSET '203.0.113.200']", false)]
    [InlineData("[ipv6-addr:value ISSUBSET '2001:db8::/32' AND ipv6-addr:value NOT ISSUBSET '::/0']", false)]
    [InlineData("[ipv6-addr:value ISSUBSET '0.0.0.0/0']", false)]
    [InlineData("[file:size = 4096]", true)]
    [InlineData("[file:size >= 4096.0 AND file:size < 4096.5]", true)]
    [InlineData("[file:size = '4096']", false)]
    [InlineData("[file:size != '4096']", true)]
    [InlineData("[file:hashes.'SHA-256' IN ('zz', 'aa') AND file:hashes.MD5 = 'bb']", true)]
    [InlineData("[file:hashes.MD5 = 'bb' AND file:name = 'run.lnk']", false)]
    [InlineData("[file:hashes.MD5 = 'bb'] AND [file:name = 'run.lnk']", false)]
    [InlineData("[file:extensions.'archive-ext'.contains_refs[*].name LIKE '%.lnk']", true)]
    [InlineData("[file:extensions.'archive-ext'.contains_refs[1].name LIKE '%']", false)]
    [InlineData("[file:extensions.'archive-ext'.contains_refs[-1].name LIKE '%']", false)]
    [InlineData("[email-message:to_refs[*].value = 'bo@bank.example' AND email-message:from_ref.value LIKE '%@quay._xample']", true)]
    [InlineData("[email-message:to_refs[0].value = 'bo@bank.example']", false)]
    [InlineData("[email-message:is_multipart = true]", true)]
    [InlineData("[email-message:subject LIKE 'Cafe\u0301 bill']", true)]
    [InlineData("[email-message:subject MATCHES '^Caf\u00e9']", true)]
    [InlineData("[email-message:subject = 'Cafe\u0301 bill']", false)]
    [InlineData("[email-message:subject.value = 'x']", false)]
    [InlineData("[email-message:subject LIKE 'caf%']", false)]
    [InlineData("[email-message:date > t'2026-01-31T08:00:00Z' AND email-message:date <= t'2026-01-31T08:00:00.500Z']", true)]
    [InlineData("[file:magic_number_hex = h'0aff']", true)]
    [InlineData("[file:magic_number_hex = b'Cv8=']", true)]
    [InlineData("[file:payload_bin = h'0aff']", true)]
    [InlineData("[file:name MATCHES '^invoice_[0-9]+\\\\.iso$']", true)]
    [InlineData("[file:name MATCHES '(?=run)run\\\\.']", true)]
    [InlineData("[file:name NOT MATCHES 'i']", true)]
    [InlineData("[file:name NOT = 'run.lnk']", true)]
    [InlineData("[EXISTS file:hashes.MD5]", true)]
    [InlineData("[NOT EXISTS file:hashes.MD5]", true)]
    [InlineData("[NOT EXISTS file:name]", false)]
    [InlineData("[NOT EXISTS mutex:name]", false)]
    [InlineData("[mutex:name = 'x' OR file:name = 'run.lnk' AND file:payload_bin != h'00']", true)]
    public void One_observation_meets_what_its_objects_say(string pattern, bool met) => Assert.Equal(met, Of(pattern).Match([At(0, Mail)]).IsMatch);

    [Theory]
    [InlineData("[x:v = 1] AND [x:v = 2]", true)]
    [InlineData("[x:v = 1] AND [x:v = 9]", false)]
    [InlineData("[x:v = 1] OR [x:v = 9]", true)]
    [InlineData("[x:v = 1] FOLLOWEDBY [x:v = 2] FOLLOWEDBY [x:v = 3]", true)]
    [InlineData("[x:v = 2] FOLLOWEDBY [x:v = 1]", true)]
    [InlineData("[x:v = 3] FOLLOWEDBY [x:v = 2]", false)]
    [InlineData("([x:v = 1] AND [x:v = 3]) WITHIN 21 SECONDS", true)]
    [InlineData("([x:v = 2] AND [x:v = 3]) WITHIN 9 SECONDS", false)]
    [InlineData("([x:v = 2] AND [x:v = 3]) WITHIN 10 SECONDS", false)]
    [InlineData("([x:v = 2] AND [x:v = 3]) WITHIN 10.5 SECONDS", true)]
    [InlineData("[x:v = 2] WITHIN 1 SECONDS", true)]
    [InlineData("[x:v = 1] REPEATS 2 TIMES", true)]
    [InlineData("[x:v = 1] REPEATS 3 TIMES", false)]
    [InlineData("[x:v = 3] REPEATS 4 TIMES", true)]
    [InlineData("[x:v = 3] REPEATS 5 TIMES", false)]
    [InlineData("[x:v = 3] REPEATS 4 TIMES AND [x:v = 3]", false)]
    [InlineData("([x:v = 1] REPEATS 2 TIMES) WITHIN 5 SECONDS", false)]
    [InlineData("([x:v = 1] AND [x:v = 2]) REPEATS 2 TIMES", false)]
    [InlineData("[x:v = 1] AND [x:v = 1] AND [x:v = 1]", false)]
    [InlineData("[x:v = 1] START t'2026-01-01T00:00:05Z' STOP t'2026-01-01T00:00:26Z'", true)]
    [InlineData("[x:v = 1] START t'2026-01-01T00:00:05Z' STOP t'2026-01-01T00:00:25Z'", false)]
    [InlineData("[x:v = 1] START t'2026-01-01T00:00:26Z' STOP t'2026-01-01T00:00:05Z'", false)]
    [InlineData("[x:v > 0] REPEATS 7 TIMES", true)]
    [InlineData("[x:v > 0] REPEATS 8 TIMES", false)]
    [InlineData("([x:v = 1] FOLLOWEDBY [x:v = 1]) AND [x:v = 2]", true)]
    public void Several_observations_meet_it_together(string pattern, bool met)
    {
        var seen = new[] { At(0, X(1)), At(10, X(2)), At(20, X(3), 4), At(25, X(1)) };
        Assert.Equal(met, Of(pattern).Match(seen).IsMatch);
    }

    [Fact]
    public void Those_that_met_it_are_named()
    {
        var found = Of("[x:v = 3] FOLLOWEDBY [x:v = 1]").Match([At(0, X(1)), At(10, X(3)), At(20, X(1)), At(30, X(1))]);
        Assert.Equal([1, 2], found.Observations);
    }

    [Fact]
    public void Nothing_makes_it_hang()
    {
        var clock = Stopwatch.StartNew();
        var text = new string('a', 50_000) + "!";
        Assert.False(Of("[x:v MATCHES '^(a+)+$']").Match([At(0, "{\"x--1\":{\"type\":\"x\",\"v\":\"" + text + "\"}}")]).IsMatch);
        Assert.False(Of("[x:v MATCHES '^(?=a)(a+)+$']").Match([At(0, "{\"x--1\":{\"type\":\"x\",\"v\":\"" + text + "\"}}")]).IsMatch);
        Assert.False(Of($"[x:v LIKE '{string.Concat(Enumerable.Repeat("%a", 60))}b']").Match([At(0, "{\"x--1\":{\"type\":\"x\",\"v\":\"" + text + "\"}}")]).IsMatch);
        var many = Enumerable.Range(0, 200).Select(i => At(i, X(1))).ToList();
        Assert.True(Of("([x:v = 1] AND [x:v = 1] AND [x:v = 1] AND [x:v = 1]) WITHIN 0.5 SECONDS").Match(many).GaveUp);
        Assert.True(Of("[x:v = 1] REPEATS 1000000000 TIMES").Match([At(0, X(1), 1_000_000_000)]).IsMatch);
        Assert.True(Of(string.Join(" AND ", Enumerable.Repeat("[x:v = 1]", 5000))).Match([At(0, X(1), 10_000)]).GaveUp);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 60);
    }

    [Fact]
    public void A_regular_expression_that_cannot_be_read_is_a_fault()
    {
        Assert.True(Pattern.TryParse("[a:b = 1 OR a:c MATCHES '(']", out var pattern, out _));
        Assert.False(PatternMatcher.TryCreate(pattern, out _, out var fault));
        Assert.Equal("9.6.1", fault.Clause);
    }

    private static PatternMatcher Of(string text)
    {
        Assert.True(Pattern.TryParse(text, out var pattern, out var fault), $"{text}: {fault}");
        Assert.True(PatternMatcher.TryCreate(pattern, out var matcher, out fault), $"{text}: {fault}");
        return matcher;
    }

    private static string X(int value) => $"{{\"x--1\":{{\"type\":\"x\",\"v\":{value}}}}}";

    private static Observed At(int seconds, string objects, int count = 1)
    {
        var at = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(seconds);
        using var read = JsonDocument.Parse(objects);
        return new Observed(at, at, count, read.RootElement.EnumerateObject().ToDictionary(o => o.Name, o => o.Value.Clone(), StringComparer.Ordinal));
    }
}
