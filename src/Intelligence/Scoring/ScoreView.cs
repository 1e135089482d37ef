namespace Infohub.Intelligence.Scoring;

/// <summary>A score with its reckoning, as a page shows it.</summary>
/// <param name="UnderAt">When it falls under the least for detection if nobody says anything more, in microseconds; null for not within ten years.</param>
internal sealed record ScoreView(Score Score, Detection Detection, int DetectFrom, long? UnderAt)
{
    public static ScoreView Of(Evidence evidence, ScoreSettings settings, long now)
    {
        var score = Score.Of(evidence, settings, now);
        return new ScoreView(score, Detection.Of(evidence, score, settings, now), settings.DetectFrom, score.Value < settings.DetectFrom ? null : Score.UnderAt(evidence, settings, now, settings.DetectFrom));
    }
}
