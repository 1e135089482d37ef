namespace Infohub.Intelligence.Scoring;

/// <summary>Whether a value is to be used for detection, and why.</summary>
/// <param name="Why">English, a key of the texts.</param>
/// <param name="Args">What fills it.</param>
internal sealed record Detection(bool Use, string Why, params object[] Args)
{
    public static Detection Of(Evidence evidence, Score score, ScoreSettings settings, long now)
    {
        var bad = evidence.Standing(now).Where(n => n.SaysBad).ToList();
        return bad.Count == 0 ? new Detection(false, "No: no indicator that stands says that it is bad")
            : evidence.OnWarningList ? new Detection(false, "No: it stands on a warning list")
            // Law section 5: PAP:CLEAR or PAP:GREEN, no embargo, never TLP:RED. The kernel said which items go out by that row.
            : !bad.Exists(n => evidence.ForDetection.Contains(n.ItemUid)) ? new Detection(false, "No: none of its items may be used for detection (PAP, embargo or label)")
            : score.Value < settings.DetectFrom ? new Detection(false, "No: the score is under {0}", settings.DetectFrom)
            : new Detection(true, "Yes: the score is {0} or more, and an item that says so may be used for detection", settings.DetectFrom);
    }
}
