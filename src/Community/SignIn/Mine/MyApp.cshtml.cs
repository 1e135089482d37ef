using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Community.SignIn.Mine;

[Access(Allow.Person)]
internal sealed class MyAppModel(ReplaceApp replace, Enrolment enrolment, MyAccount mine, TimeProvider clock) : EntryPage
{
    public Offer? Offer { get; private set; }

    public Secrets Secrets { get; private set; } = new("", Password: false, App: false, CodesLeft: 0);

    public async Task<IActionResult> OnGetAsync() => AskFresh(clock.Now()) ?? await ShowAsync(null);

    public async Task<IActionResult> OnPostAsync(string? secret, string? code)
    {
        var outcome = await replace.RunAsync(Viewer, secret, code ?? "", Stop);
        if (outcome.Done)
        {
            return Onward("/account", "Codes come from the new app from now on.");
        }

        await ShowAsync(secret);
        return Again(outcome.Refusal!);
    }

    private async Task<IActionResult> ShowAsync(string? secret)
    {
        Response.Headers.CacheControl = "no-store";
        Secrets = await mine.SecretsAsync(Viewer, Stop);
        Offer = enrolment.OfferTo(Viewer.PersonUid, Secrets.Email, secret);
        return Page();
    }
}
