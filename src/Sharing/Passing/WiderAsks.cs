using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Public;
using Infohub.Platform.Data;

namespace Infohub.Sharing.Passing;

/// <summary>
/// An open question for wider sharing; the part by its name, or empty for a circle that the reader may not know of (R11).
/// With the readers that allowing it adds (W1), null where it is not this viewer's to allow.
/// </summary>
public sealed record WiderAsk(string Uid, string PersonName, string OrganisationName, string Part, long At, AudiencePreview? Readers);

/// <summary>The oldest open questions for wider sharing, for the originator's side alone; later ones come as these are answered.</summary>
public sealed class WiderAsks(Database database, AudienceRules audiences, AudienceReaders readers)
{
    /// <summary>Each is shown with its readers, which are looked up one by one.</summary>
    private const int Most = 10;

    public Task<List<WiderAsk>> ListAsync(ReadableItem item, CancellationToken stop) =>
        !item.Card.IsOriginatorSide || !item.IsFull || item.Card.State != ItemState.Shared
            ? Task.FromResult<List<WiderAsk>>([])
            : database.ReadAsync(
                async sql =>
                {
                    var asks = await sql.ListAsync(
                        $"""
                        select w.uid, coalesce(p.name, ''), coalesce(o.name, ''), {Grants.PartName("w")}, w.at, w.kind, w.ref, w.ref_org
                        from wider_ask w left join person p on p.id = w.person_id left join organisation o on o.id = w.org_id
                        where w.item_seq = @item and w.answered_at = 0 and {ReadableItem.ReadsVersionOf("w.at")} order by w.id limit {Most}
                        """,
                        static r => (Ask: new WiderAsk(r.Text(0), r.Text(1), r.Text(2), r.Text(3), r.Long(4), null), Part: new Part(r.Int(5), r.Long(6), r.Long(7))),
                        stop,
                        KnownCircles.Values(item.Viewer, ("item", item.Seq), ("versions", item.VersionNumbers)));
                    var listed = new List<WiderAsk>(asks.Count);
                    foreach (var (ask, part) in asks)
                    {
                        listed.Add(await audiences.MayNameAsync(sql, item.Viewer, part, stop)
                            ? ask with { Readers = await readers.PreviewAsync(sql, item.Viewer, [part], withOwn: false, stop) }
                            : ask);
                    }

                    return listed;
                },
                stop);
}
