using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Stix.Json;
using Infohub.Stix.Markings;
using Infohub.Stix.Model;

namespace Infohub.Intelligence.Public;

/// <summary>Law R10: an object without the parts whose own marking is above what its reader may get.</summary>
public static class ShownObject
{
    /// <summary>What of an object goes out; null where nothing is left to see.</summary>
    /// <param name="viewer">Who reads.</param>
    /// <param name="placed">The object, that the viewer may read.</param>
    /// <param name="ceiling">No part above it.</param>
    public static ReadOnlyMemory<byte>? Bytes(Viewer viewer, PlacedObject placed, Tlp ceiling = Tlp.AmberStrict)
    {
        // Few objects have any: the rest is not read for it. A name may be written with escapes.
        if (placed.Bytes.AsSpan().IndexOf("\"granular_markings\""u8) < 0 && placed.Bytes.AsSpan().IndexOf("\\u"u8) < 0)
        {
            return placed.Bytes;
        }

        if (!StixObject.TryRead(placed.Bytes, new ReadingLimits(), out var read, out _))
        {
            return null;
        }

        using (read)
        {
            // A hub reads above TLP:GREEN only what names it (section 5): the object was, its part perhaps not.
            return Below(read, Least(Least(viewer.Ceiling, ceiling), Least(placed.PartsUpTo, viewer.Kind == ViewerKind.PartnerHub ? placed.Label : Tlp.Red)));
        }
    }

    /// <summary>The same, read; null for what is gone too.</summary>
    internal static StixObject? Open(Viewer viewer, PlacedObject placed) =>
        placed.Bytes.Length > 0 && Bytes(viewer, placed) is { } bytes && StixObject.TryRead(bytes, new ReadingLimits(), out var read, out _) ? read : null;

    /// <summary>An object without its parts above a label, whatever its own is; null where nothing is left.</summary>
    internal static ReadOnlyMemory<byte>? Below(StixObject read, Tlp most) =>
        read.GranularMarkings.Count == 0 ? read.Bytes
        : DataMarkings.TryShow(read, marking => read.ObjectMarkingRefs.Contains(marking) || StixMarkings.LabelOf(marking) is not { } label || label <= most, out var seen) ? seen.ToArray() : null;

    private static Tlp Least(Tlp one, Tlp other) => one < other ? one : other;
}
