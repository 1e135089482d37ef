using Infohub.Community.Public;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Intelligence.Tags;

/// <summary>For officers: look at a file, load it, switch and remove what is loaded.</summary>
[Access(Allow.Officer)]
[RequestFormLimits(MultipartBodyLengthLimit = 12L * 1024 * 1024)]
internal sealed class OfficerTaxonomiesModel(CurrentViewer current, VocabularyShelf shelf, Words words) : PageModel
{
    public IReadOnlyList<VocabularyCard> Vocabularies { get; private set; } = [];

    /// <summary>Null where no file was looked at.</summary>
    public OfferedVocabulary? Offered { get; private set; }

    public Refusal? Refusal { get; private set; }

    private CancellationToken Stop => HttpContext.RequestAborted;

    /// <summary>What stands under the name already.</summary>
    public VocabularyCard? Before(Vocabulary read) => Vocabularies.FirstOrDefault(v => v.Kind == read.Kind && v.Name == read.Name);

    public Task OnGetAsync() => ListAsync();

    public async Task<IActionResult> OnPostAsync(IFormFile? file, [FromServices] OfferVocabulary offer)
    {
        if (file is not { Length: > 0 })
        {
            return await AfterAsync<Done>(VocabularyRefusals.NoFile, "");
        }

        await using var stream = file.OpenReadStream();
        var offered = await offer.RunAsync(current.Viewer, stream, Stop);
        Offered = offered.Done ? offered.Value : null;
        if ((offered.Done && offered.Value.Of is null ? VocabularyRefusals.Faulty(offered.Value.Faults.Count) : offered.Refusal) is { } refusal)
        {
            return await AfterAsync<Done>(refusal, "");
        }

        await ListAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostLoadAsync(string? name, [FromServices] KeepVocabulary keep) =>
        await AfterAsync(await keep.LoadAsync(current.Viewer, name ?? "", Stop), "It is loaded.");

    public async Task<IActionResult> OnPostSwitchAsync(string? one, bool on, [FromServices] KeepVocabulary keep) =>
        await AfterAsync(await keep.SwitchAsync(current.Viewer, one ?? "", on, Stop), on ? "It is in use." : "It is not in use any more.");

    public async Task<IActionResult> OnPostRemoveAsync(string? one, [FromServices] KeepVocabulary keep) =>
        await AfterAsync(await keep.RemoveAsync(current.Viewer, one ?? "", Stop), "It is removed. Tags that stand on items stay.");

    private async Task<IActionResult> AfterAsync<T>(Outcome<T> outcome, string said)
    {
        if (outcome.Refusal is { } refusal)
        {
            Refusal = refusal;
            Response.StatusCode = Problems.Status(refusal.Kind);
            await ListAsync();
            return Page();
        }

        TempData.Say(words[said]);
        Response.Headers.Location = "/officers/taxonomies";
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    private async Task ListAsync() => Vocabularies = await shelf.ListAsync(Stop);
}
