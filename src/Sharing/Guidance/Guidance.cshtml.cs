using Infohub.Platform.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Sharing.Guidance;

/// <summary>The officers' list of guidance, with what is missing or older.</summary>
[Access(Allow.Officer)]
internal sealed class GuidanceModel(GuidanceShelf shelf) : PageModel
{
    public IReadOnlyList<GuidancePage> Pages { get; private set; } = [];

    public async Task OnGetAsync() => Pages = await shelf.ListAsync(withWithdrawn: true, HttpContext.RequestAborted);
}
