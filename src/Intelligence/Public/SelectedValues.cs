using Infohub.Community.Public;
using Infohub.Intelligence.Bundles;
using Infohub.Intelligence.Correlation;
using Infohub.Library.Public;
using Infohub.Markings;

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
        var chosen = ChosenObjects.Read(ids).Ids;
        if (chosen.Count == 0)
        {
            return [];
        }

        var found = await shelf.OfIdsAsync(viewer, Channel.Export, chosen.ToHashSet(), new ObjectQuery { Take = ChosenObjects.Most }, stop);
        var said = Reading.Current(viewer, found.Objects).ToLookup(s => s.Id, StringComparer.Ordinal);
        return [.. chosen.SelectMany(c => said[$"{c.Type}--{c.Uid}"]).SelectMany(s => s.Values).Select(v => v.Value).Distinct(StringComparer.Ordinal)];
    }
}
