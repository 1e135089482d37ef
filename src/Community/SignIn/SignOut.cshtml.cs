using Infohub.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Community.SignIn;

[Access(Allow.Everyone)]
internal sealed class SignOutModel(EndSession end) : EntryPage
{
    public void OnGet()
    {
        // the page is only its form
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Viewer.IsPerson)
        {
            await end.RunAsync(Viewer, Viewer.SessionId, CancellationToken.None);
        }

        SessionCookie.Remove(HttpContext);
        // What the browser kept of restricted pages goes with the session.
        Response.Headers["Clear-Site-Data"] = "\"cache\"";
        return Onward("/signin");
    }
}
