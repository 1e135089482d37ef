using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Infohub.Bench;

/// <summary>How long a notice takes from the answer to its cause until an open page hears of it, with so many pages open.</summary>
internal sealed class Live(BenchOptions options, HubProcess hub, Samples samples, Report report) : IAsyncDisposable
{
    private const int Streams = 1000;
    private const int Shares = 300;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient client = new(new SocketsHttpHandler { MaxConnectionsPerServer = Streams + 10 }) { BaseAddress = hub.Client.BaseAddress, Timeout = Timeout.InfiniteTimeSpan };
    private readonly ConcurrentDictionary<int, long> heard = new();

    public async Task MeasureAsync()
    {
        await Browsers.OpenAsync(options, Streams);
        using var end = new CancellationTokenSource();
        var open = new CountdownEvent(Streams);
        var listening = Enumerable.Range(1, Streams).Select(person => ListenAsync(person, open, end.Token)).ToList();
        if (!await Task.Run(() => open.Wait(TimeSpan.FromSeconds(60))))
        {
            Report.Note($"{open.CurrentCount} of {Streams} streams did not open");
        }

        await Task.Delay(3000);
        var times = new Times();
        var lost = 0;
        for (var i = 0; i < Shares; i++)
        {
            var reader = 1 + (i * 37 % Streams);
            var before = heard.GetValueOrDefault(reader);
            var watch = Stopwatch.StartNew();
            await ShareAsync(samples.Typical[i % samples.Typical.Length], reader);
            while (heard.GetValueOrDefault(reader) == before && watch.Elapsed < Patience)
            {
                await Task.Delay(5);
            }

            if (heard.GetValueOrDefault(reader) == before)
            {
                lost++;
                continue;
            }

            times.Add(watch.Elapsed);
        }

        Report.Note($"live notice, {Streams} open pages: {times}, {lost} not heard within {Patience.TotalSeconds:N0} s, {hub.ResidentMegabytes:N0} MB resident");
        report.AtMost($"live notice on an open page of {Streams}, p95", lost == 0 ? times.At(0.95) : double.PositiveInfinity, "ms", 1000);
        report.AtMost($"resident memory with {Streams} open pages", hub.ResidentMegabytes, "MB", 500);
        await end.CancelAsync();
        await Task.WhenAll(listening);
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task ListenAsync(int person, CountdownEvent open, CancellationToken stop)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/live");
            request.Headers.Add("Cookie", "infohub=" + Browsers.TokenOf(person));
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
            using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(stop));
            var first = true;
            while (await lines.ReadLineAsync(stop) is { } line)
            {
                if (line.StartsWith("data: ", StringComparison.Ordinal))
                {
                    heard.AddOrUpdate(person, 1, static (_, n) => n + 1);
                    if (first)
                    {
                        open.Signal();
                        first = false;
                    }
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException && stop.IsCancellationRequested)
        {
            // The end.
        }
    }

    /// <summary>With one person, who has few unread notices, so that each changes the number.</summary>
    private async Task ShareAsync(string key, int reader)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/posts")
        {
            Content = JsonContent.Create(new
            {
                kind = "indicators",
                label = "TLP:AMBER+STRICT",
                audience = (string[])["person:" + Generate.UidOfPerson(reader)],
                title = "For one person",
                body = "Seen from 203[.]0[.]113[.]88.",
            }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }
}
