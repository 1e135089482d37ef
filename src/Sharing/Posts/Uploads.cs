using Infohub.Library.Files;
using Microsoft.AspNetCore.Http;

namespace Infohub.Sharing.Posts;

/// <summary>The files of a form.</summary>
internal static class Uploads
{
    /// <summary>Those that were picked: an empty field comes as a file without a name.</summary>
    public static async Task<IReadOnlyList<Upload>> ReadAsync(List<IFormFile> files, CancellationToken stop)
    {
        var uploads = new List<Upload>();
        foreach (var file in files.Where(f => f.FileName.Length > 0))
        {
            using var memory = new MemoryStream((int)file.Length);
            await file.CopyToAsync(memory, stop);
            uploads.Add(new Upload(file.FileName, memory.ToArray()));
        }

        return uploads;
    }
}
