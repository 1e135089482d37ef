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

    public Task<ValueBoard> OfAsync(Viewer viewer, ObjectValue value, CancellationToken stop) => OfAsync(viewer, value, null, stop);

    /// <param name="viewer">Who looks.</param>
    /// <param name="value">The value.</param>
    /// <param name="under">The item that was chosen for a sighting, or null: it may be older than those offered here, or at TLP:RED (R8).</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task<ValueBoard> OfAsync(Viewer viewer, ObjectValue value, string? under, CancellationToken stop)
    {
        await settings.Warnings.RefreshAsync(stop);
        List<string> known = Enum.TryParse<ObservableKind>(value.Kind, out var kind) ? [.. settings.Warnings.HitsOf(kind, value.Value).Select(h => h.List)] : [];
        var evidence = (await gather.RunAsync(viewer, Channel.Analysis, [value], _ => known.Count > 0, stop))[0];
        var places = await carriers.OfAsync(viewer, Channel.Analysis, [ValueKeys.Of(settings.Keys, value)], Items, stop);
        var cards = await holdings.CardsAsync(viewer, Channel.List, places.Select(p => p.ItemSeq), stop);
        var shown = places.Select(p => cards.GetValueOrDefault(p.ItemSeq)).OfType<Card>().Where(c => c.Shows == Disclosure.Full).ToList();
        var items = shown.ConvertAll(ItemOf);
        var chosen = under is not { Length: > 0 } || items.Exists(i => i.Uid == under) ? null : await ChosenAsync(viewer, under, stop);
        var names = await SpeakerNames.OfAsync(database, evidence.Sightings, stop);
        var now = viewer.Facts.Now;
        return new ValueBoard(
            new SightingsView(value, evidence.Sightings, names, items, Micros.ToTime(now))
            {
                Back = "/intelligence/value?value=" + Uri.EscapeDataString(value.Value),
                Chosen = chosen?.Item,
                Unnamed = await settings.Unnamed.RunAsync(viewer, chosen is { } one ? [one.Card] : shown, oneItem: chosen is not null, stop),
            },
            ScoreView.Of(evidence, settings.Score, now), evidence, known);
    }

    private static SightingItem ItemOf(Card card) => new(card.Uid, card.Title, card.Language, card.Label);

    /// <summary>As a list shows it and puts it on record, at TLP:RED as a notice; null for what the viewer does not read, or what is gone.</summary>
    private async Task<(SightingItem Item, Card Card)?> ChosenAsync(Viewer viewer, string uid, CancellationToken stop)
    {
        var found = await database.ReadAsync(sql => holdings.ForActAsync(sql, viewer, uid, stop), stop);
        var cards = found.Done ? await holdings.CardsAsync(viewer, Channel.List, [found.Value.Seq], stop) : [];
        return cards.Values.FirstOrDefault(c => c.Shows is Disclosure.Full or Disclosure.Notice) is { } card ? (ItemOf(card), found.Value.Card) : null;
    }
}

/// <summary>What stands for all values alike.</summary>
internal sealed record BoardSettings(ScoreSettings Score, KeyRing Keys, Public.WarningLists Warnings, AskUnnamed Unnamed);
