using System.Diagnostics;
using System.Text.Json;
using Infohub.Stix.Patterns;

namespace Infohub.Bench;

/// <summary>Patterns as indicators have them: read, and asked of one observation, by processor time.</summary>
internal static class Patterns
{
    private const double Seconds = 3;

    public static int Run()
    {
        var report = new Report();
        string[] texts =
        [
            .. Enumerable.Range(0, 1000).Select(n => (n % 4) switch
            {
                0 => $"[ipv4-addr:value = '198.51.{n / 250}.{n % 250}']",
                1 => $"[domain-name:value = 'update{n}.cdn.example.net']",
                2 => $"[url:value = 'https://portal{n}.example.org/login?id={n}']",
                _ => $"[file:hashes.'SHA-256' = '{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(n)))}']",
            }),
        ];
        Measure(report, "patterns read", 300_000, texts.Length, () =>
        {
            foreach (var text in texts)
            {
                _ = Pattern.TryParse(text, out _, out _);
            }
        });

        var matchers = Array.ConvertAll(texts, Matcher);
        using var object1 = JsonDocument.Parse("""{"type":"ipv4-addr","spec_version":"2.1","id":"ipv4-addr--1","value":"198.51.2.7"}""");
        Observed[] seen = [new Observed(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 1, new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["ipv4-addr--1"] = object1.RootElement })];
        Measure(report, "simple patterns evaluated", 1_000_000, matchers.Length, () =>
        {
            foreach (var matcher in matchers)
            {
                _ = matcher.Match(seen);
            }
        });
        return report.Print("Patterns");
    }

    private static PatternMatcher Matcher(string text) =>
        Pattern.TryParse(text, out var pattern, out var fault) && PatternMatcher.TryCreate(pattern, out var matcher, out fault) ? matcher : throw new InvalidOperationException(fault?.Message);

    private static void Measure(Report report, string name, double bound, int each, Action work)
    {
        for (var i = 0; i < 200; i++)
        {
            work();
        }

        var (watch, processor, rounds) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime, 0);
        for (; watch.Elapsed.TotalSeconds < Seconds; rounds++)
        {
            work();
        }

        report.AtLeast(name, each * (double)rounds / (Environment.CpuUsage.TotalTime - processor).TotalSeconds, "a second of one processor", bound);
    }
}
