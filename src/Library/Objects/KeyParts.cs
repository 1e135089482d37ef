using Infohub.Platform.Data;

namespace Infohub.Library.Objects;

/// <summary>
/// The parts in which keys stand. A million objects share one: what comes goes into the newest, which stays small enough for the memory whatever has come before. Of those behind it four at a time become one, so that a look-up
/// asks few; see <see cref="MergeKeys"/>.
/// </summary>
internal static class KeyParts
{
    /// <summary>Parts that become one.</summary>
    public const int Together = 4;

    /// <summary>All keys of the four are in it.</summary>
    public const long Whole = long.MaxValue;

    /// <summary>
    /// Behind all parts of a number that an object can have: what is written in order at the end of a tree fills its pages, in the middle of it PostgreSQL leaves half of each empty (measured: perf/RESULTS.md).
    /// </summary>
    private const long FirstMerged = 1L << 44;

    private const int Bits = 20;

    private const int MergedBits = Bits + 2;

    public static long Of(long no) => no >> Bits;

    /// <summary>The number of the first object of a part.</summary>
    public static long First(long part) => part << Bits;

    /// <summary>The part that takes the place of the four of a group.</summary>
    public static long Merged(long group) => FirstMerged + group;

    /// <summary>Whether a part, an expression, holds the keys of an object, an expression of its number: while four become one, they stand in either.</summary>
    public static string Holds(string part, string no) => $"{part} in ({Base(no)}, {MergedOf(no)})";

    /// <summary>The same of all objects of an item.</summary>
    public static string HoldsOfItem(string part) =>
        $"{part} in (select {Base("no")} from stix_object where item_seq = @item union select {MergedOf("no")} from stix_object where item_seq = @item)";

    private static string Base(string no) => $"{no} / {1 << Bits}";

    private static string MergedOf(string no) => $"{FirstMerged} + {no} / {1 << MergedBits}";

    /// <summary>Nothing comes into its parts any more.</summary>
    public static bool IsComplete(long group, long newest) => (group + 1) * Together <= newest;
}
