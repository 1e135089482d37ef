using Infohub.Library.Public;
using Infohub.Markings;

namespace Infohub.Library.Objects;

/// <summary>Where each object that a source says, or everybody, stands first under the weakest label, of what a viewer was read so far: what says it again needs no question of its own.</summary>
internal sealed class FirstSaid
{
    private readonly Dictionary<(string Type, Guid Uid, long Modified, long Source), (Tlp Label, long No)> known = [];

    public void Add(PlacedObject read)
    {
        if (read.GoneAt == 0 && (!known.TryGetValue(Key(read), out var first) || (read.Label, read.No).CompareTo(first) < 0))
        {
            known[Key(read)] = (read.Label, read.No);
        }
    }

    /// <summary>It stands elsewhere before, or under a weaker label; of what is gone: it stands at all.</summary>
    public bool IsRepeated(PlacedObject read) => known.TryGetValue(Key(read), out var first) && (read.GoneAt > 0 || first.CompareTo((read.Label, read.No)) < 0);

    private static (string, Guid, long, long) Key(PlacedObject of) => (of.Type, of.Uid, of.Modified, of.IsCommon ? long.MinValue : of.Source);
}
