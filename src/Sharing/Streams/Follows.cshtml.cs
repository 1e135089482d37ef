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
internal sealed class FollowsModel(CurrentViewer current, Database database, StreamActs acts, Words words) : PageModel, IKeepsTyped
{
    public StreamOwner Owner { get; private set; } = null!;

    public IReadOnlyList<SavedView> Saved { get; private set; } = [];

    public IReadOnlyList<FilterName> Circles { get; private set; } = [];

    public Refusal? Refusal { get; private set; }

    public Task OnGetAsync() => LoadAsync();

    public string Kept(string field) => Refusal is not null && Request.HasFormContentType ? Request.Form[field].ToString() : "";

    public async Task<IActionResult> OnPostAddAsync(string? kind, [FromForm(Name = "ref")] string? what, string? word, bool muted, string? back)
    {
        var added = await acts.Add.RunAsync(current.Viewer, new NewChoice(muted, kind ?? "", word ?? what ?? ""), HttpContext.RequestAborted);
        return await ChosenAsync(added, back, "Remove", muted ? "Muted: {0}. It stays out of the first page." : "You follow {0} now.");
    }

    public async Task<IActionResult> OnPostRemoveAsync(string? kind, [FromForm(Name = "ref")] string? what, bool muted, string? back)
    {
        var removed = await acts.Remove.RunAsync(current.Viewer, new NewChoice(muted, kind ?? "", what ?? ""), HttpContext.RequestAborted);
        return await ChosenAsync(removed, back, "Add", muted ? "No longer muted: {0}." : "You follow {0} no more.");
    }

    public async Task<IActionResult> OnPostBookmarkAsync(string? item, bool keep, string? back) =>
        await AfterAsync(await acts.Bookmark.RunAsync(current.Viewer, item ?? "", keep, HttpContext.RequestAborted), back);

    public async Task<IActionResult> OnPostAllReadAsync()
    {
        var marked = await acts.AllRead.RunAsync(current.Viewer, HttpContext.RequestAborted);
        if (marked.Done)
        {
            Say(words["Marked as read. Early warnings stay new until you open them or set them aside."], "UndoAllRead", ("undo", marked.Value));
        }

        return await AfterAsync(marked, "/");
    }

    public async Task<IActionResult> OnPostUndoAllReadAsync(string? undo) => await AfterAsync(await acts.AllRead.UndoAsync(current.Viewer, undo ?? "", HttpContext.RequestAborted), "/");

    public async Task<IActionResult> OnPostDismissAsync(string? item, bool dismissed)
    {
        var done = await acts.Dismiss.RunAsync(current.Viewer, item ?? "", dismissed, HttpContext.RequestAborted);
        if (done.Done && dismissed)
        {
            Say(words["Set aside. You find it in the stream."], "Dismiss", ("item", item!), ("dismissed", "false"));
        }

        return await AfterAsync(done, "/");
    }

    public async Task<IActionResult> OnPostSaveAsync(string? name, string? query, bool tells)
    {
        var saved = await acts.Save.RunAsync(current.Viewer, name ?? "", query ?? "", HttpContext.RequestAborted);
        if (!saved.Done)
        {
            return await ShowAsync(saved.Refusal!);
        }

        var (uid, href) = (saved.Value.Uid, saved.Value.Href);
        Outcome<Done> told = tells ? await acts.Tell.RunAsync(current.Viewer, uid, true, HttpContext.RequestAborted) : Done.Yes;
        if (told.Done)
        {
            Say(words[tells ? "The view {0} is saved, and you are told of what is new in it." : "The view {0} is saved. It stands above the stream.", saved.Value.Name], "Forget", ("saved", uid), ("back", href));
        }

        return await AfterAsync(told, href);
    }

    public async Task<IActionResult> OnPostTellAsync(string? saved, bool tells, string? back)
    {
        var told = await acts.Tell.RunAsync(current.Viewer, saved ?? "", tells, HttpContext.RequestAborted);
        if (told.Done)
        {
            Say(words[tells ? "You are told of what comes into this view." : "You are told no more of what comes into this view."], "Tell", ("saved", saved!), ("tells", tells ? "false" : "true"), ("back", back ?? ""));
        }

        return await AfterAsync(told, back);
    }

    public async Task<IActionResult> OnPostRenameAsync(string? saved, string? name) => await AfterAsync(await acts.Change.RunAsync(current.Viewer, saved ?? "", name ?? "", HttpContext.RequestAborted), null);

    public async Task<IActionResult> OnPostForgetAsync(string? saved, string? back) => await AfterAsync(await acts.Change.RunAsync(current.Viewer, saved ?? "", null, HttpContext.RequestAborted), back);

    public async Task<IActionResult> AgainAsync(Refusal refusal) => await ShowAsync(refusal);

    private Task<IActionResult> ChosenAsync(Outcome<Choice?> outcome, string? back, string undo, string said)
    {
        if (outcome is { Done: true, Value: { } choice })
        {
            Say(words[said, choice.InWords(words)], undo, ("kind", ChoiceKind.WordOf(choice.Kind)), ("ref", choice.Address), ("muted", choice.Muted ? "true" : "false"), ("back", back ?? ""));
        }

        return AfterAsync(outcome, back);
    }

    /// <summary>Every act of this page is undone by another of its forms.</summary>
    private void Say(string sentence, string undo, params (string Name, string Value)[] fields) =>
        TempData.Say(sentence, new Undo("/follows?handler=" + undo, fields.ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal)));

    private async Task<IActionResult> AfterAsync<T>(Outcome<T> outcome, string? back) =>
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
internal sealed record StreamActs(AddChoice Add, RemoveChoice Remove, KeepBookmark Bookmark, MarkAllRead AllRead, DismissWarning Dismiss)
{
    public required SaveView Save { get; init; }

    public required ChangeView Change { get; init; }

    public required TellOfView Tell { get; init; }
}
