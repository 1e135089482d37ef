namespace Infohub.Bench;

/// <summary>Time to ready and resident memory at rest: the worst of five.</summary>
internal static class Start
{
    private const int Times = 5;

    public static async Task<int> RunAsync(BenchOptions options)
    {
        var report = new Report();
        await MeasureAsync(options, report);
        return report.Print("Start");
    }

    public static async Task MeasureAsync(BenchOptions options, Report report)
    {
        var (start, processor, idle) = (0.0, 0.0, 0.0);
        for (var i = 0; i < Times; i++)
        {
            await using var hub = await HubProcess.StartAsync(options);
            processor = Math.Max(processor, hub.ProcessorSeconds);
            await Task.Delay(5000);
            (start, idle) = (Math.Max(start, hub.Started.TotalSeconds), Math.Max(idle, hub.ResidentMegabytes));
        }

        Report.Note($"start, {Times} times: {processor:N2} s of a processor until ready");
        report.AtMost("start until ready", start, "s", 2);
        report.AtMost("resident memory, idle", idle, "MB", 180);
        if (File.Exists(options.Run))
        {
            var run = 0.0;
            for (var i = 0; i < 3; i++)
            {
                await using var hub = await HubProcess.StartAsync(options with { Hub = options.Run });
                run = Math.Max(run, hub.Started.TotalSeconds);
            }

            report.AtMost("a later start by ./run", run, "s", 3);
        }
    }
}
