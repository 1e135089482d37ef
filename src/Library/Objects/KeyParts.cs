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

    private const int Bits = 20;

    private const int MergedBits = Bits + 2;

    public static long Of(long no) => no >> Bits;

    /// <summary>The number of the first object of a part.</summary>
    public static long First(long part) => part << Bits;

    /// <summary>The part that takes the place of the four of a group; below zero.</summary>
    public static long Merged(long group) => -1 - group;

    /// <summary>Whether a part, an expression, holds the keys of an object, an expression of its number: while four become one, they stand in either.</summary>
    public static string Holds(string part, string no) => $"{part} in ({Base(no)}, {MergedOf(no)})";

    /// <summary>The same of all objects of an item.</summary>
    public static string HoldsOfItem(string part) =>
        $"{part} in (select {Base("no")} from stix_object where item_seq = @item union select {MergedOf("no")} from stix_object where item_seq = @item)";

    private static string Base(string no) => $"{no} / {1 << Bits}";

    private static string MergedOf(string no) => $"-1 - {no} / {1 << MergedBits}";

    /// <summary>Those that hold something, the newest first. What is merged in the meantime is found too: the part in which it will stand is among them.</summary>
    public static async Task<List<long>> LiveAsync(Sql sql, CancellationToken stop)
    {
        var rows = await sql.ListAsync(
            "select 0, max(no) from stix_object union all select part, upto from object_merge where upto = @whole", static r => (Part: r.Long(0), Upto: r.LongOrNull(1) ?? 0), stop, ("whole", Whole));
        var newest = Of(rows.Single(r => r.Part == 0).Upto);
        var whole = rows.Select(r => r.Part).ToHashSet();
        var live = new List<long>();
        for (var group = newest / Together; group >= 0; group--)
        {
            for (var part = Math.Min(newest, (group * Together) + Together - 1); part >= group * Together && !whole.Contains(Merged(group)); part--)
            {
                live.Add(part);
            }

            // The next object may begin another part, and the merging with it.
            if (IsComplete(group, newest + 1))
            {
                live.Add(Merged(group));
            }
        }

        return live;
    }

    /// <summary>Nothing comes into its parts any more.</summary>
    public static bool IsComplete(long group, long newest) => (group + 1) * Together <= newest;
}
