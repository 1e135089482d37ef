using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;
using Infohub.Platform.Refusals;

namespace Infohub.Delivery.Inbox;

/// <summary>The inbox of one viewer: what may no longer be read is neither listed nor counted (C1, R7).</summary>
internal sealed class InboxBook(Database database, Holdings holdings, KeyRing keys)
{
    /// <summary>More unread notices than this are not counted.</summary>
    public const int MostCounted = 100;

    private static readonly Refusal WrongCursor = Refusal.Invalid("cursor", "This address of a next page was not made here. Start from the first page.", "cursor");

    public static Channel ChannelOf(Viewer viewer) => viewer.Kind is ViewerKind.Person or ViewerKind.Recipient ? Channel.List : Channel.Machine;

    /// <summary>Unread notices that may be read now, at most <see cref="MostCounted"/>.</summary>
    public async Task<long> UnreadAsync(Viewer viewer, CancellationToken stop) =>
        viewer.PersonId == 0
            ? 0
            : await database.ReadAsync(
                sql => sql.NumberAsync(
                    $"select count(*) from (select 1 {NoticeSql.From} where t.read_at = 0 and {NoticeSql.Visible(ChannelOf(viewer))} limit @most) counted",
                    stop,
                    NoticeSql.Values(viewer, ("most", MostCounted))),
                stop) ?? 0;

    /// <summary>A page of notices, the newest first, each rendered from what the viewer may read at this moment.</summary>
    public async Task<Outcome<NoticePage>> ListAsync(Viewer viewer, string? cursor, int take, CancellationToken stop, bool unread = false)
    {
        var before = cursor is { Length: > 0 } ? Cursor.Read(keys, "notice", cursor) : 0;
        if (before is null)
        {
            return WrongCursor;
        }

        if (viewer.PersonId == 0)
        {
            return new NoticePage([], null);
        }

        var channel = ChannelOf(viewer);
        var lines = await database.ReadAsync(sql => SelectAsync(sql, viewer, channel, before.Value, unread, take + 1, stop), stop);
        var more = lines.Count > take;
        lines = more ? lines.GetRange(0, take) : lines;
        var cards = await holdings.CardsAsync(viewer, channel, lines.Where(l => l.ItemSeq != 0 && l.Label is null).Select(l => l.ItemSeq), stop);
        var shown = lines.Select(l => Render(l, cards)).OfType<NoticeLine>().ToList();
        return new NoticePage(shown, more ? lines[^1].Id : null);
    }

    private Task<List<NoticeLine>> SelectAsync(Sql sql, Viewer viewer, Channel channel, long before, bool unread, int take, CancellationToken stop) =>
        sql.ListAsync(
            $"""
            select t.id, t.kind, t.due_at, t.read_at, t.item_seq, t.label, t.by_author, {NoticeSql.Shows(channel)}, coalesce(p.name, ''), coalesce(o.name, ''),
              coalesce(g.uid, ''), coalesce(g.name, ''), coalesce(g.name_zh, ''), coalesce(u.reason, ''), coalesce(p.uid, ''), coalesce(x.item_uid, case when t.kind = {NoticeKind.SpeakerSealOpened} then u.item_uid end, ''), coalesce(o.name_zh, ''),
              coalesce(y.name, ''), case when y.tells = 1 then y.uid else '' end
            {NoticeSql.From}
            left join person p on p.id = t.subject_person
            left join organisation o on o.id = case when t.subject_org <> 0 then t.subject_org else p.org_id end
            left join circle g on t.kind between {NoticeKind.CircleAsked} and {NoticeKind.CircleClosed} and g.id = t.object_id and {NoticeSql.KnowsCircle}
            left join seal_opening u on t.kind in ({NoticeKind.SealOpened}, {NoticeKind.SpeakerSealOpened}) and u.id = t.object_id
            left join saved_view y on t.kind in ({NoticeKind.OfNew}) and y.id = t.object_id and y.person_id = t.person_id
            left join item_report x on t.kind = {NoticeKind.ItemReported} and x.id = t.object_id
            where {NoticeSql.Visible(channel)} {(unread ? "and t.read_at = 0" : "")}
              and (@before = 0 or (t.due_at, t.id) < (select b.due_at, b.id from notice b where b.id = @before))
            order by t.due_at desc, t.id desc limit @take
            """,
            r => new NoticeLine
            {
                Number = r.Long(0),
                Id = Cursor.Write(keys, "notice", r.Long(0)),
                Kind = r.Int(1),
                At = r.Long(2),
                Read = r.Long(3) > 0,
                ItemSeq = r.Long(4),
                Shows = (Disclosure)r.Int(7),
                Label = r.Int(1) == NoticeKind.ItemReported || (r.Long(4) != 0 && r.Int(7) == 0) ? (Tlp)r.Int(5) : null,
                ByAuthor = r.Bool(6),
                Person = r.Text(8),
                Organisation = r.Text(9),
                OrganisationZh = r.Text(16),
                CircleUid = r.Text(10),
                Circle = r.Text(11),
                CircleZh = r.Text(12),
                Reason = r.Text(13),
                PersonUid = r.Text(14),
                AboutUid = r.Text(15),
                View = r.Text(17),
                ViewUid = r.Text(18),
            },
            stop,
            NoticeSql.Values(viewer, ("before", before), ("take", take)));

    /// <summary>Null where the item went out of reach between the two questions.</summary>
    private static NoticeLine? Render(NoticeLine line, Dictionary<long, Card> cards)
    {
        if (line.ItemSeq == 0 || line.Label is not null)
        {
            return line;
        }

        if (!cards.TryGetValue(line.ItemSeq, out var card))
        {
            return null;
        }

        // What was said under a version that was TLP:RED is told as that version is, however the item is labelled now (R9).
        card = line.Shows == Disclosure.Notice ? card.AsNotice(Tlp.Red) : card;
        return card.Shows is Disclosure.Notice or Disclosure.Tombstone
            ? line with { Card = card, Person = "", Organisation = "", OrganisationZh = "", Reason = "", View = "", ViewUid = "", ByAuthor = false }
            : line with { Card = card };
    }
}
