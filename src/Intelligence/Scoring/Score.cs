using Infohub.Intelligence.Sightings;
using Infohub.Intelligence.Values;
using Infohub.Platform.Data;

namespace Infohub.Intelligence.Scoring;

/// <summary>One line of the reckoning.</summary>
/// <param name="Text">English, a key of the texts.</param>
/// <param name="Points">What it adds, or takes below 0.</param>
/// <param name="Args">What fills the text.</param>
internal sealed record ScoreLine(string Text, int Points, params object[] Args);

/// <summary>
/// What a value is worth as a sign of something bad, 0 to 100, with the lines that add up to it. The same evidence at the same time gives the same score; more sources and sightings never lower it, and time alone
/// never raises it.
/// </summary>
internal sealed record Score(int Value, IReadOnlyList<ScoreLine> Lines)
{
    private const int MostDays = 3650;

    /// <summary>What still stands says that it is bad.</summary>
    public bool HasIndicator { get; private init; }

    public static Score Of(Evidence evidence, ScoreSettings settings, long now)
    {
        var standing = evidence.Standing(now).ToList();
        if (standing.Count == 0)
        {
            return new Score(0, [new ScoreLine(evidence.Named.Count == 0 ? "Nothing that you may read names it" : "Revoked or expired: nothing that you may read names it any more", 0)]);
        }

        var seen = evidence.Sightings.Where(s => s.Kind == SightingKind.Seen).ToList();
        var lastAt = Math.Min(now, Math.Max(standing.Max(n => n.At), seen.Count == 0 ? 0 : seen.Max(s => s.LastAt)));
        var lines = new List<ScoreLine> { Best(standing, settings), Others(standing, settings) };
        lines.Add(Age(lines.Sum(l => l.Points), settings.HalfLifeOf(evidence.Value.Kind), lastAt, now));
        lines.Add(Seen(seen, settings, settings.HalfLifeOf(evidence.Value.Kind), now));
        var harmless = evidence.Sightings.Where(s => s.Kind == SightingKind.FalsePositive).ToList();
        var wrong = AsOne(harmless, "Organisations that call it a false positive: {0}", "Organisations that call it a false positive: {0}; all without a name count as one");
        lines.Add(Against(harmless, wrong, settings.EachFalsePositive, settings.MostFalsePositives));
        var unseenSince = evidence.Sightings.Where(s => s.Kind == SightingKind.Expired && !seen.Exists(x => x.LastAt > s.LastAt)).ToList();
        var over = AsOne(unseenSince, "Organisations that say it has expired, not seen since: {0}", "Organisations that say it has expired, not seen since: {0}; all without a name count as one");
        lines.Add(Against(unseenSince, over, settings.EachExpired, settings.MostExpired));
        var sum = lines.Sum(l => l.Points);
        if (evidence.OnWarningList)
        {
            lines.Add(new ScoreLine("On a warning list", -sum));
        }
        else if (sum is < 0 or > 100)
        {
            lines.Add(new ScoreLine("A score is from 0 to 100", (sum < 0 ? 0 : 100) - sum));
        }

        return new Score(lines.Sum(l => l.Points), lines) { HasIndicator = standing.Exists(n => n.SaysBad) };
    }

    /// <summary>The first day, from today on, on which the score stands under a number if nobody says anything more; null for none within ten years. Found by halves, for time alone never raises a score.</summary>
    public static long? UnderAt(Evidence evidence, ScoreSettings settings, long now, int under)
    {
        if (Of(evidence, settings, now + (MostDays * Micros.Day)).Value >= under)
        {
            return null;
        }

        var (above, below) = (-1, MostDays);
        while (below - above > 1)
        {
            var middle = (above + below) / 2;
            (above, below) = Of(evidence, settings, now + (middle * Micros.Day)).Value < under ? (above, middle) : (middle, below);
        }

        return now + (below * Micros.Day);
    }

    /// <summary>What only names the value, without saying that it is bad, is worth half.</summary>
    private static ScoreLine Best(List<Naming> standing, ScoreSettings settings)
    {
        var best = standing.Select(n => (Grade: Grade.Of(n.Tags, n.Confidence), n.SaysBad)).Select(g => (g.Grade, g.SaysBad, Worth: g.Grade.Worth(settings.Ungraded) * (g.SaysBad ? 2 : 1)))
            .OrderByDescending(g => g.Worth).ThenBy(g => g.Grade.ToString(), StringComparer.Ordinal).First();
        return new ScoreLine(best.SaysBad ? "Best source, {0}" : "Best source, {0}: it names the value and does not say that it is bad", settings.BestSource * best.Worth / 200, best.Grade.ToString());
    }

    private static ScoreLine Others(List<Naming> standing, ScoreSettings settings)
    {
        // All without a name are one: it cannot be told how many they are.
        var sources = standing.Where(n => n.SaysBad).Select(n => Math.Max(n.Source, 0)).Distinct().Count();
        return new ScoreLine("Organisations that say so: {0}", Math.Min(Math.Max(sources - 1, 0) * settings.EachOrganisation, settings.MostOrganisations), sources);
    }

    private static ScoreLine Age(int points, int halfLife, long lastAt, long now) => new(
        "Age in days: {0}, since {1:d MMMM yyyy}; half is left after {2} days", Rounded(points * Left(lastAt, halfLife, now)) - points, (int)((now - lastAt) / Micros.Day), Micros.ToTime(lastAt), halfLife);

    private static ScoreLine Seen(List<Sighting> seen, ScoreSettings settings, int halfLife, long now)
    {
        var points = seen.GroupBy(s => s.Organisation).Sum(g => Math.Min(g.Sum(s => settings.EachSighting * Left(s.LastAt, halfLife, now)), settings.MostOfOne));
        return new ScoreLine(AsOne(seen, "Sightings: {0}, organisations: {1}", "Sightings: {0}, organisations: {1}; all without a name count as one"), Rounded(Math.Min(points, settings.MostSightings)), seen.Count, seen.Select(s => s.Organisation).Distinct().Count());
    }

    /// <summary>It stands until it is taken back, or the item goes under which it was said.</summary>
    private static ScoreLine Against(List<Sighting> said, string text, int each, int most)
    {
        var organisations = said.Select(s => s.Organisation).Distinct().Count();
        return new ScoreLine(text, -Math.Min(organisations * each, most), organisations);
    }

    /// <summary>However many say it without a name weigh as one further organisation: it cannot be told how many they are, and one that says it both ways counts no more than twice (W7).</summary>
    private static string AsOne(List<Sighting> said, string text, string withUnnamed) => said.Exists(s => s.Organisation == 0) ? withUnnamed : text;

    private static int Rounded(double points) => (int)Math.Round(points, MidpointRounding.AwayFromZero);

    private static double Left(long at, int halfLife, long now) => Math.Pow(2, -(double)Math.Max(now - at, 0) / (halfLife * Micros.Day));
}
