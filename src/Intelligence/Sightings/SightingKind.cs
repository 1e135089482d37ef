namespace Infohub.Intelligence.Sightings;

/// <summary>What is said of a value.</summary>
internal enum SightingKind
{
    /// <summary>It was seen.</summary>
    Seen = 1,

    /// <summary>It was seen and is nothing bad.</summary>
    FalsePositive = 2,

    /// <summary>It is not used for anything bad any more.</summary>
    Expired = 3,
}

/// <summary>The words of REST and of forms.</summary>
internal static class SightingWords
{
    private static readonly string[] Words = ["", "seen", "false-positive", "expired"];

    private static readonly string[] Names = ["", "Seen", "False positive", "Expired"];

    public static IReadOnlyList<string> All { get; } = Words[1..];

    public static IReadOnlyList<SightingKind> Kinds { get; } = [SightingKind.Seen, SightingKind.FalsePositive, SightingKind.Expired];

    public static string Word(SightingKind kind) => Words[(int)kind];

    /// <summary>The English name, a key of the texts.</summary>
    public static string Name(SightingKind kind) => Names[(int)kind];

    /// <summary>Null for an unknown word.</summary>
    public static SightingKind? Parse(string? word) => Array.IndexOf(Words, word?.Trim().ToLowerInvariant()) is > 0 and var at ? (SightingKind)at : null;
}
