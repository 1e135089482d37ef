using Infohub.Markings;
using Infohub.Platform.Keys;

namespace Infohub.Library.Public;

/// <summary>A machine object (law R10) that an item is to carry.</summary>
/// <param name="Type">Its type, for example <c>indicator</c>.</param>
/// <param name="Uid">The UUID of its id.</param>
/// <param name="Modified">The time of its version in microseconds; 0 where its type has none.</param>
/// <param name="Label">Its own marking: where it is stricter than the item's it decides for this object.</param>
/// <param name="Keys">Of <see cref="ObjectKeys"/>: what it is found by, beside its id.</param>
/// <param name="Hash">Of its content, keyed.</param>
/// <param name="Bytes">As it came.</param>
public sealed record NewObject(string Type, Guid Uid, long Modified, Tlp Label, IReadOnlyList<long> Keys, long Hash, byte[] Bytes)
{
    /// <summary>Others say it too, under the same id: that one item goes is no word on it.</summary>
    public bool IsCommon { get; init; }

    /// <summary>It was brought with a post, beside what the post's own words make: it is of each later version too, as an attachment is.</summary>
    public bool IsBrought { get; init; }

    /// <summary>The version of the item under which it stands, for who reads that one (R9); 0 for the current one.</summary>
    public int Under { get; init; }
}

/// <summary>An object that an item carries already, under a version of the item.</summary>
public sealed record CarriedObject(string Type, Guid Uid, long Modified, int Under, byte[] Bytes);

/// <summary>Under what an object is found: keyed hashes, from which no value can be guessed.</summary>
public static class ObjectKeys
{
    /// <summary>Of an object's id.</summary>
    public static long IdKey(this KeyRing keys, string type, Guid uid) => keys.Hash64("object-id", $"{type}--{uid}");

    /// <summary>Of anything else, by its kind.</summary>
    public static long ValueKey(this KeyRing keys, string kind, string value) => keys.Hash64("object-value", kind + "|" + value);
}

/// <summary>An object that the viewer may read, as it stands in the order in which objects were added.</summary>
/// <param name="Place">In that order; of no meaning outside.</param>
/// <param name="Added">When it came to where it stands, in microseconds; no two objects share one.</param>
/// <param name="Type">Its type.</param>
/// <param name="Uid">The UUID of its id.</param>
/// <param name="Modified">The time of its version in microseconds; 0 where its type has none.</param>
/// <param name="Label">The stricter of its own and its item's.</param>
/// <param name="ItemUid">What carries it.</param>
/// <param name="Source">Who says it: objects of different sources never replace each other.</param>
/// <param name="Bytes">As it came; empty for what is gone.</param>
public sealed record PlacedObject(long Place, long Added, string Type, Guid Uid, long Modified, Tlp Label, string ItemUid, long Source, byte[] Bytes)
{
    /// <summary>Its item was withdrawn or hidden at this time, in microseconds; 0 for what stands.</summary>
    public long GoneAt { get; internal init; }

    /// <summary>The strictest label that may go to all of its readers (law section 2): a part of it that is marked above it does not (R10).</summary>
    public Tlp PartsUpTo { get; internal init; } = Tlp.AmberStrict;

    /// <summary>When the version of its item was shared under which it stands, in microseconds.</summary>
    public long SharedAt { get; internal init; }

    /// <summary>The key of what carries it; of no meaning outside.</summary>
    public long ItemSeq { get; internal init; }

    /// <summary>Until then nobody passes it on, publishes or exports it (law section 2), in microseconds; 0 for no embargo.</summary>
    public long EmbargoUntil { get; internal init; }

    /// <summary>Its number, which no other gets; of no meaning outside.</summary>
    public long No { get; internal init; }

    internal bool HasOthers { get; init; }

    internal bool IsLastWord { get; init; }

    /// <summary>As <see cref="NewObject.IsBrought"/>.</summary>
    internal bool IsBrought { get; init; }

    /// <summary>The version of its item under which it stands (R9).</summary>
    internal int Under { get; init; }

    /// <summary>Others say it too, under the same id: that one item goes is no word on it.</summary>
    public bool IsCommon { get; internal init; }
}

/// <summary>What of the readable objects is asked for, in the order in which they were added.</summary>
public sealed record ObjectQuery
{
    /// <summary>Only what one part of an audience reads, for example a circle; null for all that the viewer may read.</summary>
    public Lane? Lane { get; init; }

    /// <summary>No stricter than this.</summary>
    public Tlp Ceiling { get; init; } = Tlp.AmberStrict;

    /// <summary>These types; empty for all.</summary>
    public IReadOnlyCollection<string> Types { get; init; } = [];

    /// <summary>Which versions of each object.</summary>
    public VersionFilter Versions { get; init; } = VersionFilter.LastOnly;

    /// <summary>What is shown of an object, or null for nothing: of a page, and of what is found by its id. What is not shown takes no place on a page.</summary>
    public Func<PlacedObject, PlacedObject?> Seen { get; init; } = static placed => placed;

    /// <summary>Behind this place.</summary>
    public long After { get; init; }

    /// <summary>Added later than this, in microseconds.</summary>
    public long AddedAfter { get; init; }

    /// <summary>Of the newest, and of what is found under a key: only what this item carries; empty for all.</summary>
    public string ItemUid { get; init; } = "";

    /// <summary>Of the newest, and of what is found under a key: only what is carried so.</summary>
    public ObjectFilter Filter { get; init; } = ObjectFilter.None;

    /// <summary>Of what is found under a key: under each of these too. Of a page: nothing.</summary>
    public IReadOnlyList<long> Also { get; init; } = [];

    /// <summary>Of what is found under a key: these numbers alone; null for all.</summary>
    internal IReadOnlyCollection<long>? Numbers { get; init; }

    public int Take { get; init; } = 1000;
}

/// <summary>Versions of an object: those of one source, as far as the viewer reads them among what is asked for.</summary>
/// <param name="Last">The newest.</param>
/// <param name="First">The oldest.</param>
/// <param name="All">Every one.</param>
/// <param name="Times">Those of these times, in microseconds. What has no time of its own is kept for <see cref="ObjectQuery.Seen"/> to decide.</param>
public sealed record VersionFilter(bool Last, bool First, bool All, IReadOnlySet<long> Times)
{
    public static VersionFilter LastOnly { get; } = new(true, false, false, new HashSet<long>());

    public static VersionFilter Any { get; } = new(false, false, true, new HashSet<long>());

    internal bool Keeps(long modified, long oldest, long newest) => All || (Last && modified >= newest) || (First && modified <= oldest) || Times.Contains(modified) || (modified == 0 && Times.Count > 0);
}

/// <summary>A page of objects; more follow behind the last place.</summary>
public sealed record ObjectPage(IReadOnlyList<PlacedObject> Objects, bool HasMore, long LastPlace);
