using Infohub.Intelligence.Posts;
using Infohub.Intelligence.Values;
using Infohub.Observables;
using Infohub.Stix.Patterns;

namespace Infohub.Intelligence.Corrections;

/// <summary>A pattern with another value where it asks for exactly one, or without it (STIX 2.1 §9): all else of the tree stays as it is.</summary>
internal sealed class CorrectedPattern
{
    private readonly ObjectValue of;
    private readonly Finding? to;
    private bool isWider;

    private CorrectedPattern(ObjectValue of, Finding? to) => (this.of, this.to) = (of, to);

    /// <summary>The text of the corrected pattern, empty where nothing is left that it asks for; null where it cannot be corrected by itself.</summary>
    public static string? Of(string text, ObjectValue of, Finding? to)
    {
        if (!Pattern.TryParse(text, out var pattern, out _))
        {
            return null;
        }

        var corrected = new CorrectedPattern(of, to);
        var root = corrected.Of(pattern.Root);
        if (corrected.isWider || root is null)
        {
            return corrected.isWider ? null : "";
        }

        // A value of another kind may stand where the grammar has no place for it.
        var printed = new Pattern(root).ToString();
        return Pattern.TryParse(printed, out _, out _) ? printed : null;
    }

    private Observation? Of(Observation node)
    {
        switch (node)
        {
            case SingleObservation single:
                return Of(single.Test) is { } test ? single with { Test = test } : null;
            case QualifiedObservation qualified:
                return Of(qualified.Of) is { } inner ? qualified with { Of = inner } : null;
            case JoinedObservations joined:
                var parts = Left(joined.Parts, Of, joined.Join == ObservationJoin.Or);
                return parts.Count switch { 0 => null, 1 => parts[0], _ => joined with { Parts = parts } };
            default:
                return node;
        }
    }

    private Comparison? Of(Comparison node)
    {
        switch (node)
        {
            case JoinedComparisons joined:
                var parts = Left(joined.Parts, Of, !joined.All);
                return parts.Count switch { 0 => null, 1 => parts[0], _ => joined with { Parts = parts } };
            case PropertyTest { Negated: false, By: TestOperator.Equal or TestOperator.IsSubset, Value: StringLiteral text } test when Names(test, text):
                return to is null ? null : Instead(test);
            case PropertyTest { Negated: false, By: TestOperator.In, Value: SetLiteral set } test when set.Values.OfType<StringLiteral>().Any(text => Names(test, text)):
                return OfSet(test, set);
            default:
                return node;
        }
    }

    /// <summary>What asks for one thing less finds more, where all of it was asked for: that is no correction.</summary>
    private List<T> Left<T>(IReadOnlyList<T> parts, Func<T, T?> of, bool isChoice)
        where T : class
    {
        var left = parts.Select(of).OfType<T>().ToList();
        isWider |= !isChoice && left.Count > 0 && left.Count < parts.Count;
        return left;
    }

    private Comparison? OfSet(PropertyTest test, SetLiteral set)
    {
        var others = set.Values.Where(v => v is not StringLiteral text || !Names(test, text)).ToList();
        var rest = others.Count == 0 ? null : test with { Value = new SetLiteral(others) };
        if (to is not { } other)
        {
            return rest;
        }

        return IsOfKind(other) ? test with { Value = new SetLiteral([.. set.Values.Select(v => others.Contains(v) ? v : new StringLiteral(other.Value))]) }
            : rest is null ? Instead(test)
            : new JoinedComparisons(false, [rest, Instead(test)]) { Position = test.Position };
    }

    /// <summary>Of the same kind the text alone changes; of another the property too.</summary>
    private PropertyTest Instead(PropertyTest test)
    {
        if (IsOfKind(to!.Value))
        {
            return test with { Value = new StringLiteral(to.Value.Value) };
        }

        if (Patterns.Of(to.Value) is { } text && Pattern.TryParse(text, out var made, out _) && made.Root is SingleObservation { Test: PropertyTest other })
        {
            return other;
        }

        isWider = true;
        return test;
    }

    private bool IsOfKind(Finding other) => other.Kind.ToString() == of.Kind;

    /// <summary>As the index has it: what is found by a value is corrected by it.</summary>
    private bool Names(PropertyTest test, StringLiteral text) =>
        new Pattern(new SingleObservation(test with { By = TestOperator.Equal, Value = text })).SimpleComparisons().Any(asked => StixValues.Read(asked.ObjectType, asked.Path, asked.Value) == of);
}
