using Infohub.Community.Public;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Exchange.Remotes;

/// <summary>The servers of others that an organisation is connected to.</summary>
[Access(Allow.Person), Typed("name", "address", "user")]
internal sealed class RemotesModel(CurrentViewer current, RemoteBook book, AddRemote add) : PageModel, IKeepsTyped
{
    public IReadOnlyList<RemoteLine> Lines { get; private set; } = [];

    public Refusal? Refusal { get; private set; }

    public bool Administers => Rights.ActsFor(current.Viewer, current.Viewer.OrganisationId);

    /// <summary>What was typed in a form that is refused; never a secret.</summary>
    public string Kept(string field) => Refusal is not null && Request.HasFormContentType ? Request.Form[field].ToString() : "";

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync(string? name, string? address, string? scheme, string? user, string? secret)
    {
        Response.Headers.CacheControl = "no-store";
        var chosen = Enum.TryParse<RemoteScheme>(scheme, out var read) && Enum.IsDefined(read) ? read : RemoteScheme.None;
        var added = await add.RunAsync(current.Viewer, new NewRemote(name ?? "", address ?? "", chosen, user ?? "", secret ?? ""), HttpContext.RequestAborted);
        if (added.Refusal is { } refusal)
        {
            return await AgainAsync(refusal);
        }

        Response.Headers.Location = "/remotes/" + added.Value;
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    public async Task<IActionResult> AgainAsync(Refusal refusal)
    {
        Refusal = refusal;
        Response.StatusCode = Problems.Status(refusal.Kind);
        await LoadAsync();
        return Page();
    }

    private async Task LoadAsync() => Lines = await book.ListAsync(current.Viewer, HttpContext.RequestAborted);
}
