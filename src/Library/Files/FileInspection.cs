using Infohub.Library.Files.Inspection;
using Infohub.Platform.Refusals;
using Microsoft.Extensions.Configuration;

namespace Infohub.Library.Files;

/// <summary>Law H2: the type by content, and no malware sample; a scanner is asked too where the operator runs one.</summary>
public sealed class FileInspection(IConfiguration settings, TimeProvider clock)
{
    private readonly ClamAv scanner = new(new ClamAvOptions { Address = settings["Library:Scanner"] ?? "" }, clock);

    /// <summary>The media type, or why the file may not be kept.</summary>
    public async Task<Outcome<string>> RunAsync(string name, byte[] content, CancellationToken stop)
    {
        if (content.Length == 0)
        {
            return Refusal.Invalid("file-empty", "{0} is empty.", "files", name);
        }

        var verdict = SampleCheck.Inspect(content, name, InspectionLimits.Default);
        if (!verdict.Refused && scanner.IsConfigured)
        {
            verdict = await scanner.InspectAsync(content, name, stop);
        }

        return verdict.Refused
            ? new Refusal(RefusalKind.Invalid, verdict.Code, verdict.Sentence, "files", [.. verdict.Args])
            : FileTypes.Of(content, name);
    }
}
