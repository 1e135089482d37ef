using Infohub.Community.Public;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Sharing.Guidance;

/// <summary>The form as it was typed; an empty field arrives as null.</summary>
internal sealed class GuidanceForm
{
    public string? Address { get; set; }

    public int Revision { get; set; }

    public Dictionary<string, string?> Title { get; set; } = [];

    public Dictionary<string, string?> Summary { get; set; } = [];

    public Dictionary<string, string?> Body { get; set; } = [];

    public bool Same { get; set; }

    internal GuidanceWords Of(string language) => new(Title.GetValueOrDefault(language) ?? "", Summary.GetValueOrDefault(language) ?? "", Body.GetValueOrDefault(language) ?? "");

    internal static GuidanceForm From(GuidancePage page) => new()
    {
        Address = page.Slug,
        Revision = page.Revision,
        Title = page.Texts.ToDictionary(t => t.Language, t => (string?)t.Title, StringComparer.Ordinal),
        Summary = page.Texts.ToDictionary(t => t.Language, t => (string?)t.Summary, StringComparer.Ordinal),
        Body = page.Texts.ToDictionary(t => t.Language, t => (string?)t.Body, StringComparer.Ordinal),
    };
}

/// <summary>One page for a new text and for its next versions: fill in, preview, publish. Nothing is kept before it is published.</summary>
[Access(Allow.Officer)]
[Typed("title[en]", "summary[en]", "body[en]", "title[zh-Hant]", "summary[zh-Hant]", "body[zh-Hant]", "title[zh-Hans]", "summary[zh-Hans]", "body[zh-Hans]", "reason")]
internal sealed class EditGuidanceModel(CurrentViewer current, GuidanceShelf shelf, PublishGuidance publish, WithdrawGuidance withdraw, Words words) : PageModel, IKeepsTyped
{
    private const string New = "new";

    public GuidanceForm Form { get; private set; } = new();

    /// <summary>As it stands; null for a new one.</summary>
    public GuidancePage? Standing { get; private set; }

    public IReadOnlyList<GuidanceVersion> Versions { get; private set; } = [];

    /// <summary>Rendered above the form: what was typed, or a version of before.</summary>
    public IReadOnlyList<GuidanceText> Shown { get; private set; } = [];

    public Refusal? Refusal { get; private set; }

    public string Reason { get; private set; } = "";

    private CancellationToken Stop => HttpContext.RequestAborted;

    /// <summary>The community's languages, and those in which the page has a text from before.</summary>
    public IEnumerable<string> Written(IReadOnlyList<string> offered) => Languages.All.Where(l => offered.Contains(l) || Form.Of(l) is not { Title: "", Body: "" });

    public async Task<IActionResult> OnGetAsync([FromRoute] string slug, string? language, int version)
    {
        if (!await LoadAsync(slug))
        {
            return NotFound();
        }

        Form = Standing is { } page ? GuidanceForm.From(page) : Form;
        if (Languages.Nearest(language) is { } one && await shelf.VersionAsync(slug, one, version, Stop) is { } before)
        {
            Shown = [before];
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromRoute] string slug, [FromForm] GuidanceForm form, string? act)
    {
        Form = form;
        if (!await LoadAsync(slug))
        {
            return NotFound();
        }

        if (act != "publish")
        {
            Shown = [.. Languages.All.Select(l => (Language: l, Words: form.Of(l))).Where(t => t.Words.Title.Length + t.Words.Body.Length > 0)
                .Select(t => new GuidanceText(t.Language, 0, t.Words.Title, t.Words.Summary, t.Words.Body, 0, IsOlder: false))];
            Refusal = Shown.Count == 0 ? GuidanceRefusals.Nothing : null;
            return Page();
        }

        var texts = Languages.All.Where(l => form.Title.ContainsKey(l) || form.Body.ContainsKey(l)).ToDictionary(l => l, form.Of, StringComparer.Ordinal);
        var done = await publish.RunAsync(current.Viewer, new GuidanceInput(Standing?.Slug ?? form.Address ?? "", Standing is null ? 0 : form.Revision, texts, form.Same), Stop);
        return done.Refusal is { } refusal ? Again(refusal) : Onward("/officers/guidance/" + done.Value, "It is published.");
    }

    public async Task<IActionResult> OnPostWithdrawAsync([FromRoute] string slug, string? reason)
    {
        Reason = reason ?? "";
        if (!await LoadAsync(slug) || Standing is not { } page)
        {
            return NotFound();
        }

        Form = GuidanceForm.From(page);
        var done = await withdraw.RunAsync(current.Viewer, slug, Reason, Stop);
        return done.Refusal is { } refusal ? Again(refusal) : Onward("/officers/guidance", "It is withdrawn.");
    }

    public async Task<IActionResult> AgainAsync(Refusal refusal)
    {
        await LoadAsync(RouteData.Values["slug"]?.ToString() ?? New);
        Refusal = refusal;
        return Page();
    }

    private async Task<bool> LoadAsync(string slug)
    {
        if (slug == New)
        {
            return true;
        }

        Standing = await shelf.FindAsync(slug, Stop);
        Versions = Standing is null ? [] : await shelf.VersionsAsync(slug, Stop);
        return Standing is not null;
    }

    private PageResult Again(Refusal refusal)
    {
        Refusal = refusal;
        Response.StatusCode = Problems.Status(refusal.Kind);
        return Page();
    }

    private StatusCodeResult Onward(string path, string said)
    {
        TempData.Say(words[said]);
        Response.Headers.Location = path;
        return StatusCode(303);
    }
}
