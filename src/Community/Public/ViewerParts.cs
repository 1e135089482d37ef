namespace Infohub.Community.Public;

/// <summary>The parts that can count for a viewer outside the community (R2, R3), by what an index finds. It decides nothing: when they count is the law's.</summary>
public static class ViewerParts
{
    /// <summary>A table <c>mine(kind, ref)</c>, over the values of the viewer's facts as the law names them.</summary>
    public const string Sql =
        """
        with mine(kind, ref) as (
          select cast(0 as bigint), cast(0 as bigint) where @v_public = 1
          union all select 2, m.circle_id from circle_member m where m.org_id = @v_org and (m.person_id = 0 or m.person_id = @v_person)
          union all select 3, cast(@v_org as bigint) where @v_org_parts = 1
          union all select 4, cast(@v_person as bigint) where @v_person_parts = 1)
        """;
}
