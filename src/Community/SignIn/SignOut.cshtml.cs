using Infohub.Community.Public;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Community.SignIn;

[Access(Allow.Everyone)]
internal sealed class SignOutModel(EndSession end, CurrentViewer current) : EntryPage
{
    public void OnGet()
    {
        // the page is only its form
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (current.Viewer.IsPerson)
        {
            await end.RunAsync(current.Viewer, current.Viewer.SessionId, CancellationToken.None);
        }

        SessionCookie.Remove(HttpContext);
        // What the browser kept of pages under restriction goes with the session.
        Response.Headers["Clear-Site-Data"] = "\"cache\"";
        return Onward("/signin");
    }
}
