using Infohub.Community.Public;
using Infohub.Library.Items;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Sharing.Departed;

/// <summary>The page behind the link that an organisation keeps when it leaves.</summary>
[Access(Allow.Everyone)]
internal sealed class DepartedModel(Database database, WithdrawDeparted withdraw, TimeProvider clock) : PageModel
{
    public DepartedOrganisation? Organisation { get; private set; }

    public IReadOnlyList<DepartedItem> Items { get; private set; } = [];

    public string Reason { get; private set; } = "";

    public string Said { get; private set; } = "";

    public Refusal? Refusal { get; private set; }

    public Task<IActionResult> OnGetAsync(string token) => ShowAsync(token);

    public async Task<IActionResult> OnPostAsync(string token, string? item, string? reason)
    {
        Refusal = (await withdraw.RunAsync(token, item ?? "", reason ?? "", HttpContext.RequestAborted)).Refusal;
        (Reason, Said) = (reason ?? "", Refusal is null ? "It is withdrawn." : "");
        return await ShowAsync(token);
    }

    private async Task<IActionResult> ShowAsync(string token)
    {
        Response.Headers.CacheControl = "no-store";
        var stop = HttpContext.RequestAborted;
        await database.ReadAsync(
            async sql =>
            {
                Organisation = await DepartedOrganisation.FindAsync(sql, token, clock.Now(), stop);
                Items = Organisation is null ? [] : await DepartedItems.ListAsync(sql, Organisation, stop);
                return Items.Count;
            },
            stop);
        Response.StatusCode = Organisation is null ? StatusCodes.Status404NotFound : Refusal is null ? StatusCodes.Status200OK : Problems.Status(Refusal.Kind);
        return Page();
    }
}
