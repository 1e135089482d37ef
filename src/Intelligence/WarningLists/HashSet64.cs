using System.Numerics;

namespace Infohub.Intelligence.WarningLists;

/// <summary>
/// Many hashes in order, and where each run of them begins by their first bits: eight and a half bytes for each, and one look at neighbouring memory. Two texts of one hash would meet once in 2^44 questions
/// to a list of a million.
/// </summary>
internal sealed class HashSet64
{
    /// <summary>Hashes in one run, on average.</summary>
    private const int PerRun = 8;

    private readonly ulong[] hashes;
    private readonly int[] runs;
    private readonly int shift;

    public HashSet64(ReadOnlySpan<ulong> of)
    {
        var sorted = of.ToArray();
        Array.Sort(sorted);
        var count = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i == 0 || sorted[i] != sorted[i - 1])
            {
                sorted[count++] = sorted[i];
            }
        }

        hashes = count == sorted.Length ? sorted : sorted[..count];
        var bits = Math.Max(1, BitOperations.Log2((uint)Math.Max(1, count / PerRun)));
        shift = 64 - bits;
        runs = new int[(1 << bits) + 1];
        var run = 0;
        for (var i = 0; i < count; i++)
        {
            for (var of64 = (int)(hashes[i] >> shift); run <= of64; run++)
            {
                runs[run] = i;
            }
        }

        Array.Fill(runs, count, run, runs.Length - run);
    }

    public int Count => hashes.Length;

    /// <summary>What it takes in memory.</summary>
    public long Bytes => (8L * hashes.Length) + (4L * runs.Length);

    public bool Contains(ulong hash)
    {
        var run = (int)(hash >> shift);
        return hashes.AsSpan(runs[run]..runs[run + 1]).Contains(hash);
    }
}
