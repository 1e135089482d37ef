using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Keys;
using Infohub.Platform.Refusals;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Community.SignIn.Mine;

[Access(Allow.Person)]
internal sealed class MySessionsModel(MyAccount mine, EndSession end, EndOtherSessions endOthers, KeyRing keys) : EntryPage
{
    public IReadOnlyList<SessionRow> Sessions { get; private set; } = [];

    public long Current => Viewer.SessionId;

    /// <summary>Sessions are numbered as people sign in: the bare number would tell how many others did (law R7).</summary>
    public string AddressOf(SessionRow session) => Cursor.Write(keys, "session", session.Id);

    public async Task OnGetAsync() => Sessions = await mine.SessionsAsync(Viewer, Stop);

    public async Task<IActionResult> OnPostEndAsync(string? id)
    {
        var number = Cursor.Read(keys, "session", id ?? "");
        var outcome = number is { } session ? await end.RunAsync(Viewer, session, Stop) : Refusal.NotFound;
        if (outcome.Done)
        {
            return Onward(number == Viewer.SessionId ? "/signin" : "/account/sessions");
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
