using Infohub.Community.Public;
using Infohub.Intelligence.Values;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;
using Infohub.Platform.Refusals;

namespace Infohub.Intelligence.Sightings;

/// <summary>What became of one sighting.</summary>
/// <param name="Uid">Its address; of the row to which it was added, where it was.</param>
/// <param name="ItemUid">The item to which it belongs.</param>
/// <param name="Added">It was added to what the same organisation said on the same day.</param>
internal sealed record KeptSighting(string Uid, string ItemUid, bool Added);

/// <summary>
/// Says of values that items name that they were seen, are false positives or have expired (law section 2: for the readers of the item's current version, under its label). Without an item it belongs to the newest that names the
/// value and that the viewer may read: one audience, never the union of several.
/// </summary>
internal sealed class RecordSightings(Database database, Holdings holdings, ObjectCarriers carriers, KeyRing keys, SightingWriter writer)
{
    public const int Most = 1000;

    /// <summary>So many of the newest items that carry a value are looked at for one that still names it.</summary>
    private const int Candidates = 5;

    /// <summary>On SQLite others wait for a slice.</summary>
    private const int Slice = 50;

    public async Task<Outcome<KeptSighting>> RunAsync(Viewer viewer, SightingInput said, CancellationToken stop = default)
    {
        var all = await RunAsync(viewer, [said], stop);
        return all.Refusal is { } refusal ? refusal : all.Value[0];
    }

    /// <summary>One outcome for each, in their order; what is refused leaves the others.</summary>
    public async Task<Outcome<IReadOnlyList<Outcome<KeptSighting>>>> RunAsync(Viewer viewer, IReadOnlyList<SightingInput> said, CancellationToken stop = default)
    {
        if (ScopeRefusals.Writing(viewer) is { } unwritable)
        {
            return unwritable;
        }

        if (said.Count > Most)
        {
            return SightingRefusals.Many;
        }

        var now = viewer.Facts.Now;
        var read = said.Select(s => s.Read(now)).ToList();
        var wanted = read.Where(r => r.Done && r.Value.Item.Length == 0).Select(r => ValueKeys.Of(keys, r.Value.Value)).ToHashSet();
        var places = wanted.Count == 0 ? [] : await carriers.OfAsync(viewer, viewer.IsPerson ? Channel.Analysis : MachineChannel.Of(viewer), wanted, Candidates, stop);
        var newest = places.ToLookup(c => c.Key, c => c.ItemUid);
        var outcomes = read.Select(r => r.Refusal is { } wrong ? wrong : (Outcome<KeptSighting>)SightingRefusals.Nobody).ToArray();
        // In one order for all: two calls at once would else wait for each other's items.
        var inOrder = Enumerable.Range(0, read.Count).Where(at => read[at].Done).OrderBy(at => ItemsOf(read[at].Value, newest).FirstOrDefault(""), StringComparer.Ordinal);
        foreach (var slice in inOrder.Chunk(Slice))
        {
            await database.WriteAsync(
                async tx =>
                {
                    foreach (var at in slice)
                    {
                        outcomes[at] = await KeepAsync(tx, viewer, read[at].Value, newest, stop);
                    }
                },
                stop);
        }

        return outcomes;
    }

    private async Task<Outcome<KeptSighting>> KeepAsync(Tx tx, Viewer viewer, SaidSighting said, ILookup<long, string> newest, CancellationToken stop)
    {
        var key = ValueKeys.Of(keys, said.Value);
        foreach (var item in ItemsOf(said, newest))
        {
            var outcome = await UnderAsync(tx, viewer, said, item, key, stop);
            // Of those that were only found an older one may still name it.
            if (said.Item.Length > 0 || (outcome.Refusal != Refusal.NotFound && outcome.Refusal != SightingRefusals.Unnamed))
            {
                return outcome;
            }
        }

        return SightingRefusals.Nobody;
    }

    /// <summary>The one that is named, or the newest that carry the value.</summary>
    private IEnumerable<string> ItemsOf(SaidSighting said, ILookup<long, string> newest) => said.Item.Length > 0 ? [said.Item] : newest[ValueKeys.Of(keys, said.Value)];

    private async Task<Outcome<KeptSighting>> UnderAsync(Tx tx, Viewer viewer, SaidSighting said, string itemUid, long key, CancellationToken stop)
    {
        var found = await holdings.ForActAsync(tx, viewer, itemUid, stop);
        if (found.Refusal is { } refusal)
        {
            return refusal;
        }

        var item = found.Value;
        if (SightingRefusals.OfItem(item) is { } wrong)
        {
            return wrong;
        }

        // What a post says now decides, not what it carried; a package says nothing but what it carries.
        var names = item.Card.Kind == ItemKind.Package
            ? await carriers.CarriesAsync(tx, item, key, stop)
            : item.Content is { } content && TypedValue.Names(content.Values(), said.Value);
        return names ? await writer.KeepAsync(tx, item, said, key, stop) : SightingRefusals.Unnamed;
    }
}
