using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Home;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Sharing.Find;

[Access(Allow.Person)]
internal sealed class FindModel(CurrentViewer current, Holdings holdings, Database database) : PageModel
{
    public string Query { get; private set; } = "";

    public IReadOnlyList<CardView> Cards { get; private set; } = [];

    public string? Next { get; private set; }

    public Refusal? Refusal { get; private set; }

    public async Task OnGetAsync(string? q, string? circle, bool expired, string? cursor, CancellationToken stop)
    {
        Query = (q ?? "").Trim();
        if (Query.Length == 0)
        {
            return;
        }

        var page = await holdings.ListAsync(
            current.Viewer, Channel.List, new ItemQuery { Text = Query, CircleUid = circle ?? "", Expired = expired, Cursor = cursor }, stop);
        Refusal = page.Refusal;
        if (page.Done)
        {
            Cards = await CardView.OfAsync(holdings, database, current.Viewer, page.Value.Cards, stop);
            Next = page.Value.Next is { } next
                ? $"/search?q={Uri.EscapeDataString(Query)}&circle={Uri.EscapeDataString(circle ?? "")}&expired={(expired ? "true" : "false")}&cursor={next}"
                : null;
        }
    }
}
