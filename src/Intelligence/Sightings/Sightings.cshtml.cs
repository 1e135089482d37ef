using Infohub.Community.Public;
using Infohub.Intelligence.Scoring;
using Infohub.Intelligence.Values;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Intelligence.Sightings;

/// <summary>Sightings of one value: where the form leads that stands on the value's page.</summary>
[Access(Allow.Person), Typed("note", "value")]
internal sealed class SightingsModel(CurrentViewer current, ValueBoards boards, RecordSightings record, TakeBackSighting takeBack, Words words) : PageModel, IKeepsTyped
{
    public ValueBoard? Board { get; private set; }

    public Refusal? Refusal { get; private set; }

    public string Typed { get; private set; } = "";

    public async Task OnGetAsync(string? value)
    {
        Typed = value ?? "";
        Refusal = Typed.Length > 0 && TypedValue.Read(Typed) is null ? SightingRefusals.Value : null;
        await LoadAsync(null);
    }

    public async Task<IActionResult> OnPostAsync(SightingForm form, string? back)
    {
        // By machine an item may be left out; a person sees readers and label of the one that is chosen, and of no other.
        var outcome = string.IsNullOrWhiteSpace(form.Item) ? SightingRefusals.Item : await record.RunAsync(current.Viewer, form.ToInput(), HttpContext.RequestAborted);
        return outcome.Refusal is { } refusal ? await AgainAsync(refusal) : Onward(outcome.Value.Added ? words["Added to what your organisation said today."] : words["Said."], form.Value, back);
    }

    public async Task<IActionResult> OnPostTakeBackAsync(string? uid, string? value, string? back)
    {
        var outcome = await takeBack.RunAsync(current.Viewer, uid ?? "", HttpContext.RequestAborted);
        return outcome.Refusal is not { } refusal ? Onward(words["Taken back."], value, back)
            : refusal.Kind == RefusalKind.NotFound ? NotFound()
            : await AgainAsync(refusal);
    }

    public async Task<IActionResult> OnPostAttributeAsync(string? uid, string? value, string? back, [FromServices] AttributeSighting attribute)
    {
        var outcome = await attribute.RunAsync(current.Viewer, uid ?? "", AttributeSighting.Organisation, HttpContext.RequestAborted);
        return outcome.Refusal is not { } refusal ? Onward(words["It stands in your organisation's name now."], value, back)
            : refusal.Kind == RefusalKind.NotFound ? NotFound()
            : await AgainAsync(refusal);
    }

    public async Task<IActionResult> AgainAsync(Refusal refusal)
    {
        (Refusal, Typed) = (refusal, Request.Form["value"].ToString());
        Response.StatusCode = Problems.Status(refusal.Kind);
        await LoadAsync(new SightingForm
        {
            Kind = Request.Form["kind"],
            Item = Request.Form["item"],
            Count = Request.Form["count"],
            First = Request.Form["first"],
            Last = Request.Form["last"],
            Note = Request.Form["note"],
            Anonymous = Request.Form["anonymous"] == "true",
        });
        return Page();
    }

    private async Task LoadAsync(SightingForm? form)
    {
        if (TypedValue.Read(Typed) is not { } value)
        {
            return;
        }

        var board = await boards.OfAsync(current.Viewer, value, form?.Item, HttpContext.RequestAborted);
        var back = form is null ? "" : Request.Form["back"].ToString();
        Board = board with { Sightings = board.Sightings with { Refusal = Refusal, Typed = form ?? new SightingForm(), Back = IsOwnPage(back) ? back : "/intelligence/sightings?value=" + Uri.EscapeDataString(value.Value) } };
    }

    private StatusCodeResult Onward(string said, string? value, string? back)
    {
        TempData.Say(said);
        Response.Headers.Location = IsOwnPage(back) ? back : "/intelligence/sightings?value=" + Uri.EscapeDataString(value ?? "");
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    private bool IsOwnPage(string? back) => back is not null && Url.IsLocalUrl(back) && (back.StartsWith("/intelligence/", StringComparison.Ordinal) || back.StartsWith("/items/", StringComparison.Ordinal));
}
