using Infohub.Community.SignIn.Passkeys;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Community.SignIn.Confirm;

[Access(Allow.Person)]
internal sealed class ConfirmModel(ConfirmWithPassword byPassword, ConfirmWithPasskey byPasskey, Ceremonies ceremonies) : EntryPage
{
    public void OnGet()
    {
        // the page is only its forms
    }

    public async Task<IActionResult> OnPostAsync(string? password, string? code)
    {
        var outcome = await byPassword.RunAsync(Viewer, password ?? "", code ?? "", From, Stop);
        return outcome.Done ? Onward(BackOrHome) : Again(outcome.Refusal!);
    }

    public async Task<IActionResult> OnPostPasskeyOptionsAsync() =>
        Options(await ceremonies.AskAsync(HttpContext, Ceremonies.Confirm(Viewer.PersonUid), Viewer.PersonUid));

    public async Task<IActionResult> OnPostPasskeyAsync(string? credential)
    {
        var proof = await ceremonies.CheckUseAsync(HttpContext, Ceremonies.Confirm(Viewer.PersonUid), credential ?? "");
        if (!proof.Done)
        {
            return Told(proof.Refusal!);
        }

        var outcome = await byPasskey.RunAsync(Viewer, proof.Value, Stop);
        return outcome.Done ? Told(BackOrHome) : Told(outcome.Refusal!);
    }
}
