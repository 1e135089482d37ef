using Infohub.Community.Public;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;
using Infohub.Platform.Outbox;

namespace Infohub.Library.Search;

/// <summary>Puts an item that is shown again back into the index.</summary>
internal sealed class ReindexListener(SearchIndex search, KeyRing keys) : IListener
{
    public string Name => "search";

    public IReadOnlyList<Type> Hears { get; } = [typeof(ItemReindex)];

    public async Task HearAsync(Tx tx, object what, long at, CancellationToken stop)
    {
        var seq = ((ItemReindex)what).Seq;
        await ItemLock.TakeAsync(tx, seq, stop);
        var item = await tx.FirstAsync(
            """
            select i.uid, i.label, i.audience_id, i.wrapped_key, n.head, n.body, n.language, i.kind from item i
            join item_version n on n.item_seq = i.seq and n.version = i.version where i.seq = @seq and i.state = 1 and i.wrapped_key is not null
            """,
            r => new { Uid = r.Text(0), Label = (Tlp)r.Int(1), Audience = r.Long(2), Seal = ItemSeal.Of(keys, r.Text(0), r.Bytes(3)), Head = r.Bytes(4), Body = r.Bytes(5), Language = r.Text(6), Kind = r.Int(7) },
            stop,
            ("seq", seq));
        if (item is null)
        {
            return;
        }

        var parts = await tx.ListAsync(
            "select kind, ref, ref_org from audience_part where audience_id = @audience", static r => new Part(r.Int(0), r.Long(1), r.Long(2)), stop, ("audience", item.Audience));
        await search.PutAsync(tx, seq, item.Kind, item.Label, parts, item.Seal.OpenContent(item.Head, item.Body, item.Language), stop);
    }
}
