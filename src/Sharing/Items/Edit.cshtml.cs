using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Library.Access;
using Infohub.Library.Files;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Infohub.Sharing.Posts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Infohub.Sharing.Items;

/// <summary>The author corrects a post.</summary>
[Access(Allow.Person), Typed("title", "body", "summary", "references", "tags", "embargo", "expiry")]
[RequestFormLimits(MultipartBodyLengthLimit = 64L * 1024 * 1024)]
internal sealed class EditModel(CurrentViewer current, Holdings holdings, RevisePost revise, AttachFile attach, TagWords words) : PageModel, IKeepsTyped
{
    private IReadOnlyList<string> taken = [];

    public string Uid { get; private set; } = "";

    public int Version { get; private set; }

    public PostChange Change { get; private set; } = new();

    /// <summary>As the field has them.</summary>
    public string Tags { get; private set; } = "";

    public TagOffers TagOffers => field ??= Posts.TagOffers.Of(words, Text, Tags, taken);

    /// <summary>As the form has it.</summary>
    public string Embargo { get; private set; } = "";

    public string Expiry { get; private set; } = "";

    public TextLook Look { get; private set; } = TextLook.Nothing;

    public Content Text { get; private set; } = new("", "", "", "", Languages.English);

    /// <summary>It is shown as readers will see it.</summary>
    public bool Asked { get; private set; }

    public Refusal? Refusal { get; private set; }

    /// <summary>The boxes of found values stand beside the form.</summary>
    public static ViewDataDictionary FormOfBoxes(ViewDataDictionary data) => new(data) { ["form"] = "edit" };

    public async Task<IActionResult> OnGetAsync(string uid, CancellationToken stop)
    {
        var found = await holdings.OpenAsync(current.Viewer, Channel.Page, uid, null, stop);
        if (!found.Done || !found.Value.Card.IsAuthor)
        {
            return NotFound();
        }

        if (found.Value.Content is not { } content)
        {
            return Redirect(Fresh.PageFor($"/items/{uid}/edit"));
        }

        if (found.Value.Card.State == ItemState.Draft)
        {
            return Redirect("/share?draft=" + uid);
        }

        (Uid, Version) = (uid, found.Value.Card.Version);
        Tags = string.Join(", ", content.Tags);
        Change = new PostChange(content.Title, content.Summary, content.Body, content.References, content.Language, Tags: content.Tags, Excluded: content.Excluded);
        (Embargo, Expiry) = (FormTime.Show(found.Value.Card.EmbargoUntil), FormTime.Show(found.Value.Card.ExpiresAt));
        Read();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string uid, [FromForm] EditForm form, string? act, CancellationToken stop)
    {
        Take(uid, form);
        if (act == "preview")
        {
            Asked = true;
            return Page();
        }

        return Answer(await revise.RunAsync(current.Viewer, uid, Version, Change, stop));
    }

    /// <summary>The live parts of the page for what stands in the form now. It is not asked whose item it is, for nothing of it is shown.</summary>
    public IActionResult OnPostLook(string uid, [FromForm] EditForm form, bool asked)
    {
        Take(uid, form);
        (Tags, taken) = (form.Tags ?? "", [.. form.Tag.OfType<string>().Where(t => t.Length > 0)]);
        Asked = asked;
        return Partial("/Sharing/Items/_EditLive.cshtml", this);
    }

    public async Task<IActionResult> OnPostAttachAsync(string uid, IFormFile? file, CancellationToken stop)
    {
        Uid = uid;
        if (file is null)
        {
            return Redirect($"/items/{uid}/edit");
        }

        using var memory = new MemoryStream((int)file.Length);
        await file.CopyToAsync(memory, stop);
        var attached = await attach.RunAsync(current.Viewer, uid, [new Upload(file.FileName, memory.ToArray())], stop);
        if (attached.Done)
        {
            return Answer(attached);
        }

        var again = await OnGetAsync(uid, stop);
        Refusal = attached.Refusal;
        return again;
    }

    public async Task<IActionResult> AgainAsync(Refusal refusal)
    {
        Refusal = refusal;
        // A file alone was sent: the words are those of the item.
        return Change.Title is null ? await OnGetAsync(Uid, HttpContext.RequestAborted) : Page();
    }

    private void Take(string uid, EditForm form)
    {
        (Uid, Version, Embargo, Expiry) = (uid, form.Version, form.Embargo ?? "", form.Expiry ?? "");
        Change = form.ToChange(Request.Form.ContainsKey);
        Tags = string.Join(", ", Change.Tags ?? []);
        Read();
    }

    private void Read()
    {
        Text = PostReader.ReadContent(new PostInput { Title = Change.Title ?? "", Summary = Change.Summary ?? "", References = Change.References ?? "", Language = Change.Language ?? "" }) with
        {
            Body = (Change.Body ?? "").ReplaceLineEndings("\n"),
        };
        Look = TextLook.Of(Text, Change.Excluded ?? []);
    }

    private IActionResult Answer(Outcome<int> outcome)
    {
        if (outcome.Refusal is not { } refusal)
        {
            return Redirect("/items/" + Uri.EscapeDataString(Uid));
        }

        if (refusal.Kind == RefusalKind.NotFound)
        {
            return NotFound();
        }

        Refusal = refusal;
        return Page();
    }
}
