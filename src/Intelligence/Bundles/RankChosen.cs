using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Observables;

namespace Infohub.Intelligence.Bundles;

/// <summary>Chosen objects for a file by which other programs may act: the highest score first, without those of which a warning list knows all values; what names no value stands behind, as it was chosen.</summary>
internal sealed class RankChosen(ObjectShelf shelf, Scores scores, Public.WarningLists warnings)
{
    public async Task<ChosenObjects> RunAsync(Viewer viewer, ChosenObjects chosen, CancellationToken stop)
    {
        await warnings.RefreshAsync(stop);
        var values = (await chosen.SaidAsync(shelf, viewer, stop)).ToDictionary(
            s => s.Key, s => s.SelectMany(o => o.Values).SelectMany(v => Enum.TryParse<ObservableKind>(v.Kind, out var kind) ? [new Finding(kind, v.Value, 0, 0)] : Array.Empty<Finding>()).ToList(), StringComparer.Ordinal);
        var points = new Dictionary<Finding, int>();
        foreach (var some in values.Values.SelectMany(v => v).Where(v => !IsKnown(v)).Distinct().Chunk(Scores.MostValues))
        {
            foreach (var score in await scores.OfAsync(viewer, Channel.Export, some, IsKnown, stop))
            {
                points[score.Value] = score.Points;
            }
        }

        return new ChosenObjects([.. chosen.Ids.Where(id => Of(id) is not { Count: > 0 } all || !all.TrueForAll(IsKnown)).OrderByDescending(id => Of(id).Select(v => points.GetValueOrDefault(v, -1)).DefaultIfEmpty(-1).Max())]);

        List<Finding> Of((string, Guid) id) => values.GetValueOrDefault(ChosenObjects.IdOf(id)) ?? [];
        bool IsKnown(Finding value) => warnings.Holds(value.Kind, value.Value);
    }
}
