using Infohub.Community.Public;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Intelligence.WarningLists;

/// <summary>For every member: which lists there are, and whether values stand on one.</summary>
[Access(Allow.Person), Typed("values")]
internal sealed class WarningListsModel(CurrentViewer current, ListDirectory directory, CheckValues check) : PageModel, IKeepsTyped
{
    public string Values { get; private set; } = "";

    public IReadOnlyList<CheckedValue>? Lines { get; private set; }

    public IReadOnlyList<ListCard> Lists { get; private set; } = [];

    public Refusal? Refusal { get; private set; }

    public bool IsOfficer => current.Viewer.Has(Roles.Officer);

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync(string? values)
    {
        Values = values ?? "";
        var found = await check.RunAsync(Values, HttpContext.RequestAborted);
        if (found.Refusal is { } refusal)
        {
            return await AgainAsync(refusal);
        }

        Response.Headers.CacheControl = "no-store";
        Lines = found.Value;
        await LoadAsync();
        return Page();
    }

    public async Task<IActionResult> AgainAsync(Refusal refusal)
    {
        (Refusal, Values) = (refusal, Request.Form["values"].ToString());
        Response.StatusCode = Problems.Status(refusal.Kind);
        await LoadAsync();
        return Page();
    }

    private async Task LoadAsync() => Lists = (await directory.RunAsync(current.Viewer, HttpContext.RequestAborted)).Value;
}
