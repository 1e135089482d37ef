using Infohub.Community.Public;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Intelligence.WarningLists;

/// <summary>For officers: load a list, switch one, remove one.</summary>
[Access(Allow.Officer)]
[RequestFormLimits(MultipartBodyLengthLimit = 64L * 1024 * 1024)]
internal sealed class OfficerWarningListsModel(CurrentViewer current, ListDirectory directory, Words words) : PageModel
{
    public IReadOnlyList<ListCard> Lists { get; private set; } = [];

    public Refusal? Refusal { get; private set; }

    private CancellationToken Stop => HttpContext.RequestAborted;

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync(IFormFile? file, [FromServices] LoadWarningList load)
    {
        if (file is not { Length: > 0 })
        {
            return await AfterAsync<string>(ListRefusals.NoFile, "");
        }

        await using var stream = file.OpenReadStream();
        return await AfterAsync(await load.RunAsync(current.Viewer, stream, Stop), "The list is loaded.");
    }

    public async Task<IActionResult> OnPostSwitchAsync(string? list, bool on, [FromServices] SwitchWarningList change) =>
        await AfterAsync(await change.RunAsync(current.Viewer, list ?? "", on, Stop), on ? "The list is on." : "The list is off.");

    public async Task<IActionResult> OnPostRemoveAsync(string? list, [FromServices] RemoveWarningList remove) =>
        await AfterAsync(await remove.RunAsync(current.Viewer, list ?? "", Stop), "The list is removed.");

    private async Task<IActionResult> AfterAsync<T>(Outcome<T> outcome, string said)
    {
        if (outcome.Refusal is { } refusal)
        {
            Refusal = refusal;
            Response.StatusCode = Problems.Status(refusal.Kind);
            await LoadAsync();
            return Page();
        }

        TempData.Say(words[said]);
        Response.Headers.Location = "/officers/warning-lists";
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    private async Task LoadAsync() => Lists = (await directory.RunAsync(current.Viewer, Stop)).Value;
}
