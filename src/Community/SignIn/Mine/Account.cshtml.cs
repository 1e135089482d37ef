using Infohub.Community.SignIn.Recovery;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Community.SignIn.Mine;

[Access(Allow.Person)]
internal sealed class AccountModel(ChangeSettings change, MyAccount mine, CancelRecovery cancel, Database database, TimeProvider clock) : EntryPage
{
    public static IReadOnlyList<string> Zones { get; } =
        ["Asia/Hong_Kong", "Asia/Macau", "Asia/Shanghai", "Asia/Taipei", "Asia/Singapore", "Asia/Tokyo", "Australia/Sydney", "Europe/London", "Europe/Berlin", "America/New_York", "America/Los_Angeles", "Etc/UTC"];

    public Settings Settings { get; private set; } = new("", "", "", "", Shortcuts: true);

    public Secrets Secrets { get; private set; } = new("", Password: false, App: false, CodesLeft: 0);

    /// <summary>Somebody says that this person lost their factors.</summary>
    public RecoveryView? Recovery { get; private set; }

    public Task OnGetAsync() => LoadAsync(new(Languages.Nearest(Viewer.Language) ?? Languages.English, Viewer.Zone, Viewer.Theme, Viewer.Density, Viewer.Shortcuts));

    public async Task<IActionResult> OnPostAsync(string? language, string? zone, string? theme, string? density, bool shortcuts)
    {
        await LoadAsync(new(language ?? "", zone?.Trim() ?? "", theme ?? "", density ?? "", shortcuts));
        var outcome = await change.RunAsync(Viewer, Settings, Stop);
        if (!outcome.Done)
        {
            return Again(outcome.Refusal!);
        }

        // An earlier choice on this browser would hide the new one.
        Response.Cookies.Delete(PlatformUi.LanguageCookie);
        return Onward("/account", "Kept.");
    }

    public async Task<IActionResult> OnPostStopRecoveryAsync(string? recovery)
    {
        var outcome = await cancel.RunAsync(Viewer, recovery ?? "", Stop);
        return outcome.Done ? Onward("/account", "The recovery is stopped.") : NotFound();
    }

    private async Task LoadAsync(Settings settings)
    {
        Settings = settings;
        Secrets = await mine.SecretsAsync(Viewer, Stop);
        var open = await database.ReadAsync(sql => RecoveryView.OfPersonAsync(sql, Viewer.PersonId, Stop), Stop);
        Recovery = open?.IsOver(clock.Now()) == false ? open : null;
    }
}
