using System.Text;
using Infohub.Stix.Json;
using Infohub.Stix.Model;

namespace Infohub.Bench;

/// <summary>Bundles and patterns that were changed, torn, joined and swollen; the same for the same number.</summary>
internal static class HostileSource
{
    private const int LongestObject = 3000;

    private static readonly string[] Words =
    [
        "null", "true", "-1", "1e999", "123456789012345678901234567890", "\"\"", "\"\\u0000\"", "\"\\ud83d\"", "[]", "{}", "[[[[[[[[]]]]]]]]", "{\"\":{\"\":null}}", "\"2026-99-99T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999999Z\"",
        "\"indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f\"", "\"marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed\"", "\"[ipv4-addr:value = '198.51.100.7']\"", "\"https://\\u202e.example/%00\"",
        "\"2001:db8::1%eth0\"", "\"192.0.2.1/33\"", "\"xn--a.example\"", "{\"extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d\":{\"tlp_2_0\":\"red\"}}",
    ];

    private static readonly string[] Patterns =
    [
        "[ipv4-addr:value = '198.51.100.7']", "[domain-name:value IN ('a.example', 'b.example') AND domain-name:resolves_to_refs[*].value LIKE '198.51.%']",
        "[file:hashes.'SHA-256' = 'ef537f25c895bfa782526529a9b63d97aa631564d5d789c2b765448c8635fb6c'] FOLLOWEDBY [process:command_line MATCHES '^(a+)+$'] WITHIN 300 SECONDS",
        "([url:value = 'https://example.org/x'] OR [ipv6-addr:value ISSUBSET '2001:db8::/32']) REPEATS 5 TIMES START t'2026-01-01T00:00:00Z' STOP t'2026-02-01T00:00:00Z'",
        "[artifact:payload_bin = b'aGVsbG8=' AND NOT (file:size > 100 OR file:size <= -5.5)]", "[windows-registry-key:key = 'HKLM\\\\Software' AND EXISTS windows-registry-key:values[0].data]",
        "[network-traffic:dst_ref.value = h'ff00' AND network-traffic:is_active = true]",
    ];

    public static byte[][] Seeds()
    {
        var objects = Directory.GetFiles("tests/fixtures/stix", "*.json").Concat(StixObjects.Folder() is { } folder ? Directory.GetFiles(folder, "*.json") : []).Order(StringComparer.Ordinal).SelectMany(Objects).ToList();
        return [.. objects.GroupBy(o => o.Type).SelectMany(g => g.Select(o => o.Bytes).Where(b => b.Length < LongestObject).Take(30)), .. Enumerable.Range(0, 40).Select(n => Encoding.UTF8.GetBytes(ObjectSource.Object(n)))];
    }

    public static byte[] Bundle(byte[][] seeds, int number)
    {
        var random = new Random(number);
        var bundle = new List<byte>(Encoding.UTF8.GetBytes("""{"type":"bundle","id":"bundle--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f","objects":["""));
        for (int n = random.Next(1, 4), i = 0; i < n; i++)
        {
            bundle.AddRange(i == 0 ? "" : ",", seeds[random.Next(seeds.Length)]);
        }

        bundle.AddRange("]}", []);
        for (var n = random.Next(1, 5); n > 0; n--)
        {
            Change(bundle, random);
        }

        return [.. bundle];
    }

    public static string Pattern(int number)
    {
        var random = new Random(number);
        const string signs = "[]()'\\=<>!:.*,+-0a\u00e9 \n/htb%_^$?{|}\u0000\u202e";
        var text = new StringBuilder(Patterns[random.Next(Patterns.Length)]);
        for (var n = random.Next(1, 6); n > 0; n--)
        {
            var at = random.Next(text.Length + 1);
            _ = random.Next(6) switch
            {
                0 when at < text.Length => text.Remove(at, Math.Min(random.Next(1, 20), text.Length - at)),
                1 => text.Insert(at, signs[random.Next(signs.Length)]),
                2 => text.Append(random.Next(3) switch { 0 => " AND ", 1 => " OR ", _ => " FOLLOWEDBY " }).Append(Patterns[random.Next(Patterns.Length)]),
                3 => text.Insert(0, new string(random.Next(2) == 0 ? '(' : '[', random.Next(1, 200))),
                4 => text.Insert(at, string.Concat(Enumerable.Repeat(signs[random.Next(signs.Length)], random.Next(1, 3000)))),
                _ when at < text.Length => text.Replace(text[at], signs[random.Next(signs.Length)], at, 1),
                _ => text,
            };
        }

        return text.ToString();
    }

    private static void Change(List<byte> bytes, Random random)
    {
        if (bytes.Count == 0)
        {
            return;
        }

        var at = random.Next(bytes.Count);
        var length = Math.Min(random.Next(1, 60), bytes.Count - at);
        // Most stay JSON: what is torn is not looked at any further.
        switch (random.Next(20))
        {
            case 0:
                bytes[at] = (byte)random.Next(256);
                break;
            case 1:
                bytes[at] = "{}[]\",:\\0ae."u8[random.Next(12)];
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 4:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 5:
                bytes.InsertRange(at, Enumerable.Repeat("[{\" "u8[random.Next(4)], random.Next(1, 2000)));
                break;
            default:
                Swap(bytes, at, random);
                break;
        }
    }

    /// <summary>Another value in the place of one, or a pattern that was changed.</summary>
    private static void Swap(List<byte> bytes, int from, Random random)
    {
        var colon = bytes.IndexOf((byte)':', from);
        var end = colon < 0 ? -1 : bytes.FindIndex(colon + 1, static b => b is (byte)',' or (byte)'}');
        if (end < 0)
        {
            return;
        }

        bytes.RemoveRange(colon + 1, end - colon - 1);
        var value = random.Next(4) == 0 ? System.Text.Json.JsonSerializer.Serialize(Pattern(random.Next())) : Words[random.Next(Words.Length)];
        bytes.InsertRange(colon + 1, Encoding.UTF8.GetBytes(value));
    }

    private static IEnumerable<(string Type, byte[] Bytes)> Objects(string file)
    {
        var stream = new ObjectStream(File.OpenRead(file), new ReadingLimits());
        foreach (var found in stream.ReadAsync().ToBlockingEnumerable())
        {
            if (StixObject.TryRead(found.Bytes.ToArray(), new ReadingLimits(), out var read, out _))
            {
                using (read)
                {
                    yield return (read.Type, found.Bytes.ToArray());
                }
            }
        }
    }

    private static void AddRange(this List<byte> bytes, string text, byte[] then)
    {
        bytes.AddRange(Encoding.UTF8.GetBytes(text));
        bytes.AddRange(then.AsSpan());
    }
}
