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

/// <param name="Words">Of their names; empty for the newest.</param>
/// <param name="Group">Of types; null for all.</param>
/// <param name="Item">The address of the one item whose objects are listed; empty for all.</param>
/// <param name="Filter">Of what carries them.</param>
internal sealed record ObjectSearch(string Words, ObjectGroup? Group, string Item, ObjectFilter Filter, string? Cursor);

/// <summary>Objects by the words of their names, or the newest.</summary>
internal sealed class FindObjects(ObjectShelf shelf, ObjectCounts counts, ObjectFacets facets, Holdings holdings, KeyRing keys)
{
    public const int MostFound = 200;
    private const int OnePage = 50;
    private const int MostWords = 8;

    public async Task<Outcome<FoundObjects>> RunAsync(Viewer viewer, ObjectSearch search, CancellationToken stop)
    {
        var (words, group, item, filter, cursor) = search;
        IReadOnlyList<string> types = group?.Types ?? (item.Length > 0 ? [] : ObjectTypes.Named);
        var wanted = ObjectNames.Words(words).Distinct(StringComparer.Ordinal).Take(MostWords).Select(w => ValueKeys.OfWord(keys, w)).ToList();
        if (wanted.Count > 0 && item.Length == 0)
        {
            // The rarest leads, the others are asked of what it finds.
            var of = wanted.Count == 1 ? [] : await counts.OfAsync(viewer, Channel.Analysis, wanted, stop);
            var lead = of.Count == 0 ? wanted[0] : wanted[of.IndexOf(of.MinBy(c => c.Objects)!)];
            var found = await shelf.FindAsync(viewer, Channel.List, [lead], new ObjectQuery { Also = [.. wanted.Where(w => w != lead)], Types = types, Filter = filter, Take = MostFound + 1 }, stop);
            var objects = Reading.Current(viewer, found.Select(f => f.Object)).DistinctBy(o => o.Id).OrderByDescending(o => o.At).Take(MostFound).ToList();
            return new FoundObjects(
                objects, await ItemsAsync(viewer, objects, stop), null, found.Count > MostFound, await facets.ReadAsync(viewer, types, filter, [.. objects.Select(o => o.ItemSeq).Distinct()], stop));
        }

        var before = cursor is { Length: > 0 } ? Cursor.Read(keys, "objects", cursor) : long.MaxValue;
        if (before is not { } place)
        {
            return Refusal.Invalid("cursor", "This address of a next page was not made here. Start from the first page.", "cursor");
        }

        var page = await shelf.NewestAsync(viewer, Channel.List, new ObjectQuery { Types = types, ItemUid = item, Filter = filter, Take = OnePage }, place, stop);
        var newest = Reading.Current(viewer, page.Objects).DistinctBy(o => o.Id).OrderByDescending(o => o.At).ToList();
        return new FoundObjects(
            newest, await ItemsAsync(viewer, newest, stop), page.HasMore ? Cursor.Write(keys, "objects", page.LastPlace) : null, false,
            item.Length > 0 || cursor is { Length: > 0 } ? null : await facets.ReadAsync(viewer, types, filter, null, stop));
    }

    private async Task<IReadOnlyDictionary<long, Card>> ItemsAsync(Viewer viewer, IEnumerable<SaidObject> objects, CancellationToken stop) =>
        await holdings.CardsAsync(viewer, Channel.List, objects.Select(o => o.ItemSeq), stop);
}
