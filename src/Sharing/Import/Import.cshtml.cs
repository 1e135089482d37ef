using System.Text;
using Infohub.Community.Public;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Sharing.Import;

/// <summary>A file is dropped, or something is pasted; what was found in it is on the next page.</summary>
[Access(Allow.Person), Typed("pasted")]
[RequestFormLimits(MultipartBodyLengthLimit = 56L * 1024 * 1024, ValueLengthLimit = 11 * 1024 * 1024)]
internal sealed class ImportModel(CurrentViewer current, StartImport start, Words words) : PageModel, IKeepsTyped
{
    public string Pasted { get; private set; } = "";

    public string Chosen { get; private set; } = "";

    public Refusal? Refusal { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(IFormFile? file, string? pasted, string? form, CancellationToken stop)
    {
        (Pasted, Chosen) = (pasted ?? "", form ?? "");
        await using var content = file is { Length: > 0 } ? file.OpenReadStream() : new MemoryStream(Encoding.UTF8.GetBytes(Pasted));
        var imported = await start.RunAsync(current.Viewer, new Import(file?.FileName ?? "", content, ImportForms.Parse(form)), words, stop);
        if (imported.Refusal is { } refusal)
        {
            return await AgainAsync(refusal);
        }

        if (imported.Value.Cut > 0)
        {
            TempData.Say(words["A post has room for {0} characters: the last {1} were left out.", Library.Items.WritingRules.LongestBody, imported.Value.Cut]);
        }
        else if (imported.Value.Unreadable > 0)
        {
            TempData.Say(words["{0} characters of this PDF do not say what they are, and were left out.", imported.Value.Unreadable]);
        }

        return Redirect("/import/" + imported.Value.Draft);
    }

    public Task<IActionResult> AgainAsync(Refusal refusal)
    {
        Refusal = refusal;
        Response.StatusCode = Problems.Status(refusal.Kind);
        return Task.FromResult<IActionResult>(Page());
    }
}
