using Infohub.Library.Access;
using Infohub.Library.Public;
using Infohub.Markings;

namespace Infohub.Sharing.Streams;

/// <summary>What a reader's own marks leave of a list: conditions beside the law.</summary>
internal static class ReaderMarks
{
    /// <summary>Not opened since it came, or since it was revised; never the own. R8: that a TLP:RED item is an early warning is not told in a list.</summary>
    private static readonly string Unread =
        $"i.seq > case when i.kind = {ItemKind.EarlyWarning} and i.label < {(int)Tlp.Red} then @warned else @upto end and i.state = 1 and not exists(select 1 from seen s where s.person_id = @reader and s.item_seq = i.seq and s.version >= i.version) and not ({LawSql.Author})";

    private const string Bookmarked = "exists(select 1 from bookmark b where b.person_id = @reader and b.item_seq = i.seq)";

    /// <summary>
    /// What is muted stays out, but for early warnings that name the reader or the own organisation. R8, R6: from label and link nobody learns who wrote it, so those stay. R11: a muted circle hides where the
    /// reader is told of it. W7: a muted person hides what bears the name.
    /// </summary>
    private const string NotMuted =
        """
        case when i.label >= 4 or i.state > 1 then (1=1)
          when i.kind = 1 and exists(select 1 from audience_part x where x.audience_id = i.audience_id
            and ((x.kind = 3 and x.ref = @v_org) or (x.kind = 4 and x.ref = @v_person and x.ref_org = @v_org))) then (1=1)
          else not exists(select 1 from stream_choice f where f.person_id = @reader and f.muted = 1 and case f.kind
            when 3 then f.ref = i.org_id when 4 then f.ref = i.person_id and i.attribution = 0
            when 9 then exists(select 1 from item_term t where t.item_seq = i.seq and t.kind = 100 and t.hash = f.ref)
            when 2 then exists(select 1 from audience_part x join circle c on c.id = x.ref where x.audience_id = i.audience_id and x.kind = 2 and x.ref = f.ref and c.closed_at = 0
              and case when exists(select 1 from circle_member m where m.circle_id = c.id and m.org_id = @v_org and (m.person_id = 0 or m.person_id = @v_person)) then (1=1)
                else c.listed = 1 and c.takes_outside = 1 and c.listed_from <= i.shared_at end)
            else (1=0) end) end
        """;

    /// <summary>Null where nothing of it is asked for.</summary>
    public static OwnMarks? Of(StreamOwner owner, bool unread, bool bookmarked, bool withoutMuted)
    {
        string[] conditions = [.. unread ? [Unread] : (string[])[], .. bookmarked ? [Bookmarked] : (string[])[], .. withoutMuted && owner.Mutes.Any() ? [NotMuted] : (string[])[]];
        return conditions.Length == 0 ? null : new OwnMarks(string.Join(" and ", conditions), [("reader", owner.Viewer.PersonId), ("upto", owner.State.UpTo), ("warned", owner.State.WarningsUpTo)]);
    }
}
