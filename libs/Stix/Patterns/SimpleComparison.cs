namespace Infohub.Stix.Patterns;

/// <summary>A value that a pattern asks for, to be found by an index.</summary>
/// <param name="ObjectType">For example <c>ipv4-addr</c>.</param>
/// <param name="Path">From the object on, as a pattern has it; for example <c>hashes.'SHA-256'</c>.</param>
/// <param name="Value">The text that is asked for.</param>
/// <param name="IsNetwork">Any address within it meets the comparison (<c>ISSUBSET</c>).</param>
/// <param name="Suffices">Whatever has the value meets the whole pattern; else something more is asked.</param>
public sealed record SimpleComparison(string ObjectType, string Path, string Value, bool IsNetwork, bool Suffices)
{
    internal static IEnumerable<SimpleComparison> Of(Observation node, bool suffices) => node switch
    {
        SingleObservation single => Of(single.Test, suffices),
        QualifiedObservation qualified => Of(qualified.Of, suffices: false),
        JoinedObservations joined => joined.Parts.SelectMany(p => Of(p, suffices && joined.Join == ObservationJoin.Or)),
        _ => [],
    };

    private static IEnumerable<SimpleComparison> Of(Comparison node, bool suffices) => node switch
    {
        JoinedComparisons joined => joined.Parts.SelectMany(p => Of(p, suffices && !joined.All)),
        PropertyTest { Negated: false, By: TestOperator.Equal or TestOperator.IsSubset, Value: StringLiteral text } test => [Of(test, text, suffices)],
        PropertyTest { Negated: false, By: TestOperator.In, Value: SetLiteral set } test => set.Values.OfType<StringLiteral>().Select(text => Of(test, text, suffices)),
        _ => [],
    };

    private static SimpleComparison Of(PropertyTest test, StringLiteral text, bool suffices) =>
        new(test.Path.ObjectType, PatternPrinter.Print(test.Path), text.Value, test.By == TestOperator.IsSubset, suffices);
}
