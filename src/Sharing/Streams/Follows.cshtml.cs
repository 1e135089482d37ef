using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Sharing.Streams;

/// <summary>What its reader follows, watches, mutes and keeps; also where the buttons of other pages come.</summary>
[Access(Allow.Person), Typed("word", "name", "ref")]
internal sealed class FollowsModel(CurrentViewer current, Database database, StreamActs acts) : PageModel, IKeepsTyped
{
    public StreamOwner Owner { get; private set; } = null!;

    public IReadOnlyList<SavedView> Saved { get; private set; } = [];

    public IReadOnlyList<FilterName> Circles { get; private set; } = [];

    public Refusal? Refusal { get; private set; }

    public Task OnGetAsync() => LoadAsync();

    public string Kept(string field) => Refusal is not null && Request.HasFormContentType ? Request.Form[field].ToString() : "";

    public async Task<IActionResult> OnPostAddAsync(string? kind, [FromForm(Name = "ref")] string? what, string? word, bool muted, string? back) =>
        await AfterAsync(await acts.Add.RunAsync(current.Viewer, new NewChoice(muted, kind ?? "", word ?? what ?? ""), HttpContext.RequestAborted), back);

    public async Task<IActionResult> OnPostRemoveAsync(string? kind, [FromForm(Name = "ref")] string? what, bool muted, string? back) =>
        await AfterAsync(await acts.Remove.RunAsync(current.Viewer, new NewChoice(muted, kind ?? "", what ?? ""), HttpContext.RequestAborted), back);

    public async Task<IActionResult> OnPostBookmarkAsync(string? item, bool keep, string? back) =>
        await AfterAsync(await acts.Bookmark.RunAsync(current.Viewer, item ?? "", keep, HttpContext.RequestAborted), back);

    public async Task<IActionResult> OnPostAllReadAsync() => await AfterAsync(await acts.AllRead.RunAsync(current.Viewer, HttpContext.RequestAborted), "/");

    public async Task<IActionResult> OnPostSaveAsync(string? name, string? query, bool tells)
    {
        var saved = await acts.Save.RunAsync(current.Viewer, name ?? "", query ?? "", HttpContext.RequestAborted);
        return !saved.Done ? await ShowAsync(saved.Refusal!) : tells ? await OnPostTellAsync(saved.Value.Uid, true, saved.Value.Href) : Go(saved.Value.Href);
    }

    public async Task<IActionResult> OnPostTellAsync(string? saved, bool tells, string? back) =>
        await AfterAsync(await acts.Tell.RunAsync(current.Viewer, saved ?? "", tells, HttpContext.RequestAborted), back);

    public async Task<IActionResult> OnPostRenameAsync(string? saved, string? name) => await AfterAsync(await acts.Change.RunAsync(current.Viewer, saved ?? "", name ?? "", HttpContext.RequestAborted), null);

    public async Task<IActionResult> OnPostForgetAsync(string? saved) => await AfterAsync(await acts.Change.RunAsync(current.Viewer, saved ?? "", null, HttpContext.RequestAborted), null);

    public async Task<IActionResult> AgainAsync(Refusal refusal) => await ShowAsync(refusal);

    private async Task<IActionResult> AfterAsync(Outcome<Done> outcome, string? back) =>
        outcome.Refusal switch
        {
            null => Go(Url.IsLocalUrl(back) && back!.All(char.IsAscii) ? back! : "/follows"),
            { Kind: RefusalKind.NotFound } => NotFound(),
            var refusal => await ShowAsync(refusal),
        };

    private StatusCodeResult Go(string to)
    {
        Response.Headers.Location = to;
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    private async Task<IActionResult> ShowAsync(Refusal refusal)
    {
        Refusal = refusal;
        Response.StatusCode = Problems.Status(refusal.Kind);
        await LoadAsync();
        return Page();
    }

    private async Task LoadAsync()
    {
        var (viewer, stop) = (current.Viewer, HttpContext.RequestAborted);
        (Owner, Saved, Circles) = await database.ReadAsync(
            async sql => (
                await StreamOwner.ReadAsync(sql, viewer, stop), await SavedView.OfAsync(sql, viewer, stop),
                await FilterName.CirclesAsync(sql, viewer, stop)),
            stop);
    }
}

/// <summary>The acts of the page.</summary>
internal sealed record StreamActs(AddChoice Add, RemoveChoice Remove, KeepBookmark Bookmark, MarkAllRead AllRead, SaveView Save)
{
    public required ChangeView Change { get; init; }

    public required TellOfView Tell { get; init; }
}
