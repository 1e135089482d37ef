using System.Diagnostics;
using System.Net;
using Infohub.Community.Viewers;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Bench;

/// <summary>What a list costs without HTTP, in what another load on the machine does not change: processor time, bytes allocated, statements.</summary>
internal static class Inside
{
    public static async Task<int> RunAsync(BenchOptions options)
    {
        var samples = await Samples.ReadAsync(options.Data);
        await using var provider = Generate.Services(options.Places, out _);
        var (viewers, holdings, database) = (provider.GetRequiredService<ViewerSource>(), provider.GetRequiredService<Holdings>(), provider.GetRequiredService<Database>());
        foreach (var (name, keys) in ((string, string[])[])[("member", samples.Typical[..40]), ("broad", samples.Broad), ("narrow", samples.Narrow)])
        {
            async Task ListAsync(int i, ItemQuery query) =>
                await holdings.ListAsync((await viewers.FromKeyAsync(keys[i % keys.Length], IPAddress.Loopback, default))!, Channel.Machine, query, default);
            await MeasureAsync(database, "viewer, " + name, options.Times, i => viewers.FromKeyAsync(keys[i % keys.Length], IPAddress.Loopback, default));
            await MeasureAsync(database, "list, " + name, options.Times, i => ListAsync(i, new ItemQuery()));
            await MeasureAsync(database, "circle, " + name, options.Times, i => ListAsync(i, new ItemQuery { CircleUid = samples.CircleOfBroad }));
            await MeasureAsync(database, "item, " + name, options.Times, async i => await holdings.OpenAsync(
                (await viewers.FromKeyAsync(keys[i % keys.Length], IPAddress.Loopback, default))!, Channel.Machine, samples.Items[i % samples.Items.Length], null, default));
        }

        return 0;
    }

    private static async Task MeasureAsync(Database database, string name, int times, Func<int, Task> work)
    {
        // The first rounds compile and fill caches.
        for (var i = 0; i < times / 2; i++)
        {
            await work(i);
        }

        var (processor, bytes, statements) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(), database.Statements);
        var all = new List<double>();
        for (var i = 0; i < times; i++)
        {
            var watch = Stopwatch.GetTimestamp();
            await work(i);
            all.Add(Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
        }

        all.Sort();
        Console.WriteLine(
            $"{name}: p50 {all[all.Count / 2]:N2} p95 {all[(int)(all.Count * 0.95)]:N2} ms; each {(Environment.CpuUsage.TotalTime - processor).TotalMilliseconds / times:N3} ms of a processor, " +
            $"{(GC.GetTotalAllocatedBytes() - bytes) / 1024.0 / times:N0} kB, {(database.Statements - statements) / (double)times:N1} statements");
    }
}
