using System.Diagnostics;
using System.Globalization;
using System.Text;
using Infohub.Community.Public;
using Infohub.Community.Viewers;
using Infohub.Intelligence.Public;
using Infohub.Library.Objects;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Sharing.Posts;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Bench;

/// <summary>Objects through the gate, as a feed brings them: read, validated, sealed, indexed, durable; with shares of people beside them.</summary>
internal static class Objects
{
    private const int EachStream = 10_000;
    private const int Window = 100_000;

    public static async Task<int> RunAsync(BenchOptions options)
    {
        await using var provider = await Generate.CommunityAloneAsync(options.Places);
        var database = provider.GetRequiredService<Database>();
        var report = new Report();
        var begun = DateTimeOffset.UtcNow;
        using var shares = new CancellationTokenSource();
        var times = new Times();
        var beside = SharesAsync(provider, times, shares.Token);
        var merging = MergeAsync(provider, shares.Token);
        var rates = await FillAsync(provider, options.Items);
        await File.WriteAllTextAsync(SpanIn(options.Data), $"{begun:O} {DateTimeOffset.UtcNow:O}");
        await shares.CancelAsync();
        await beside;
        await merging;
        Report.Note("shares beside it: " + times);
        var sqlite = database.Engine == Engine.Sqlite;
        report.AtLeast("objects a second, the whole", rates.Count * (double)Window / rates.Sum(r => Window / r), "a second", sqlite ? 5000 : 10_000);
        report.AtLeast($"objects a second, the slowest {Window:N0}", rates.Min(), "a second", sqlite ? 3000 : 7500);
        report.AtLeast("the last ten windows against the first ten", 100 * rates.TakeLast(10).Average() / rates.Take(10).Average(), "%", sqlite ? 0 : 75);
        report.AtMost("share durable beside it, p95", times.At(0.95), "ms", 40);
        report.AtMost("resident memory", Process.GetCurrentProcess().WorkingSet64 / 1048576.0, "MB", 600);
        return report.Print("Objects in");
    }

    /// <summary>Where it says from when to when it filled.</summary>
    public static string SpanIn(string directory) => Path.Combine(directory, "objects.span");

    private static async Task<List<double>> FillAsync(IServiceProvider services, int count)
    {
        var (gate, viewers) = (services.GetRequiredService<Gate>(), services.GetRequiredService<ViewerSource>());
        var members = World.Members();
        var random = new Random(21);
        var rates = new List<double>();
        var (watch, done, memory) = (Stopwatch.StartNew(), 0L, 0L);
        for (var from = 0L; from < count; from += EachStream)
        {
            // Half of what goes to circles goes to those of partner hubs, so that the narrow have pages to walk.
            var circle = random.Next(random.Next(2) == 0 ? World.PartnerHubs : World.Circles);
            var organisation = random.Next(3) == 0 ? (int)members[circle][0] : 1 + random.Next(World.Organisations - World.PartnerHubs);
            var viewer = (await viewers.ForScriptAsync(((organisation - 1) * World.PersonsEach) + 1, default))!;
            var origin = organisation == members[circle][0]
                ? new Origin("Feed", [new Part(PartKind.Circle, circle + 1)]) { Label = Tlp.Amber } : new Origin("Feed", [new Part(PartKind.Community)]) { Label = Tlp.Green };
            var made = new ObjectSource(from, EachStream);
            var receipt = (await gate.AdmitAsync(viewer, made, origin, static _ => default, default)).Value;
            if (receipt is not { Taken: EachStream, Fault: null })
            {
                throw new InvalidOperationException($"{receipt}");
            }

            done += EachStream;
            memory = Math.Max(memory, Process.GetCurrentProcess().WorkingSet64);
            if (done >= Window)
            {
                rates.Add(done / watch.Elapsed.TotalSeconds);
                Report.Note($"{from + EachStream:N0}: {rates[^1]:N0} a second, {memory / 1048576} MB");
                (done, watch) = (0, Stopwatch.StartNew());
            }
        }

        return rates;
    }

    /// <summary>As the hub's job does, every five seconds; at the end until nothing is left.</summary>
    private static async Task MergeAsync(IServiceProvider services, CancellationToken stop)
    {
        var merge = services.GetRequiredService<MergeKeys>();
        while (!stop.IsCancellationRequested)
        {
            _ = await merge.RunAsync(CancellationToken.None);
            await Task.Delay(TimeSpan.FromSeconds(5), stop).ContinueWith(static _ => { }, TaskScheduler.Default);
        }

        var watch = Stopwatch.StartNew();
        while (await merge.RunAsync(CancellationToken.None) is not null)
        {
        }

        Report.Note($"what was left to merge: {watch.Elapsed.TotalSeconds:N0} s");
    }

    /// <summary>20 a second, in an open loop: each counts from when it was due.</summary>
    private static async Task SharesAsync(IServiceProvider services, Times times, CancellationToken stop)
    {
        var (share, viewers) = (services.GetRequiredService<SharePost>(), services.GetRequiredService<ViewerSource>());
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var all = new List<Task>();
        try
        {
            for (var i = 0; await timer.WaitForNextTickAsync(stop); i++)
            {
                all.Add(OneAsync(i, Stopwatch.GetTimestamp()));
            }
        }
        catch (OperationCanceledException)
        {
        }

        await Task.WhenAll(all);

        async Task OneAsync(int i, long due)
        {
            var viewer = (await viewers.ForScriptAsync(1 + (i % 4000), default))!;
            var input = new PostInput { Kind = "indicators", Label = "TLP:GREEN", Audience = ["community"], Title = "Seen " + i, Body = $"203[.]0[.]113[.]{i % 256}" };
            _ = (await share.RunAsync(viewer, input, stop: CancellationToken.None)).Value;
            times.Add(Stopwatch.GetElapsedTime(due));
        }
    }
}

/// <summary>A bundle of made-up objects, about 600 bytes and three values or references each, as it comes over a line.</summary>
internal sealed class ObjectSource(long first, int count) : Stream
{
    private byte[] piece = """{"type":"bundle","id":"bundle--11111111-1111-4111-8111-111111111111","objects":["""u8.ToArray();
    private int at;
    private int made;
    private bool ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int length)
    {
        if (at == piece.Length && !Next())
        {
            return 0;
        }

        var many = Math.Min(length, piece.Length - at);
        piece.AsSpan(at, many).CopyTo(buffer.AsSpan(offset));
        at += many;
        return many;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int length) => throw new NotSupportedException();

    private bool Next()
    {
        if (ended)
        {
            return false;
        }

        var text = new StringBuilder();
        for (var i = 0; i < 50 && made < count; i++, made++)
        {
            text.Append(made == 0 ? "" : ",").Append(Object(first + made));
        }

        if (made == count)
        {
            text.Append("]}");
            ended = true;
        }

        (piece, at) = (Encoding.UTF8.GetBytes(text.ToString()), 0);
        return true;
    }

    /// <summary>The same for the same number.</summary>
    public static string Object(long n) => (n % 10) switch
    {
        < 6 => $$"""
            {"type":"indicator","spec_version":"2.1","id":"indicator--{{Uid(n)}}","created":"2026-03-01T08:00:00.000Z","modified":"2026-03-01T08:00:00.000Z","name":"Seen in {{n}}","description":"{{Words(n)}}","pattern":"{{Pattern(n)}}","pattern_type":"stix","valid_from":"2026-03-01T08:00:00Z","indicator_types":["malicious-activity"],"confidence":{{n % 100}},"external_references":[{"source_name":"feed.example","external_id":"{{n}}"}]}
            """,
        < 8 => $$"""
            {"type":"relationship","spec_version":"2.1","id":"relationship--{{Uid(n)}}","created":"2026-03-01T08:00:00.000Z","modified":"2026-03-01T08:00:00.000Z","relationship_type":"indicates","source_ref":"indicator--{{Uid(n - 6)}}","target_ref":"malware--{{Uid(n - (n % 10) + 9)}}","description":"{{Words(n)}}"}
            """,
        8 => $$"""
            {"type":"ipv4-addr","spec_version":"2.1","id":"ipv4-addr--{{Uid(n)}}","value":"{{Address(n)}}"}
            """,
        _ => $$"""
            {"type":"malware","spec_version":"2.1","id":"malware--{{Uid(n)}}","created":"2026-03-01T08:00:00.000Z","modified":"2026-03-01T08:00:00.000Z","name":"Family {{n}}","is_family":true,"malware_types":["trojan"],"description":"{{Words(n)}}{{Words(n + 3)}}{{Words(n + 5)}}"}
            """,
    };

    public static string Pattern(long n) => (n % 4) switch
    {
        0 => $"[ipv4-addr:value = '{Address(n)}']",
        1 => $"[domain-name:value = 'h{Mixed(n) % 3_000_000}.cdn{n % 97}.example.net']",
        2 => $"[url:value = 'https://p{Mixed(n) % 3_000_000}.example.org/login?id={n % 5}']",
        _ => $"[file:hashes.'SHA-256' = '{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(Mixed(n) % 3_000_000)))}']",
    };

    /// <summary>So many addresses share one object of a hundred: among 5,000,000 objects each is seen 500 times.</summary>
    private const int Frequent = 100;

    public static string Address(long n)
    {
        var of = Mixed(n) % (n % 100 == 8 ? Frequent : 5_000_000);
        return string.Create(CultureInfo.InvariantCulture, $"{20 + (of >> 16 & 127)}.{of >> 8 & 255}.{of & 255}.{1 + (of % 250)}");
    }

    public static Guid Uid(long n)
    {
        var bytes = System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(n))[..16];
        (bytes[6], bytes[8]) = ((byte)((bytes[6] & 0x0f) | 0x40), (byte)((bytes[8] & 0x3f) | 0x80));
        return new Guid(bytes, bigEndian: true);
    }

    private static long Mixed(long n) => (long)((ulong)n * 0x9E3779B97F4A7C15UL >> 12);

    private static string Words(long n)
    {
        var text = new StringBuilder();
        for (var i = 0; i < 12; i++)
        {
            text.Append("word").Append(Mixed(n + i) % 2000).Append(' ');
        }

        return text.ToString();
    }
}
