using Infohub.Platform.Http;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Community.SignIn.Mine;

[Access(Allow.Person)]
internal sealed class AccountModel(ChangeSettings change, MyAccount mine) : EntryPage
{
    public static IReadOnlyList<string> Zones { get; } =
        ["Asia/Hong_Kong", "Asia/Macau", "Asia/Shanghai", "Asia/Taipei", "Asia/Singapore", "Asia/Tokyo", "Australia/Sydney", "Europe/London", "Europe/Berlin", "America/New_York", "America/Los_Angeles", "Etc/UTC"];

    public Settings Settings { get; private set; } = new("", "", "", "", Shortcuts: true);

    public Secrets Secrets { get; private set; } = new("", Password: false, App: false, CodesLeft: 0);

    public async Task OnGetAsync()
    {
        Settings = new(Languages.Nearest(Viewer.Language) ?? Languages.English, Viewer.Zone, Viewer.Theme, Viewer.Density, Viewer.Shortcuts);
        Secrets = await mine.SecretsAsync(Viewer, Stop);
    }

    public async Task<IActionResult> OnPostAsync(string? language, string? zone, string? theme, string? density, bool shortcuts)
    {
        Settings = new(language ?? "", zone?.Trim() ?? "", theme ?? "", density ?? "", shortcuts);
        Secrets = await mine.SecretsAsync(Viewer, Stop);
        var outcome = await change.RunAsync(Viewer, Settings, Stop);
        if (!outcome.Done)
        {
            return Again(outcome.Refusal!);
        }

        // An earlier choice on this browser would hide the new one.
        Response.Cookies.Delete(PlatformUi.LanguageCookie);
        return Onward("/account", "Kept.");
    }
}
