using System.Diagnostics.CodeAnalysis;

namespace Infohub.Stix.Patterns;

/// <summary>A pattern made ready to be asked of observations (STIX 2.1 §9.3 to §9.7). Safe for many threads.</summary>
public sealed class PatternMatcher
{
    /// <summary>Combinations of observations that are tried before it gives up.</summary>
    public const int MostSteps = 1_000_000;

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
        var search = new Search(tests, observations);
        try
        {
            foreach (var found in search.Bind(root))
            {
                return new PatternMatch(true, [.. found.Used.Keys.Order()]);
            }

            return new PatternMatch(false, []);
        }
        catch (Search.TooLongException)
        {
            return new PatternMatch(false, [], GaveUp: true);
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

    private sealed class Search(Dictionary<SingleObservation, ObjectTest> tests, IReadOnlyList<Observed> observations)
    {
        private readonly Dictionary<SingleObservation, List<int>> met = new(ReferenceEqualityComparer.Instance);
        private int steps;

        public IEnumerable<Binding> Bind(Observation node) => node switch
        {
            SingleObservation single => Met(single).Select(i => new Binding(new Dictionary<int, long> { [i] = 1 }, observations[i].First, observations[i].Last)),
            QualifiedObservation { By: Within within } qualified => Bind(qualified.Of).Where(b => (b.Last - b.First).TotalSeconds <= within.Seconds),
            QualifiedObservation { By: Between between } qualified => Bind(qualified.Of).Where(b => b.First >= between.Start.Value && b.Last < between.Stop.Value),
            QualifiedObservation { By: Repeats repeats } qualified => Repeat([.. Bind(qualified.Of)], 0, repeats.Times, null, 0),
            JoinedObservations { Join: ObservationJoin.Or } joined => joined.Parts.SelectMany(Bind),
            JoinedObservations joined => Join([.. joined.Parts.Select(p => Bind(p).ToList())], 0, null, joined.Join == ObservationJoin.FollowedBy),
            _ => throw new ArgumentOutOfRangeException(nameof(node)),
        };

        private List<int> Met(SingleObservation single)
        {
            if (!met.TryGetValue(single, out var found))
            {
                var test = tests[single];
                found = [.. Enumerable.Range(0, observations.Count).Where(i => observations[i].Objects.Values.Any(o => test.IsMet(o, observations[i].Objects)))];
                met.Add(single, found);
            }

            return found;
        }

        private IEnumerable<Binding> Join(List<List<Binding>> parts, int at, Binding? before, bool inOrder)
        {
            if (at == parts.Count)
            {
                return [before!.Value];
            }

            return Deeper(at)
                ? parts[at]
                    .Where(next => !inOrder || before is not { } earlier || earlier.Last <= next.First)
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

        private static bool Deeper(int depth) => depth < MostTogether ? true : throw new TooLongException();

        /// <summary>Both together; null where an observation would serve more often than it was seen.</summary>
        private Binding? Both(Binding? one, Binding other, long times)
        {
            if (++steps > MostSteps)
            {
                throw new TooLongException();
            }

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

        internal sealed class TooLongException : Exception;
    }
}
