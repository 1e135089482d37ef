using Infohub.Community.Public;
using Infohub.Intelligence.Scoring;
using Infohub.Intelligence.Sightings;
using Infohub.Intelligence.Values;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Keys;

namespace Infohub.Intelligence.Public;

/// <summary>What a value is worth to one viewer.</summary>
/// <param name="Value">The value.</param>
/// <param name="Points">0 to 100.</param>
/// <param name="UseForDetection">Whether detection may and should use it.</param>
/// <param name="Why">Why, or why not: in English.</param>
public sealed record ValueScore(Finding Value, int Points, bool UseForDetection, string Why);

/// <summary>Scores of values for modules above: made at the time of reading, of what the viewer may read alone (law R7, R10).</summary>
public sealed class Scores
{
    /// <summary>Values of one call.</summary>
    public const int MostValues = ReadValues.Most;

    /// <summary>Values that are weighed for one call of <see cref="DoubtedAsync"/>: whoever calls thousands false positives makes no list slow.</summary>
    private const int MostWeighed = 300;

    private readonly GatherEvidence gather;
    private readonly VersionRows rows;
    private readonly KeyRing keys;
    private readonly ScoreSettings settings;

    internal Scores(GatherEvidence gather, VersionRows rows, KeyRing keys, ScoreSettings settings) => (this.gather, this.rows, this.keys, this.settings) = (gather, rows, keys, settings);

    /// <summary>In the order of the values.</summary>
    /// <param name="viewer">Who reads.</param>
    /// <param name="channel">The way out.</param>
    /// <param name="values">At most <see cref="MostValues"/>.</param>
    /// <param name="isOnWarningList">Whether a warning list knows a value.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <exception cref="ArgumentOutOfRangeException">For more values.</exception>
    public async Task<IReadOnlyList<ValueScore>> OfAsync(Viewer viewer, Channel channel, IReadOnlyList<Finding> values, Func<Finding, bool> isOnWarningList, CancellationToken stop)
    {
        var known = values.Where(isOnWarningList).Select(TypedValue.Of).ToHashSet();
        var evidence = await gather.RunAsync(viewer, channel, [.. values.Select(TypedValue.Of)], known.Contains, stop);
        return [.. evidence.Select((e, at) =>
        {
            var score = Score.Of(e, settings, viewer.Facts.Now);
            var detection = Detection.Of(e, score, settings, viewer.Facts.Now);
            return new ValueScore(values[at], score.Value, detection.Use, string.Format(System.Globalization.CultureInfo.InvariantCulture, detection.Why, detection.Args));
        })];
    }

    /// <summary>
    /// Values for files that other programs detect by, the highest score first. The scores are made of what may go into such a file alone (law section 5: PAP, embargo, label): the file is under the strictest of their labels (W4).
    /// A session takes TLP:GREEN at most, for only a key has a ceiling that was raised.
    /// </summary>
    /// <param name="viewer">Who takes the file.</param>
    /// <param name="values">At most <see cref="MostValues"/>.</param>
    /// <param name="isOnWarningList">Whether a warning list knows a value.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <exception cref="ArgumentOutOfRangeException">For more values.</exception>
    public async Task<IReadOnlyList<(Finding Value, int Points, Tlp Label)>> ForFileAsync(Viewer viewer, IReadOnlyList<Finding> values, Func<Finding, bool> isOnWarningList, CancellationToken stop)
    {
        var (now, ceiling) = (viewer.Facts.Now, viewer.Kind == ViewerKind.Person ? Tlp.Green : viewer.Ceiling);
        var known = values.Where(isOnWarningList).Select(TypedValue.Of).ToHashSet();
        var gathered = await gather.RunAsync(viewer, Channel.Analysis, [.. values.Select(TypedValue.Of)], known.Contains, stop);
        var usable = gathered.Select(e => e with
        {
            Named = [.. e.Named.Where(n => e.ForDetection.Contains(n.ItemUid) && n.Label <= ceiling)],
            Sightings = [.. e.Sightings.Where(s => e.ForDetection.Contains(s.ItemUid) && s.Label <= ceiling)],
        });
        return
        [
            .. usable.Select((e, at) => (Evidence: e, Value: values[at], Score: Score.Of(e, settings, now))).Where(e => Detection.Of(e.Evidence, e.Score, settings, now).Use)
                .Select(e => (e.Value, e.Score.Value, e.Evidence.Named.Select(n => n.Label).Concat(e.Evidence.Sightings.Select(s => s.Label)).Max())).OrderByDescending(e => e.Item2),
        ];
    }

    /// <summary>Those that somebody calls a false positive, where what the viewer reads does not outweigh it: detection is not to use them. Of very many that are called so, those that come first among the values.</summary>
    /// <param name="viewer">Who reads.</param>
    /// <param name="channel">The way out.</param>
    /// <param name="values">As many as are wanted: each that nobody calls so costs a look for its key.</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task<IReadOnlySet<(ObservableKind Kind, string Value)>> DoubtedAsync(Viewer viewer, Channel channel, IReadOnlyList<Finding> values, CancellationToken stop)
    {
        var byKey = values.Select(TypedValue.Of).Distinct().ToDictionary(v => ValueKeys.Of(keys, v));
        var called = byKey.Count == 0 ? [] : await rows.ListAsync(viewer, channel, SightingRows.FalsePositives(byKey.Keys), static (_, r, at) => SightingRows.KeyOf(r, at), stop);
        var doubted = new HashSet<(ObservableKind, string)>();
        var keyed = called.ToHashSet();
        var weighed = byKey.Where(v => keyed.Contains(v.Key)).Select(v => v.Value).Take(MostWeighed).ToList();
        foreach (var evidence in weighed.Count == 0 ? [] : await gather.RunAsync(viewer, channel, weighed, static _ => false, stop))
        {
            if (!Detection.Of(evidence, Score.Of(evidence, settings, viewer.Facts.Now), settings, viewer.Facts.Now).Use)
            {
                doubted.Add((Enum.Parse<ObservableKind>(evidence.Value.Kind), evidence.Value.Value));
            }
        }

        return doubted;
    }
}
