using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;
using Infohub.Sharing.LookUp;

namespace Infohub.Sharing.Collections;

/// <summary>A collection with what of it the viewer may read at this moment, and nothing that tells of the rest.</summary>
internal sealed record OpenedCollection(
    Collection Collection, IReadOnlyList<(CollectionEntry Entry, LookedUp Value)> Values, IReadOnlyList<(CollectionEntry Entry, SaidObject Object)> Objects, IReadOnlyList<(CollectionEntry Entry, Card Card)> Items)
{
    public int Count => Values.Count + Objects.Count + Items.Count;
}

/// <summary>
/// Opens a collection: each reference is looked up as by its viewer's own hand, under the law of that moment. What is not read any more, was never read by this viewer, or is gone, is left out alike: it has no row and counts for nothing (R7).
/// </summary>
internal sealed class OpenCollection(Database database, KeyRing keys, LookUpPasted lookUp, KnownObjects objects, Holdings holdings)
{
    /// <summary>Null where the viewer is not told of it.</summary>
    public async Task<OpenedCollection?> RunAsync(Viewer viewer, string uid, CancellationToken stop)
    {
        var found = await database.ReadAsync(
            async sql => await Collection.FindAsync(sql, keys, viewer, uid, stop) is { } one ? (One: one, Entries: await one.EntriesAsync(sql, stop)) : default, stop);
        if (found.One is null)
        {
            return null;
        }

        var of = found.Entries.ToLookup(e => e.Kind);
        return new OpenedCollection(found.One, await ValuesAsync(viewer, [.. of[EntryKind.Value]], stop), await ObjectsAsync(viewer, [.. of[EntryKind.Object]], stop), await ItemsAsync(viewer, [.. of[EntryKind.Item]], stop));
    }

    private async Task<IReadOnlyList<(CollectionEntry, LookedUp)>> ValuesAsync(Viewer viewer, IReadOnlyList<CollectionEntry> entries, CancellationToken stop)
    {
        var looked = await lookUp.OfAsync(viewer, [.. entries.Select(e => FindingOf(e.Says.Ref))], stop);
        return [.. entries.Zip(looked).Where(e => e.Second.IsKnown)];
    }

    private async Task<IReadOnlyList<(CollectionEntry, SaidObject)>> ObjectsAsync(Viewer viewer, IReadOnlyList<CollectionEntry> entries, CancellationToken stop)
    {
        var known = (await objects.OfAsync(viewer, entries.Select(e => e.Says.Ref), stop)).ToDictionary(o => o.Id, StringComparer.OrdinalIgnoreCase);
        return [.. entries.Where(e => known.ContainsKey(e.Says.Ref)).Select(e => (e, known[e.Says.Ref]))];
    }

    private async Task<IReadOnlyList<(CollectionEntry, Card)>> ItemsAsync(Viewer viewer, IReadOnlyList<CollectionEntry> entries, CancellationToken stop)
    {
        var cards = await holdings.CardsAsync(viewer, Channel.List, entries.Select(e => e.Says.Place), stop);
        return [.. entries.Where(e => cards.GetValueOrDefault(e.Says.Place) is { Shows: > Disclosure.Tombstone }).Select(e => (e, cards[e.Says.Place]))];
    }

    private static Finding FindingOf(string word)
    {
        var bar = word.IndexOf('|', StringComparison.Ordinal);
        return new Finding(Enum.Parse<ObservableKind>(word[..bar]), word[(bar + 1)..], 0, 0);
    }
}
