using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Library.Access;
using Infohub.Library.Files;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Library.Seals;
using Infohub.Markings;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Sharing.Posts;

/// <summary>One page: fill in, see who will read it, share. Works without script in two steps; script asks for its live parts, which are the same partials.</summary>
[Access(Allow.Person), Typed("title", "body", "summary", "references", "tags")]
[RequestFormLimits(MultipartBodyLengthLimit = 64L * 1024 * 1024, ValueCountLimit = 4096)]
internal sealed class ShareModel(CurrentViewer current, AudienceChoices choices, AudiencePreviews previews, Drafting drafting, Words words) : PageModel, IKeepsTyped
{
    public ShareForm Form { get; private set; } = new();

    /// <summary>All that the form offers; not asked for where only its live parts are answered.</summary>
    public AudienceField Audience { get; private set; } = AudienceField.Nothing;

    public AudiencePreview? Preview { get; private set; }

    public TextLook Look { get; private set; } = TextLook.Nothing;

    public TagOffers TagOffers => field ??= Posts.TagOffers.Of(HttpContext.RequestServices.GetRequiredService<TagWords>(), Text, Form.Tags, [.. Form.Tag.OfType<string>().Where(t => t.Length > 0)]);

    public Content Text { get; private set; } = new("", "", "", "", Languages.English);

    /// <summary>Kept with the draft, and shared with it.</summary>
    public IReadOnlyList<FileCard> Files { get; private set; } = [];

    /// <summary>Objects that were imported into the draft, and are shared with it.</summary>
    public BroughtView? Brought { get; private set; }

    /// <summary>Names of files that were picked and are not kept: a browser gives them once.</summary>
    public IReadOnlyList<string> NotKept { get; private set; } = [];

    /// <summary>When the page kept the draft by itself; 0 where it did not.</summary>
    public long SavedAt { get; private set; }

    /// <summary>Why what was kept could not be shared as it stands.</summary>
    public Refusal? Unfit { get; private set; }

    /// <summary>A newer state of the draft stands elsewhere, under this address.</summary>
    public string? Elsewhere { get; private set; }

    /// <summary>The item that is translated, to be read beside.</summary>
    public ReadableItem? Original { get; private set; }

    /// <summary>Three officers keep seals, so that anonymous sharing is offered (W7).</summary>
    public bool CanSeal { get; private set; }

    /// <summary>How many organisations could be the author of an anonymous item; null where it is not one.</summary>
    public long? CouldBe { get; private set; }

    public Refusal? Refusal { get; private set; }

    /// <summary>The preview was asked for: what stands in its way is told, and the post is shown as readers will see it.</summary>
    public bool Asked { get; private set; }

    public Tlp? Label => Form.ChosenLabel;

    public int Kind => ItemKind.Parse(Form.Kind);

    /// <summary>Opened to write, not answered with what was refused.</summary>
    public bool IsOpened => HttpMethods.IsGet(Request.Method);

    public string Author => current.Viewer.PersonName;

    public string Organisation => current.Viewer.OrganisationName;

    public LabelSuggestion? LabelHint => LabelSuggestion.Of(Text, Look, Label);

    public KindSuggestion? KindHint => KindSuggestion.Of(Text, Look, Form.Kind);

    public string TitleHint => Form.Title.Length > 0 ? "" : FirstLine.Of(Form.Body);

    public bool MoreOpen => Form.Release.Length + Form.Embargo.Length + Form.Expiry.Length > 0 || Form.Reviewers.Count > 0 || Audience.Reviewers.Query.Length > 0 || Original is not null || Refusal?.Field is "release" or "expiry" or "reviewers";

    public async Task<IActionResult> OnGetAsync(string? draft, string? kind, string? template, string? translate, CancellationToken stop)
    {
        Form.Kind = kind ?? "";
        Form.Language = words.Language;
        if (template is not null)
        {
            Form.Body = PostTemplates.Of(Kind, words);
        }

        if ((draft ?? translate) is { } uid)
        {
            var begun = draft is null ? await drafting.TranslateAsync(current.Viewer, uid, words.Language, stop) : await drafting.GoOnAsync(current.Viewer, uid, stop);
            if (begun.Refusal is { } closed)
            {
                return closed.Code == "confirm" ? Redirect(Fresh.PageFor(Request.Path + Request.QueryString)) : NotFound();
            }

            (Form, Files) = (begun.Value.Form, begun.Value.Files);
            Read();
        }

        await OfferAsync(stop);
        return Page();
    }

    /// <summary>Of buttons that take what is suggested each has a name of its own, so that they work without script.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm] ShareForm form, string? act, List<IFormFile> files, [FromServices] SharePost share, CancellationToken stop)
    {
        (Form, Asked) = (form, true);
        Refusal = await drafting.TakeOffAsync(current.Viewer, form, stop);
        await KeepFilesAsync(files, stop);
        if (Refusal is null && act is "share" or "draft" && await (act == "share" ? ShareAsync(share, stop) : KeepAsync(stop)) is { } done)
        {
            return done;
        }

        if (Refusal?.Code == PostRefusals.DraftElsewhere.Code)
        {
            // Both stay: what is sent next is a draft, or an item, of its own.
            (Elsewhere, form.Draft, form.Seen) = (form.Draft, null, 0);
        }

        await ShowAsync(stop);
        return Page();
    }

    public async Task<IActionResult> OnPostFindAsync([FromForm] ShareForm form, List<IFormFile> files, CancellationToken stop)
    {
        Form = form;
        await KeepFilesAsync(files, stop);
        await ShowAsync(stop);
        return Page();
    }

    /// <summary>Takes a suggestion over into the form; nothing else happens.</summary>
    public async Task<IActionResult> OnPostTakeAsync([FromForm] ShareForm form, string? take, List<IFormFile> files, CancellationToken stop)
    {
        Form = form;
        await KeepFilesAsync(files, stop);
        switch (take?.Split('=', 2))
        {
            case ["label", var label]:
                form.Label = label;
                break;
            case ["kind", var kind]:
                form.Kind = kind;
                break;
            case ["title"]:
                form.Title = FirstLine.Of(form.Body);
                break;
            case ["template"] when form.Body.Length == 0:
                form.Body = PostTemplates.Of(Kind, words);
                break;
            case ["audience", var parts]:
                form.Audience = [.. parts.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
                break;
        }

        await ShowAsync(stop);
        return Page();
    }

    /// <summary>The live parts of the page for what stands in the form now. Nothing is kept of it.</summary>
    public async Task<IActionResult> OnPostLookAsync([FromForm] ShareForm form, bool asked, CancellationToken stop)
    {
        (Form, Asked) = (form, asked);
        await LookAsync(stop);
        if (asked)
        {
            Files = await drafting.FilesAsync(current.Viewer, form, stop);
        }

        return Partial("/Sharing/Posts/_Live.cshtml", this);
    }

    /// <summary>The page keeps its draft by itself, as far as it goes.</summary>
    public async Task<IActionResult> OnPostSaveAsync([FromForm] ShareForm form, CancellationToken stop)
    {
        Form = form;
        await KeepByItselfAsync([], stop);
        return Partial("/Sharing/Posts/_Saved.cshtml", this);
    }

    /// <summary>Files are kept with the draft as soon as they are there.</summary>
    public async Task<IActionResult> OnPostAttachAsync([FromForm] ShareForm form, List<IFormFile> files, CancellationToken stop)
    {
        Form = form;
        Refusal = await drafting.TakeOffAsync(current.Viewer, form, stop);
        await KeepByItselfAsync(await Uploads.ReadAsync(files, stop), stop);
        Files = await drafting.FilesAsync(current.Viewer, form, stop);
        return Partial("/Sharing/Posts/_Kept.cshtml", this);
    }

    public async Task<IActionResult> AgainAsync(Refusal refusal)
    {
        Refusal = refusal;
        await ShowAsync(HttpContext.RequestAborted);
        return Page();
    }

    /// <summary>The answer, or null where it was refused.</summary>
    private async Task<IActionResult?> ShareAsync(SharePost share, CancellationToken stop)
    {
        Refusal = await ReadersChangedAsync(stop) ?? await drafting.ElsewhereAsync(current.Viewer, Form, stop);
        if (Refusal is not null)
        {
            return null;
        }

        var shared = await share.RunAsync(current.Viewer, Form.ToInput(), Form.Draft, translationOf: Form.TranslationOf, stop: stop);
        Refusal = shared.Refusal;
        return shared.Done ? Go("It is shared.", "/items/" + shared.Value.Uid) : null;
    }

    private async Task<IActionResult?> KeepAsync(CancellationToken stop)
    {
        var kept = await drafting.KeepAsync(current.Viewer, Form, new Keeping(), stop);
        Refusal = kept.Refusal;
        return kept.Done ? Go("Your draft is kept.", "/share?draft=" + kept.Value.Draft.Uid) : null;
    }

    private RedirectResult Go(string said, string to)
    {
        TempData.Say(words[said]);
        return Redirect(to);
    }

    private async Task KeepByItselfAsync(IReadOnlyList<Upload> uploads, CancellationToken stop)
    {
        var kept = await drafting.KeepAsync(current.Viewer, Form, new Keeping(ByItself: true, uploads), stop);
        (SavedAt, Unfit) = kept.Done ? (drafting.Now, kept.Value.Unfit) : (0, null);
        Refusal ??= kept.Refusal;
        Elsewhere = kept.Refusal?.Code == PostRefusals.DraftElsewhere.Code ? Form.Draft : null;
        NotKept = kept.Done ? [] : [.. uploads.Select(u => u.Name)];
    }

    private async Task KeepFilesAsync(List<IFormFile> files, CancellationToken stop)
    {
        if (await Uploads.ReadAsync(files, stop) is not { Count: > 0 } uploads)
        {
            return;
        }

        var kept = await drafting.KeepAsync(current.Viewer, Form, new Keeping(Files: uploads), stop);
        Refusal ??= kept.Refusal;
        NotKept = kept.Done ? [] : [.. uploads.Select(u => u.Name)];
    }

    /// <summary>W1: what the page told of the readers must still be so. Without script it is told on the page before.</summary>
    private async Task<Refusal?> ReadersChangedAsync(CancellationToken stop)
    {
        if (Form.Told.Length == 0 || Label is not { } label)
        {
            return null;
        }

        var now = await previews.RunAsync(current.Viewer, label.Canonical(), Form.Attribution, Form.Audience, stop);
        return now.Done && AudiencePreviews.Told(label, now.Value) != Form.Told ? PostRefusals.ReadersChanged : null;
    }

    private async Task OfferAsync(CancellationToken stop)
    {
        var services = HttpContext.RequestServices;
        Audience = await AudienceField.ReadAsync(current.Viewer, choices, services.GetRequiredService<RecentAudiences>(), Form, Request, stop);
        CanSeal = await services.GetRequiredService<AuthorSeals>().CanSealAsync(stop);
        Original = await drafting.OriginalAsync(current.Viewer, Form, stop);
        Brought = Form.Draft is { } draft && await services.GetRequiredService<OpenDraft>().RunAsync(current.Viewer, draft, stop) is { Done: true } opened
            ? await services.GetRequiredService<BroughtObjects>().OfAsync(opened.Value.Item, 0, refusedOnly: true, stop)
            : null;
    }

    private void Read()
    {
        Text = PostReader.ReadContent(Form.ToInput());
        // As it stands in the field, so that places are those of the field.
        Text = Text with { Body = Form.Body };
        Look = TextLook.Of(Text, Form.Unticked);
    }

    private async Task ShowAsync(CancellationToken stop)
    {
        (Form.Tags, Form.Tag) = (Posts.TagOffers.Joined(Form.Tags, Form.Tag), []);
        await OfferAsync(stop);
        Files = await drafting.FilesAsync(current.Viewer, Form, stop);
        await LookAsync(stop);
    }

    private async Task LookAsync(CancellationToken stop)
    {
        Read();
        Look.Before = await HttpContext.RequestServices.GetRequiredService<SharedBefore>().FindAsync(current.Viewer, Look, stop);
        var preview = await previews.RunAsync(current.Viewer, Label?.Canonical() ?? "", Form.Attribution, Form.Audience, stop);
        if (Asked)
        {
            Refusal ??= preview.Refusal ?? (Form.Audience.Count == 0
                ? Refusal.Invalid("audience-missing", "Choose who is to read it: neither label nor audience has a default.", "audience")
                : null);
        }

        if (preview.Done && Form.Audience.Count > 0)
        {
            Preview = preview.Value;
        }

        if (Form.Attribution == "anonymous" && preview.Done)
        {
            CouldBe = await previews.CouldBeAsync(current.Viewer, Form.Audience, stop);
        }
    }
}
