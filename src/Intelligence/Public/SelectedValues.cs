using Infohub.Community.Public;
using Infohub.Intelligence.Bundles;
using Infohub.Library.Public;

namespace Infohub.Intelligence.Public;

/// <summary>The values of objects that a reader chose, for modules above that make files of them.</summary>
public sealed class SelectedValues
{
    private readonly ObjectShelf shelf;

    internal SelectedValues(ObjectShelf shelf) => this.shelf = shelf;

    /// <summary>In the order of the ids, each once. What may not be exported (law section 5) gives nothing, as what there is not.</summary>
    /// <param name="viewer">Who chose.</param>
    /// <param name="ids">Ids of objects; at most 5,000 are read.</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task<IReadOnlyList<string>> OfAsync(Viewer viewer, IEnumerable<string?> ids, CancellationToken stop)
    {
        var chosen = ChosenObjects.Read(ids);
        var said = await chosen.SaidAsync(shelf, viewer, stop);
        return [.. chosen.Ids.SelectMany(c => said[ChosenObjects.IdOf(c)]).SelectMany(s => s.Values).Select(v => v.Value).Distinct(StringComparer.Ordinal)];
    }
}
