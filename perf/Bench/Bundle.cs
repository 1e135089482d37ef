using System.Diagnostics;
using Infohub.Community.Public;
using Infohub.Community.Viewers;
using Infohub.Intelligence.Public;
using Infohub.Markings;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Bench;

/// <summary>The large bundle of <see cref="StixObjects"/> through the gate into an empty database: checked, sealed, indexed, durable. Then a stream of a million objects.</summary>
internal static class Bundle
{
    public static async Task<int> RunAsync(BenchOptions options)
    {
        if (StixObjects.Folder() is not { } folder)
        {
            return StixObjects.NoFolder();
        }

        var report = new Report();
        var bundle = await StixObjects.MakeAsync(folder);
        await using var provider = await Generate.CommunityAloneAsync(options.Places);
        var (gate, viewers) = (provider.GetRequiredService<Gate>(), provider.GetRequiredService<ViewerSource>());
        var viewer = (await viewers.ForScriptAsync(1, default))!;
        // Code that was never run is made while it is run: a small one comes before.
        _ = await gate.AdmitAsync(viewer, new ObjectSource(0, 2000), new Origin("Before", [new Part(PartKind.Community)]) { Label = Tlp.Green }, static _ => default, default);
        var (watch, reasons) = (Stopwatch.StartNew(), new Dictionary<string, int>(StringComparer.Ordinal));
        var receipt = (await gate.AdmitAsync(viewer, new MemoryStream(bundle), new Origin("ATT&CK", [new Part(PartKind.Community)]) { Label = Tlp.Green }, Tell, default)).Value;
        var seconds = watch.Elapsed.TotalSeconds;
        Report.Note($"{bundle.Length / 1e6:N1} MB: {receipt.Taken:N0} taken, {receipt.Refused:N0} refused: {string.Join("; ", reasons.Select(r => $"{r.Value} {r.Key}"))}");
        report.AtMost("45 MB and 20,000 objects admitted", seconds, "s", 6);
        var endless = (await gate.AdmitAsync(viewer, new ObjectSource(2000, options.Items), new Origin("Long", [new Part(PartKind.Community)]) { Label = Tlp.Green }, static _ => default, default)).Value;
        report.AtLeast("objects of one stream taken", endless.Taken, "", options.Items);
        report.AtMost("resident memory", Process.GetCurrentProcess().WorkingSet64 / 1048576.0, "MB", 600);
        return report.Print("A large bundle");

        ValueTask Tell(ObjectOutcome outcome)
        {
            if (!outcome.IsTaken)
            {
                reasons[outcome.Reason] = reasons.GetValueOrDefault(outcome.Reason) + 1;
            }

            return default;
        }
    }
}
