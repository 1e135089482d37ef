using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Sharing.Proposals;

/// <summary>Corrections of an item's values that its readers proposed: made here, and answered here by its originator's side.</summary>
[Access(Allow.Person), Typed("value", "to", "reason", "answer")]
internal sealed class ProposalsModel(CurrentViewer current, Holdings holdings, ProposalBook book, Database database, Words words) : PageModel, IKeepsTyped
{
    /// <summary>More values than these are not offered for completion.</summary>
    private const int MostOffered = 200;

    public ReadableItem Item { get; private set; } = null!;

    public IReadOnlyList<ProposalCard> Proposals { get; private set; } = [];

    public Refusal? Refusal { get; private set; }

    /// <summary>Of a form that is not the one for a new proposal.</summary>
    public bool IsAnswer => Request.Query["handler"].Count > 0;

    public bool MayPropose => Item.IsFull && !IsFromOutside && ProposeCorrection.RefuseItem(current.Viewer, Item) is null;

    public bool IsPackage => Item.Card.Kind == ItemKind.Package;

    /// <summary>It came from another server: its originator is not here.</summary>
    public bool IsFromOutside { get; private set; }

    /// <summary>The one object that a proposal is to mean, by its id; empty for all.</summary>
    public string ObjectId => Kept("object");

    /// <summary>Masked, to choose from while typing.</summary>
    public IEnumerable<string> Offered { get; private set; } = [];

    public string OrganisationName => current.Viewer.OrganisationName;

    public string PersonName => current.Viewer.PersonName;

    /// <summary>What was typed into a field, where it comes again.</summary>
    public string Kept(string field) => Request.HasFormContentType ? Request.Form[field].ToString() : Request.Query[field].ToString();

    public Task<IActionResult> OnGetAsync(string uid, CancellationToken stop) => ShowAsync(uid, stop);

    public Task<IActionResult> OnPostAsync(
        string uid, string? value, string? change, string? to, string? kind, string? reason, bool asOrganisation, [FromForm(Name = "object")] string? objectId, [FromServices] ProposeCorrection propose, CancellationToken stop) =>
        DoneAsync(uid, propose.RunAsync(current.Viewer, uid, new ProposalInput(value, change, to, kind, reason, asOrganisation, objectId), stop), "Your proposal is with the originator.", stop);

    public Task<IActionResult> OnPostAcceptAsync(string uid, string? proposal, int version, string? state, string? answer, [FromServices] AnswerProposal act, CancellationToken stop) =>
        DoneAsync(uid, act.RunAsync(current.Viewer, uid, proposal ?? "", version, accept: true, answer, string.IsNullOrEmpty(state) ? null : state, stop), "It is corrected: its readers have the newer version.", stop);

    public Task<IActionResult> OnPostDeclineAsync(string uid, string? proposal, string? answer, [FromServices] AnswerProposal act, CancellationToken stop) =>
        DoneAsync(uid, act.RunAsync(current.Viewer, uid, proposal ?? "", 0, accept: false, answer, state: null, stop), "Your answer is with who proposed it.", stop);

    public Task<IActionResult> OnPostTakeBackAsync(string uid, string? proposal, [FromServices] TakeBackProposal act, CancellationToken stop) =>
        DoneAsync(uid, act.RunAsync(current.Viewer, uid, proposal ?? "", stop), "Your proposal was taken back.", stop);

    public Task<IActionResult> AgainAsync(Refusal refusal)
    {
        Refusal = refusal;
        Response.StatusCode = Problems.Status(refusal.Kind);
        return ShowAsync((string)RouteData.Values["uid"]!, HttpContext.RequestAborted);
    }

    private async Task<IActionResult> DoneAsync<T>(string uid, Task<Outcome<T>> act, string said, CancellationToken stop)
    {
        var outcome = await act;
        if (outcome.Refusal is not { } refusal)
        {
            TempData.Say(words[said]);
            Response.Headers.Location = $"/items/{Uri.EscapeDataString(uid)}/proposals";
            return StatusCode(StatusCodes.Status303SeeOther);
        }

        return refusal.Kind == RefusalKind.NotFound ? NotFound() : await AgainAsync(refusal);
    }

    private async Task<IActionResult> ShowAsync(string uid, CancellationToken stop)
    {
        if (await holdings.OpenAsync(current.Viewer, Channel.Page, uid, null, stop) is not { Done: true, Value: var item } || item.Card.Shows == Disclosure.Tombstone)
        {
            return NotFound();
        }

        Item = item;
        Proposals = await book.PlannedAsync(item, await book.ListAsync(item, stop), Kept("proposal"), stop);
        IsFromOutside = await database.ReadAsync(sql => ProposeCorrection.IsFromOutsideAsync(sql, item.Card, stop), stop);
        if (MayPropose)
        {
            var carried = item.Card.Label == Tlp.Red ? [] : await HttpContext.RequestServices.GetRequiredService<ObjectCorrections>().ValuesAsync(current.Viewer, item.Card, MostOffered, stop);
            Offered = (IsPackage ? carried : item.Content!.Values().Concat(carried)).DistinctBy(v => (v.Kind, v.Value)).Take(MostOffered).Select(v => Masking.Mask(v.Value, v.Kind));
        }

        return Page();
    }
}
