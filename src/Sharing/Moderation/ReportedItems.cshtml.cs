using Infohub.Community.Governance;
using Infohub.Community.Public;
using Infohub.Platform.Http;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Sharing.Moderation;

/// <summary>Reports that wait, and an officer's acts on items by their address alone: nothing of an item is shown here.</summary>
[Access(Allow.Officer), Typed("reason", "audience")]
internal sealed class ReportedItemsModel(CurrentViewer current, ReportBook reports, Elevations elevations, Words words) : PageModel, IKeepsTyped
{
    public IReadOnlyList<ReportLine> Reports { get; private set; } = [];

    /// <summary>Grants of this officer that may be used now.</summary>
    public IReadOnlyList<ElevationLine> Grants { get; private set; } = [];

    public string Act { get; private set; } = "";

    public string Item { get; private set; } = "";

    public string Reason { get; private set; } = "";

    /// <summary>The stricter label of an item that is tightened; empty for the one that stands.</summary>
    public string Label { get; private set; } = "";

    public string Audience { get; private set; } = "";

    public Refusal? Refusal { get; private set; }

    /// <summary>Where another officer is asked for what is missing; null where nothing is.</summary>
    public string? Ask => Refusal?.Code == "elevation-needed" ? $"/officers/elevations?act={Uri.EscapeDataString(Act)}&target={Uri.EscapeDataString(Item)}" : null;

    private const string DoneSo = "It is done, and stands in the public list.";

    private CancellationToken Stop => HttpContext.RequestAborted;

    public static string NameOf(string act) => act switch
    {
        ElevatedAct.Hide => "Hide an item",
        ElevatedAct.Unhide => "Show a hidden item again",
        ElevatedAct.Tighten => "Tighten an item whose originator has left",
        ElevatedAct.Withdraw => "Withdraw an item whose originator has left",
        _ => "Erase an item",
    };

    public async Task OnGetAsync(string? item)
    {
        Item = PrintedUid.Read(item);
        await LoadAsync();
    }

    public async Task<IActionResult> OnPostAsync(string? act, string? item, string? reason, [FromServices] ModerateItem moderate)
    {
        (Act, Item, Reason) = (act ?? "", PrintedUid.Read(item), reason ?? "");
        return await AfterAsync(await moderate.RunAsync(current.Viewer, Act, Item, Reason, Stop), DoneSo);
    }

    public async Task<IActionResult> OnPostOrphanAsync(string? act, string? item, string? reason, string? label, string? audience, [FromServices] ActOnOrphan orphan)
    {
        (Act, Item, Reason, Label, Audience) = (act ?? "", PrintedUid.Read(item), reason ?? "", label ?? "", audience ?? "");
        var parts = Audience.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return await AfterAsync(await orphan.RunAsync(current.Viewer, new OrphanAct(Act, Item, Reason, Label, parts), Stop), DoneSo);
    }

    public async Task<IActionResult> OnPostDoneAsync(string? report) => await AfterAsync(await reports.MarkDoneAsync(current.Viewer, report ?? "", Stop), "Marked as done.");

    public async Task<IActionResult> AgainAsync(Refusal refusal)
    {
        Refusal = refusal;
        Response.StatusCode = Problems.Status(refusal.Kind);
        await LoadAsync();
        return Page();
    }

    private async Task<IActionResult> AfterAsync(Outcome<Done> outcome, string said)
    {
        if (outcome.Refusal is { } refusal)
        {
            return await AgainAsync(refusal);
        }

        TempData.Say(words[said]);
        Response.Headers.Location = "/officers/items";
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    private async Task LoadAsync()
    {
        var waiting = await reports.WaitingAsync(current.Viewer, Stop);
        Reports = waiting.Done ? waiting.Value : [];
        Grants = (await elevations.UsableAsync(current.Viewer, Stop)).FindAll(g => ModerateItem.Acts.Concat(ActOnOrphan.Acts).Contains(g.Act, StringComparer.Ordinal));
    }
}
