using System.Text.RegularExpressions;
using Infohub.Observables;

namespace Infohub.Intelligence.WarningLists;

/// <summary>Patterns, which take time in the length of the value alone (RegexOptions.NonBacktracking). All of them are asked as one; which it was is found out where one answers.</summary>
internal sealed class PatternMatcher : Matcher
{
    /// <summary>One question to all patterns of a list; a longer one is taken for no answer.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    private readonly string[] entries;
    private readonly Regex[] patterns;
    private readonly Regex any;

    public PatternMatcher(EntryText text)
    {
        entries = text.ToArray();
        var read = entries.Select(e => PhpPattern.Read(e) ?? throw new InvalidDataException("A kept entry is no pattern.")).ToList();
        patterns = [.. read.Select(p => Make(p.Pattern, p.Options))];
        any = Make(string.Join('|', read.Select(p => $"(?{p.Inline}:{p.Pattern}{(p.Options.HasFlag(RegexOptions.IgnorePatternWhitespace) ? "\n" : "")})")), RegexOptions.None);
    }

    /// <summary>Machines grow as values come; an estimate of what they are made of.</summary>
    public override long Bytes => entries.Sum(e => 4096L + (64L * e.Length));

    public override string? EntryFor(ObservableKind kind, string value)
    {
        try
        {
            return value.Length > LongestValue || !any.IsMatch(value) ? null : entries[Array.FindIndex(patterns, p => p.IsMatch(value)) is >= 0 and var at ? at : 0];
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    internal static Regex Make(string pattern, RegexOptions options) =>
        new(pattern, options | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Longest);
}
