using Infohub.Community.Settings;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Community.SignIn.Welcome;

/// <summary>The terms, for everybody to read; whoever is signed in but for them may accept.</summary>
[Access(Allow.Everyone)]
internal sealed class TermsModel(AcceptTerms accept, Database database, TimeProvider clock, TermsTemplate template, Words words) : EntryPage
{
    public string Text { get; private set; } = "";

    /// <summary>Of the text, which may not be the reader's; empty where it is not known.</summary>
    public string TextLanguage { get; private set; } = "";

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
        (Version, var terms, MayAccept) = await database.ReadAsync(
            async sql =>
            {
                var account = token is null ? Account.Nobody : await Account.BySessionAsync(sql, token, clock.Now(), Stop);
                var settings = await CommunitySettings.ReadAsync(sql, Stop);
                return (await AcceptTerms.CurrentAsync(sql, Stop), settings.TermsIn(words.Language), account is { Active: true, AcceptedTerms: false });
            },
            Stop);
        (TextLanguage, Text) = terms ?? (words.Language, template.Texts[words.Language]);
    }
}
