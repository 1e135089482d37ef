using System.Numerics;
using System.Runtime.CompilerServices;

namespace Infohub.Intelligence.WarningLists;

/// <summary>
/// Networks of one family in order of their first addresses, without those that lie in another: two networks lie one in the other or apart, so the last that begins at or before an address is the only one that can hold it.
/// Five bytes for each of IPv4, seventeen of IPv6.
/// </summary>
/// <typeparam name="T">An address as a number.</typeparam>
internal sealed class RangeSet<T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    private readonly T[] starts;
    private readonly byte[] prefixes;

    /// <param name="networks">First address and length of the prefix; the bits behind the prefix are zero.</param>
    public RangeSet(List<(T Start, byte Prefix)> networks)
    {
        // The wider first where two begin alike.
        networks.Sort(static (one, other) => one.Start.CompareTo(other.Start) is not 0 and var order ? order : one.Prefix.CompareTo(other.Prefix));
        var kept = new List<(T Start, byte Prefix)>(networks.Count);
        foreach (var network in networks)
        {
            if (kept.Count == 0 || Last(kept[^1].Start, kept[^1].Prefix) < network.Start)
            {
                kept.Add(network);
            }
        }

        starts = [.. kept.Select(k => k.Start)];
        prefixes = [.. kept.Select(k => k.Prefix)];
    }

    public static int Bits { get; } = Unsafe.SizeOf<T>() * 8;

    public long Bytes => ((long)Unsafe.SizeOf<T>() + 1) * starts.Length;

    /// <summary>The network of the set in which the given one lies, or the first that lies in the given one; null where they are all apart from it.</summary>
    public (T Start, byte Prefix)? Meets(T start, byte prefix)
    {
        var at = Array.BinarySearch(starts, start);
        var before = at >= 0 ? at : ~at - 1;
        if (before >= 0 && start <= Last(starts[before], prefixes[before]))
        {
            return (starts[before], prefixes[before]);
        }

        var next = before + 1;
        return next < starts.Length && starts[next] <= Last(start, prefix) ? (starts[next], prefixes[next]) : null;
    }

    private static T Last(T start, byte prefix) => prefix == 0 ? T.MaxValue : start | ((T.One << (Bits - prefix)) - T.One);
}
