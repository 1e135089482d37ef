using System.Collections.Concurrent;
using Infohub.Library.Public;
using Infohub.Observables;
using Infohub.Sharing.Api;

namespace Infohub.Sharing.Feeds;

/// <summary>The observables of items, found once for each version and kept in memory while there is room; forgotten with the item.</summary>
public sealed class FeedValues
{
    private const int MostItems = 20_000;
    private readonly ConcurrentDictionary<(string Uid, int Version), IReadOnlyList<Finding>> known = new();

    internal IReadOnlyList<Finding> Of(Card card, Func<Content> open)
    {
        if (known.TryGetValue((card.Uid, card.Version), out var values))
        {
            return values;
        }

        if (known.Count >= MostItems)
        {
            known.Clear();
        }

        return known[(card.Uid, card.Version)] = open().Values();
    }

    internal void Forget(string uid)
    {
        foreach (var key in known.Keys.Where(k => k.Uid == uid))
        {
            known.TryRemove(key, out _);
        }
    }
}
