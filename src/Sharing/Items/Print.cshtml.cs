using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Sharing.Items;

/// <summary>The item for paper: a way out of its own, marked for its reader.</summary>
[Access(Allow.Person)]
internal sealed class PrintModel(CurrentViewer current, Holdings holdings, TimeProvider clock) : PageModel
{
    public ReadableItem Item { get; private set; } = null!;

    public string ReaderName => current.Viewer.PersonName;

    public string ReaderOrganisation => current.Viewer.OrganisationName;

    public long Now => clock.Now();

    public async Task<IActionResult> OnGetAsync(string uid, CancellationToken stop)
    {
        var found = await holdings.OpenAsync(current.Viewer, Channel.Export, uid, null, stop);
        if (!found.Done || found.Value.Content is null)
        {
            return NotFound();
        }

        Item = found.Value;
        return Page();
    }
}
