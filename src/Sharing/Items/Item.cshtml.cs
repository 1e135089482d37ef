using System.Globalization;
using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Library.Access;
using Infohub.Library.Files;
using Infohub.Library.Public;
using Infohub.Library.Readings;
using Infohub.Library.Seals;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Infohub.Platform.Ui.Markdown;
using Infohub.Sharing.Api;
using Infohub.Sharing.Disclosures;
using Infohub.Sharing.Moderation;
using Infohub.Sharing.Passing;
using Infohub.Sharing.Posts;
using Infohub.Sharing.Proposals;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Sharing.Items;

/// <summary>The item as a document, and what its reader can do with it.</summary>
[Access(Allow.Person), Typed("text", "reason", "note")]
internal sealed partial class ItemModel(CurrentViewer current, Holdings holdings, Database database, TimeProvider clock, Words words) : PageModel, IKeepsTyped
{
    private const int MostRelated = 10;
    private const int MostRefused = 100;

    public ReadableItem Item { get; private set; } = null!;

    /// <summary>The item's card, as a reader gets it where the originator asked for that.</summary>
    public Card Card => AsReader ? Item.Card with { IsAuthor = false, IsOriginatorSide = false } : Item.Card;

    /// <summary>The originator looks at it as a reader does.</summary>
    public bool AsReader { get; private set; }

    public AudienceView? Audience { get; private set; }

    public IReadOnlyList<FileCard> Files { get; private set; } = [];

    /// <summary>Of files that are read in the page only, by address.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; private set; } = new Dictionary<string, string>();

    /// <summary>Null where it names no values.</summary>
    public IndicatorTable? Indicators { get; private set; }

    /// <summary>Others that name the same, of those that the viewer may read (R7).</summary>
    public IReadOnlyList<Related> Related { get; private set; } = [];

    /// <summary>The same in other languages, as far as the viewer reads it; and whether this one is behind its original.</summary>
    public IReadOnlyList<Translation> Translations { get; private set; } = [];

    public bool IsBehind { get; private set; }

    public IReadOnlyList<WiderAsk> Asks { get; private set; } = [];

    /// <summary>Corrections that wait, as far as the viewer is told of them.</summary>
    public long Proposed { get; private set; }

    public IReadOnlyList<GrantCard> PassedOn { get; private set; } = [];

    public IReadOnlyList<DisclosureCard> Reports { get; private set; } = [];

    public ReadingView? Read { get; private set; }

    /// <summary>To whom it may be passed on, and to whom it may be asked for.</summary>
    public PartField? PassField { get; private set; }

    public PartField? AskField { get; private set; }

    /// <summary>When the seal on the author was opened, and why: for the author.</summary>
    public IReadOnlyList<SealOpeningCard> Openings { get; private set; } = [];

    /// <summary>What was imported with it, for its author.</summary>
    public BroughtView? Brought { get; private set; }

    public Refusal? Refusal { get; private set; }

    public long Now => clock.Now();

    /// <summary>It comes after something was done: who cannot see is to learn where they are.</summary>
    public bool AnswersAnAct => HttpMethods.IsGet(Request.Method) && Said.IsSaid(Request);

    public string ReaderName => current.Viewer.PersonName;

    /// <summary>Print, export and download are ways out of their own (law section 5).</summary>
    public bool MayExport => Item.Card is { State: ItemState.Shared, Shows: Disclosure.Full } card && card.Label != Tlp.Red && !card.IsUnderEmbargo(Now);

    public MarkdownOptions References { get; } = new() { AllLive = true };

    /// <summary>From the version before, of those that the viewer reads, to the one that is shown.</summary>
    public string ChangesAddress => $"/items/{Card.Uid}/changes?to={Card.Version}";

    /// <summary>The lists for firewalls that the item's values give, and how many are in each.</summary>
    public IEnumerable<(string Type, int Count)> BlockLists =>
        MayExport && Indicators is { } table ? IndicatorFiles.BlockLists(Card, table.Values, Now, HttpContext.RequestServices.GetRequiredService<SiteAddress>().HostOf(Request), table.Warnings) : [];

    public async Task<IActionResult> OnGetAsync(string uid, int? version, CancellationToken stop) => await ShowAsync(uid, version, stop);

    /// <summary>What was typed into a field of one of the page's forms, where it comes again.</summary>
    public string Kept(string handler, string field) =>
        Request.HasFormContentType && string.Equals(Request.Query["handler"], handler, StringComparison.OrdinalIgnoreCase) ? Request.Form[field].ToString() : "";

    /// <summary>The words of the form that was sent, where the page shows no forms until there is a fresh proof (R8).</summary>
    public string Written => Request.HasFormContentType ? Request.Form["text"].ToString() + Request.Form["reason"] + Request.Form["note"] : "";

    public Task<IActionResult> OnPostFindPassAsync(string uid, CancellationToken stop) => ShowAsync(uid, null, stop);

    public Task<IActionResult> OnPostFindAskAsync(string uid, CancellationToken stop) => ShowAsync(uid, null, stop);

    public Task<IActionResult> OnPostPassOnAsync(string uid, string? part, [FromServices] PassOn pass, CancellationToken stop) =>
        DoneAsync(uid, pass.RunAsync(current.Viewer, uid, part ?? "", stop), "It was passed on.", stop);

    public Task<IActionResult> OnPostAskAsync(string uid, string? part, [FromServices] AskWider ask, CancellationToken stop) =>
        DoneAsync(uid, ask.RunAsync(current.Viewer, uid, part ?? "", stop), "The originator was asked.", stop);

    public Task<IActionResult> OnPostAnswerAsync(string uid, string ask, bool give, [FromServices] AnswerWider answer, CancellationToken stop) =>
        DoneAsync(uid, answer.RunAsync(current.Viewer, uid, ask, give, stop), give ? "It is shared wider now." : "You declined.", stop);

    public Task<IActionResult> OnPostDiscloseAsync(string uid, string? text, [FromServices] ReportDisclosure report, CancellationToken stop) =>
        DoneAsync(uid, report.RunAsync(current.Viewer, uid, text ?? "", stop), "The originator was told at once.", stop);

    public Task<IActionResult> OnPostReportAsync(string uid, string? text, [FromServices] ReportItem report, CancellationToken stop) =>
        DoneAsync(uid, report.RunAsync(current.Viewer, uid, text ?? "", stop), "The officers were told.", stop);

    public Task<IActionResult> OnPostWithdrawAsync(string uid, string? reason, [FromServices] WithdrawPost withdraw, CancellationToken stop) =>
        DoneAsync(uid, withdraw.RunAsync(current.Viewer, uid, reason ?? "", stop), "It is withdrawn.", stop);

    public Task<IActionResult> OnPostNameAsync(string uid, string? attribution, [FromServices] OpenAttribution name, CancellationToken stop) =>
        DoneAsync(uid, name.RunAsync(current.Viewer, uid, attribution ?? "", stop), "It is no longer anonymous.", stop);

    public Task<IActionResult> AgainAsync(Refusal refusal)
    {
        Refusal = refusal;
        return ShowAsync((string)RouteData.Values["uid"]!, null, HttpContext.RequestAborted);
    }

    private async Task<IActionResult> DoneAsync<T>(string uid, Task<Outcome<T>> act, string said, CancellationToken stop, string anchor = "")
    {
        var outcome = await act;
        if (outcome.Done)
        {
            TempData.Say(words[said]);
            return Redirect("/items/" + Uri.EscapeDataString(uid) + anchor);
        }

        Refusal = outcome.Refusal;
        return Refusal!.Code == "confirm" && Written.Length == 0 ? Redirect(Fresh.PageFor("/items/" + uid)) : await ShowAsync(uid, null, stop);
    }

    private async Task<IActionResult> ShowAsync(string uid, int? version, CancellationToken stop)
    {
        var viewer = current.Viewer;
        var found = await holdings.OpenAsync(viewer, Channel.Page, uid, version, stop);
        if (!found.Done)
        {
            return NotFound();
        }

        Item = found.Value;
        if (Item.Card.Shows == Disclosure.Tombstone)
        {
            Response.StatusCode = 410;
        }

        if (Item.Content is { } content)
        {
            var services = HttpContext.RequestServices;
            AsReader = Item.Card is { IsOriginatorSide: true, State: ItemState.Shared } && Request.Query["as"] == "reader";
            Audience = (await holdings.DescribeAsync(viewer, [Card], stop))[0];
            await ShowDiscussionAsync(services, stop);
            Files = await database.ReadAsync(sql => FileShelf.ListAsync(sql, Item, stop), stop);
            Texts = await services.GetRequiredService<FileShelf>().TextsAsync(Item, Files, stop);
            var warnings = services.GetRequiredService<WarningLists>();
            await warnings.RefreshAsync(stop);
            Indicators = content.Values() is { Count: > 0 } values ? IndicatorTable.Of(values, Request.Query["by"], Here(version), MayExport, warnings) : null;
            (Translations, IsBehind) = await services.GetRequiredService<Translations>().ListAsync(Item, stop);
            var choices = services.GetRequiredService<AudienceChoices>();
            PassField = await PartField.ReadAsync(viewer, choices, Card, "Pass", asks: false, Kept("FindPass", "find"), words, stop);
            AskField = await PartField.ReadAsync(viewer, choices, Card, "Ask", asks: true, Kept("FindAsk", "find"), words, stop);
            if (!AsReader)
            {
                await ShowOwnAsync(services, stop);
            }
        }

        return Page();
    }

    /// <summary>What is this viewer's alone.</summary>
    private async Task ShowOwnAsync(IServiceProvider services, CancellationToken stop)
    {
        Related = await services.GetRequiredService<RelatedItems>().ListAsync(Item, MostRelated, stop);
        Read = await services.GetRequiredService<WhoHasRead>().ReadAsync(Item, stop);
        Reports = await services.GetRequiredService<ReportDisclosure>().ListAsync(Item, stop);
        Openings = await services.GetRequiredService<AuthorSeals>().OpeningsAsync(Item, stop);
        Brought = await services.GetRequiredService<BroughtObjects>().OfAsync(Item, MostRefused, refusedOnly: true, stop);
        PassedOn = await services.GetRequiredService<Grants>().ListAsync(Item, stop);
        Asks = await services.GetRequiredService<WiderAsks>().ListAsync(Item, stop);
        Proposed = await services.GetRequiredService<ProposalBook>().OpenAsync(Item, stop);
    }

    private string Here(int? version) =>
        "/items/" + Item.Card.Uid + QueryString.Create(
            new (string Name, string? Value)[] { ("version", version?.ToString(CultureInfo.InvariantCulture)), ("as", AsReader ? "reader" : null) }
                .Where(q => q.Value is not null).Select(q => KeyValuePair.Create(q.Name, q.Value)));
}
