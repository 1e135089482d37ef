using Infohub.Platform.Refusals;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Community.SignIn;

/// <summary>What pages of sign-in and account have in common: a way back, and a refusal shown with the form.</summary>
internal abstract class EntryPage : PageModel
{
    /// <summary>A local path to go on to.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    public Refusal? Refusal { get; private set; }

    protected CancellationToken Stop => HttpContext.RequestAborted;

    protected string BackOrHome => Url.IsLocalUrl(Back) ? Back! : "/";

    protected Origin From => new(HttpContext.Connection.RemoteIpAddress, Request.Headers.UserAgent.ToString());

    /// <summary>The form again, with what was wrong.</summary>
    protected PageResult Again(Refusal refusal)
    {
        Refusal = refusal;
        Response.StatusCode = StatusOf(refusal);
        return Page();
    }

    /// <summary>After a form: 303, so that going back does not send it twice.</summary>
    protected IActionResult Onward(string path)
    {
        Response.Headers.Location = path;
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>The answer to the passkey script: where to go, or a sentence to show.</summary>
    protected JsonResult Told(Refusal refusal, Infohub.Platform.Ui.Words words) => new(new { refusal = words.Of(refusal) }) { StatusCode = StatusOf(refusal) };

    protected static JsonResult Told(string to) => new(new { to });

    private static int StatusOf(Refusal refusal) => refusal.Kind switch
    {
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.TooMany => StatusCodes.Status429TooManyRequests,
        RefusalKind.SignIn => StatusCodes.Status401Unauthorized,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
