using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Search;
using Infohub.Markings;
using Infohub.Platform.Data;

namespace Infohub.Library.Public;

/// <summary>What was just shared, by what its row, its audience and its terms say: for choosing whom to ask the law for. Decides nothing, and is shown to nobody.</summary>
/// <param name="ReleaseAt">Nobody else reads it before; 0 for at once.</param>
/// <param name="Terms">The numbers of the terms of <see cref="WatchTerms"/> that stand in it.</param>
public sealed record Arrival(long Seq, int Kind, Tlp Label, string Language, long ReleaseAt, string OrganisationUid, IReadOnlyList<string> Circles, IReadOnlyList<long> Terms);

/// <summary>Asks of one item that came whether it stands in somebody's list: what it takes does not grow with what is there.</summary>
public sealed class Arrivals(SearchIndex search)
{
    /// <summary>Null for what is gone again.</summary>
    public static async Task<Arrival?> FindAsync(Sql sql, long seq, CancellationToken stop)
    {
        var circles = await sql.ListAsync(
            "select c.uid from item i join audience_part p on p.audience_id = i.audience_id and p.kind = 2 join circle c on c.id = p.ref where i.seq = @seq", static r => r.Text(0), stop, ("seq", seq));
        var terms = await sql.ListAsync($"select ref from item_lane where item_seq = @seq and kind = {Lane.WatchKind}", static r => r.Long(0), stop, ("seq", seq));
        return await sql.FirstAsync(
            $"select i.kind, i.label, i.language, i.release_at, coalesce(o.uid, '') from item i left join organisation o on o.id = i.org_id where i.seq = @seq and i.state = {ItemState.Shared}",
            r => new Arrival(seq, r.Int(0), (Tlp)r.Int(1), r.Text(2), r.Long(3), r.Text(4), circles, terms),
            stop,
            ("seq", seq));
    }

    /// <summary>Whether the query finds it for the viewer. Nothing is given, so nothing comes on record; RED is found by no query (R8).</summary>
    /// <param name="sql">Where it is asked.</param>
    /// <param name="viewer">For whom; the law is asked at their moment.</param>
    /// <param name="query">The list.</param>
    /// <param name="item">What came.</param>
    /// <param name="version">The version that came to new readers: who read one before has nothing new. 0 for the first.</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task<bool> IsInAsync(Sql sql, Viewer viewer, ItemQuery query, Arrival item, int version, CancellationToken stop)
    {
        var walk = query.Walk;
        var marks = query.Marks;
        query = await Holdings.KnownAsync(sql, viewer, query, stop) with
        {
            Walk = OnlyAsync,
            WalkHoldsRed = false,
            Marks = version == 0 ? marks : new OwnMarks($"{ReadNone} and ({marks?.Sql ?? "1 = 1"})", [.. marks?.Values ?? [], ("came", version)]),
            Take = 1,
        };
        return query.Text.Length > 0 || query.Tag.Length > 0
            ? await search.HoldsAsync(sql, viewer, query, item.Seq, stop)
            : await Holdings.CountAsync(sql, viewer, query, 1, stop) > 0;

        async Task<List<long>> OnlyAsync(Sql at, long before, int take, CancellationToken until) =>
            before > item.Seq && (walk is null || (await walk(at, item.Seq + 1, 1, until)) is [var newest] && newest == item.Seq) ? [item.Seq] : [];
    }

    private static readonly string ReadNone =
        $"not exists(select 1 from item_version n where n.item_seq = i.seq and n.version < @came and ({LawSql.Version(Channel.Analysis)}) > {(int)Disclosure.Notice})";
}
