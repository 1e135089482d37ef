using Infohub.Community.Public;
using Infohub.Intelligence.Bundles;
using Infohub.Intelligence.Correlation;
using Infohub.Library.Public;
using Infohub.Markings;

namespace Infohub.Intelligence.Public;

/// <summary>Objects by their ids, as far as the viewer may read them now: what may not be read and what does not exist are left out alike (law R7).</summary>
public sealed class KnownObjects(ObjectShelf shelf)
{
    private const int Together = 500;

    /// <summary>Versions of one object, of several sources or carried by several items, that are looked at.</summary>
    private const int MostOfEach = 10;

    /// <summary>Each object once, in its newest version; ids that are none are left out, and more than <see cref="ChosenObjects.Most"/>.</summary>
    public async Task<IReadOnlyList<SaidObject>> OfAsync(Viewer viewer, IEnumerable<string> ids, CancellationToken stop)
    {
        var known = new List<SaidObject>();
        foreach (var some in ChosenObjects.Read(ids).Ids.Chunk(Together))
        {
            var found = await shelf.OfIdsAsync(viewer, Channel.List, some, new ObjectQuery { Take = some.Length * MostOfEach }, stop);
            known.AddRange(found.Objects.Where(o => o.GoneAt == 0).OrderByDescending(o => o.Modified).Select(o => Reading.Any(viewer, o)).OfType<SaidObject>().DistinctBy(o => o.Id));
        }

        return known;
    }
}
