using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Ui;

namespace Infohub.Sharing.Posts;

/// <summary>One part that the viewer may name: its word and what people call it.</summary>
public sealed record AudienceChoice(string Word, string Name, string NameZh = "");

/// <summary>All that the viewer may choose from.</summary>
public sealed record AudienceOffer(IReadOnlyList<AudienceChoice> Circles, IReadOnlyList<AudienceChoice> Organisations, IReadOnlyList<AudienceChoice> Persons);

/// <summary>What stands in the lists of a form: only parts that law W2 lets the viewer name.</summary>
public sealed class AudienceChoices(Database database)
{
    public Task<AudienceOffer> ReadAsync(Viewer viewer, CancellationToken stop) =>
        database.ReadAsync(
            async sql => new AudienceOffer(
                await sql.ListAsync(
                    """
                    select c.uid, c.name, c.name_zh from circle c where c.closed_at = 0 and (
                      exists(select 1 from circle_member m where m.circle_id = c.id and m.org_id = @org and (m.person_id = 0 or m.person_id = @person))
                      or (c.listed = 1 and c.takes_outside = 1))
                    order by c.name, c.id
                    """,
                    static r => new AudienceChoice("circle:" + r.Text(0), r.Text(1), r.Text(2)),
                    stop,
                    ("org", viewer.OrganisationId),
                    ("person", viewer.PersonId)),
                await sql.ListAsync(
                    "select uid, name, name_zh from organisation where state = 1 and standing <> 2 order by name, id",
                    static r => new AudienceChoice("organisation:" + r.Text(0), r.Text(1), r.Text(2)),
                    stop),
                await sql.ListAsync(
                    """
                    select p.uid, p.name, o.name from person p join organisation o on o.id = p.org_id
                    where p.state = 1 and o.state = 1 and o.standing = 0 order by p.name, p.id
                    """,
                    static r => new AudienceChoice("person:" + r.Text(0), r.Text(1) + " · " + r.Text(2)),
                    stop)),
            stop);
}
