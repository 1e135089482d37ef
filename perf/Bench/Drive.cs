using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Infohub.Bench;

/// <summary>Requests to the running hub. Open loop: the next request comes when it is due, and its time counts from then, so that a stall is not hidden.</summary>
internal sealed class Drive(BenchOptions options, HubProcess hub, Samples samples, Report report)
{
    private const int WarmSeconds = 10;

    private readonly Random pick = new(1);

    public static async Task<int> RunAsync(BenchOptions options)
    {
        var report = new Report();
        await using var hub = await HubProcess.StartAsync(options);
        var drive = new Drive(options, hub, await Samples.ReadAsync(options.Data), report);
        await drive.AllAsync();
        return report.Print("Driven");
    }

    public async Task AllAsync()
    {
        bool Wanted(string part) => options.Only.Length == 0 || options.Only.Contains(part, StringComparison.Ordinal);
        if (Wanted("list"))
        {
            await OpenLoopAsync("list, narrow viewer", () => (Any(samples.Narrow), "/api/v1/posts?limit=50"), 40, 120);
            await OpenLoopAsync("list, broad viewer", () => (Any(samples.Broad), "/api/v1/posts?limit=50"), 40, 120);
            await OpenLoopAsync("list, 400 members", () => (Any(samples.Typical), "/api/v1/posts?limit=50"), 40, 120);
        }

        if (Wanted("item"))
        {
            await OpenLoopAsync("item, narrow viewer", () => (Any(samples.Narrow), "/api/v1/posts/" + Any(samples.PublicItems)), 25, null);
            await OpenLoopAsync("item, broad viewer", () => (Any(samples.Broad), "/api/v1/posts/" + Any(samples.Items)), 25, null);
        }

        if (Wanted("page"))
        {
            await Browsers.SignInAsync(options, samples);
            await OpenLoopAsync("home page, 400 members", () => (Browsers.TokenOf(Any(samples.Typical)), "/"), 50, null);
            await OpenLoopAsync("home page, broad viewer", () => (Browsers.TokenOf(Any(samples.Broad)), "/"), 50, null);
            await OpenLoopAsync("item page, broad viewer", () => (Browsers.TokenOf(Any(samples.Broad)), "/items/" + Any(samples.Items)), 30, null);
        }

        if (Wanted("search"))
        {
            await SearchAsync();
        }

        if (Wanted("share"))
        {
            await ShareAsync();
        }

        if (Wanted("live"))
        {
            await using var live = new Live(options, hub, samples, report);
            await live.MeasureAsync();
        }

        report.AtMost("resident memory, highest under load", hub.HighestMegabytes, "MB", 350);
    }

    /// <summary>Of a browser three quarters of a machine's.</summary>
    private int RateOf(string key) => Browsers.IsToken(key) ? options.Rate * 3 / 4 : options.Rate;

    private string Any(string[] from) => from[pick.Next(from.Length)];

    private async Task OpenLoopAsync(string name, Func<(string Key, string Path)> next, double p95, double? p99)
    {
        // Warm: code and caches. The compiler is at work on what is used most for about a thousand requests.
        for (var i = 0; i < 1500; i++)
        {
            var (key, path) = next();
            await GetAsync(key, path);
        }

        // Connections too: on PostgreSQL each plans the long statements for itself, once, and one caller after the other opens only one.
        await AtRateAsync(next, WarmSeconds);
        var processor = hub.ProcessorSeconds;
        var (times, wrong) = await AtRateAsync(next, options.Seconds);
        Report.Note($"{name} at {RateOf(next().Key)}/s for {options.Seconds} s: {times}, {wrong} not 200, {(hub.ProcessorSeconds - processor) * 1000 / times.Count:N2} ms of a processor each");
        report.AtMost(name + ", p95", times.At(0.95), "ms", wrong == 0 ? p95 : 0);
        if (p99 is { } most)
        {
            report.AtMost(name + ", p99", times.At(0.99), "ms", most);
        }
    }

    private async Task<(Times Times, int Wrong)> AtRateAsync(Func<(string Key, string Path)> next, int seconds)
    {
        var rate = RateOf(next().Key);
        var times = new Times();
        var wrong = 0;
        var watch = Stopwatch.StartNew();
        var running = new List<Task>();
        for (var i = 0; i < rate * seconds; i++)
        {
            var due = TimeSpan.FromSeconds(i / (double)rate);
            while (watch.Elapsed < due)
            {
                await Task.Delay(1);
            }

            var (key, path) = next();
            running.Add(Task.Run(async () =>
            {
                if (await GetAsync(key, path) != 200)
                {
                    Interlocked.Increment(ref wrong);
                }

                times.Add(watch.Elapsed - due);
            }));
        }

        await Task.WhenAll(running);
        return (times, wrong);
    }

    private async Task SearchAsync()
    {
        var bound = options.Postgres.Length > 0 ? 100 : 25;
        (string Name, string[] Keys, string More)[] viewers = [("narrow", samples.Narrow, ""), ("broad", samples.Broad, ""), ("within one circle", samples.InCircle, "&circle=" + samples.CircleOfBroad)];
        (string Name, string Text)[] words = [("absent", World.Absent), ("rare", World.Rare), ("common", World.Common), ("phrase", "\"" + World.Phrase + "\"")];
        foreach (var (who, keys, more) in viewers)
        {
            foreach (var (what, text) in words)
            {
                var times = new Times();
                var until = Stopwatch.StartNew();
                for (var i = 0; i < 210 && (until.Elapsed.TotalSeconds < 15 || i < 30); i++)
                {
                    var watch = Stopwatch.StartNew();
                    await GetAsync(keys[i % keys.Length], "/api/v1/posts?limit=50&q=" + Uri.EscapeDataString(text) + more);
                    if (i >= 10)
                    {
                        times.Add(watch.Elapsed);
                    }
                }

                Report.Note($"search {what}, {who}: {times}");
                report.AtMost($"search {what}, {who}, p95", times.At(0.95), "ms", bound);
            }
        }
    }

    private async Task ShareAsync()
    {
        var alone = new Times();
        for (var i = 0; i < 520; i++)
        {
            var time = await PostAsync(samples.Typical[i % samples.Typical.Length], i);
            if (i >= 120)
            {
                alone.Add(time);
            }
        }

        Report.Note($"share, one caller: {alone}");
        report.AtMost("share durable, one caller, p95", alone.At(0.95), "ms", 10);
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        var others = Enumerable.Range(0, 200).Select(async n =>
        {
            await Task.Delay(n * 5);
            while (!end.IsCancellationRequested)
            {
                await PostAsync(samples.Typical[n], n);
                await Task.Delay(1000);
            }
        }).ToList();
        await Task.Delay(1500);
        var beside = new Times();
        while (!end.IsCancellationRequested)
        {
            beside.Add(await PostAsync(samples.Typical[399], 1));
            await Task.Delay(20);
        }

        await Task.WhenAll(others);
        Report.Note($"share, one caller while 200 others share once a second each: {beside}");
        report.AtMost("share durable while 200 others share, p95", beside.At(0.95), "ms", 40);
        var watch = Stopwatch.StartNew();
        var full = new Times();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(async n =>
        {
            while (watch.Elapsed.TotalSeconds < 8)
            {
                full.Add(await PostAsync(samples.Typical[n], n));
            }
        }));
        Report.Note($"share, 200 callers without pause: {full.Count / watch.Elapsed.TotalSeconds:N0}/s, {full}");
    }

    private async Task<int> GetAsync(string key, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (Browsers.IsToken(key))
        {
            request.Headers.Add("Cookie", "infohub=" + key);
        }
        else
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        using var answer = await hub.Client.SendAsync(request);
        await answer.Content.CopyToAsync(Stream.Null);
        return (int)answer.StatusCode;
    }

    private async Task<TimeSpan> PostAsync(string key, int n)
    {
        // Not an early warning: that is for rare moments and puts a notice into 5,000 inboxes.
        var body = JsonSerializer.Serialize(new
        {
            kind = "indicators",
            label = "TLP:GREEN",
            audience = (string[])["community"],
            title = "A copied sign-in page, seen again " + n,
            body = "Seen on hxxps://signin[.]harbourside[.]example/" + n + " from 203[.]0[.]113[.]88. 假冒登入頁面要求輸入密碼。 Block both and look into the proxy's log for the last two weeks.",
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/posts") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var watch = Stopwatch.StartNew();
        using var answer = await hub.Client.SendAsync(request);
        return (int)answer.StatusCode == 201 ? watch.Elapsed : throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
    }
}
