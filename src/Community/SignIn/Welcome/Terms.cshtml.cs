using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Community.SignIn.Welcome;

/// <summary>The terms, for everybody to read; whoever is signed in but for them may accept.</summary>
[Access(Allow.Everyone)]
internal sealed class TermsModel(AcceptTerms accept, Database database, TimeProvider clock) : EntryPage
{
    public string Text { get; private set; } = "";

    public string Version { get; private set; } = "";

    public bool MayAccept { get; private set; }

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync(string? version)
    {
        await LoadAsync();
        if (SessionCookie.Read(Request) is not { } token)
        {
            return Onward("/signin");
        }

        var outcome = await accept.RunAsync(token, version ?? "", Stop);
        return outcome.Done ? Onward(BackOrHome) : Again(outcome.Refusal!);
    }

    private async Task LoadAsync()
    {
        var token = SessionCookie.Read(Request);
        (Version, Text, MayAccept) = await database.ReadAsync(
            async sql =>
            {
                var account = token is null ? Account.Nobody : await Account.BySessionAsync(sql, token, clock.Now(), Stop);
                var text = await sql.FirstAsync("select value from setting where name = 'terms-text'", static r => r.Text(0), Stop) ?? "";
                return (await AcceptTerms.CurrentAsync(sql, Stop), text, account is { Active: true, AcceptedTerms: false });
            },
            Stop);
    }
}
