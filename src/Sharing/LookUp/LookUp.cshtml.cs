using System.Text;
using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Markings;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Infohub.Sharing.Feeds;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Sharing.LookUp;

/// <summary>Many pasted values at once, or those of chosen objects: which of them stand in what the reader may read.</summary>
[Access(Allow.Person), Typed("values")]
internal sealed class LookUpModel(CurrentViewer current, LookUpPasted lookUp, WriteDetectionFile write, SelectedValues selected, SiteAddress site) : PageModel, IKeepsTyped
{
    public string Values { get; private set; } = "";

    public IReadOnlyList<LookedUp>? Lines { get; private set; }

    public Refusal? Refusal { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(string? values, string[]? id, string? format, CancellationToken stop)
    {
        Values = id is { Length: > 0 } ? string.Join('\n', await selected.OfAsync(current.Viewer, id, stop)) : values ?? "";
        var found = await lookUp.RunAsync(current.Viewer, Values, stop);
        if (found.Refusal is { } refusal)
        {
            return await AgainAsync(refusal);
        }

        Response.Headers.CacheControl = "no-store";
        Lines = found.Value;
        // Of pasted values the sheet says what became of each; of chosen objects it is a file to detect by, as in the other forms.
        if (format is { Length: > 0 } && (format != "csv" || id is { Length: > 0 }))
        {
            return BlockListAsk.Read(null, null, null, site.HostOf(Request), format) is { } ask ? await FileAsync(Lines, ask with { Site = site.Of(Request) }, stop) : await AgainAsync(FeedRefusals.NotReadable(format));
        }

        return format == "csv" ? File(Encoding.UTF8.GetBytes(LookedUp.Csv(Lines)), "text/csv; charset=utf-8", "look-up.csv") : Page();
    }

    private async Task<IActionResult> FileAsync(IReadOnlyList<LookedUp> lines, BlockListAsk ask, CancellationToken stop)
    {
        var file = await write.RunAsync(current.Viewer, lines, ask, stop);
        return file.Refusal is { } refusal
            ? await AgainAsync(refusal)
            : File(Encoding.UTF8.GetBytes(file.Value.Text), FeedFormats.MediaType(ask.Format), $"{file.Value.Label.Canonical().Replace(':', '-')}_look-up.{FeedFormats.Ending(ask.Format)}");
    }

    public Task<IActionResult> AgainAsync(Refusal refusal)
    {
        (Refusal, Values) = (refusal, Request.Form.TryGetValue("values", out var typed) ? typed.ToString() : Values);
        Response.StatusCode = Problems.Status(refusal.Kind);
        return Task.FromResult<IActionResult>(Page());
    }
}
