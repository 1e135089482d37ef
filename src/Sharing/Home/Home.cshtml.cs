using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Streams;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Sharing.Home;

/// <summary>The stream in its views, and beside it what waits for its reader.</summary>
[Access(Allow.Everyone)]
internal sealed class HomeModel(CurrentViewer current, ReadStream stream, ReadSide side, Database database, TimeProvider clock) : PageModel
{
    public string View { get; private set; } = "";

    public FilterBar Bar { get; private set; } = null!;

    public StreamPage? Stream { get; private set; }

    public SideColumn? Side { get; private set; }

    public IReadOnlyList<SavedView> Saved { get; private set; } = [];

    public string? Next { get; private set; }

    public Refusal? Refusal { get; private set; }

    public long Now => clock.Now();

    /// <summary>Cards above this came since the reader left; 0 where they were never here, or on a later page.</summary>
    public long LeftAt { get; private set; }

    /// <summary>The page that begins where they were.</summary>
    public string? WasAt { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? view, string? cursor, CancellationToken stop)
    {
        var viewer = current.Viewer;
        if (!viewer.IsPerson)
        {
            return Redirect(await database.ReadAsync(sql => SetUpToken.IsNeededAsync(sql, stop), stop) ? "/setup" : "/public");
        }

        View = StreamView.Parse(view);
        var filter = StreamFilter.Of(Request.Query);
        if (filter.Words.Length > 0 || filter["tag"].Length > 0)
        {
            return Redirect("/search" + filter.Query());
        }

        var read = await stream.RunAsync(viewer, View, filter, cursor, stop);
        Refusal = read.Refusal;
        Stream = read.Done ? read.Value : (await stream.RunAsync(viewer, View, filter, null, stop)).Value;
        Bar = await stream.BarAsync(Stream.Owner, "/", View, filter, stop);
        Saved = await database.ReadAsync(sql => SavedView.OfAsync(sql, viewer, stop), stop);
        LeftAt = cursor is null ? Stream.Owner.State.LeftAt : 0;
        WasAt = LeftAt > 0 && Stream.Next is not null && Stream.Cards.All(c => c.Card.Seq > LeftAt) ? "/" + filter.Query(View, stream.CursorAt(LeftAt)) : null;
        Next = Stream.Next is { } next ? "/" + filter.Query(View, next) : null;
        Side = cursor is null && View == StreamView.Touches ? await side.RunAsync(Stream.Owner, stop) : null;
        return Page();
    }
}
