using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Sharing.Changes;

/// <summary>What changed from one version to another: two readings, each under the law of its version (R9) and each on record (C2).</summary>
[Access(Allow.Person)]
internal sealed class ChangesModel(CurrentViewer current, Holdings holdings, TimeProvider clock) : PageModel
{
    public ReadableItem After { get; private set; } = null!;

    public ReadableItem Before { get; private set; } = null!;

    /// <summary>Null where one of them opens only after a fresh proof (R8).</summary>
    public VersionChanges? Found { get; private set; }

    public Tlp Label => Labels.Stricter(Before.Card.Label, After.Card.Label);

    public VersionCard FirstVersion => After.Versions.First(v => v.Version == Before.Card.Version);

    public VersionCard LastVersion => After.Versions.First(v => v.Version == After.Card.Version);

    public string Here => Request.Path + Request.QueryString;

    public string ReaderName => current.Viewer.PersonName;

    public long Now => clock.Now();

    public async Task<IActionResult> OnGetAsync(string uid, int? from, int? to, CancellationToken stop)
    {
        if (await holdings.OpenAsync(current.Viewer, Channel.Page, uid, to, stop) is not { Done: true, Value: var after })
        {
            return NotFound();
        }

        (Before, After) = (after, after);
        if (after.Card.Shows == Disclosure.Notice)
        {
            return Page();
        }

        if (after.Content is null || (from ?? after.Versions.FirstOrDefault(v => v.Version < after.Card.Version)?.Version) is not { } first)
        {
            return Redirect("/items/" + Uri.EscapeDataString(uid));
        }

        if (await holdings.OpenAsync(current.Viewer, Channel.Page, uid, first, stop) is not { Done: true, Value: var before })
        {
            return NotFound();
        }

        (Before, After) = before.Card.Version > after.Card.Version ? (after, before) : (before, after);
        if (Before.Content is not null && After.Content is not null)
        {
            var readers = await holdings.DescribeAsync(current.Viewer, [Before.Card, After.Card], stop);
            Found = new VersionChanges(Before, After, readers[0], readers[1]);
        }

        return Page();
    }
}
