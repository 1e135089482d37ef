using Infohub.Community.Public;
using Infohub.Detection;
using Infohub.Intelligence.Public;
using Infohub.Markings;
using Infohub.Platform.Keys;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Feeds;
using Infohub.Sharing.PublicZone;

namespace Infohub.Sharing.LookUp;

/// <param name="Text">In the format that was asked for.</param>
/// <param name="Label">The strictest of what is in it.</param>
internal sealed record DetectionFile(string Text, Tlp Label);

/// <summary>Of values that were looked up those that detection may use, as a file for other programs, the highest score first.</summary>
internal sealed class WriteDetectionFile(Scores scores, WarningLists warnings, KeyRing keys, TimeProvider clock)
{
    public async Task<Outcome<DetectionFile>> RunAsync(Viewer viewer, IReadOnlyList<LookedUp> lines, BlockListAsk ask, CancellationToken stop)
    {
        await warnings.RefreshAsync(stop);
        var wanted = lines.Where(l => l.Objects > 0).Select(l => l.Finding).Where(ask.Wants).ToList();
        var taken = new List<(Observables.Finding Value, int Points, Tlp Label)>();
        foreach (var some in wanted.Chunk(Scores.MostValues))
        {
            taken.AddRange(await scores.ForFileAsync(viewer, some, v => warnings.Holds(v.Kind, v.Value), stop));
        }

        if (taken.Count == 0)
        {
            return Refusal.Invalid("look-up-unusable", "None of these values may be used for detection: what you may read of them does not say that they are bad, or is stricter than TLP:GREEN, or a warning list knows them.", "values");
        }

        var label = taken.Max(t => t.Label);
        var indicators = taken.OrderByDescending(t => t.Points).Select(t => new Indicator(t.Value.Kind, t.Value.Value)
        {
            Score = t.Points,
            Address = ask.Site + "/intelligence/value?value=" + Uri.EscapeDataString(t.Value.Value),
            Label = t.Label.Canonical(),
            Number = (ulong)keys.Hash64("indicator", t.Value.Kind + " " + t.Value.Value),
        }).ToList();
        var head = new SheetHead(label.Canonical(), Source: "Infohub", Terms: $"Copy for {viewer.PersonName}, {viewer.OrganisationName}. {Syndication.Terms}");
        return new DetectionFile(FeedFormats.Write(ask, indicators, head, (uint)clock.GetUtcNow().ToUnixTimeSeconds()), label);
    }
}
