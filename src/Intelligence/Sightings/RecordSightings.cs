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

        if (said.Any(s => s.Anonymous) && said.Any(s => !s.Anonymous))
        {
            return SightingRefusals.Mixed;
        }

        var now = viewer.Facts.Now;
        var read = said.Select(s => s.Read(now)).ToList();
        var wanted = read.Where(r => r.Done && r.Value.Item.Length == 0).Select(r => ValueKeys.Of(keys, r.Value.Value)).ToHashSet();
        var places = wanted.Count == 0 ? [] : await carriers.OfAsync(viewer, viewer.IsPerson ? Channel.Analysis : MachineChannel.Of(viewer), wanted, Candidates, stop);
        var newest = places.ToLookup(c => c.Key, c => c.ItemUid);
        var outcomes = new List<Outcome<KeptSighting>>(read.Count);
        foreach (var slice in read.Chunk(Slice))
        {
            var written = await database.WriteAsync<List<Outcome<KeptSighting>>>(
                async tx =>
                {
                    var kept = new List<Outcome<KeptSighting>>(slice.Length);
                    foreach (var one in slice)
                    {
                        kept.Add(one.Refusal is { } wrong ? wrong : await KeepAsync(tx, viewer, one.Value, newest, stop));
                    }

                    // A transaction in which nothing is kept is undone without harm.
                    return kept;
                },
                stop);
            outcomes.AddRange(written.Value);
        }

        return outcomes;
    }

    private async Task<Outcome<KeptSighting>> KeepAsync(Tx tx, Viewer viewer, SaidSighting said, ILookup<long, string> newest, CancellationToken stop)
    {
        var key = ValueKeys.Of(keys, said.Value);
        if (said.Item.Length > 0)
        {
            return await UnderAsync(tx, viewer, said, said.Item, key, stop);
        }

        foreach (var item in newest[key])
        {
            var outcome = await UnderAsync(tx, viewer, said, item, key, stop);
            if (outcome.Refusal is null || (outcome.Refusal != Refusal.NotFound && outcome.Refusal != SightingRefusals.Unnamed))
            {
                return outcome;
            }
        }

        return SightingRefusals.Nobody;
    }

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
            ? await ObjectCarriers.CarriesAsync(tx, item, key, stop)
            : item.Content is { } content && TypedValue.Names(content.Values(), said.Value);
        return names ? await writer.KeepAsync(tx, item, said, key, stop) : SightingRefusals.Unnamed;
    }
}
