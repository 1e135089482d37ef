using System.Diagnostics;
using System.Text;
using Infohub.Observables;

namespace Infohub.Bench;

/// <summary>Extraction of observables from text: reports as people write them, and log lines dense with addresses.</summary>
internal static class Extract
{
    public static int Run()
    {
        var world = new World(42);
        var members = World.Members();
        Measure("reports", string.Join('\n', Enumerable.Range(0, 4000).Select(_ => world.Next(members)).Select(d => d.Title + "\n" + d.Body)));
        var pick = new Random(3);
        Measure("logs", string.Concat(Enumerable.Range(0, 30_000).Select(n =>
            $"2026-03-02T08:{n % 60:00}:11Z host{n % 50} sshd[{n}]: Failed password for root from 203.0.113.{pick.Next(256)} port {pick.Next(65536)} ssh2 GET https://cdn{n % 9}.example/a/{n}.js 200\n")));
        return 0;
    }

    private static void Measure(string name, string text)
    {
        Extractor.Find(text);
        var bytes = Encoding.UTF8.GetByteCount(text);
        for (var i = 0; i < 5; i++)
        {
            Extractor.Find(text);
        }

        // By processor time, of all threads: what another load takes does not count, collecting garbage does.
        var (watch, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var rounds = 0;
        var found = 0;
        while (watch.Elapsed.TotalSeconds < 3)
        {
            found = Extractor.Find(text).Count;
            rounds++;
        }

        Console.WriteLine($"extract {name}: {bytes / 1e6 * rounds / (Environment.CpuUsage.TotalTime - processor).TotalSeconds:N1} MB/s (UTF-8 size), {found:N0} values in {bytes / 1e6:N1} MB");
    }
}
