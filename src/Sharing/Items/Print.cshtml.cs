using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Library.Files;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Sharing.Items;

/// <summary>The item for paper: a way out of its own, marked for its reader.</summary>
[Access(Allow.Person)]
internal sealed class PrintModel(CurrentViewer current, Holdings holdings, Database database, TimeProvider clock, WarningLists warnings) : PageModel
{
    public ReadableItem Item { get; private set; } = null!;

    public AudienceView? Audience { get; private set; }

    public IndicatorTable? Indicators { get; private set; }

    public IReadOnlyList<FileCard> Files { get; private set; } = [];

    public string ReaderName => current.Viewer.PersonName;

    public long Now => clock.Now();

    public async Task<IActionResult> OnGetAsync(string uid, CancellationToken stop)
    {
        var found = await holdings.OpenAsync(current.Viewer, Channel.Export, uid, null, stop);
        if (!found.Done || found.Value.Content is null)
        {
            return NotFound();
        }

        Item = found.Value;
        Audience = (await holdings.DescribeAsync(current.Viewer, [Item.Card], stop))[0];
        await warnings.RefreshAsync(stop);
        Indicators = Item.Content.Values() is { Count: > 0 } values ? IndicatorTable.Of(values, null, "", mayExport: false, warnings) : null;
        Files = await database.ReadAsync(sql => FileShelf.ListAsync(sql, Item, stop), stop);
        return Page();
    }
}
