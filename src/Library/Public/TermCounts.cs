using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Items;
using Infohub.Library.Terms;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;

namespace Infohub.Library.Public;

/// <summary>How many of the items that a viewer may read name each of some values, asked anew each time (R2, R7). RED is not counted (R8).</summary>
public sealed class TermCounts(Database database, KeyRing keys)
{
    /// <summary>So many items of the viewer, the newest, are counted.</summary>
    private const int MostItems = 20_000;

    /// <param name="viewer">Who asks.</param>
    /// <param name="kind">The kind of all values.</param>
    /// <param name="values">In canonical form.</param>
    /// <param name="days">Only what was shared in so many days.</param>
    /// <param name="sector">Only what organisations of this sector shared by name; empty for all.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <returns>In the order of the values.</returns>
    public Task<List<long>> OfAsync(Viewer viewer, ObservableKind kind, IReadOnlyList<string> values, int days, string sector, CancellationToken stop) =>
        CountAsync(viewer, (int)kind, values, viewer.Facts.Now - (days * Micros.Day), sector, stop);

    /// <summary>Of tags, whatever their case, in the current versions of all times; in the order of the tags.</summary>
    public Task<List<long>> OfTagsAsync(Viewer viewer, IReadOnlyList<string> tags, CancellationToken stop) =>
        CountAsync(viewer, ItemTerms.Tag, [.. tags.Select(t => t.ToLowerInvariant())], 0, "", stop);

    private async Task<List<long>> CountAsync(Viewer viewer, int kind, IReadOnlyList<string> values, long from, string sector, CancellationToken stop)
    {
        var hashes = values.Select(v => ItemTerms.HashOf(keys, kind, v)).ToList();
        var ofSector = sector.Length == 0 ? "" : $"and i.anonymous = 0 and exists(select 1 from {Sectors.OfOrganisations} x where x.org_id = i.org_id and x.sector = @sector)";
        var counted = (await database.ReadAsync(
            sql => sql.ListAsync(
                $"""
                select t.hash, count(*) from (
                  select i.seq from item i where i.state = 1 and i.kind < {ItemKind.Package} and i.seq >= @from and i.expires_at > @v_now {ofSector}
                    and ({LawSql.Current(Channel.Analysis)}) > {(int)Disclosure.Summary} order by i.seq desc limit {MostItems}) i
                join item_term t on t.item_seq = i.seq where t.kind = @kind and {NumberSet.Holds(sql.Engine, "t.hash", "hashes")} group by t.hash
                """,
                static r => (Hash: r.Long(0), Items: r.Long(1)),
                stop,
                [
                    .. LawSql.Values(viewer.Facts), ("from", from), ("sector", sector), ("kind", kind),
                    ("hashes", NumberSet.Value(sql.Engine, hashes.Distinct())),
                ]),
            stop)).ToDictionary(c => c.Hash, c => c.Items);
        return hashes.ConvertAll(h => counted.GetValueOrDefault(h));
    }
}
