using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Items;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;

namespace Infohub.Library.Public;

/// <summary>What a post says and whose it is, for making of it objects that stand under the same law. Shown to nobody.</summary>
/// <param name="Item">The item, for what is to be kept with it.</param>
/// <param name="ReadFrom">When the version was shared from which on the present readers read, in microseconds: of what was before they learn no time (R9).</param>
/// <param name="SharedAt">When the present version was shared, in microseconds.</param>
/// <param name="ExpiresAt">In microseconds; <see cref="Micros.Never"/> for never.</param>
/// <param name="OrganisationUid">Empty for an anonymous item (W7).</param>
/// <param name="OrganisationSince">When the organisation came to be here, in microseconds.</param>
public sealed record ItemSource(
    SharedItem Item, int Kind, Tlp Label, Pap Pap, Content Content, long ReadFrom, long SharedAt, long ExpiresAt, string OrganisationUid, string OrganisationName, long OrganisationSince)
{
    /// <summary>Who reads this version need not read an earlier one (R2): what it says is to stand under it.</summary>
    public bool HasLateReaders { get; init; }
}

/// <summary>Asked by who hears that an item was shared or changed.</summary>
public sealed class ItemSources(Database database, KeyRing keys)
{
    /// <summary>The parts of an item's present audience.</summary>
    public static Task<List<Part>> AudienceAsync(Tx tx, long seq, CancellationToken stop) => tx.ListAsync(
        "select p.kind, p.ref, p.ref_org from item i join audience_part p on p.audience_id = i.audience_id where i.seq = @seq", static r => new Part(r.Int(0), r.Long(1), r.Long(2)), stop, ("seq", seq));

    /// <summary>Null for what is no shared post, or is gone again, or is RED, of which nothing is made (R8). Held until the transaction ends.</summary>
    public async Task<ItemSource?> FindAsync(Tx tx, long seq, CancellationToken stop)
    {
        await ItemLock.TakeAsync(tx, seq, stop);
        return await tx.FirstAsync<ItemSource?>(
            """
            select i.uid, i.kind, i.label, i.pap, i.wrapped_key, n.head, n.body, n.language, i.shared_at, i.expires_at, coalesce(o.uid, ''), coalesce(o.name, ''), coalesce(o.created_at, 0),
              (select max(v.shared_at) from item_version v where v.item_seq = i.seq and v.act in ('share', 'relabel', 'attribute')),
              cast((select count(*) from audience_part p where p.audience_id = i.audience_id and p.kind >= 2) as bigint)
            from item i join item_version n on n.item_seq = i.seq and n.version = i.version left join organisation o on o.id = i.org_id
            where i.seq = @seq and i.state = 1 and i.kind < @package and i.label < @red and i.wrapped_key is not null
            """,
            r =>
            {
                var seal = ItemSeal.Of(keys, r.Text(0), r.Bytes(4));
                return new ItemSource(
                    new SharedItem(seq, r.Text(0)) { Seal = seal }, r.Int(1), (Tlp)r.Int(2), (Pap)r.Int(3), seal.OpenContent(r.Bytes(5), r.Bytes(6), r.Text(7)), r.LongOrNull(13) ?? r.Long(8), r.Long(8), r.Long(9),
                    r.Text(10), r.Text(11), r.Long(12))
                { HasLateReaders = r.Long(14) > 0 };
            },
            stop,
            ("seq", seq), ("package", ItemKind.Package), ("red", Tlp.Red));
    }

    /// <summary>Posts of which nothing was made, among so many items behind a place. A post makes a report of itself at least.</summary>
    /// <returns>Their keys, and the place of the last that was looked at; <see cref="long.MaxValue"/> at the end.</returns>
    public async Task<(IReadOnlyList<long> Posts, long Last)> WithoutObjectsAsync(long after, int take, CancellationToken stop)
    {
        var some = await database.ReadAsync(
            sql => sql.ListAsync(
                """
                select i.seq, case when i.state = 1 and i.kind < @package and i.label < @red and not exists(select 1 from object_run n where n.item_seq = i.seq) then 1 else 0 end
                from item i where i.seq > @after order by i.seq limit @take
                """,
                static r => (Seq: r.Long(0), Lacks: r.Bool(1)), stop, ("package", ItemKind.Package), ("red", Tlp.Red), ("after", after), ("take", take)),
            stop);
        return ([.. some.Where(s => s.Lacks).Select(s => s.Seq)], some.Count < take ? long.MaxValue : some[^1].Seq);
    }
}
