namespace Infohub.Bench;

/// <summary>Time to ready and resident memory at rest.</summary>
internal static class Start
{
    public static async Task<int> RunAsync(BenchOptions options)
    {
        for (var i = 0; i < 5; i++)
        {
            await using var hub = await HubProcess.StartAsync(options);
            await Task.Delay(5000);
            Console.WriteLine($"start {hub.Started.TotalSeconds:N2} s, idle {hub.ResidentMegabytes:N0} MB");
        }

        return 0;
    }
}
