using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Ui;
using Infohub.Sharing.Home;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Sharing.Activity;

/// <summary>All that a viewer reads of what was shared with a circle, or by somebody: the list behind a page's newest.</summary>
internal abstract class ItemsOfModel(CurrentViewer current, Holdings holdings, Database database, Words words, TimeProvider clock) : PageModel
{
    public string Name { get; private set; } = "";

    /// <summary>The page that this list belongs to.</summary>
    public abstract string Of { get; }

    public string Uid => (string)RouteData.Values["uid"]!;

    public IReadOnlyList<CardView> Cards { get; private set; } = [];

    public string? Next { get; private set; }

    public long Now => clock.Now();

    public async Task<IActionResult> OnGetAsync(string? cursor, CancellationToken stop)
    {
        if (await database.ReadAsync(sql => FindAsync(sql, current.Viewer, stop), stop) is not { } known)
        {
            return NotFound();
        }

        Name = Sectors.Find(known.Sector)?.In(words.Language) ?? words.Name(known.Name, known.NameZh);
        var page = await holdings.ListAsync(current.Viewer, Channel.List, Query with { Cursor = cursor }, stop);
        if (!page.Done)
        {
            return NotFound();
        }

        Cards = await CardView.OfAsync(holdings, database, current.Viewer, page.Value.Cards, stop);
        Next = page.Value.Next is { } next ? $"{Request.Path}?cursor={Uri.EscapeDataString(next)}" : null;
        return Page();
    }

    protected abstract ItemQuery Query { get; }

    protected abstract Task<KnownName?> FindAsync(Sql sql, Viewer viewer, CancellationToken stop);
}

[Access(Allow.Person)]
internal sealed class ItemsOfCircleModel(CurrentViewer current, Holdings holdings, Database database, Words words, TimeProvider clock) : ItemsOfModel(current, holdings, database, words, clock)
{
    public override string Of => "/circles/" + Uid;

    protected override ItemQuery Query => new() { CircleUid = Uid };

    protected override Task<KnownName?> FindAsync(Sql sql, Viewer viewer, CancellationToken stop) => KnownNames.OfCircleAsync(sql, viewer, Uid, stop);
}

[Access(Allow.Person)]
internal sealed class ItemsOfOrganisationModel(CurrentViewer current, Holdings holdings, Database database, Words words, TimeProvider clock) : ItemsOfModel(current, holdings, database, words, clock)
{
    public override string Of => "/organisations/" + Uid;

    protected override ItemQuery Query => new() { OrganisationUid = Uid };

    protected override Task<KnownName?> FindAsync(Sql sql, Viewer viewer, CancellationToken stop) => KnownNames.OfOrganisationAsync(sql, viewer, Uid, stop);
}

[Access(Allow.Person)]
internal sealed class ItemsOfPersonModel(CurrentViewer current, Holdings holdings, Database database, Words words, TimeProvider clock) : ItemsOfModel(current, holdings, database, words, clock)
{
    public override string Of => "/people/" + Uid;

    protected override ItemQuery Query => new() { PersonUid = Uid };

    protected override Task<KnownName?> FindAsync(Sql sql, Viewer viewer, CancellationToken stop) => KnownNames.OfPersonAsync(sql, viewer, Uid, stop);
}
