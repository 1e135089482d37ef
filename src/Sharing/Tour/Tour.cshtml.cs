using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Infohub.Sharing.Posts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Sharing.Tour;

/// <summary>The first page of somebody who came in: what a card says, and a practice that shares nothing. It is shown once, at the end of the welcome, and is found again in the help.</summary>
[Access(Allow.Person), Typed("title")]
internal sealed class TourModel(CurrentViewer current, AudiencePreviews previews, SaveDraft save, Words words) : PageModel, IKeepsTyped
{
    public string Name => current.Viewer.PersonName;

    public string Organisation => current.Viewer.OrganisationUid;

    public bool IsOfficer => current.Viewer.Has(Roles.Officer);

    public string PracticeTitle { get; private set; } = "";

    public Tlp? Label { get; private set; }

    public IReadOnlyList<string> Audience { get; private set; } = [];

    public AudiencePreview? Preview { get; private set; }

    public Refusal? Refusal { get; private set; }

    private CancellationToken Stop => HttpContext.RequestAborted;

    public void OnGet() => PracticeTitle = words["Practice: a parcel message that asked for a password"];

    public async Task<IActionResult> OnPostLookAsync(string? title, string? label, List<string>? audience)
    {
        Take(title, label, audience);
        if (Audience.Count == 0)
        {
            Refusal = Refusal.Invalid("audience-missing", "Choose who is to read it: neither label nor audience has a default.", "audience");
            return Page();
        }

        var preview = await previews.RunAsync(current.Viewer, Label?.Canonical() ?? "", "", Audience, Stop);
        Refusal = preview.Refusal;
        Preview = preview.Done ? preview.Value : null;
        return Page();
    }

    public async Task<IActionResult> OnPostKeepAsync(string? title, string? label, List<string>? audience)
    {
        Take(title, label, audience);
        var input = new PostInput
        {
            Kind = ItemKind.Word(ItemKind.EarlyWarning),
            Label = Label?.Canonical() ?? "",
            Audience = Audience,
            Title = PracticeTitle,
            Body = words["What happened, since when, and how others would notice it. This is your practice: change it, or leave it."],
            Language = words.Language,
        };
        var kept = await save.RunAsync(current.Viewer, input, [], stop: Stop);
        if (kept.Refusal is { } refusal)
        {
            return await AgainAsync(refusal);
        }

        Response.Headers.Location = "/share?draft=" + kept.Value.Uid;
        return StatusCode(303);
    }

    public Task<IActionResult> AgainAsync(Refusal refusal)
    {
        Refusal = refusal;
        return Task.FromResult<IActionResult>(Page());
    }

    private void Take(string? title, string? label, List<string>? audience) =>
        (PracticeTitle, Label, Audience) = (title ?? "", LabelPickerTag.Read(label), audience ?? []);
}
