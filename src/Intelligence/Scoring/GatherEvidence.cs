using Infohub.Community.Public;
using Infohub.Intelligence.Values;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Keys;

namespace Infohub.Intelligence.Scoring;

/// <summary>Evidence of values at the time of reading, from what the viewer may read alone (law R7, R10): nothing of a score is kept.</summary>
internal sealed class GatherEvidence(ReadValues values, ObjectCarriers carriers, KeyRing keys)
{
    /// <summary>In the order of the values, at most <see cref="ReadValues.Most"/>.</summary>
    /// <param name="viewer">Who reads.</param>
    /// <param name="channel">The way out.</param>
    /// <param name="wanted">The values.</param>
    /// <param name="isOnWarningList">Whether a warning list knows a value.</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task<List<Evidence>> RunAsync(Viewer viewer, Channel channel, IReadOnlyList<ObjectValue> wanted, Func<ObjectValue, bool> isOnWarningList, CancellationToken stop)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wanted.Count, ReadValues.Most);
        var known = await values.RunAsync(viewer, channel, wanted, stop);
        var open = (await carriers.OfAsync(viewer, Channel.BlockList, [.. wanted.Select(v => ValueKeys.Of(keys, v)).Distinct()], ReadValues.Each, stop)).ToLookup(c => c.Key, c => c.ItemUid);
        return known.ConvertAll(k => new Evidence(k.Value, k.Named, k.Sightings)
        {
            OnWarningList = isOnWarningList(k.Value),
            ForDetection = open[ValueKeys.Of(keys, k.Value)].ToHashSet(StringComparer.Ordinal),
        });
    }
}
