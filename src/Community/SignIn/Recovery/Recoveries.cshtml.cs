using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Community.SignIn.Recovery;

[Access(Allow.Officer)]
internal sealed class RecoveriesModel(Database database, ConfirmRecovery confirm, CancelRecovery cancel, TimeProvider clock) : EntryPage
{
    public IReadOnlyList<RecoveryView> Open { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var all = await database.ReadAsync(sql => RecoveryView.ListAsync(sql, Stop), Stop);
        Open = [.. all.Where(r => !r.IsOver(clock.Now()))];
    }

    public async Task<IActionResult> OnPostConfirmAsync(string? recovery) => await AfterAsync(await confirm.RunAsync(Viewer, recovery ?? "", Stop));

    public async Task<IActionResult> OnPostCancelAsync(string? recovery) => await AfterAsync(await cancel.RunAsync(Viewer, recovery ?? "", Stop));

    private async Task<IActionResult> AfterAsync(Outcome<Done> outcome)
    {
        if (outcome.Done)
        {
            return Onward("/officers/recoveries");
        }

        await OnGetAsync();
        return Again(outcome.Refusal!);
    }
}
