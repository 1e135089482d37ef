using Infohub.Platform.Http;
using Infohub.Platform.Ui;
using Infohub.Sharing.Guidance;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Sharing.PublicZone;

/// <summary>One page of guidance in the reader's language, or in the nearest that there is; of a withdrawn one date and reason, with 410.</summary>
[Access(Allow.Everyone)]
internal sealed class GuidanceViewModel(GuidanceShelf shelf, Words words) : PublicPage
{
    public GuidancePage Found { get; private set; } = null!;

    public GuidanceText Text { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string slug)
    {
        if (await shelf.FindAsync(slug, Stop) is not { } page)
        {
            return Absent();
        }

        (Found, Text) = (page, page.For(words.Language));
        Cacheable();
        Response.StatusCode = page.IsWithdrawn ? StatusCodes.Status410Gone : StatusCodes.Status200OK;
        return Page();
    }
}
