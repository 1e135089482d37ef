using System.Diagnostics;
using System.Globalization;

namespace Infohub.Bench;

/// <summary>The built hub in a process of its own, and what the kernel says of its memory.</summary>
internal sealed class HubProcess : IAsyncDisposable
{
    private readonly Process process;

    private HubProcess(Process process, HttpClient client, TimeSpan started) => (this.process, Client, Started) = (process, client, started);

    public HttpClient Client { get; }

    /// <summary>From the start of the process to the first ready.</summary>
    public TimeSpan Started { get; }

    public double ResidentMegabytes => Megabytes("VmRSS:");

    /// <summary>The most that it ever was.</summary>
    public double HighestMegabytes => Megabytes("VmHWM:");

    /// <summary>Processor time since the start: what another load on the machine does not change.</summary>
    public double ProcessorSeconds => File.ReadAllText($"/proc/{process.Id}/stat") is var stat && stat[(stat.LastIndexOf(')') + 2)..].Split(' ') is var fields
        ? (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / 100.0 : 0;

    public static async Task<HubProcess> StartAsync(BenchOptions options)
    {
        List<string> arguments = ["serve", "--empty", "--port", options.Port.ToString(CultureInfo.InvariantCulture), "--data", Path.GetFullPath(options.Data)];
        if (options.Postgres.Length > 0)
        {
            arguments.AddRange(["--postgres", options.Postgres]);
        }

        // Its log goes nowhere: to read it here would take from what is measured.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" >/dev/null", Path.GetFullPath(options.Hub), .. arguments]);
        // The driver is one network: the limits by network and caller are not what is measured.
        (start.Environment["Limits__Network"], start.Environment["Limits__Key"]) = ("100000000", "100000000");
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 400, PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2) })
        {
            BaseAddress = new Uri("http://127.0.0.1:" + options.Port.ToString(CultureInfo.InvariantCulture)),
            Timeout = TimeSpan.FromSeconds(60),
        };
        var watch = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        while (true)
        {
            try
            {
                if ((await client.GetAsync("/health/ready")).IsSuccessStatusCode)
                {
                    return new HubProcess(process, client, watch.Elapsed);
                }
            }
            catch (HttpRequestException) when (!process.HasExited && watch.Elapsed.TotalSeconds < 120)
            {
                await Task.Delay(10);
            }
        }
    }

    private double Megabytes(string field) => File.ReadLines($"/proc/{process.Id}/status")
        .First(l => l.StartsWith(field, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var kilobytes, ..]
            ? long.Parse(kilobytes, CultureInfo.InvariantCulture) / 1024.0 : 0;

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Client.Dispose();
    }
}
