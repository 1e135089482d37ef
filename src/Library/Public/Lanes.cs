using Infohub.Community.Public;
using Infohub.Library.Search;
using Infohub.Platform.Data;

namespace Infohub.Library.Public;

/// <summary>Several lanes as one walk.</summary>
/// <param name="Of">The lanes.</param>
/// <param name="Sectors">Anonymous items whose sector is told, of these sectors (W7).</param>
/// <param name="PassedOnTo">What was passed on to this viewer or their organisation; null for none.</param>
public sealed record Lanes(IReadOnlyCollection<Lane> Of, IReadOnlyList<string> Sectors, Viewer? PassedOnTo = null)
{
    /// <summary>The newest of all lanes, each place once.</summary>
    public async Task<List<long>> WalkAsync(Sql sql, long before, int take, CancellationToken stop)
    {
        var places = Of.Count == 0 ? [] : await LaneMerge.NewestAsync(sql, [.. Of.Distinct()], before, take, stop);
        foreach (var sector in Sectors)
        {
            places.AddRange(await sql.ListAsync(
                "select seq from item where sector = @sector and sector <> '' and anonymous = 1 and state = 1 and label < 4 and seq < @before order by seq desc limit @take",
                static r => r.Long(0), stop, ("sector", sector), ("before", before), ("take", take)));
        }

        if (PassedOnTo is { } viewer)
        {
            places.AddRange(await sql.ListAsync(
                $"select distinct item_seq from item_grant g where {Grants.IsToOwn} and g.item_seq < @before order by item_seq desc limit @take",
                static r => r.Long(0), stop, [.. Grants.OwnValues(viewer), ("before", before), ("take", take)]));
        }

        return [.. places.Distinct().OrderDescending().Take(take)];
    }
}
