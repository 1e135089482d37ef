using System.Text.Json;

namespace Infohub.Stix.Patterns;

/// <summary>What was seen at a time, as an <c>observed-data</c> of STIX 2.1 §4.14 says it: its objects by their identifiers, so that references are followed.</summary>
/// <param name="First">The first time.</param>
/// <param name="Last">The last time.</param>
/// <param name="Count">How often; it stands for as many observations.</param>
/// <param name="Objects">The observed objects by <c>id</c>.</param>
public sealed record Observed(DateTimeOffset First, DateTimeOffset Last, long Count, IReadOnlyDictionary<string, JsonElement> Objects);

/// <summary>Whether observations meet a pattern.</summary>
/// <param name="IsMatch">They do.</param>
/// <param name="Observations">The places of those that do, in the order of the list; empty where none do.</param>
/// <param name="GaveUp">It was not decided: the steps were spent, or a regular expression took too long for a value.</param>
/// <param name="Steps">What the evaluation cost, in the steps that <see cref="PatternMatcher.MostSteps"/> bounds.</param>
public sealed record PatternMatch(bool IsMatch, IReadOnlyList<int> Observations, bool GaveUp = false, long Steps = 0);
