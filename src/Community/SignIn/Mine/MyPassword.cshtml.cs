using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Community.SignIn.Mine;

[Access(Allow.Person)]
internal sealed class MyPasswordModel(ChangePassword change, TimeProvider clock) : EntryPage
{
    public IActionResult OnGet() => AskFresh(clock.Now()) ?? Page();

    public async Task<IActionResult> OnPostAsync(string? password)
    {
        var outcome = await change.RunAsync(Viewer, password ?? "", Stop);
        return outcome.Done ? Onward("/account", "The password was changed.") : Again(outcome.Refusal!);
    }
}
