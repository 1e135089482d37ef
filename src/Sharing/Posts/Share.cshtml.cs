using System.Globalization;
using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Files;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Library.Seals;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Sharing.Posts;

/// <summary>The form as it was typed: kept on every answer. What is left empty arrives as null and stays empty here.</summary>
internal sealed class ShareForm
{
    public string? Draft { get; set => field = string.IsNullOrEmpty(value) ? null : value; }
    public string Kind { get; set => field = value ?? ""; } = "";
    public string? Label { get; set; }
    public string Title { get; set => field = value ?? ""; } = "";
    public string Body { get; set => field = value ?? ""; } = "";
    public string Summary { get; set => field = value ?? ""; } = "";
    public string References { get; set => field = value ?? ""; } = "";
    public string Language { get; set => field = value ?? ""; } = "";
    public string Attribution { get; set => field = value ?? ""; } = "";
    public string Pap { get; set => field = value ?? ""; } = "";
    public string Release { get; set => field = value ?? ""; } = "";
    public string Embargo { get; set => field = value ?? ""; } = "";
    public string Expiry { get; set => field = value ?? ""; } = "";
    public List<string> Audience { get; set; } = [];
    public List<string> Reviewers { get; set; } = [];

    /// <summary>The uids of files that the draft is to lose.</summary>
    public List<string> Remove { get; set; } = [];
}

/// <summary>One page: fill in, see who will read it, share. Works without script.</summary>
[Access(Allow.Person), Typed("title", "body", "summary", "references")]
[RequestFormLimits(MultipartBodyLengthLimit = 64L * 1024 * 1024, ValueCountLimit = 4096)]
internal sealed class ShareModel(
    CurrentViewer current, AudienceChoices choices, AudiencePreviews previews, SharePost share, SaveDraft save, OpenDraft open, Holdings holdings, AuthorSeals seals, Words words) : PageModel, IKeepsTyped
{
    public ShareForm Form { get; private set; } = new();

    public AudienceOffer Offer { get; private set; } = new([], [], []);

    public AudiencePreview? Preview { get; private set; }

    public IReadOnlyList<Finding> Found { get; private set; } = [];

    /// <summary>What looks like personal data (H3), with the field's name; empty for the text itself, where the line tells the place.</summary>
    public IReadOnlyList<(string Field, PersonalFinding Found)> Personal { get; private set; } = [];

    public int Live { get; private set; }

    /// <summary>Kept with the draft, and shared with it.</summary>
    public IReadOnlyList<FileCard> Files { get; private set; } = [];

    /// <summary>Names of files that were picked and are not kept: a browser gives them once.</summary>
    public IReadOnlyList<string> NotKept { get; private set; } = [];

    /// <summary>Three officers keep seals, so that anonymous sharing is offered (W7).</summary>
    public bool CanSeal { get; private set; }

    /// <summary>How many organisations could be the author of an anonymous item; null where it is not one.</summary>
    public long? CouldBe { get; private set; }

    public Refusal? Refusal { get; private set; }

    public Tlp? Label => LabelPickerTag.Read(Form.Label);

    public bool MoreOpen => Form.Release.Length + Form.Embargo.Length + Form.Expiry.Length > 0 || Form.Reviewers.Count > 0 || Refusal?.Field is "release" or "expiry" or "reviewers";

    public async Task<IActionResult> OnGetAsync(string? draft, string? kind, CancellationToken stop)
    {
        Form.Kind = kind ?? "";
        Form.Language = words.Language;
        if (draft is not null)
        {
            var opened = await open.RunAsync(current.Viewer, draft, stop);
            if (opened.Refusal is { } closed)
            {
                return closed.Code == "confirm" ? Redirect(Fresh.PageFor("/share?draft=" + Uri.EscapeDataString(draft))) : NotFound();
            }

            Form = await FromDraftAsync(opened.Value, stop);
            Files = opened.Value.Files;
        }

        await OfferAsync(stop);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromForm] ShareForm form, string? act, List<IFormFile> files, [FromServices] TakeOffFiles takeOff, CancellationToken stop)
    {
        Form = form;
        var input = ToInput(form);
        if (form.Draft is { } known && form.Remove.Count > 0)
        {
            Refusal = (await takeOff.RunAsync(current.Viewer, known, form.Remove, stop)).Refusal;
        }

        if (await Uploads.ReadAsync(files, stop) is { Count: > 0 } uploads)
        {
            await KeepAsync(form, input, uploads, stop);
        }

        if (Refusal is null && act == "share")
        {
            var shared = await share.RunAsync(current.Viewer, input, form.Draft, stop: stop);
            if (shared.Done)
            {
                TempData["Said"] = words["It is shared."];
                return Redirect("/items/" + shared.Value.Uid);
            }

            Refusal = shared.Refusal;
        }
        else if (Refusal is null && act == "draft")
        {
            var kept = await save.RunAsync(current.Viewer, input, ReviewersOf(form), form.Draft, stop: stop);
            if (kept.Done)
            {
                TempData["Said"] = words["Your draft is kept."];
                return Redirect("/share?draft=" + kept.Value.Uid);
            }

            Refusal = kept.Refusal;
        }

        await LookAsync(form, stop);
        return Page();
    }

    public async Task<IActionResult> AgainAsync(Refusal refusal)
    {
        Refusal = refusal;
        await LookAsync(Form, HttpContext.RequestAborted);
        return Page();
    }

    /// <summary>
    /// Files are kept with the form as a draft as soon as they are there, whoever its readers will be: an answer cannot give them back to the browser.
    /// </summary>
    private async Task KeepAsync(ShareForm form, PostInput input, IReadOnlyList<Upload> uploads, CancellationToken stop)
    {
        var kept = await save.RunAsync(current.Viewer, input, ReviewersOf(form), form.Draft, uploads, stop);
        if (kept.Refusal is { Field: "audience" or "release" or "expiry" })
        {
            kept = await save.RunAsync(current.Viewer, input with { Audience = [], Release = 0, Embargo = 0, Expiry = 0 }, ReviewersOf(form), form.Draft, uploads, stop);
        }

        form.Draft = kept.Done ? kept.Value.Uid : form.Draft;
        Refusal ??= kept.Refusal;
        NotKept = kept.Done ? [] : [.. uploads.Select(u => u.Name)];
    }

    private async Task OfferAsync(CancellationToken stop)
    {
        Offer = await choices.ReadAsync(current.Viewer, stop);
        CanSeal = await seals.CanSealAsync(stop);
    }

    private async Task LookAsync(ShareForm form, CancellationToken stop)
    {
        await OfferAsync(stop);
        if (form.Draft is { } draft)
        {
            var opened = await open.RunAsync(current.Viewer, draft, stop);
            Files = opened.Done ? opened.Value.Files : [];
        }

        var text = form.Title + "\n" + form.Body;
        Found = Extractor.Find(text, new ExtractOptions { Distinct = true });
        Personal = [.. new[] { ("", form.Body), ("Title", form.Title), ("Summary", form.Summary), ("References", form.References) }
            .SelectMany(f => PersonalData.Find(f.Item2).Select(found => (f.Item1, found)))];
        Live = LiveLinks.Find(text).Count;
        var preview = await previews.RunAsync(current.Viewer, Label?.Canonical() ?? "", form.Attribution, form.Audience, stop);
        Refusal ??= preview.Refusal ?? (form.Audience.Count == 0
            ? Refusal.Invalid("audience-missing", "Choose who is to read it: neither label nor audience has a default.", "audience")
            : null);
        if (preview.Done && form.Audience.Count > 0)
        {
            Preview = preview.Value;
        }

        if (form.Attribution == "anonymous" && preview.Done)
        {
            CouldBe = await previews.CouldBeAsync(current.Viewer, form.Audience, stop);
        }
    }

    private async Task<ShareForm> FromDraftAsync(OpenedDraft draft, CancellationToken stop)
    {
        var (card, content) = (draft.Item.Card, draft.Item.Content!);
        var views = await holdings.DescribeAsync(current.Viewer, [card], stop);
        return new ShareForm
        {
            Draft = card.Uid,
            Kind = ItemKind.Word(card.Kind),
            Label = card.Label.Canonical(),
            Title = content.Title,
            Body = content.Body,
            Summary = content.Summary,
            References = content.References,
            Language = content.Language,
            Attribution = card.Attribution.ToString().ToLowerInvariant(),
            Pap = card.Pap.Canonical(),
            Release = FormTime.Show(card.ReleaseAt),
            Embargo = FormTime.Show(card.EmbargoUntil),
            Expiry = FormTime.Show(card.ExpiresAt),
            Audience = [.. views[0]?.Parts.Select(p => p.Word) ?? []],
            Reviewers = [.. draft.Reviewers.Select(uid => "person:" + uid)],
        };
    }

    private static List<string> ReviewersOf(ShareForm form) => form.Reviewers.ConvertAll(r => r.Replace("person:", "", StringComparison.Ordinal));

    private PostInput ToInput(ShareForm form) => new()
    {
        Kind = form.Kind,
        Label = Label?.Canonical() ?? "",
        Audience = form.Audience,
        Attribution = form.Attribution,
        Pap = form.Pap,
        Title = form.Title ?? "",
        Summary = form.Summary ?? "",
        Body = form.Body ?? "",
        References = form.References ?? "",
        Language = form.Language ?? "",
        Release = FormTime.Read(form.Release),
        Embargo = FormTime.Read(form.Embargo),
        Expiry = FormTime.Read(form.Expiry),
    };
}
