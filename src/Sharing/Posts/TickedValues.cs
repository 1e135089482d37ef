namespace Infohub.Sharing.Posts;

/// <summary>The boxes of found values as a form brings them: those that were shown, one a line; those whose box came back ticked; those unticked before that were not shown.</summary>
internal static class TickedValues
{
    /// <summary>More than these are indicators as they stand.</summary>
    private const int MostExcluded = 500;

    /// <summary>Values that are not meant as indicators.</summary>
    public static IReadOnlyList<string> Unticked(string shown, IEnumerable<string?> kept, IEnumerable<string?> excluded) =>
        [.. shown.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Except(kept.OfType<string>(), StringComparer.Ordinal)
            .Concat(excluded.OfType<string>()).Distinct(StringComparer.Ordinal).Take(MostExcluded)];
}
