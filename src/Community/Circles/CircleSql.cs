using Infohub.Community.Public;
using Infohub.Platform.Data;

namespace Infohub.Community.Circles;

/// <summary>What a viewer may know of a circle, as conditions on its row <c>c</c>; the same words wherever circles are read.</summary>
internal static class CircleSql
{
    /// <summary>The viewer's organisation or the pair is a member; for a key with circles only these count (reading 5).</summary>
    public const string Member =
        """
        (exists(select 1 from circle_member m where m.circle_id = c.id and m.org_id = @org and (m.person_id = 0 or m.person_id = @person))
          and (@key_circles = 0 or exists(select 1 from api_key_circle k where k.key_id = @key_circles and k.circle_id = c.id)))
        """;

    public const string Owner = "exists(select 1 from circle_owner w where w.circle_id = c.id and w.person_id = @person and w.org_id = @org)";

    public const string Invited =
        """
        (@session = 1 and exists(select 1 from circle_waiting q
          where q.circle_id = c.id and q.invited = 1 and q.org_id = @org and (q.person_id = 0 or q.person_id = @person)))
        """;

    /// <summary>Listed circles are for the whole community, the others for their members and for who is invited; for others they do not exist (law R7).</summary>
    public const string Visible = "((c.listed = 1 and @community = 1) or " + Member + " or " + Invited + ")";

    public static (string, object?)[] Values(Viewer viewer, params (string, object?)[] more) =>
    [
        ("org", viewer.OrganisationId),
        ("person", viewer.PersonId),
        ("key_circles", viewer.Facts.CircleKey),
        ("community", viewer.Facts.Community),
        ("session", viewer.IsPerson),
        .. more,
    ];
}
