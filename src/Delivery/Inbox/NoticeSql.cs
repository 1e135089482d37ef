using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Markings;

namespace Infohub.Delivery.Inbox;

/// <summary>Which notices a viewer may see at this moment: the law stands in the query, so that a count and a list never differ.</summary>
internal static class NoticeSql
{
    /// <summary>Aliases: t notice, i item, n the version that must be read.</summary>
    public const string From =
        """
        from notice t left join item i on t.item_seq <> 0 and i.seq = t.item_seq
        left join item_version n on n.item_seq = i.seq and n.version = case when t.version = 0 then i.version else t.version end
        """;

    /// <summary>The notice is kept for this viewer, as the pair of person and organisation since its joining, or as the author of an anonymous item.</summary>
    private const string Own =
        """
        ((t.person_id = @v_person and t.person_id <> 0 and t.org_id = @v_org and t.at >= @v_person_joined)
          or (t.owner_tag = @v_anonymous_tag and t.owner_tag <> 0)) and t.due_at <= @v_now
        """;

    /// <summary>A circle that the viewer may know: listed, a member, an owner, or invited.</summary>
    public const string KnowsCircle =
        """
        exists(select 1 from circle c where c.id = t.object_id and (c.listed = 1
          or exists(select 1 from circle_member m where m.circle_id = c.id and m.org_id = @v_org and (m.person_id = 0 or m.person_id = @v_person))
          or exists(select 1 from circle_owner w where w.circle_id = c.id and w.org_id = @v_org and w.person_id = @v_person)
          or exists(select 1 from circle_waiting q where q.circle_id = c.id and q.invited = 1 and q.org_id = @v_org and (q.person_id = 0 or q.person_id = @v_person))))
        """;

    /// <summary>How much the list shows of the notice's item: a number; 0 also where there is no item.</summary>
    public static string Shows(Channel channel) => $"case when n.version is null then 0 else ({LawSql.Version(channel)}) end";

    /// <summary>A condition on t, i and n.</summary>
    public static string Visible(Channel channel) =>
        $"""
        {Own} and case
          when t.item_seq = 0 then @v_circle_key = 0 and case
            when t.kind in ({NoticeKind.ForOwners}) then exists(select 1 from circle_owner w where w.circle_id = t.object_id and w.org_id = @v_org and w.person_id = @v_person)
            when t.kind in ({NoticeKind.ForAdministrators}) then @v_acts_for_org = 1
            when t.kind in ({NoticeKind.ForOfficers}) then @officer = 1
            when t.kind in ({NoticeKind.ForOverseers}) then @officer = 1 or (@v_acts_for_org = 1 and t.subject_org = @v_org)
            when t.kind = {NoticeKind.CircleInvited} then {KnowsCircle}
            else (1=1) end
          when n.version is null then (1=0)
          when t.side = 1 and not ({LawSql.OriginatorSide}) then (1=0)
          when t.kind in ({NoticeKind.OfNew}) and ({LawSql.Author}) then (1=0)
          when ({LawSql.Version(channel)}) > 0 then (1=1)
          else t.of_record = 1 and t.label <= @v_ceiling and @v_circle_key = 0 end
        """;

    public static (string Name, object? Value)[] Values(Viewer viewer, params (string Name, object? Value)[] more) =>
        [.. LawSql.Values(viewer.Facts), ("officer", viewer.Has(Roles.Officer)), .. more];
}
