namespace Infohub.Stix.Patterns;

/// <summary>
/// One form for patterns that say the same: nested joins flat, comparisons as alternatives of conjunctions, parts in one order and each once, what another part says already left out.
/// Two with one form are equivalent; two that are equivalent in another way may have two.
/// </summary>
internal static class PatternNormal
{
    /// <summary>Where multiplying out would give more conjunctions than this, the comparison stays as it was joined.</summary>
    private const int MostAlternatives = 256;

    public static Observation Of(Observation node) => node switch
    {
        SingleObservation single => new SingleObservation(Of(single.Test)),
        QualifiedObservation { By: Repeats { Times: 1 } } once => Of(once.Of),
        QualifiedObservation qualified => new QualifiedObservation(Of(qualified.Of), qualified.By),
        JoinedObservations joined => Joined(joined),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    private static Observation Joined(JoinedObservations joined)
    {
        var parts = joined.Parts.Select(Of).SelectMany(p => p is JoinedObservations inner && inner.Join == joined.Join ? inner.Parts : [p]);
        // Of AND each part needs an observation of its own: two alike are not one.
        List<Observation> sorted = joined.Join switch
        {
            ObservationJoin.FollowedBy => [.. parts],
            ObservationJoin.And => [.. parts.OrderBy(Text, StringComparer.Ordinal)],
            _ => [.. parts.DistinctBy(Text).OrderBy(Text, StringComparer.Ordinal)],
        };
        return sorted.Count == 1 ? sorted[0] : new JoinedObservations(joined.Join, sorted);
    }

    private static Comparison Of(Comparison comparison)
    {
        if (Alternatives(comparison) is not { } alternatives)
        {
            return comparison;
        }

        // A or (A and B) is A.
        var kept = alternatives.Where(a => !alternatives.Exists(other => other.Count < a.Count && other.Keys.All(a.ContainsKey)))
            .DistinctBy(a => string.Join('\n', a.Keys)).OrderBy(a => string.Join('\n', a.Keys), StringComparer.Ordinal);
        return Join(false, [.. kept.Select(a => Join(true, [.. a.Values]))]);
    }

    private static Comparison Join(bool all, List<Comparison> parts) => parts.Count == 1 ? parts[0] : new JoinedComparisons(all, parts);

    /// <summary>As alternatives, each a conjunction of tests by their text; null where there would be too many.</summary>
    private static List<SortedDictionary<string, Comparison>>? Alternatives(Comparison comparison)
    {
        switch (comparison)
        {
            case PropertyTest { By: TestOperator.In, Negated: false, Value: SetLiteral { Values.Count: > 0 and <= MostAlternatives } set } test:
                return [.. set.Values.Select(v => One(test with { By = TestOperator.Equal, Value = v, Position = 0 }))];
            case PropertyTest { By: TestOperator.Equal or TestOperator.NotEqual, Negated: true } test:
                return [One(test with { By = test.By == TestOperator.Equal ? TestOperator.NotEqual : TestOperator.Equal, Negated = false, Position = 0 })];
            case PropertyTest { By: TestOperator.In, Value: SetLiteral set } test:
                return [One(test with { Value = new SetLiteral([.. set.Values.DistinctBy(PatternPrinter.Print).OrderBy(PatternPrinter.Print, StringComparer.Ordinal)]), Position = 0 })];
            case JoinedComparisons { All: false } any:
                return Gather(any.Parts.Select(Alternatives), static (sum, next) => [.. sum, .. next], []);
            case JoinedComparisons all:
                return Gather(all.Parts.Select(Alternatives), static (sum, next) => [.. from one in sum from other in next select Both(one, other)], [new(StringComparer.Ordinal)]);
            default:
                return [One(comparison)];
        }
    }

    private static List<SortedDictionary<string, Comparison>>? Gather(
        IEnumerable<List<SortedDictionary<string, Comparison>>?> parts,
        Func<List<SortedDictionary<string, Comparison>>, List<SortedDictionary<string, Comparison>>, List<SortedDictionary<string, Comparison>>> add,
        List<SortedDictionary<string, Comparison>> sum)
    {
        foreach (var part in parts)
        {
            if (part is null || (long)sum.Count * part.Count > MostAlternatives || sum.Count + part.Count > MostAlternatives)
            {
                return null;
            }

            sum = add(sum, part);
        }

        return sum;
    }

    private static SortedDictionary<string, Comparison> One(Comparison test) => new(StringComparer.Ordinal) { [PatternPrinter.Print(test)] = test };

    private static SortedDictionary<string, Comparison> Both(SortedDictionary<string, Comparison> one, SortedDictionary<string, Comparison> other)
    {
        var both = new SortedDictionary<string, Comparison>(one, StringComparer.Ordinal);
        foreach (var (text, test) in other)
        {
            both[text] = test;
        }

        return both;
    }

    private static string Text(Observation node) => PatternPrinter.Print(node);
}
