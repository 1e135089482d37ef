using System.Collections.Concurrent;
using System.Globalization;

namespace Infohub.Web.Tests;

/// <summary>What the first view of a page costs on a bad line: bytes on the wire with nothing kept from before; and nothing moves once it stands.</summary>
[Collection(InBrowser.Name)]
public sealed class WeightTests(Browser browser, ITestOutputHelper output)
{
    private const int SignedIn = 200 * 1000;
    private const int Public = 100 * 1000;

    /// <summary>Below this nothing but the number beside the inbox has come or gone, by the live stream.</summary>
    private const double Seen = 0.002;

    [Theory]
    [InlineData(Who.Stranger, Public)]
    [InlineData(Who.Member, SignedIn)]
    public async Task The_first_view_of_a_page_is_light_and_nothing_moves(Who who, int most)
    {
        var wrong = new List<string>();
        foreach (var place in await browser.PlacesAsync(who))
        {
            var (bytes, shift, moved) = await WeighAsync(who, place);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{place}: {bytes / 1000.0:N1} kB, shift {shift:N4}"));
            // the description of the interface is for those who write programs, not for the public on a bad line
            if (bytes > (place == "/api" ? SignedIn : most))
            {
                wrong.Add($"{place} weighs {bytes} bytes");
            }

            if (shift > Seen)
            {
                wrong.Add($"{place} moves by {shift}: {moved}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>Not a check, for it depends on the machine: how long a page takes on a processor slowed down four times.</summary>
    [Fact(Explicit = true)]
    public async Task Measure_the_time_until_a_page_answers()
    {
        foreach (var place in (string[])["/", "/share", "/inbox", "/search?q=phishing"])
        {
            var times = new List<double>();
            for (var i = 0; i < 5; i++)
            {
                await using var visitor = await browser.VisitAsync(who: Who.Member);
                var session = await visitor.Page.Context.NewCDPSessionAsync(visitor.Page);
                await session.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = 4 });
                await visitor.GoAsync(place);
                // after the last task of more than 50 ms, or when the document is read (Time to Interactive)
                times.Add(await visitor.Page.EvaluateAsync<double>(
                    """
                    () => new Promise(resolve => {
                      let last = performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd;
                      new PerformanceObserver(list => { for (const task of list.getEntries()) last = Math.max(last, task.startTime + task.duration); }).observe({ type: 'longtask', buffered: true });
                      setTimeout(() => resolve(last), 2000);
                    })
                    """));
            }

            times.Sort();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{place}: median {times[2]:N0} ms, worst {times[^1]:N0} ms"));
        }
    }

    /// <returns>What came over the line, how much moved (Layout Instability), and what did.</returns>
    private async Task<(long Bytes, double Shift, string Moved)> WeighAsync(Who who, string place)
    {
        await using var visitor = await browser.VisitAsync(who: who);
        var sizes = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        var session = await visitor.Page.Context.NewCDPSessionAsync(visitor.Page);
        session.Event("Network.loadingFinished").OnEvent += (_, told) =>
        {
            if (told is { } finished)
            {
                sizes[finished.GetProperty("requestId").GetString()!] = (long)finished.GetProperty("encodedDataLength").GetDouble();
            }
        };
        await session.SendAsync("Network.enable");
        await visitor.GoAsync(place);
        var moves = await visitor.Page.EvaluateAsync<string[]>(
            """
            () => new Promise(resolve => {
              const moves = [];
              const what = source => `${(source.node?.outerHTML ?? source.node?.parentElement?.outerHTML ?? '').slice(0, 90)} from ${JSON.stringify(source.previousRect)} to ${JSON.stringify(source.currentRect)}`;
              new PerformanceObserver(list => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) moves.push(`${entry.value} ${entry.sources.map(what)}`); }).observe({ type: 'layout-shift', buffered: true });
              setTimeout(() => resolve(moves), 300);
            })
            """);
        return (sizes.Values.Sum(), moves.Sum(m => double.Parse(m.Split(' ')[0], CultureInfo.InvariantCulture)), string.Join("; ", moves));
    }
}
