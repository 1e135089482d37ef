using Infohub.Community.SignIn.Passkeys;
using Infohub.Platform.Http;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Community.SignIn;

[Access(Allow.Everyone)]
internal sealed class SignInModel(SignInWithPassword byPassword, SignInWithPasskey byPasskey, Ceremonies ceremonies, PageFrame frame) : EntryPage
{
    public string Email { get; private set; } = "";

    public bool Safe => SessionCookie.Allowed(Request);

    public IActionResult OnGet()
    {
        if (frame.LanguageInAddress is { } language)
        {
            // Public pages keep no cookie: what was chosen there comes in the address, and is kept from here on.
            PlatformUi.KeepLanguage(HttpContext, language);
        }

        return Viewer.IsPerson ? Onward(BackOrHome) : Page();
    }

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

    public async Task<IActionResult> OnPostPasskeyOptionsAsync() => Options(await ceremonies.AskAsync(HttpContext, Ceremonies.SignIn, personUid: null));

    public async Task<IActionResult> OnPostPasskeyAsync(string? credential)
    {
        var proof = await ceremonies.CheckUseAsync(HttpContext, Ceremonies.SignIn, credential ?? "");
        if (!proof.Done || !Safe)
        {
            return Told(proof.Refusal ?? Ceremonies.Failed);
        }

        var outcome = await byPasskey.RunAsync(proof.Value, From, SessionCookie.Read(Request), Stop);
        return outcome.Done ? Told(Enter(outcome.Value)) : Told(outcome.Refusal!);
    }
}
