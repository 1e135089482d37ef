using System.Collections.Frozen;
using Infohub.Intelligence.Public;
using Infohub.Observables;

namespace Infohub.Intelligence.WarningLists;

/// <summary>All lists that are on, as of one revision.</summary>
/// <param name="Revision">0 before the store was asked.</param>
/// <param name="CheckedAt">When the revision was last compared, as of Stopwatch; 0 for compare again.</param>
/// <param name="Lists">In the order of their names.</param>
/// <param name="Kept">Loaded lists that are on, with what tells one version of a list from another.</param>
internal sealed record WarningSet(long Revision, long CheckedAt, IReadOnlyList<WarningList> Lists, FrozenDictionary<string, KeptList> Kept)
{
    public IReadOnlyList<WarningHit> HitsOf(ObservableKind kind, string value)
    {
        var host = kind is ObservableKind.Url or ObservableKind.Email ? Hosts.Of(kind, value) : null;
        List<WarningHit>? hits = null;
        foreach (var list in Lists)
        {
            if (list.EntryFor(kind, value, host) is { } entry)
            {
                (hits ??= []).Add(new WarningHit(list.Name, entry));
            }
        }

        return hits ?? (IReadOnlyList<WarningHit>)[];
    }
}

/// <summary>A loaded list as it is held.</summary>
internal sealed record KeptList(long Version, long LoadedAt, WarningList List);
