using System.Text;
using Infohub.Community.Public;
using Infohub.Markings;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Infohub.Sharing.Feeds;
using Infohub.Sharing.LookUp;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Sharing.Collections;

/// <summary>One collection: what of it the reader may read now, as a page or as files of its values.</summary>
[Access(Allow.Person), Typed("name")]
internal sealed class CollectionModel(CurrentViewer current, OpenCollection open, ChangeCollection change, Words words) : PageModel, IKeepsTyped
{
    /// <summary>More of one kind are not shown; files have them all.</summary>
    public const int MostShown = 500;

    public OpenedCollection Opened { get; private set; } = null!;

    public Refusal? Refusal { get; private set; }

    /// <summary>A new name was refused: what was typed stands again.</summary>
    public bool Renames => Refusal is not null && Request.Query["handler"] == "Name";

    public string Kept(string field) => Request.HasFormContentType ? Request.Form[field].ToString() : "";

    public Task<IActionResult> OnGetAsync(string uid) => ShowAsync(uid);

    public Task<IActionResult> OnPostNameAsync(string uid, string? name, bool shown) => DoneAsync(uid, change.NameAsync(current.Viewer, uid, name, shown, HttpContext.RequestAborted), "Changed.", "/collections/" + Uri.EscapeDataString(uid));

    public Task<IActionResult> OnPostDeleteAsync(string uid) => DoneAsync(uid, change.DeleteAsync(current.Viewer, uid, HttpContext.RequestAborted), "The collection is deleted.", "/collections");

    public Task<IActionResult> OnPostTakeOutAsync(string uid, string? entry) => DoneAsync(uid, change.TakeOutAsync(current.Viewer, uid, entry, HttpContext.RequestAborted), "Taken out.", "/collections/" + Uri.EscapeDataString(uid));

    /// <summary>As of values that are looked up: what detection may use, by the row of block lists.</summary>
    public async Task<IActionResult> OnPostFileAsync(string uid, string? format, [FromServices] WriteDetectionFile write, [FromServices] SiteAddress site)
    {
        if (await open.RunAsync(current.Viewer, uid, HttpContext.RequestAborted) is not { } opened)
        {
            return NotFound();
        }

        Response.Headers.CacheControl = "no-store";
        var lines = opened.Values.Select(v => v.Value).ToList();
        if (lines.Count == 0)
        {
            return await AgainAsync(CollectionRefusals.NoValues);
        }

        if (BlockListAsk.Read(null, null, null, site.HostOf(Request), format) is not { } ask)
        {
            return await AgainAsync(FeedRefusals.NotReadable(format ?? ""));
        }

        var file = await write.RunAsync(current.Viewer, lines, ask with { Site = site.Of(Request) }, HttpContext.RequestAborted);
        return file.Refusal is { } refusal
            ? await AgainAsync(refusal)
            : File(Encoding.UTF8.GetBytes(file.Value.Text), FeedFormats.MediaType(ask.Format), $"{file.Value.Label.Canonical().Replace(':', '-')}_collection.{FeedFormats.Ending(ask.Format)}");
    }

    public Task<IActionResult> AgainAsync(Refusal refusal)
    {
        Refusal = refusal;
        Response.StatusCode = Problems.Status(refusal.Kind);
        return ShowAsync((string)RouteData.Values["uid"]!);
    }

    private async Task<IActionResult> DoneAsync(string uid, Task<Outcome<Done>> act, string said, string to)
    {
        var outcome = await act;
        if (outcome.Refusal is { } refusal)
        {
            return refusal.Kind == RefusalKind.NotFound ? NotFound() : await AgainAsync(refusal);
        }

        TempData.Say(words[said]);
        Response.Headers.Location = to;
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    private async Task<IActionResult> ShowAsync(string uid)
    {
        if (await open.RunAsync(current.Viewer, uid, HttpContext.RequestAborted) is not { } opened)
        {
            return NotFound();
        }

        Opened = opened;
        return Page();
    }
}
