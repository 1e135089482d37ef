using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;

namespace Infohub.Library.Items;

/// <summary>The columns of a card and their reading, once for all queries. Aliases: i item, n its version.</summary>
/// <remarks>Names are looked up by their keys, not joined: PostgreSQL, which cannot know that a page is short, would walk all organisations for each card.</remarks>
internal static class CardRow
{
    /// <summary>R9: of a version that the viewer does not read no time is told either, so the first time is that of the earliest version read on this channel.</summary>
    public static string Columns(Channel channel) =>
        $"""
        i.seq, i.uid, i.kind, case when n.attribution < 0 then i.attribution else n.attribution end, i.sector, i.state, i.label, n.label, n.pap, n.version, n.audience_id, n.shared_at,
        case when n.version = 1 then n.shared_at else (select min(n.shared_at) from item_version n where n.item_seq = i.seq and ({LawSql.Version(channel)}) > {(int)Disclosure.Notice}) end, i.release_at,
        i.embargo_until, i.expires_at, n.language, i.gone_at, i.gone_reason, i.wrapped_key, n.head,
        coalesce((select o.uid from organisation o where o.id = i.org_id), ''), coalesce((select o.name from organisation o where o.id = i.org_id), ''),
        coalesce((select p.uid from person p where p.id = i.person_id), ''), coalesce((select p.name from person p where p.id = i.person_id), ''), i.anonymous,
        coalesce((select o.name_zh from organisation o where o.id = i.org_id), '')
        """;

    /// <summary>The number of columns above: what a query adds comes after.</summary>
    public const int Count = 27;

    /// <summary>A card that holds no more than is shown.</summary>
    public static Card Read(Row r, KeyRing keys, Disclosure shows, bool isAuthor, bool isSide, bool onRecord)
    {
        var label = Labels.Stricter((Tlp)r.Int(6), (Tlp)r.Int(7));
        var card = new Card
        {
            Seq = r.Long(0),
            Uid = r.Text(1),
            Label = label,
            Shows = shows,
            AudienceId = r.Long(10),
            WrappedKey = r.BytesOrNull(19),
            IsAuthor = isAuthor,
            IsOriginatorSide = isSide,
            OnRecord = onRecord,
            Version = r.Int(9),
            State = r.Int(5),
            IsAnonymous = r.Bool(25),
        };
        if (shows == Disclosure.Notice)
        {
            return card;
        }

        card = card with { GoneAt = r.Long(17), GoneReason = r.Text(18) };
        if (shows == Disclosure.Tombstone)
        {
            return card;
        }

        var head = card.WrappedKey is { } wrapped && r.BytesOrNull(20) is { } sealed_
            ? ItemSeal.Of(keys, card.Uid, wrapped).OpenHead(sealed_)
            : new ItemSeal.Head("", "", "", [], [], 0);
        // An author who gave up anonymity is not named by the versions before (W7).
        var attribution = (Attribution)r.Int(3);
        var anonymous = attribution == Attribution.Anonymous;
        return card with
        {
            Kind = r.Int(2),
            Attribution = attribution,
            Sector = anonymous ? r.Text(4) : "",
            Pap = (Pap)r.Int(8),
            SharedAt = r.Long(11),
            FirstAt = r.Long(12),
            ReleaseAt = r.Long(13),
            EmbargoUntil = r.Long(14),
            ExpiresAt = r.Long(15),
            Language = r.Text(16),
            Title = head.Title,
            Summary = head.Summary,
            Lead = head.Summary.Length > 0 ? head.Summary : head.Lead,
            Tags = head.Tags ?? [],
            Codes = head.Codes ?? [],
            Indicators = head.Indicators,
            OrganisationUid = anonymous ? "" : r.Text(21),
            OrganisationName = anonymous ? "" : r.Text(22),
            OrganisationNameZh = anonymous ? "" : r.Text(26),
            PersonUid = attribution == Attribution.Named ? r.Text(23) : "",
            PersonName = attribution == Attribution.Named ? r.Text(24) : "",
        };
    }
}
