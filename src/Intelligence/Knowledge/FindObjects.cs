using Infohub.Community.Public;
using Infohub.Intelligence.Correlation;
using Infohub.Intelligence.Public;
using Infohub.Intelligence.Values;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;
using Infohub.Platform.Refusals;

namespace Infohub.Intelligence.Knowledge;

/// <param name="Objects">The newest first.</param>
/// <param name="Items">What carries them.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
/// <param name="IsCut">More were found than are shown.</param>
/// <param name="Facets">Of what carries them; null behind the first page and for one item.</param>
internal sealed record FoundObjects(IReadOnlyList<SaidObject> Objects, IReadOnlyDictionary<long, Card> Items, string? Next, bool IsCut, Facets? Facets);

/// <summary>What is looked for.</summary>
/// <param name="Words">Of names; empty for all.</param>
/// <param name="Group">The types; null for all that have names, of one item for all.</param>
/// <param name="Item">The address of the one item whose objects are looked for; empty for all.</param>
internal sealed record ObjectSearch(string Words, ObjectGroup? Group, string Item)
{
    /// <summary>Of what carries them.</summary>
    public ObjectFilter Filter { get; init; } = ObjectFilter.None;

    public IReadOnlyList<string> Types => Group?.Types ?? (Item.Length > 0 ? [] : ObjectTypes.Named);
}

/// <summary>A page of what was found, as it stands on the shelf.</summary>
/// <param name="Next">The place before which the next page begins; null at the end.</param>
/// <param name="IsCut">More were found than are given.</param>
internal sealed record FoundPage(IReadOnlyList<PlacedObject> Objects, long? Next, bool IsCut);

/// <summary>Objects by the words of their names, or the newest.</summary>
internal sealed class FindObjects(ObjectShelf shelf, ObjectCounts counts, ObjectFacets facets, Holdings holdings, KeyRing keys)
{
    public const int MostFound = 200;
    private const int OnePage = 50;
    private const int MostWords = 8;

    public async Task<Outcome<FoundObjects>> RunAsync(Viewer viewer, ObjectSearch search, string? cursor, CancellationToken stop)
    {
        var before = cursor is { Length: > 0 } ? Cursor.Read(keys, "objects", cursor) : long.MaxValue;
        if (before is not { } place)
        {
            return Refusal.Invalid("cursor", "This address of a next page was not made here. Start from the first page.", "cursor");
        }

        var page = await PageAsync(viewer, Channel.List, search, place, OnePage, stop);
        var objects = Reading.Current(viewer, page.Objects).DistinctBy(o => o.Id).OrderByDescending(o => o.At).Take(MostFound).ToList();
        var items = await holdings.CardsAsync(viewer, Channel.List, objects.Select(o => o.ItemSeq), stop);
        // By words the items of what was found are counted, else all.
        var of = Wanted(search).Count > 0 ? objects.Select(o => o.ItemSeq).Distinct().ToList() : null;
        return new FoundObjects(
            objects, items, page.Next is { } next ? Cursor.Write(keys, "objects", next) : null, page.IsCut,
            search.Item.Length > 0 || place < long.MaxValue ? null : await facets.ReadAsync(viewer, search.Types, search.Filter, of, stop));
    }

    /// <summary>The newest before a place by one row of the law's table; what is found by words is one page.</summary>
    public async Task<FoundPage> PageAsync(Viewer viewer, Channel channel, ObjectSearch search, long before, int take, CancellationToken stop)
    {
        var wanted = Wanted(search);
        if (wanted.Count == 0)
        {
            var page = await shelf.NewestAsync(viewer, channel, new ObjectQuery { Types = search.Types, ItemUid = search.Item, Filter = search.Filter, Take = take }, before, stop);
            return new FoundPage(page.Objects, page.HasMore ? page.LastPlace : null, false);
        }

        // The rarest leads, the others are asked of what it finds.
        var of = wanted.Count == 1 ? [] : await counts.OfAsync(viewer, Channel.Analysis, wanted, stop);
        var lead = of.Count == 0 ? wanted[0] : wanted[of.IndexOf(of.MinBy(c => c.Objects)!)];
        var found = await shelf.FindAsync(viewer, channel, [lead], new ObjectQuery { Also = [.. wanted.Where(w => w != lead)], Types = search.Types, Filter = search.Filter, Take = MostFound + 1 }, stop);
        return new FoundPage([.. found.Select(f => f.Object)], null, found.Count > MostFound);
    }

    /// <summary>The keys of its words; none for one item, whose objects are listed whole.</summary>
    private List<long> Wanted(ObjectSearch search) =>
        search.Item.Length > 0 ? [] : [.. ObjectNames.Words(search.Words).Distinct(StringComparer.Ordinal).Take(MostWords).Select(w => ValueKeys.OfWord(keys, w))];
}
