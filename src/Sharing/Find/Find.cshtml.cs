using Infohub.Community.Public;
using Infohub.Library.Search;
using Infohub.Observables;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Home;
using Infohub.Sharing.Streams;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Sharing.Find;

/// <summary>One box over everything that the viewer may read; filters typed into it become chips.</summary>
[Access(Allow.Person)]
internal sealed class FindModel(CurrentViewer current, ReadStream stream, TypedFilters typed, Passages passages, Database database) : PageModel
{
    private const int Looked = 120;

    public StreamFilter Filter { get; private set; } = StreamFilter.Of(Array.Empty<KeyValuePair<string, string>>());

    public FilterBar Bar { get; private set; } = null!;

    public IReadOnlyList<CardView> Cards { get; private set; } = [];

    public string? Next { get; private set; }

    /// <summary>Titles first, among the newest.</summary>
    public bool IsBest { get; private set; }

    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? cursor, string? order, CancellationToken stop)
    {
        var viewer = current.Viewer;
        var asked = StreamFilter.Of(Request.Query);
        Filter = await NamedAsync(viewer, await typed.ReadAsync(viewer, asked, stop), stop);
        if (Filter.Query() != asked.Query())
        {
            return Redirect("/search" + Filter.Query());
        }

        IsBest = order == "best" && Filter.Words.Length > 0;
        if (!Filter.IsEmpty)
        {
            await FindAsync(viewer, cursor, stop);
        }

        Bar ??= await stream.BarAsync(await database.ReadAsync(sql => StreamOwner.ReadAsync(sql, viewer, stop), stop), "/search", null, Filter, stop);
        return Page();
    }

    private async Task FindAsync(Viewer viewer, string? cursor, CancellationToken stop)
    {
        var read = await stream.RunAsync(viewer, StreamView.All, Filter, IsBest ? null : cursor, stop, IsBest ? Looked : ReadStream.PageSize, inSearch: true);
        Refusal = read.Refusal;
        if (!read.Done)
        {
            return;
        }

        Bar = await stream.BarAsync(read.Value.Owner, "/search", null, Filter, stop);
        Next = read.Value.Next is { } next && !IsBest ? "/search" + Filter.Query(cursor: next) : null;
        var found = Filter.Words.Length == 0 ? [] : await passages.FindAsync(read.Value.Cards.Select(c => c.Card), Filter.Words, stop);
        var cards = read.Value.Cards.Select(c => found.TryGetValue(c.Card.Seq, out var passage) ? c with { Found = Masked(passage) } : c);
        // No count of words over what others hold decides (R7): a hit in the title comes first, then the newer.
        Cards = [.. IsBest ? cards.OrderBy(c => found.TryGetValue(c.Card.Seq, out var p) ? p.Field : FoundField.References) : cards];
    }

    /// <summary>An organisation or circle that was typed by its name, by its address from then on.</summary>
    private async Task<StreamFilter> NamedAsync(Viewer viewer, StreamFilter filter, CancellationToken stop)
    {
        if (filter["from"].Length > 0 && await database.ReadAsync(sql => FilterName.OrganisationAsync(sql, filter["from"], stop), stop) is { } originator)
        {
            filter = filter.With("from", originator.Uid);
        }

        return filter["circle"].Length > 0 && await database.ReadAsync(sql => FilterName.CircleAsync(sql, viewer, filter["circle"], stop), stop) is { } circle
            ? filter.With("circle", circle.Uid)
            : filter;
    }

    private static FoundPassage Masked(Passage passage) =>
        new(passage.Field.ToString(), Masking.MaskText(passage.Before), Masking.MaskText(passage.Hit), Masking.MaskText(passage.After));
}
