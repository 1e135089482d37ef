using Infohub.Community.Public;
using Infohub.Intelligence.Values;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Intelligence.Sightings;

/// <summary>What was said under one item: the only place where that stands of an item at TLP:RED (law R8).</summary>
[Access(Allow.Person)]
internal sealed class OfItemModel(CurrentViewer current, Holdings holdings, VersionRows rows, Database database, AskUnnamed unnamed) : PageModel
{
    public ReadableItem Item { get; private set; } = null!;

    /// <summary>Value by value, the one of which something was said last first.</summary>
    public IReadOnlyList<SightingsView> Views { get; private set; } = [];

    public Unnamed Unnamed { get; private set; } = Unnamed.None;

    public async Task<IActionResult> OnGetAsync(string uid, CancellationToken stop)
    {
        if (await holdings.OpenAsync(current.Viewer, Channel.Page, uid, null, stop) is not { Done: true, Value: var item } || item.Card.Shows == Disclosure.Tombstone)
        {
            return NotFound();
        }

        Item = item;
        if (item.IsFull)
        {
            var said = await rows.ListAsync(current.Viewer, Channel.Page, SightingRows.OfItem(item), (version, r, at) => SightingRows.Read(current.Viewer, version, r, at), stop);
            var names = await SpeakerNames.OfAsync(database, said.Select(s => s.Sighting), stop);
            var items = new List<SightingItem> { new(item.Card.Uid, item.Card.Title, item.Card.Language, item.Card.Label) };
            Views = [.. said.GroupBy(s => s.Value).Select(g => new SightingsView(g.Key, [.. g.Select(s => s.Sighting).OrderByDescending(s => s.LastAt)], names, items, Micros.ToTime(current.Viewer.Facts.Now)) { Back = $"/items/{uid}/sightings" })
                .OrderByDescending(v => v.Sightings[0].LastAt)];
            Unnamed = await unnamed.RunAsync(current.Viewer, [item.Card], oneItem: true, stop);
        }

        return Page();
    }
}
