using Infohub.Library.Public;
using Infohub.Platform.Data;

namespace Infohub.Sharing.Streams;

/// <summary>A walk that several parts of one page take: what one has seen the next does not look for again. Of one page alone, for it learns of nothing new.</summary>
internal sealed class RememberedWalk(Places walk)
{
    private readonly List<long> known = [];
    private long top;
    private bool whole;

    public async Task<List<long>> NextAsync(Sql sql, long before, int take, CancellationToken stop)
    {
        top = top == 0 ? before : top;
        if (before > top)
        {
            return await walk(sql, before, take, stop);
        }

        var at = known.FindIndex(place => place < before);
        at = at < 0 ? known.Count : at;
        var missing = take - (known.Count - at);
        if (missing > 0 && !whole)
        {
            var more = await walk(sql, known.Count == 0 ? before : known[^1], missing, stop);
            known.AddRange(more);
            whole = more.Count < missing;
        }

        return known.GetRange(at, Math.Min(take, known.Count - at));
    }
}
