using System.Diagnostics;
using System.Text;
using Infohub.Observables;

namespace Infohub.Bench;

/// <summary>Extraction of observables, by kinds of text: reports as people write them, logs dense with addresses, lists of nothing but values, masked reports, Chinese.</summary>
internal static class Extract
{
    public static int Run()
    {
        var report = new Report();
        Measure(report);
        return report.Print("Extraction");
    }

    public static void Measure(Report report)
    {
        var world = new World(42);
        var members = World.Members();
        Measure(report, "reports", string.Join('\n', Enumerable.Range(0, 4000).Select(_ => world.Next(members)).Select(d => d.Title + "\n" + d.Body)));
        var pick = new Random(3);
        Measure(report, "logs", Lines(30_000, n =>
            $"2026-03-02T08:{n % 60:00}:11Z host{n % 50} sshd[{n}]: Failed password for root from 203.0.113.{pick.Next(256)} port {pick.Next(65536)} ssh2 GET https://cdn{n % 9}.example/a/{n}.js 200"));
        Measure(report, "lists", Lines(60_000, n => (n % 4) switch
        {
            0 => $"198.51.{n % 256}.{pick.Next(256)}",
            1 => $"update{n}.cdn{n % 90}.example.net",
            2 => $"https://portal{n}.example.org/login?id={n}",
            _ => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(n))),
        }));
        Measure(report, "masked", Lines(30_000, n => $"The mail leads to hxxps://signin[.]bank{n}[.]example/{n} and the answer comes from 203[.]0[.]113[.]{n % 256}; write to abuse[@]isp{n % 70}[.]example."));
        Measure(report, "chinese", Lines(30_000, n => $"懷疑資料外洩，現正調查。請封鎖以下網址：hxxps://login{n}[.]example/a，來源地址為 203.0.113.{n % 256}，並檢查過去兩星期的代理伺服器紀錄。"));
    }

    private static string Lines(int count, Func<int, string> line) => string.Join('\n', Enumerable.Range(0, count).Select(line));

    private static void Measure(Report report, string name, string text)
    {
        for (var i = 0; i < 5; i++)
        {
            Extractor.Find(text);
        }

        // By processor time of all threads: what another load takes does not count, collecting garbage does.
        var (watch, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var (rounds, found) = (0, 0);
        while (watch.Elapsed.TotalSeconds < 3)
        {
            found = Extractor.Find(text).Count;
            rounds++;
        }

        var megabytes = Encoding.UTF8.GetByteCount(text) / 1e6;
        Report.Note($"extraction, {name}: {found:N0} values in {megabytes:N1} MB");
        report.AtLeast($"extraction, {name}", megabytes * rounds / (Environment.CpuUsage.TotalTime - processor).TotalSeconds, "MB/s of UTF-8 on one processor", 30);
    }
}
