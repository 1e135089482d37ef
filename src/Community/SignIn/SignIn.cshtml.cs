using Infohub.Community.Public;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Community.SignIn;

[Access(Allow.Everyone)]
internal sealed class SignInModel(SignInWithPassword byPassword, CurrentViewer current) : EntryPage
{
    public string Email { get; private set; } = "";

    public bool Safe => SessionCookie.Allowed(Request);

    public IActionResult OnGet() => current.Viewer.IsPerson ? Onward(BackOrHome) : Page();

    public async Task<IActionResult> OnPostAsync(string? email, string? password, string? code)
    {
        Email = email ?? "";
        if (!Safe)
        {
            return Again(SignInWithPassword.Failed);
        }

        var outcome = await byPassword.RunAsync(new(Email, password ?? "", code ?? "", From, SessionCookie.Read(Request)), Stop);
        return outcome.Done ? Onward(Enter(outcome.Value)) : Again(outcome.Refusal!);
    }

    /// <summary>Gives the browser its session; where to go on.</summary>
    private string Enter(SignedIn signedIn)
    {
        SessionCookie.Write(HttpContext, signedIn.Token);
        return signedIn.NeedsTerms ? "/terms?back=" + Uri.EscapeDataString(BackOrHome) : BackOrHome;
    }
}
