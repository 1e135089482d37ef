namespace Infohub.Bench;

/// <summary>Every figure for one engine, one after the other, and the table of them.</summary>
internal static class All
{
    public static async Task<int> RunAsync(BenchOptions options)
    {
        if (!File.Exists(Samples.PathIn(options.Data)))
        {
            await Generate.RunAsync(options);
        }

        var report = new Report();
        Kernel.Measure(report);
        Extract.Measure(report);
        await Start.MeasureAsync(options, report);
        await using (var hub = await HubProcess.StartAsync(options))
        {
            await new Drive(options, hub, await Samples.ReadAsync(options.Data), report).AllAsync();
        }

        return report.Print(options.Postgres.Length > 0 ? "PostgreSQL" : "SQLite");
    }
}
