using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Infohub.Bench;

/// <summary>Requests to the running hub. Open loop: the next request comes when it is due, and its time counts from then, so that a stall is not hidden.</summary>
internal static class Drive
{
    public static async Task<int> RunAsync(BenchOptions options)
    {
        var samples = JsonSerializer.Deserialize<Samples>(await File.ReadAllTextAsync(Path.Combine(options.Data, "bench.json")))!;
        await using var hub = await HubProcess.StartAsync(options);
        await Task.Delay(2000);
        Console.WriteLine($"start {hub.Started.TotalSeconds:N2} s, idle {hub.ResidentMegabytes:N0} MB");
        bool Wanted(string part) => options.Only.Length == 0 || options.Only.Contains(part, StringComparison.Ordinal);
        var pick = new Random(1);
        string Any(string[] from) => from[pick.Next(from.Length)];
        if (Wanted("list"))
        {
            await OpenLoopAsync(hub, options, "list", () => (Any(samples.Typical), "/api/v1/posts?limit=50"));
        }

        if (Wanted("item"))
        {
            await OpenLoopAsync(hub, options, "item", () => (Any(samples.Typical), "/api/v1/posts/" + Any(samples.Items)));
        }

        Console.WriteLine($"under load {hub.ResidentMegabytes:N0} MB");
        if (Wanted("search"))
        {
            await SearchAsync(hub, samples);
        }

        if (Wanted("share"))
        {
            await ShareAsync(hub, samples);
        }

        Console.WriteLine($"at the end {hub.ResidentMegabytes:N0} MB");
        return 0;
    }

    private static async Task OpenLoopAsync(HubProcess hub, BenchOptions options, string name, Func<(string Key, string Path)> next)
    {
        // Warm: code and caches.
        for (var i = 0; i < 100; i++)
        {
            var (key, path) = next();
            await GetAsync(hub, key, path);
        }

        var times = new ConcurrentBag<double>();
        var wrong = 0;
        var processor = hub.ProcessorSeconds;
        var watch = Stopwatch.StartNew();
        var running = new List<Task>();
        for (var i = 0; i < options.Rate * options.Seconds; i++)
        {
            var due = TimeSpan.FromSeconds(i / (double)options.Rate);
            while (watch.Elapsed < due)
            {
                await Task.Delay(1);
            }

            var (key, path) = next();
            running.Add(Task.Run(async () =>
            {
                if (await GetAsync(hub, key, path) != 200)
                {
                    Interlocked.Increment(ref wrong);
                }

                times.Add((watch.Elapsed - due).TotalMilliseconds);
            }));
        }

        await Task.WhenAll(running);
        Console.WriteLine($"{name} at {options.Rate}/s for {options.Seconds} s: {Percentiles(times)}, {wrong} not 200, processor {(hub.ProcessorSeconds - processor) * 1000 / times.Count:N2} ms each");
    }

    private static async Task SearchAsync(HubProcess hub, Samples samples)
    {
        (string Name, string[] Keys, string More)[] viewers = [("narrow", samples.Narrow, ""), ("member", samples.Typical, ""), ("broad", samples.Broad, ""), ("in circle", samples.Broad, "&circle=" + samples.CircleOfBroad)];
        (string Name, string Text)[] words = [("absent", World.Absent), ("rare", World.Rare), ("common", World.Common), ("phrase", "\"" + World.Phrase + "\"")];
        foreach (var (who, keys, more) in viewers)
        {
            foreach (var (what, text) in words)
            {
                var times = new ConcurrentBag<double>();
                var until = Stopwatch.StartNew();
                for (var i = 0; i < 80 && (until.Elapsed.TotalSeconds < 8 || i < 10); i++)
                {
                    var watch = Stopwatch.StartNew();
                    await GetAsync(hub, keys[i % keys.Length], "/api/v1/posts?limit=50&q=" + Uri.EscapeDataString(text) + more);
                    if (i >= 3)
                    {
                        times.Add(watch.Elapsed.TotalMilliseconds);
                    }
                }

                Console.WriteLine($"search {what}, {who}: {Percentiles(times)}");
            }
        }
    }

    private static async Task ShareAsync(HubProcess hub, Samples samples)
    {
        var alone = new ConcurrentBag<double>();
        for (var i = 0; i < 320; i++)
        {
            var time = await PostAsync(hub, samples.Typical[i % samples.Typical.Length], i);
            if (i >= 20)
            {
                alone.Add(time);
            }
        }

        Console.WriteLine("share, one caller: " + Percentiles(alone));
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var others = Enumerable.Range(0, 200).Select(async n =>
        {
            await Task.Delay(n * 5);
            while (!end.IsCancellationRequested)
            {
                await PostAsync(hub, samples.Typical[n], n);
                await Task.Delay(1000);
            }
        }).ToList();
        await Task.Delay(1500);
        var beside = new ConcurrentBag<double>();
        while (!end.IsCancellationRequested)
        {
            beside.Add(await PostAsync(hub, samples.Typical[399], 1));
            await Task.Delay(20);
        }

        await Task.WhenAll(others);
        Console.WriteLine("share, one caller while 200 others share once a second: " + Percentiles(beside));
        var watch = Stopwatch.StartNew();
        var full = new ConcurrentBag<double>();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(async n =>
        {
            while (watch.Elapsed.TotalSeconds < 8)
            {
                full.Add(await PostAsync(hub, samples.Typical[n], n));
            }
        }));
        Console.WriteLine($"share, 200 callers without pause: {full.Count / watch.Elapsed.TotalSeconds:N0}/s, {Percentiles(full)}");
    }

    private static async Task<int> GetAsync(HubProcess hub, string key, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await hub.Client.SendAsync(request);
        await answer.Content.CopyToAsync(Stream.Null);
        return (int)answer.StatusCode;
    }

    private static async Task<double> PostAsync(HubProcess hub, string key, int n)
    {
        var body = JsonSerializer.Serialize(new
        {
            kind = "early-warning",
            label = "TLP:GREEN",
            audience = (string[])["community"],
            title = "A copied sign-in page, seen again " + n,
            body = "Seen on hxxps://signin[.]harbourside[.]example/" + n + " from 203[.]0[.]113[.]88. 假冒登入頁面要求輸入密碼。 Block both and look into the proxy's log for the last two weeks.",
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/posts") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var watch = Stopwatch.StartNew();
        using var answer = await hub.Client.SendAsync(request);
        return (int)answer.StatusCode == 201 ? watch.Elapsed.TotalMilliseconds : throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
    }

    private static string Percentiles(IEnumerable<double> times)
    {
        var sorted = times.Order().ToArray();
        double At(double p) => sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(p * sorted.Length))];
        return $"p50 {At(0.5):N1} p95 {At(0.95):N1} p99 {At(0.99):N1} ms (n={sorted.Length})";
    }
}
