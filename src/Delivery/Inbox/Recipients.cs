using Infohub.Platform.Data;

namespace Infohub.Delivery.Inbox;

/// <summary>
/// Whom an event may concern, as queries with the columns person and org. They only choose whom to keep a notice for; whether it is seen, the law decides when it is read (C1).
/// </summary>
internal static class Recipients
{
    private const string Live = "p.state = 1 and o.state = 1 and o.standing = 0";
    private const string Person = "select p.id as person, p.org_id as org from person p join organisation o on o.id = p.org_id";

    /// <summary>Circles, organisations and persons of audience <c>@audience</c>.</summary>
    public static readonly string OfAudience = OfParts("(select kind, ref, ref_org from audience_part where audience_id = @audience)");

    /// <summary>The receiver of grant <c>@grant</c>.</summary>
    public static readonly string OfGrant = OfParts("(select kind, ref, ref_org from item_grant where id = @grant)");

    /// <summary>Everybody active: for early warnings.</summary>
    public const string Everybody = $"{Person} where {Live}";

    /// <summary>Who asked, read, told or was told before, as on record; for an organisation's key its administrators.</summary>
    public const string ReadersOfRecord =
        $"""
        select g.person_id as person, g.org_id as org from reading g where g.item_seq = @item
        union {Person} join reading g on g.org_id = p.org_id where g.item_seq = @item and g.person_id = 0 and {Live} and (p.roles & 1) = 1
        union select c.person_id, c.org_id from comment c where c.item_seq = @item
        """;

    /// <summary>Who has a notice of the item already.</summary>
    public const string Told = "select t.person_id as person, t.org_id as org from notice t where t.item_seq = @item";

    public const string Commenters = "select c.person_id as person, c.org_id as org from comment c where c.item_seq = @item and c.deleted_at = 0";

    /// <summary>Those of the numbers <c>@mentioned</c>.</summary>
    public static string Mentioned(Engine engine) => $"{Person} where {NumberSet.Holds(engine, "p.id", "mentioned")} and {Live}";

    /// <summary>Who wrote comment <c>@comment</c>, but its item's author.</summary>
    public const string Writer = "select c.person_id as person, c.org_id as org from comment c where c.uid = @comment and c.by_author = 0 and c.deleted_at = 0";

    /// <summary>With whom the originator's side speaks in private comment <c>@comment</c>.</summary>
    public const string SpokenWith = "select c.private_person as person, c.private_org as org from comment c where c.uid = @comment and c.private > 0";

    /// <summary>The named author and, below RED, who acts for the organisation; an anonymous one is found by the tag.</summary>
    public const string Side =
        $"""
        select i.person_id as person, i.org_id as org from item i where i.seq = @item and i.anonymous = 0
        union {Person} join item i on i.org_id = p.org_id where i.seq = @item and i.anonymous = 0 and i.label < 4 and {Live} and (p.roles & 1) = 1
        """;

    /// <summary>The named author alone; for what an organisation's key wrote, its administrators.</summary>
    public const string Author =
        $"""
        select i.person_id as person, i.org_id as org from item i where i.seq = @item and i.anonymous = 0
        union {Person} join item i on i.org_id = p.org_id where i.seq = @item and i.anonymous = 0 and i.person_id = 0 and {Live} and (p.roles & 1) = 1
        """;

    /// <summary>The person <c>@person</c> of <c>@org</c>, or where there is none the organisation's administrators.</summary>
    public const string Member = $"{Person} where p.org_id = @org and {Live} and ((@person <> 0 and p.id = @person) or (@person = 0 and (p.roles & 1) = 1))";

    /// <summary>One person, whatever their state: for their own account.</summary>
    public const string One = "select p.id as person, p.org_id as org from person p where p.id = @person";

    public const string Owners = "select w.person_id as person, w.org_id as org from circle_owner w where w.circle_id = @circle";

    public const string Officers = $"{Person} where {Live} and (p.roles & 2) = 2";

    /// <summary>Administrators of <c>@org</c> but the person <c>@person</c>.</summary>
    public const string Administrators = $"{Person} where p.org_id = @org and p.id <> @person and {Live} and (p.roles & 1) = 1";

    /// <summary>The same and the officers.</summary>
    public const string Overseers = $"{Administrators} union {Officers} and p.id <> @person";

    private static string OfParts(string parts) =>
        $"""
        {Person} join circle_member m on m.org_id = p.org_id and (m.person_id = 0 or m.person_id = p.id) join {parts} a on a.kind = 2 and a.ref = m.circle_id where {Live}
        union {Person} join {parts} a on a.kind = 3 and a.ref = p.org_id where {Live}
        union {Person} join {parts} a on a.kind = 4 and a.ref = p.id and a.ref_org = p.org_id where {Live}
        """;
}
