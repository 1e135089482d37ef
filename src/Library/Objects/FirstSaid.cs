using Infohub.Library.Public;
using Infohub.Markings;

namespace Infohub.Library.Objects;

/// <summary>Where each object that a source says, or everybody, stands first under the weakest label, of what a viewer was read so far: what says it again needs no question of its own.</summary>
internal sealed class FirstSaid
{
    private readonly Dictionary<(string Type, Guid Uid, long Modified, long Source), (Tlp Label, long No)> known = [];

    public void Add(PlacedObject read)
    {
        var first = known.TryGetValue(Key(read), out var before) ? before : default((Tlp Label, long No)?);
        if (first?.No == read.No)
        {
            // Its item was moved while it was read: what was known of it holds no more.
            known.Remove(Key(read));
        }
        else if (read.GoneAt == 0 && (first is null || (read.Label, read.No).CompareTo(first.Value) < 0))
        {
            known[Key(read)] = (read.Label, read.No);
        }
    }

    /// <summary>Another stands before it, or under a weaker label; of what is gone: another stands at all.</summary>
    public bool IsRepeated(PlacedObject read) =>
        known.TryGetValue(Key(read), out var first) && first.No != read.No && (read.GoneAt > 0 || first.CompareTo((read.Label, read.No)) < 0);

    private static (string, Guid, long, long) Key(PlacedObject of) => (of.Type, of.Uid, of.Modified, of.IsCommon ? long.MinValue : of.Source);
}
