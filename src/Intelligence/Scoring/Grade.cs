using System.Globalization;

namespace Infohub.Intelligence.Scoring;

/// <summary>
/// How far a source is relied on (A to E; F cannot be judged) and how far what it says is believed (1 to 5; 6 cannot be judged): the Admiralty system, as STIX 2.1 Appendix A maps its second half to <c>confidence</c>.
/// </summary>
/// <param name="Reliability">0 to 100, or null for F.</param>
/// <param name="Credibility">0 to 100, or null for 6.</param>
internal readonly record struct Grade(int? Reliability, int? Credibility)
{
    private const string ReliabilityTag = "admiralty-scale:source-reliability=";
    private const string CredibilityTag = "admiralty-scale:information-credibility=";
    private const string ShortTag = "admiralty:";

    /// <summary>STIX 2.1 Appendix A, Admiralty credibility: 1 is 90, 2 is 70, 3 is 50, 4 is 30, 5 is 10; A to E are read alike.</summary>
    private static readonly int[] Values = [90, 70, 50, 30, 10];

    /// <summary>Of the tags of whoever says it, by the words of the MISP taxonomy or as <c>admiralty:b2</c>; what is said of credibility by a number stands where no tag says it.</summary>
    public static Grade Of(IEnumerable<string> tags, int? confidence)
    {
        int? reliability = null;
        int? credibility = null;
        foreach (var tag in tags.Select(t => t.Trim().ToLowerInvariant()))
        {
            if (tag.StartsWith(ReliabilityTag, StringComparison.Ordinal))
            {
                reliability = Letter(tag[ReliabilityTag.Length..].Trim('"')) ?? reliability;
            }
            else if (tag.StartsWith(CredibilityTag, StringComparison.Ordinal))
            {
                credibility = Digit(tag[CredibilityTag.Length..].Trim('"')) ?? credibility;
            }
            else if (tag.StartsWith(ShortTag, StringComparison.Ordinal) && tag.Length == ShortTag.Length + 2)
            {
                reliability = Letter(tag[^2..^1]) ?? reliability;
                credibility = Digit(tag[^1..]) ?? credibility;
            }
        }

        return new Grade(reliability, credibility ?? (confidence is >= 0 and <= 100 ? confidence : null));
    }

    /// <summary>Of 100; what was not graded leaves the other half to decide.</summary>
    public int Worth(int ungraded) => (Reliability, Credibility) switch
    {
        (null, null) => ungraded,
        ({ } r, { } c) => (r + c) / 2,
        var (r, c) => ((r ?? c)!.Value + ungraded) / 2,
    };

    /// <summary>For example B2; F6 where nothing was graded.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Reliability is { } r ? (char)('A' + Step(r)) : 'F')}{(Credibility is { } c ? Step(c) + 1 : 6)}");

    /// <summary>The ranges of Appendix A: 80 to 100 is the first, 60 to 79 the second, down to 0 to 19.</summary>
    private static int Step(int value) => 4 - Math.Min(value / 20, 4);

    private static int? Letter(string text) => text is [>= 'a' and <= 'e' and var c] ? Values[c - 'a'] : null;

    private static int? Digit(string text) => text is [>= '1' and <= '5' and var c] ? Values[c - '1'] : null;
}
