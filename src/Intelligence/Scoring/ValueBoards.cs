using Infohub.Community.Public;
using Infohub.Intelligence.Sightings;
using Infohub.Intelligence.Values;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;

namespace Infohub.Intelligence.Scoring;

/// <summary>What a page of one value shows: its sightings and its score.</summary>
/// <param name="WarningLists">The names of those that know it.</param>
internal sealed record ValueBoard(SightingsView Sightings, ScoreView Score, Evidence Evidence, IReadOnlyList<string> WarningLists);

/// <summary>Gathers a value once for both parts of its page.</summary>
internal sealed class ValueBoards(GatherEvidence gather, ObjectCarriers carriers, Holdings holdings, Database database, BoardSettings settings)
{
    /// <summary>Items that can be chosen for a sighting.</summary>
    private const int Items = 20;

    /// <param name="viewer">Who looks.</param>
    /// <param name="value">The value.</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task<ValueBoard> OfAsync(Viewer viewer, ObjectValue value, CancellationToken stop)
    {
        await settings.Warnings.RefreshAsync(stop);
        List<string> known = Enum.TryParse<ObservableKind>(value.Kind, out var kind) ? [.. settings.Warnings.HitsOf(kind, value.Value).Select(h => h.List)] : [];
        var evidence = (await gather.RunAsync(viewer, Channel.Analysis, [value], _ => known.Count > 0, stop))[0];
        var places = await carriers.OfAsync(viewer, Channel.Analysis, [ValueKeys.Of(settings.Keys, value)], Items, stop);
        var cards = await holdings.CardsAsync(viewer, Channel.List, places.Select(p => p.ItemSeq), stop);
        var shown = places.Select(p => cards.GetValueOrDefault(p.ItemSeq)).OfType<Card>().Where(c => c.Shows == Disclosure.Full).ToList();
        var items = shown.ConvertAll(c => new SightingItem(c.Uid, c.Title, c.Language, c.Label));
        var names = await SpeakerNames.OfAsync(database, evidence.Sightings, stop);
        var now = viewer.Facts.Now;
        return new ValueBoard(
            new SightingsView(value, evidence.Sightings, names, items, Micros.ToTime(now))
            {
                Back = "/intelligence/value?value=" + Uri.EscapeDataString(value.Value),
                Unnamed = await settings.Unnamed.RunAsync(viewer, shown, oneItem: false, stop),
            },
            ScoreView.Of(evidence, settings.Score, now), evidence, known);
    }
}

/// <summary>What stands for all values alike.</summary>
internal sealed record BoardSettings(ScoreSettings Score, KeyRing Keys, Public.WarningLists Warnings, AskUnnamed Unnamed);
