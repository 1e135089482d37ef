using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Sharing.Home;

[Access(Allow.Everyone)]
internal sealed class HomeModel(CurrentViewer current, Holdings holdings, Database database, TimeProvider clock) : PageModel
{
    public string Kind { get; private set; } = "";

    public string Label { get; private set; } = "";

    public string Language { get; private set; } = "";

    public bool Expired { get; private set; }

    public IReadOnlyList<CardView> Cards { get; private set; } = [];

    public string? Next { get; private set; }

    public Refusal? Refusal { get; private set; }

    public long Now => clock.Now();

    public async Task<IActionResult> OnGetAsync(string? kind, string? label, string? language, bool expired, string? cursor, CancellationToken stop)
    {
        if (!current.Viewer.IsPerson)
        {
            return Redirect(await database.ReadAsync(sql => SetUpToken.IsNeededAsync(sql, stop), stop) ? "/setup" : "/public");
        }

        (Kind, Label, Language, Expired) = (kind ?? "", label ?? "", language ?? "", expired);
        var query = new ItemQuery
        {
            Kind = ItemKind.Parse(kind),
            Label = Labels.TryParse(label, out var known) ? known : null,
            Language = language ?? "",
            Expired = expired,
            Cursor = cursor,
        };
        var page = await holdings.ListAsync(current.Viewer, Channel.List, query, stop);
        Refusal = page.Refusal;
        if (page.Done)
        {
            Cards = await CardView.OfAsync(holdings, database, current.Viewer, page.Value.Cards, stop);
            Next = page.Value.Next is { } next
                ? "/" + new QueryBuilder(new Dictionary<string, string>(StringComparer.Ordinal) { ["kind"] = Kind, ["label"] = Label, ["language"] = Language, ["expired"] = expired ? "true" : "false", ["cursor"] = next })
                : null;
        }

        return Page();
    }
}
