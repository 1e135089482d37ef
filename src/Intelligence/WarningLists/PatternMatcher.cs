using System.Text.RegularExpressions;
using Infohub.Observables;

namespace Infohub.Intelligence.WarningLists;

/// <summary>
/// Patterns, which take time in the length of the value alone (RegexOptions.NonBacktracking). As many as one machine may hold are asked as one; which it was is found out where one answers.
/// </summary>
internal sealed class PatternMatcher : Matcher
{
    /// <summary>One question to one machine; a longer one is taken for no answer.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    private readonly string[] entries;
    private readonly Regex[] patterns;
    private readonly List<(Regex Any, int From, int To)> groups = [];

    public PatternMatcher(EntryText text)
    {
        entries = text.ToArray();
        var read = entries.Select(e => PhpPattern.Read(e) ?? throw new InvalidDataException("A kept entry is no pattern.")).ToArray();
        patterns = [.. read.Select(p => Make(p.Pattern, p.Options))];
        AddGroups(read, 0, read.Length);
    }

    /// <summary>Machines grow as values come; an estimate of what they are made of.</summary>
    public override long Bytes => entries.Sum(e => 4096L + (64L * e.Length));

    public override string? EntryFor(ObservableKind kind, string value)
    {
        if (value.Length > LongestValue)
        {
            return null;
        }

        try
        {
            foreach (var (any, from, to) in groups)
            {
                if (any.IsMatch(value) && Array.FindIndex(patterns, from, to - from, p => p.IsMatch(value)) is >= 0 and var at)
                {
                    return entries[at];
                }
            }
        }
        catch (RegexMatchTimeoutException)
        {
            // As if it were not on the list: what a pattern cannot say in time is left to people.
        }

        return null;
    }

    internal static Regex Make(string pattern, RegexOptions options) =>
        new(pattern, options | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Longest);

    /// <summary>.NET refuses a machine of more than 10,000 nodes: then each half is asked by itself.</summary>
    private void AddGroups(PhpPattern[] read, int from, int to)
    {
        try
        {
            groups.Add((Make(string.Join('|', read[from..to].Select(p => p.InGroup)), RegexOptions.None), from, to));
        }
        catch (NotSupportedException) when (to - from > 1)
        {
            var middle = (from + to) / 2;
            AddGroups(read, from, middle);
            AddGroups(read, middle, to);
        }
    }
}
