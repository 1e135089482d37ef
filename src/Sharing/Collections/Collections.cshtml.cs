using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Keys;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Sharing.Collections;

/// <summary>One's own collections, and those that colleagues show.</summary>
[Access(Allow.Person), Typed("name", "note", "ref")]
internal sealed class CollectionsModel(CurrentViewer current, Database database, KeyRing keys, Words words) : PageModel, IKeepsTyped
{
    public IReadOnlyList<Collection> Collections { get; private set; } = [];

    public Refusal? Refusal { get; private set; }

    /// <summary>The form that was sent kept something: it comes again with what it was to keep.</summary>
    public bool Keeps => Request.Query["handler"] == "Keep";

    public string Kept(string field) => Request.HasFormContentType ? Request.Form[field].ToString() : "";

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync(string? name, bool shown, [FromServices] ChangeCollection change)
    {
        var made = await change.MakeAsync(current.Viewer, name, shown, HttpContext.RequestAborted);
        return made.Refusal is { } refusal ? await AgainAsync(refusal) : Onward("/collections/" + made.Value);
    }

    public async Task<IActionResult> OnPostKeepAsync(string? what, string? @ref, string? into, string? name, string? note, string? back, [FromServices] KeepInCollection keep)
    {
        var kept = await keep.RunAsync(current.Viewer, new KeepInput(what, @ref, into, name, note), HttpContext.RequestAborted);
        if (kept.Refusal is { } refusal)
        {
            return refusal.Kind == RefusalKind.NotFound ? NotFound() : await AgainAsync(refusal);
        }

        TempData.Say(words["Kept. Only a reference is kept: what you may not read any more goes out of sight."]);
        return Onward(back is not null && Url.IsLocalUrl(back) && (back.StartsWith("/items/", StringComparison.Ordinal) || back.StartsWith("/intelligence/", StringComparison.Ordinal)) ? back : "/collections/" + kept.Value);
    }

    public async Task<IActionResult> AgainAsync(Refusal refusal)
    {
        Refusal = refusal;
        Response.StatusCode = Problems.Status(refusal.Kind);
        await LoadAsync();
        return Page();
    }

    private async Task LoadAsync() => Collections = await database.ReadAsync(sql => Collection.ListAsync(sql, keys, current.Viewer, HttpContext.RequestAborted), HttpContext.RequestAborted);

    private StatusCodeResult Onward(string to)
    {
        Response.Headers.Location = to;
        return StatusCode(StatusCodes.Status303SeeOther);
    }
}
