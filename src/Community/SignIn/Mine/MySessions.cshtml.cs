using Infohub.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Community.SignIn.Mine;

[Access(Allow.Person)]
internal sealed class MySessionsModel(MyAccount mine, EndSession end, EndOtherSessions endOthers) : EntryPage
{
    public IReadOnlyList<SessionRow> Sessions { get; private set; } = [];

    public long Current => Viewer.SessionId;

    public async Task OnGetAsync() => Sessions = await mine.SessionsAsync(Viewer, Stop);

    public async Task<IActionResult> OnPostEndAsync(long id)
    {
        var outcome = await end.RunAsync(Viewer, id, Stop);
        if (outcome.Done)
        {
            return Onward(id == Viewer.SessionId ? "/signin" : "/account/sessions");
        }

        await OnGetAsync();
        return Again(outcome.Refusal!);
    }

    public async Task<IActionResult> OnPostOthersAsync()
    {
        await endOthers.RunAsync(Viewer, Stop);
        return Onward("/account/sessions", "All other sessions ended.");
    }
}
