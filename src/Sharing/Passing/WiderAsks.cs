using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Public;
using Infohub.Platform.Data;

namespace Infohub.Sharing.Passing;

/// <summary>An open question for wider sharing; the part by its name, or empty for a circle that the reader may not know of (R11).</summary>
public sealed record WiderAsk(string Uid, string PersonName, string OrganisationName, string Part, long At);

/// <summary>Open questions for wider sharing, for the originator's side alone.</summary>
public sealed class WiderAsks(Database database)
{
    public Task<List<WiderAsk>> ListAsync(ReadableItem item, CancellationToken stop) =>
        !item.Card.IsOriginatorSide || !item.IsFull || item.Card.State != ItemState.Shared
            ? Task.FromResult<List<WiderAsk>>([])
            : database.ReadAsync(
                sql => sql.ListAsync(
                    $"""
                    select w.uid, coalesce(p.name, ''), coalesce(o.name, ''), case w.kind when {PartKind.Public} then 'Public' when {PartKind.Community} then 'Community'
                      when {PartKind.Circle} then coalesce((select c.name from circle c where c.id = w.ref and {KnownCircles.Sql}), '') when {PartKind.Organisation} then coalesce((select name from organisation where id = w.ref), '')
                      else coalesce((select name from person where id = w.ref), '') end, w.at
                    from wider_ask w left join person p on p.id = w.person_id left join organisation o on o.id = w.org_id
                    where w.item_seq = @item and w.answered_at = 0 order by w.id
                    """,
                    static r => new WiderAsk(r.Text(0), r.Text(1), r.Text(2), r.Text(3), r.Long(4)),
                    stop,
                    KnownCircles.Values(item.Viewer, ("item", item.Seq))),
                stop);
}
