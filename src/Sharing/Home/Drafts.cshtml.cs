using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Sharing.Home;

[Access(Allow.Person)]
internal sealed class DraftsModel(CurrentViewer current, Holdings holdings, Database database) : PageModel
{
    public IReadOnlyList<CardView> Cards { get; private set; } = [];

    public string? Next { get; private set; }

    public async Task OnGetAsync(string? cursor, CancellationToken stop)
    {
        var page = await holdings.ListAsync(current.Viewer, Channel.List, new ItemQuery { Drafts = true, Cursor = cursor }, stop);
        if (page.Done)
        {
            Cards = await CardView.OfAsync(holdings, database, current.Viewer, page.Value.Cards, stop);
            Next = page.Value.Next is { } next ? "/drafts?cursor=" + next : null;
        }
    }
}
