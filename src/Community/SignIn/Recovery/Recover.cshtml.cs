using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Community.SignIn.Recovery;

/// <summary>For the administrator of the person's organisation.</summary>
[Access(Allow.Person)]
internal sealed class RecoverModel(Database database, StartRecovery start, MakeRecoveryLink make, CancelRecovery cancel, TimeProvider clock) : EntryPage
{
    [BindProperty(SupportsGet = true)]
    public string Uid { get; set; } = "";

    public string PersonName { get; private set; } = "";

    public RecoveryView? Open { get; private set; }

    public string? Link { get; private set; }

    public long Now => clock.Now();

    public async Task<IActionResult> OnGetAsync() => await LoadAsync() ? Page() : NotFound();

    public async Task<IActionResult> OnPostStartAsync()
    {
        var outcome = await start.RunAsync(Viewer, Uid, Stop);
        return await AfterAsync(outcome.Refusal);
    }

    public async Task<IActionResult> OnPostCancelAsync(string? recovery)
    {
        var outcome = await cancel.RunAsync(Viewer, recovery ?? "", Stop);
        return await AfterAsync(outcome.Refusal);
    }

    public async Task<IActionResult> OnPostLinkAsync()
    {
        var outcome = await make.RunAsync(Viewer, Uid, Stop);
        if (!outcome.Done)
        {
            return await AfterAsync(outcome.Refusal);
        }

        Response.Headers.CacheControl = "no-store";
        Link = HttpContext.RequestServices.GetRequiredService<SiteAddress>().Of(Request) + outcome.Value;
        return await OnGetAsync();
    }

    private async Task<IActionResult> AfterAsync(Refusal? refusal)
    {
        if (refusal is null)
        {
            return Onward(Request.Path);
        }

        return await LoadAsync() ? Again(refusal) : NotFound();
    }

    private Task<bool> LoadAsync() => database.ReadAsync(
        async sql =>
        {
            var account = await Account.ByUidAsync(sql, Uid, Stop);
            var open = await RecoveryView.OfPersonAsync(sql, account.Id, Stop);
            (PersonName, Open) = (account.Name, open is not null && !open.IsOver(Now) ? open : null);
            return await RecoveryRights.MayStartAsync(sql, Viewer, account, Stop);
        },
        Stop);
}
