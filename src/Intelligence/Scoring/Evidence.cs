using Infohub.Intelligence.Sightings;
using Infohub.Intelligence.Values;

namespace Infohub.Intelligence.Scoring;

/// <summary>What a score is made of: what the viewer reads of a value, and nothing else.</summary>
internal sealed record Evidence(ObjectValue Value, IReadOnlyList<Naming> Named, IReadOnlyList<Sighting> Sightings)
{
    /// <summary>A warning list knows it as something harmless that everybody meets.</summary>
    public bool OnWarningList { get; init; }

    /// <summary>Items that the law lets out for block lists and detection rules (section 5: PAP, embargo, label).</summary>
    public IReadOnlySet<string> ForDetection { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>What still stands at a time.</summary>
    public IEnumerable<Naming> Standing(long now) => Named.Where(n => !n.IsRevoked && n.ValidUntil > now);
}
