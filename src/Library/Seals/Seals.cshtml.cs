using Infohub.Community.Governance;
using Infohub.Community.Public;
using Infohub.Community.Seals;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Library.Seals;

/// <summary>The keepers of seals, and the requests to open one.</summary>
[Access(Allow.Officer)]
internal sealed class SealsModel(CurrentViewer current, SealKeepers keepers, SealList list, Words words) : PageModel
{
    private const string Here = "/officers/seals";

    public IReadOnlyList<KeeperLine> Keepers { get; private set; } = [];

    public IReadOnlyList<SealLine> Lines { get; private set; } = [];

    public int Current => Keepers.Count(k => k.Current);

    public bool IsKeeper => Keepers.Any(k => k.Current && k.PersonUid == current.Viewer.PersonUid);

    public string Item { get; private set; } = "";

    public string Reason { get; private set; } = "";

    /// <summary>Shown this once.</summary>
    public SealedAuthor? Author { get; private set; }

    /// <summary>It is of an item, not of what was said under one.</summary>
    public bool OfItem { get; private set; }

    /// <summary>False where the record's commitment says something else.</summary>
    public bool OnRecord { get; private set; } = true;

    public Refusal? Refusal { get; private set; }

    private CancellationToken Stop => HttpContext.RequestAborted;

    public async Task OnGetAsync(string? item)
    {
        Item = item ?? "";
        await LoadAsync();
    }

    public async Task<IActionResult> OnPostMakeAsync(string? passphrase, string? repeat, [FromServices] MakeSealKey make) =>
        await AfterAsync(await make.RunAsync(current.Viewer, passphrase ?? "", repeat ?? "", Stop), "You keep seals now.");

    public async Task<IActionResult> OnPostGiveUpAsync([FromServices] GiveUpSealKey giveUp) => await AfterAsync(await giveUp.RunAsync(current.Viewer, Stop), "You gave up your seal key.");

    public async Task<IActionResult> OnPostAskAsync(string? item, string? reason, [FromServices] AskForSeal ask)
    {
        (Item, Reason) = (item ?? "", reason ?? "");
        return await AfterAsync(await ask.RunAsync(current.Viewer, Item, Reason, Stop), "Another keeper was asked.");
    }

    public async Task<IActionResult> OnPostGrantAsync(string? elevation, string? passphrase, [FromServices] GrantSeal grant) =>
        await AfterAsync(await grant.RunAsync(current.Viewer, elevation ?? "", passphrase ?? "", Stop), "Granted.");

    public async Task<IActionResult> OnPostRefuseAsync(string? elevation, [FromServices] Elevations elevations) =>
        await AfterAsync(await elevations.RefuseAsync(current.Viewer, elevation ?? "", Stop), "Refused.");

    public async Task<IActionResult> OnPostOpenAsync(string? elevation, string? passphrase, [FromServices] OpenSeal open)
    {
        var opened = await open.RunAsync(current.Viewer, elevation ?? "", passphrase ?? "", Stop);
        (Author, OfItem, OnRecord) = opened.Done ? (opened.Value.Author, opened.Value.Kind == AuthorSeals.OfItem, opened.Value.OnRecord) : (null, true, true);
        return await ShowAsync(opened.Refusal);
    }

    public async Task<IActionResult> OnPostSeeAsync(string? elevation, string? passphrase, [FromServices] SeeSeal see)
    {
        var seen = await see.RunAsync(current.Viewer, elevation ?? "", passphrase ?? "", Stop);
        (Author, OfItem) = seen.Done ? (seen.Value.Author, seen.Value.Kind == AuthorSeals.OfItem) : (null, true);
        return await ShowAsync(seen.Refusal);
    }

    private async Task<IActionResult> AfterAsync<T>(Outcome<T> outcome, string said)
    {
        if (outcome.Refusal is { } refusal)
        {
            return await ShowAsync(refusal);
        }

        TempData.Say(words[said]);
        return Onward(Here);
    }

    private async Task<IActionResult> ShowAsync(Refusal? refusal)
    {
        if (refusal?.Code == "confirm")
        {
            return Onward(Fresh.PageFor(Here));
        }

        Refusal = refusal;
        Response.Headers.CacheControl = "no-store";
        Response.StatusCode = refusal is null ? StatusCodes.Status200OK : Problems.Status(refusal.Kind);
        await LoadAsync();
        return Page();
    }

    private StatusCodeResult Onward(string path)
    {
        Response.Headers.Location = path;
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    private async Task LoadAsync()
    {
        Keepers = await keepers.ListAsync(Stop);
        Lines = await list.ReadAsync(current.Viewer, Stop);
    }
}
