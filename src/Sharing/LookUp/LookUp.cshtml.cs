using System.Text;
using Infohub.Community.Public;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Sharing.LookUp;

/// <summary>Many pasted values at once: which of them stand in what the reader may read.</summary>
[Access(Allow.Person), Typed("values")]
internal sealed class LookUpModel(CurrentViewer current, LookUpPasted lookUp) : PageModel, IKeepsTyped
{
    public string Values { get; private set; } = "";

    public IReadOnlyList<LookedUp>? Lines { get; private set; }

    public Refusal? Refusal { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(string? values, string? format, CancellationToken stop)
    {
        Values = values ?? "";
        var found = await lookUp.RunAsync(current.Viewer, Values, stop);
        if (found.Refusal is { } refusal)
        {
            return await AgainAsync(refusal);
        }

        Response.Headers.CacheControl = "no-store";
        Lines = found.Value;
        return format == "csv" ? File(Encoding.UTF8.GetBytes(LookedUp.Csv(Lines)), "text/csv; charset=utf-8", "look-up.csv") : Page();
    }

    public Task<IActionResult> AgainAsync(Refusal refusal)
    {
        (Refusal, Values) = (refusal, Request.Form["values"].ToString());
        Response.StatusCode = Problems.Status(refusal.Kind);
        return Task.FromResult<IActionResult>(Page());
    }
}
