using Infohub.Platform.Http;
using Infohub.Sharing.Guidance;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Sharing.PublicZone;

[Access(Allow.Everyone)]
internal sealed class GuidanceListModel(GuidanceShelf shelf) : PublicPage
{
    public IReadOnlyList<GuidancePage> Pages { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        Pages = await shelf.ListAsync(withWithdrawn: false, Stop);
        Cacheable();
        return Page();
    }
}
