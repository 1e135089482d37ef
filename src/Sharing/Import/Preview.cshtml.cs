using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Observables;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Infohub.Sharing.Posts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Sharing.Import;

/// <summary>What was found in an import, before it goes on to the composer.</summary>
[Access(Allow.Person), Typed("title")]
[RequestFormLimits(ValueCountLimit = 4096)]
internal sealed class PreviewModel(CurrentViewer current, OpenDraft open, BroughtObjects brought, Words words) : PageModel, IKeepsTyped
{
    public const int MostRows = 12;
    public const int MostUnread = 500;
    private const int MostObjects = 200;
    private const int LongestCell = 80;
    private const int LongestExcerpt = 4000;

    public string Uid { get; private set; } = "";

    public string Title { get; private set; } = "";

    public string Excerpt { get; private set; } = "";

    public TextLook Look { get; private set; } = TextLook.Nothing;

    public ImportedTable? Table { get; private set; }

    public TableSaid Said { get; private set; } = new();

    public BroughtView? Brought { get; private set; }

    public Refusal? Refusal { get; private set; }

    /// <summary>Shown to people, so masked (C3).</summary>
    public static string Cell(string cell) => Masking.MaskText(cell.Length > LongestCell ? cell[..LongestCell] + "…" : cell);

    public Task<IActionResult> OnGetAsync(string uid, CancellationToken stop) => ShowAsync(uid, stop);

    public Task<IActionResult> OnPostLookAsync(string uid, [FromForm] TableSaid said, CancellationToken stop)
    {
        Said = said;
        return ShowAsync(uid, stop);
    }

    public Task<IActionResult> OnPostMakeAsync(string uid, [FromForm] TableSaid said, [FromServices] MakeFromTable make, CancellationToken stop)
    {
        Said = said;
        return GoAsync(uid, make.RunAsync(current.Viewer, uid, said, words, stop), stop);
    }

    public Task<IActionResult> OnPostTextAsync(string uid, string? title, string? shown, List<string> kept, List<string> excluded, [FromServices] FinishText finish, CancellationToken stop) =>
        GoAsync(uid, finish.RunAsync(current.Viewer, uid, title ?? "", TickedValues.Unticked(shown ?? "", kept, excluded), stop), stop);

    public async Task<IActionResult> OnPostDropAsync(string uid, [FromServices] WithdrawPost withdraw, CancellationToken stop)
    {
        // A draft of one's own alone: what was shared meanwhile is not thrown away by an old page.
        if ((await open.RunAsync(current.Viewer, uid, stop)).Refusal is { } closed)
        {
            return closed.Code == "confirm" ? Redirect(Fresh.PageFor(Request.Path)) : NotFound();
        }

        Refusal = (await withdraw.RunAsync(current.Viewer, uid, "-", stop)).Refusal;
        if (Refusal is not null)
        {
            return await ShowAsync(uid, stop);
        }

        TempData.Say(words["The draft is thrown away."]);
        return Redirect("/import");
    }

    public Task<IActionResult> AgainAsync(Refusal refusal)
    {
        Refusal = refusal;
        return ShowAsync((string)RouteData.Values["uid"]!, HttpContext.RequestAborted);
    }

    private async Task<IActionResult> GoAsync(string uid, Task<Outcome<string>> act, CancellationToken stop)
    {
        var done = await act;
        Refusal = done.Refusal;
        return done.Done ? Redirect("/share?draft=" + done.Value) : await ShowAsync(uid, stop);
    }

    private async Task<IActionResult> ShowAsync(string uid, CancellationToken stop)
    {
        var opened = await open.RunAsync(current.Viewer, uid, stop);
        if (opened.Refusal is { } closed)
        {
            return closed.Code == "confirm" ? Redirect(Fresh.PageFor("/import/" + Uri.EscapeDataString(uid))) : NotFound();
        }

        var item = opened.Value.Item;
        (Uid, Title) = (item.Card.Uid, opened.Value.Gaps.Title ? "" : item.Content!.Title);
        if (Refusal is not null)
        {
            Response.StatusCode = Problems.Status(Refusal.Kind);
        }

        Brought = await brought.OfAsync(item, MostObjects, refusedOnly: false, stop);
        if (Brought is { HasTable: true })
        {
            var table = await ImportedTable.ReadAsync(brought, item, Said, stop);
            Refusal ??= table.Refusal;
            Table = table.Done ? table.Value : null;
        }

        Look = TextLook.Of(item.Content!, item.Content!.Excluded);
        Excerpt = Masking.MaskText(item.Content!.Body.Length > LongestExcerpt ? item.Content.Body[..LongestExcerpt] + "…" : item.Content.Body);
        return Page();
    }
}
