using Infohub.Community.Public;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Community.SignIn;

/// <summary>What pages of sign-in and account have in common: a way back, and a refusal shown with the form.</summary>
internal abstract class EntryPage : PageModel
{
    /// <summary>A local path to go on to.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    public Refusal? Refusal { get; private set; }

    protected CancellationToken Stop => HttpContext.RequestAborted;

    protected Viewer Viewer => HttpContext.RequestServices.GetRequiredService<CurrentViewer>().Viewer;

    protected string BackOrHome => Url.IsLocalUrl(Back) ? Back! : "/";

    protected Origin From => new(HttpContext.Connection.RemoteIpAddress, Request.Headers.UserAgent.ToString());

    private bool HasTyped =>
        Request.HasFormContentType && HttpContext.GetEndpoint()?.Metadata.GetMetadata<TypedAttribute>() is { } typed && typed.Fields.Any(f => !string.IsNullOrWhiteSpace(Request.Form[f]));

    private Words Words => HttpContext.RequestServices.GetRequiredService<Words>();

    /// <summary>What was typed into a field of the form that is refused, else what stands.</summary>
    /// <param name="handler">The form's handler, or empty.</param>
    /// <param name="field">The field.</param>
    /// <param name="standing">What the field shows otherwise.</param>
    public string Kept(string handler, string field, string standing = "") => IsRefused(handler) ? Request.Form[field].ToString() : standing;

    /// <summary>As <see cref="Kept"/>, for one choice of a field: whether it is ticked.</summary>
    public bool Ticked(string handler, string field, string value, bool standing = false) => IsRefused(handler) ? Request.Form[field].Contains(value) : standing;

    /// <summary>The form again with what was wrong; or the page that asks for a fresh proof, where no words are lost by it.</summary>
    protected IActionResult Again(Refusal refusal)
    {
        if (refusal.Code == "confirm" && !HasTyped)
        {
            return Onward(Fresh.PageFor(Request.Path));
        }

        Refusal = refusal;
        Response.StatusCode = Problems.Status(refusal.Kind);
        return Page();
    }

    private bool IsRefused(string handler) =>
        Refusal is not null && Request.HasFormContentType && string.Equals(Request.Query["handler"].ToString(), handler, StringComparison.OrdinalIgnoreCase);

    /// <summary>After a form: 303, so that going back does not send it twice.</summary>
    protected IActionResult Onward(string path, string? said = null)
    {
        if (said is not null)
        {
            TempData.Say(Words[said]);
        }

        Response.Headers.Location = path;
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>Gives the browser its session; where to go on.</summary>
    protected string Enter(SignedIn signedIn)
    {
        SessionCookie.Write(HttpContext, signedIn.Token);
        return signedIn.NeedsTerms ? "/terms?back=" + Uri.EscapeDataString(BackOrHome) : BackOrHome;
    }

    /// <summary>Answers the passkey script: where to go.</summary>
    protected static JsonResult Told(string to) => new(new { to });

    /// <summary>Answers the passkey script: a sentence to show, or where a fresh proof is asked for.</summary>
    protected JsonResult Told(Refusal refusal) => refusal.Code == "confirm"
        ? Told(Fresh.PageFor(Request.Path))
        : new JsonResult(new { refusal = Words.Of(refusal) }) { StatusCode = Problems.Status(refusal.Kind) };

    /// <summary>The options of a ceremony, as the framework wrote them.</summary>
    protected ContentResult Options(string json) => Content(json, "application/json");

    /// <summary>Where a fresh proof is needed even to look: null once it is there.</summary>
    protected IActionResult? AskFresh(long now) =>
        Fresh.Required(Viewer, now) is null ? null : Onward(Fresh.PageFor(Request.GetEncodedPathAndQuery()));
}
