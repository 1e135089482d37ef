using System.Buffers;
using Infohub.Observables;

namespace Infohub.Intelligence.WarningLists;

/// <summary>Parts that stand anywhere in a value, small and capital letters alike.</summary>
internal sealed class PartMatcher : Matcher
{
    private readonly string[] parts;
    private readonly SearchValues<string> any;

    public PartMatcher(EntryText entries)
    {
        parts = entries.ToArray();
        any = SearchValues.Create(parts, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The texts, and about as much again for the search.</summary>
    public override long Bytes => parts.Sum(p => 2L * (22 + (2L * p.Length)));

    public override string? EntryFor(ObservableKind kind, string value) =>
        value.Length <= LongestValue && value.AsSpan().ContainsAny(any) ? Array.Find(parts, p => value.Contains(p, StringComparison.OrdinalIgnoreCase)) : null;
}
