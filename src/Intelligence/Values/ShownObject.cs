using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Stix.Json;
using Infohub.Stix.Markings;
using Infohub.Stix.Model;

namespace Infohub.Intelligence.Values;

/// <summary>An object without the parts whose own marking is above what its reader may get (law R10).</summary>
internal static class ShownObject
{
    /// <summary>Null for what is not to be shown, or cannot be read.</summary>
    public static StixObject? Open(Viewer viewer, PlacedObject placed)
    {
        var bytes = new ReadOnlyMemory<byte>(placed.Bytes);
        if (bytes.IsEmpty || !StixObject.TryRead(bytes, new ReadingLimits(), out var read, out _))
        {
            return null;
        }

        if (read.GranularMarkings.Count == 0)
        {
            return read;
        }

        using (read)
        {
            // TLP:RED is not analysed (R8); a hub reads above TLP:GREEN only what names it, and that is the object.
            var most = viewer.Kind == ViewerKind.PartnerHub && viewer.Ceiling > placed.Label ? placed.Label : viewer.Ceiling > Tlp.AmberStrict ? Tlp.AmberStrict : viewer.Ceiling;
            return DataMarkings.TryShow(read, marking => read.ObjectMarkingRefs.Contains(marking) || StixMarkings.LabelOf(marking) is not { } label || label <= most, out var seen)
                && StixObject.TryRead(seen.ToArray(), new ReadingLimits(), out var shown, out _) ? shown : null;
        }
    }
}
