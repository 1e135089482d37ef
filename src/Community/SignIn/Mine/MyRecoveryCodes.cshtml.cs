using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Community.SignIn.Mine;

[Access(Allow.Person)]
internal sealed class MyRecoveryCodesModel(ReplaceRecoveryCodes replace, MyAccount mine, TimeProvider clock) : EntryPage
{
    public IReadOnlyList<string>? Codes { get; private set; }

    public long Left { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (AskFresh(clock.Now()) is { } ask)
        {
            return ask;
        }

        Left = (await mine.SecretsAsync(Viewer, Stop)).CodesLeft;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Response.Headers.CacheControl = "no-store";
        var outcome = await replace.RunAsync(Viewer, Stop);
        if (!outcome.Done)
        {
            return Again(outcome.Refusal!);
        }

        Codes = outcome.Value;
        return Page();
    }
}
