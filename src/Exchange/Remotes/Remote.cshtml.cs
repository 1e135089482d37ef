using System.Globalization;
using Infohub.Community.Public;
using Infohub.Exchange.Taxii;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Exchange.Remotes;

/// <summary>One server: what comes from it and goes to it, what the last polls brought, and what was not taken.</summary>
[Access(Allow.Person)]
internal sealed class RemoteModel(CurrentViewer current, RemoteBook book, RemoteActs acts, Database database) : PageModel
{
    public RemoteView View { get; private set; } = null!;

    /// <summary>What the server offers, where it was asked; null else.</summary>
    public IReadOnlyList<OfferedCollection>? Offered { get; private set; }

    public IReadOnlyList<OwnCircle> Circles { get; private set; } = [];

    public IReadOnlyList<OrganisationKey> Keys { get; private set; } = [];

    /// <summary>What may be sent: a root and the word of a collection, with their names.</summary>
    public IEnumerable<(string Word, string Root, string Circle)> Own => TaxiiRoot.All.SelectMany(r => new[] { ("everything", ""), ("community", ""), ("organisation", "") }
        .Concat(Circles.Select(c => ("circle/" + c.Uid, c.Name))).Select(c => ($"{r.Name}/{c.Item1}", r.Title, c.Item2)));

    public Refusal? Refusal { get; private set; }

    public string Said { get; private set; } = "";

    private CancellationToken Stop => HttpContext.RequestAborted;

    private string Uid => RouteData.Values["uid"]?.ToString() ?? "";

    /// <summary>What was chosen in a form that is refused.</summary>
    public string Kept(string field) => Refusal is not null && Request.HasFormContentType ? Request.Form[field].ToString() : "";

    public Task<IActionResult> OnGetAsync(string? said)
    {
        Said = said switch { "done" => "Done.", "now" => "It is asked within a few seconds.", _ => "" };
        return ShowAsync(null);
    }

    public Task<IActionResult> OnPostLookAsync() => LookAsync(null);

    public async Task<IActionResult> OnPostFollowAsync(string? place, int minutes, int days, string? readers)
    {
        var (root, collection) = Split(place);
        var made = await acts.Follow.RunAsync(current.Viewer, Uid, new NewFollowing(root, collection, minutes, days, readers ?? ""), Stop);
        return made.Refusal is { } refusal ? await LookAsync(refusal) : Onward("now");
    }

    public async Task<IActionResult> OnPostSendAsync(string? place, int minutes, string? key, string? own, string? ceiling)
    {
        var (root, collection) = Split(place);
        var label = Labels.TryParse(ceiling, out var read) ? read : Tlp.Red;
        var made = await acts.Send.RunAsync(current.Viewer, Uid, new NewSending(root, collection, minutes, key ?? "", own ?? "", label), Stop);
        return made.Refusal is { } refusal ? await LookAsync(refusal) : Onward("now");
    }

    public async Task<IActionResult> OnPostSteerAsync(string? collection, string? act) =>
        !Enum.TryParse<CollectionAct>(act, out var chosen) || !Enum.IsDefined(chosen) ? NotFound()
        : (await acts.Steer.RunAsync(current.Viewer, Uid, collection ?? "", chosen, Stop)).Refusal is { } refusal ? await ShowAsync(refusal)
        : Onward(chosen is CollectionAct.Now or CollectionAct.Resume ? "now" : "done");

    public async Task<IActionResult> OnPostTakeOverAsync() => await AfterAsync(await acts.TakeOver.RunAsync(current.Viewer, Uid, Stop));

    public async Task<IActionResult> OnPostSecretAsync(string? scheme, string? user, string? secret)
    {
        var chosen = Enum.TryParse<RemoteScheme>(scheme, out var read) && Enum.IsDefined(read) ? read : RemoteScheme.None;
        return await AfterAsync(await acts.Secret.RunAsync(current.Viewer, Uid, chosen, user ?? "", secret ?? "", Stop));
    }

    public async Task<IActionResult> OnPostWithdrawAsync() => (await acts.Withdraw.RunAsync(current.Viewer, Uid, Stop)).Refusal is { } refusal ? await ShowAsync(refusal) : Onward("done");

    public async Task<IActionResult> OnPostRemoveAsync()
    {
        if ((await acts.Remove.RunAsync(current.Viewer, Uid, Stop)).Refusal is { } refusal)
        {
            return await ShowAsync(refusal);
        }

        Response.Headers.Location = "/remotes";
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>Of a number of bytes, in units that people read.</summary>
    public static string Size(long bytes) => bytes < 10_000 ? bytes.ToString(CultureInfo.InvariantCulture) + " B" : bytes < 10_000_000 ? (bytes / 1000).ToString(CultureInfo.InvariantCulture) + " kB"
        : (bytes / 1_000_000).ToString(CultureInfo.InvariantCulture) + " MB";

    private async Task<IActionResult> AfterAsync(Outcome<Done> outcome) => outcome.Refusal is { } refusal ? await ShowAsync(refusal) : Onward("done");

    private async Task<IActionResult> LookAsync(Refusal? refusal)
    {
        var offered = await acts.Offered.RunAsync(current.Viewer, Uid, Stop);
        Offered = offered.Done ? offered.Value : null;
        return await ShowAsync(refusal ?? offered.Refusal);
    }

    private async Task<IActionResult> ShowAsync(Refusal? refusal)
    {
        var found = await book.FindAsync(current.Viewer, Uid, Stop);
        if (!found.Done)
        {
            return NotFound();
        }

        (View, Refusal) = (found.Value, refusal);
        (Circles, Keys) = await database.ReadAsync(async sql => (await KnownCircles.OwnAsync(sql, current.Viewer, Stop), await LiveKeys.ThatReadAsync(sql, current.Viewer, Stop)), Stop);
        Response.StatusCode = refusal is null ? StatusCodes.Status200OK : Problems.Status(refusal.Kind);
        return Page();
    }

    private StatusCodeResult Onward(string said)
    {
        Response.Headers.Location = $"/remotes/{Uid}?said={said}";
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>A root's address and a collection's id, as one value of a list.</summary>
    private static (string Root, string Collection) Split(string? place) => (place ?? "").Split(' ') is [var root, var collection] ? (root, collection) : ("", "");
}
