using System.Diagnostics.CodeAnalysis;
using Infohub.Stix.Json;

namespace Infohub.Stix.Patterns;

/// <summary>What is wrong with the text of a pattern.</summary>
/// <param name="Position">Where, in characters from 0.</param>
/// <param name="Text">What was expected, or what may not be, as a sentence that can be said in another language.</param>
/// <param name="Clause">Of STIX 2.1, for example <c>9.6.1</c>.</param>
public sealed record PatternFault(int Position, FaultText Text, string Clause)
{
    /// <summary>What was expected, or what may not be, in English.</summary>
    public string Message => Text.ToString();
}

/// <summary>A pattern of STIX 2.1 §9 as a tree.</summary>
public sealed record Pattern(Observation Root)
{
    /// <summary>In characters: longer text is refused unread.</summary>
    public const int LongestText = 100_000;

    /// <summary>How deep parentheses may stand in each other.</summary>
    public const int Deepest = 64;

    /// <summary>Reads a pattern. Never throws for what stands in the text.</summary>
    /// <returns>True and the pattern, or false and the first fault.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out Pattern? pattern, [NotNullWhen(false)] out PatternFault? fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > LongestText)
        {
            (pattern, fault) = (null, new PatternFault(LongestText, new FaultText("a pattern has at most {0} characters", LongestText), "9"));
            return false;
        }

        var parser = new PatternParser(text);
        pattern = parser.Parse() is { } root ? new Pattern(root) : null;
        fault = pattern is null ? parser.Fault! : null;
        return pattern is not null;
    }

    /// <summary>Of patterns that say the same in another order, or multiplied out, the one form: two with equal forms are equivalent.</summary>
    public Pattern Normalize() => new(PatternNormal.Of(Root));

    /// <summary>The values that it asks for: what an index of values is asked before the pattern is evaluated.</summary>
    public IEnumerable<SimpleComparison> SimpleComparisons() => SimpleComparison.Of(Root, suffices: true);

    /// <summary>The pattern as text that is read as the same pattern, with no parentheses but those that are needed.</summary>
    public override string ToString() => PatternPrinter.Print(Root);
}
