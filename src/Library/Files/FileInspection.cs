using Infohub.Library.Files.Inspection;
using Infohub.Platform.Refusals;
using Microsoft.Extensions.Configuration;

namespace Infohub.Library.Files;

/// <summary>Law H2: the type by content, and no malware sample; a scanner is asked too where the operator runs one.</summary>
public sealed class FileInspection(IConfiguration settings, TimeProvider clock)
{
    // Unpacking costs a core and up to 200 MB: more at once would take both from everybody else.
    private const int MostAtOnce = 2;

    private readonly ClamAv scanner = new(new ClamAvOptions { Address = settings["Library:Scanner"] ?? "" }, clock);

    /// <summary>Inspections that may begin now without waiting.</summary>
    internal SemaphoreSlim Gate { get; } = new(MostAtOnce);

    /// <summary>One budget, for all files of a request together.</summary>
    internal static Inspector NewInspector() => new(InspectionLimits.Default);

    /// <summary>The media type, or why the file may not be kept.</summary>
    internal async Task<Outcome<string>> RunAsync(string name, byte[] content, Inspector inspector, CancellationToken stop)
    {
        if (content.Length == 0)
        {
            return Refusal.Invalid("file-empty", "{0} is empty.", "files", name);
        }

        var verdict = await LookAsync(name, content, inspector, stop);
        if (!verdict.Refused && scanner.IsConfigured)
        {
            verdict = await scanner.InspectAsync(content, name, stop);
        }

        return verdict.Refused
            ? new Refusal(RefusalKind.Invalid, verdict.Code, verdict.Sentence, "files", [.. verdict.Args])
            : FileTypes.Of(content, name);
    }

    /// <summary>Why something that came within something else may not be kept, or null.</summary>
    public async Task<Refusal?> RefuseAsync(string name, byte[] content, CancellationToken stop) => (await RunAsync(name, content, NewInspector(), stop)).Refusal;

    private async Task<SampleVerdict> LookAsync(string name, byte[] content, Inspector inspector, CancellationToken stop)
    {
        await Gate.WaitAsync(stop);
        try
        {
            return await Task.Run(() => SampleCheck.Inspect(content, name, inspector), stop);
        }
        finally
        {
            Gate.Release();
        }
    }
}
