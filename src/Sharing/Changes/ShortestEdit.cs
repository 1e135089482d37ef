namespace Infohub.Sharing.Changes;

/// <summary>What became of a piece.</summary>
internal enum Fate
{
    Same,
    Removed,
    Added,
}

/// <summary>The fewest removals and additions from one sequence to another: E. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986.</summary>
internal static class ShortestEdit
{
    /// <summary>Memory grows with the square of the differences; beyond these the middle counts as replaced.</summary>
    private const int MostDifferences = 1_000;

    /// <summary>Each piece of both in reading order, what was kept once.</summary>
    public static List<(Fate Fate, string Piece)> Of(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var (a, b) = Numbered(before, after);
        var shorter = Math.Min(a.Length, b.Length);
        var head = 0;
        while (head < shorter && a[head] == b[head])
        {
            head++;
        }

        var tail = 0;
        while (tail < shorter - head && a[^(tail + 1)] == b[^(tail + 1)])
        {
            tail++;
        }

        var edits = new List<(Fate, string)>(before.Count + after.Count);
        edits.AddRange(before.Take(head).Select(p => (Fate.Same, p)));
        foreach (var (fate, at) in Middle(a.AsMemory(head, a.Length - head - tail), b.AsMemory(head, b.Length - head - tail)))
        {
            edits.Add((fate, fate == Fate.Added ? after[head + at] : before[head + at]));
        }

        edits.AddRange(before.Skip(before.Count - tail).Select(p => (Fate.Same, p)));
        return edits;
    }

    /// <summary>Equal pieces have equal numbers, so that comparing costs nothing.</summary>
    private static (int[] Before, int[] After) Numbered(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return ([.. before.Select(Number)], [.. after.Select(Number)]);

        int Number(string piece)
        {
            numbers.TryAdd(piece, numbers.Count);
            return numbers[piece];
        }
    }

    private static IEnumerable<(Fate Fate, int At)> Middle(ReadOnlyMemory<int> before, ReadOnlyMemory<int> after) =>
        Rounds(before.Span, after.Span) is { } rounds
            ? Back(rounds, before.Length, after.Length)
            : [.. Enumerable.Range(0, before.Length).Select(i => (Fate.Removed, i)), .. Enumerable.Range(0, after.Length).Select(i => (Fate.Added, i))];

    /// <summary>How far each diagonal was reached before each round; null where there are too many differences.</summary>
    private static List<int[]>? Rounds(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        var most = Math.Min(a.Length + b.Length, MostDifferences);
        var reached = new int[(2 * most) + 3];
        var zero = most + 1;
        var rounds = new List<int[]>();
        for (var d = 0; d <= most; d++)
        {
            // Diagonals -d-1 to d+1 are all that the way back looks at.
            rounds.Add(reached.AsSpan(zero - d - 1, (2 * d) + 3).ToArray());
            for (var k = -d; k <= d; k += 2)
            {
                var x = k == -d || (k != d && reached[zero + k - 1] < reached[zero + k + 1]) ? reached[zero + k + 1] : reached[zero + k - 1] + 1;
                while (x < a.Length && x - k < b.Length && a[x] == b[x - k])
                {
                    x++;
                }

                reached[zero + k] = x;
                if (x >= a.Length && x - k >= b.Length)
                {
                    return rounds;
                }
            }
        }

        return null;
    }

    private static List<(Fate Fate, int At)> Back(List<int[]> rounds, int x, int y)
    {
        var edits = new List<(Fate, int)>();
        for (var d = rounds.Count - 1; d > 0; d--)
        {
            var reached = rounds[d];
            var zero = d + 1;
            var k = x - y;
            var from = k == -d || (k != d && reached[zero + k - 1] < reached[zero + k + 1]) ? k + 1 : k - 1;
            var (fromX, fromY) = (reached[zero + from], reached[zero + from] - from);
            for (; x > fromX && y > fromY; x--, y--)
            {
                edits.Add((Fate.Same, x - 1));
            }

            edits.Add(x == fromX ? (Fate.Added, y - 1) : (Fate.Removed, x - 1));
            (x, y) = (fromX, fromY);
        }

        for (; x > 0; x--)
        {
            edits.Add((Fate.Same, x - 1));
        }

        edits.Reverse();
        return edits;
    }
}
