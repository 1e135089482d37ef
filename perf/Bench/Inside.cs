using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Infohub.Community.Viewers;
using Infohub.Library.Public;
using Infohub.Markings;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Bench;

/// <summary>Where the time of a list goes, without HTTP: one caller, in this process.</summary>
internal static class Inside
{
    public static async Task<int> RunAsync(BenchOptions options)
    {
        var samples = JsonSerializer.Deserialize<Samples>(await File.ReadAllTextAsync(Path.Combine(options.Data, "bench.json")))!;
        await using var provider = Generate.Services(options.Places, out _);
        var (viewers, holdings) = (provider.GetRequiredService<ViewerSource>(), provider.GetRequiredService<Holdings>());
        foreach (var (name, keys) in ((string, string[])[])[("member", samples.Typical[..40]), ("broad", samples.Broad), ("narrow", samples.Narrow)])
        {
            await MeasureAsync("viewer, " + name, keys.Length * 5, i => viewers.FromKeyAsync(keys[i % keys.Length], IPAddress.Loopback, default));
            await MeasureAsync("list, " + name, keys.Length * 5, async i => await holdings.ListAsync((await viewers.FromKeyAsync(keys[i % keys.Length], IPAddress.Loopback, default))!, Channel.Machine, new ItemQuery(), default));
            await MeasureAsync("circle, " + name, keys.Length * 5, async i => await holdings.ListAsync(
                (await viewers.FromKeyAsync(keys[i % keys.Length], IPAddress.Loopback, default))!, Channel.Machine, new ItemQuery { CircleUid = samples.CircleOfBroad }, default));
        }

        return 0;
    }

    private static async Task MeasureAsync(string name, int times, Func<int, Task> work)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var all = new List<double>();
        for (var i = 0; i < times; i++)
        {
            var watch = Stopwatch.GetTimestamp();
            await work(i);
            all.Add(Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
        }

        all.Sort();
        Console.WriteLine($"{name}: p50 {all[all.Count / 2]:N2} p95 {all[(int)(all.Count * 0.95)]:N2} ms, processor {(Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / times:N2} ms each");
    }
}
