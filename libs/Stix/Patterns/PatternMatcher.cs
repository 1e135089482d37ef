using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Infohub.Stix.Patterns;

/// <summary>A pattern made ready to be asked of observations (STIX 2.1 §9.3 to §9.7). Safe for many threads.</summary>
public sealed class PatternMatcher
{
    /// <summary>Steps of one evaluation before it gives up. One is about 10 ns: a character that LIKE looks at, a quarter of a comparison, a hundredth of a combination of observations.</summary>
    public const int MostSteps = 100_000_000;

    /// <summary>Observations that may meet a pattern together before it gives up.</summary>
    public const int MostTogether = 1_000;

    private readonly Observation root;
    private readonly Dictionary<SingleObservation, ObjectTest> tests;

    private PatternMatcher(Observation root, Dictionary<SingleObservation, ObjectTest> tests)
    {
        this.root = root;
        this.tests = tests;
    }

    /// <summary>Makes it ready; false and the fault where a regular expression cannot be read.</summary>
    public static bool TryCreate(Pattern pattern, [NotNullWhen(true)] out PatternMatcher? matcher, [NotNullWhen(false)] out PatternFault? fault)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var tests = new Dictionary<SingleObservation, ObjectTest>(ReferenceEqualityComparer.Instance);
        fault = Prepare(pattern.Root, tests);
        matcher = fault is null ? new PatternMatcher(pattern.Root, tests) : null;
        return fault is null;
    }

    /// <summary>Whether the observations meet the pattern. Each counts as often as it says that it was seen, and serves one part of the pattern at a time.</summary>
    public PatternMatch Match(IReadOnlyList<Observed> observations)
    {
        ArgumentNullException.ThrowIfNull(observations);
        var budget = new EvaluationBudget();
        try
        {
            foreach (var found in new Search(tests, observations, budget).Bind(root))
            {
                return new PatternMatch(true, [.. found.Used.Keys.Order()], GaveUp: false, budget.Steps);
            }

            return new PatternMatch(false, [], budget.IsUndecided, budget.Steps);
        }
        catch (EvaluationBudget.SpentException)
        {
            return new PatternMatch(false, [], GaveUp: true, budget.Steps);
        }
    }

    private static PatternFault? Prepare(Observation node, Dictionary<SingleObservation, ObjectTest> tests)
    {
        switch (node)
        {
            case SingleObservation single:
                if (ObjectTest.Of(single.Test, out var fault) is not { } test)
                {
                    return fault;
                }

                tests[single] = test;
                return null;
            case QualifiedObservation qualified:
                return Prepare(qualified.Of, tests);
            default:
                return ((JoinedObservations)node).Parts.Select(part => Prepare(part, tests)).FirstOrDefault(f => f is not null);
        }
    }

    /// <summary>Observations that meet a part of the pattern together.</summary>
    /// <param name="Used">Which, and how often each serves.</param>
    /// <param name="First">When the first was seen.</param>
    /// <param name="Last">When the last was.</param>
    private readonly record struct Binding(IReadOnlyDictionary<int, long> Used, DateTimeOffset First, DateTimeOffset Last);

    private sealed class Search(Dictionary<SingleObservation, ObjectTest> tests, IReadOnlyList<Observed> observations, EvaluationBudget budget)
    {
        private readonly Dictionary<SingleObservation, List<int>> met = new(ReferenceEqualityComparer.Instance);

        public IEnumerable<Binding> Bind(Observation node) => node switch
        {
            SingleObservation single => Met(single).Select(Alone),
            QualifiedObservation { By: Within within } qualified => Bind(qualified.Of).Where(b => Looked() && IsWithin(b, within.Seconds)),
            QualifiedObservation { By: Between between } qualified => Bind(qualified.Of).Where(b => Looked() && b.First >= between.Start.Value && b.Last < between.Stop.Value),
            QualifiedObservation { By: Repeats repeats } qualified => Repeat([.. Bind(qualified.Of)], 0, repeats.Times, null, 0),
            JoinedObservations { Join: ObservationJoin.Or } joined => joined.Parts.SelectMany(Bind),
            JoinedObservations joined => Join([.. joined.Parts.Select(p => Bind(p).ToList())], 0, null, joined.Join == ObservationJoin.FollowedBy),
            _ => throw new ArgumentOutOfRangeException(nameof(node)),
        };

        /// <summary>§9.5.1: the last of two or more is not as late as the end of the window; one alone is within any.</summary>
        private static bool IsWithin(Binding bound, double seconds) => (bound.Used is { Count: 1 } one && one.Values.First() == 1) || (bound.Last - bound.First).TotalSeconds < seconds;

        private List<int> Met(SingleObservation single)
        {
            if (!met.TryGetValue(single, out var found))
            {
                var test = tests[single];
                found = [];
                for (var i = 0; i < observations.Count; i++)
                {
                    if (IsMet(test, observations[i].Objects))
                    {
                        found.Add(i);
                    }
                }

                met.Add(single, found);
            }

            return found;
        }

        private bool IsMet(ObjectTest test, IReadOnlyDictionary<string, JsonElement> objects)
        {
            budget.Spend(EvaluationBudget.Question);
            foreach (var one in objects.Values)
            {
                if (test.IsMet(one, objects, budget))
                {
                    return true;
                }
            }

            return false;
        }

        private Binding Alone(int place)
        {
            budget.Spend(EvaluationBudget.Combination);
            return new Binding(new Dictionary<int, long> { [place] = 1 }, observations[place].First, observations[place].Last);
        }

        /// <summary>What is only looked at and passed over has its cost too.</summary>
        private bool Looked()
        {
            budget.Spend(EvaluationBudget.Question);
            return true;
        }

        private IEnumerable<Binding> Join(List<List<Binding>> parts, int at, Binding? before, bool inOrder)
        {
            if (at == parts.Count)
            {
                return [before!.Value];
            }

            return Deeper(at)
                ? parts[at]
                    .Where(next => !inOrder || (Looked() && (before is not { } earlier || earlier.Last <= next.First)))
                    .Select(next => Both(before, next, 1)).OfType<Binding>().SelectMany(both => Join(parts, at + 1, both, inOrder))
                : [];
        }

        /// <summary>So many of them. Each is taken as often as it was seen, or less often, and then one at a later place, so that no order is tried twice.</summary>
        private IEnumerable<Binding> Repeat(List<Binding> all, int at, long times, Binding? before, int depth)
        {
            if (times == 0)
            {
                return [before!.Value];
            }

            return Deeper(depth)
                ? from place in Enumerable.Range(at, all.Count - at)
                  from often in Downward(Math.Min(times, Most(all[place])))
                  let both = Both(before, all[place], often)
                  where both is not null
                  from whole in Repeat(all, place + 1, times - often, both, depth + 1)
                  select whole
                : [];
        }

        private long Most(Binding one) => one.Used.Min(u => observations[u.Key].Count / u.Value);

        private static IEnumerable<long> Downward(long most)
        {
            for (var often = most; often > 0; often--)
            {
                yield return often;
            }
        }

        private static bool Deeper(int depth) => depth < MostTogether ? true : throw new EvaluationBudget.SpentException();

        /// <summary>Both together; null where an observation would serve more often than it was seen.</summary>
        private Binding? Both(Binding? one, Binding other, long times)
        {
            budget.Spend(EvaluationBudget.Combination / 10 * (10L + other.Used.Count + (one?.Used.Count ?? 0)));
            if (one is null && times == 1)
            {
                return other;
            }

            var used = one is { } first ? new Dictionary<int, long>(first.Used) : [];
            foreach (var (place, often) in other.Used)
            {
                used[place] = used.GetValueOrDefault(place) + (often * times);
                if (used[place] > observations[place].Count)
                {
                    return null;
                }
            }

            return one is not { } earlier ? other with { Used = used }
                : new Binding(used, earlier.First < other.First ? earlier.First : other.First, earlier.Last > other.Last ? earlier.Last : other.Last);
        }
    }
}
