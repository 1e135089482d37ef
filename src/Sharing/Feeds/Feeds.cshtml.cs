using Infohub.Community.Public;
using Infohub.Markings;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Sharing.Feeds;

[Access(Allow.Person)]
internal sealed class FeedsModel(CurrentViewer current, FeedPages feeds, SiteAddress site) : PageModel
{
    public IReadOnlyList<FeedCard> Own { get; private set; } = [];

    public IReadOnlyList<FeedCard> Organisation { get; private set; } = [];

    public IReadOnlyList<(string Uid, string Name, string NameZh)> Circles { get; private set; } = [];

    /// <summary>Shown this once.</summary>
    public MadeFeed? Made { get; private set; }

    public Refusal? Refusal { get; private set; }

    public string Site => site.Of(Request);

    public bool Administers => current.Viewer.Has(Roles.Administrator);

    public Task OnGetAsync() => LoadAsync();

    /// <summary>What was typed or chosen in the form of a feed that is refused.</summary>
    public string Kept(string field) => Refusal is not null && Request.HasFormContentType ? Request.Form[field].ToString() : "";

    public async Task<IActionResult> OnPostMakeAsync(string? name, string? kind, string? circle, string? label)
    {
        var outcome = await feeds.Make.RunAsync(current.Viewer, new NewFeed(name ?? "", kind ?? "", circle ?? "", label ?? ""), HttpContext.RequestAborted);
        Made = outcome.Done ? outcome.Value : null;
        Response.Headers.CacheControl = "no-store";
        return await ShowAsync(outcome.Refusal);
    }

    public async Task<IActionResult> OnPostBindAsync(string? feed, string? networks, string? ceiling)
    {
        if (!Labels.TryParse(ceiling, out var label))
        {
            return await ShowAsync(FeedRefusals.Ceiling);
        }

        char[] between = [' ', ',', '\n', '\r', '\t'];
        var list = (networks ?? "").Split(between, StringSplitOptions.RemoveEmptyEntries);
        return await AfterAsync(await feeds.Bind.RunAsync(current.Viewer, feed ?? "", list, label, HttpContext.RequestAborted));
    }

    public async Task<IActionResult> OnPostEndAsync(string? feed) => await AfterAsync(await feeds.End.RunAsync(current.Viewer, feed ?? "", HttpContext.RequestAborted));

    private async Task<IActionResult> AfterAsync(Outcome<Done> outcome)
    {
        if (outcome.Refusal is { } refusal)
        {
            return await ShowAsync(refusal);
        }

        Response.Headers.Location = "/feeds";
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    private async Task<IActionResult> ShowAsync(Refusal? refusal)
    {
        if (refusal?.Code == "confirm" && Kept("name").Length == 0)
        {
            Response.Headers.Location = Fresh.PageFor("/feeds");
            return StatusCode(StatusCodes.Status303SeeOther);
        }

        Refusal = refusal;
        Response.StatusCode = refusal is null ? StatusCodes.Status200OK : Problems.Status(refusal.Kind);
        await LoadAsync();
        return Page();
    }

    private async Task LoadAsync()
    {
        var all = await feeds.Shelf.ListAsync(current.Viewer, HttpContext.RequestAborted);
        Own = all.Where(f => f.Own).ToList();
        Organisation = Administers ? all : [];
        Circles = await feeds.Database.ReadAsync(sql => FeedCircles.OfAsync(sql, current.Viewer, HttpContext.RequestAborted), HttpContext.RequestAborted);
    }
}
