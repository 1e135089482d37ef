using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Ui;

namespace Infohub.Sharing.Posts;

/// <summary>One part that the viewer may name: its word and what people call it.</summary>
/// <param name="IsOwn">A circle in which the viewer is a member.</param>
public sealed record AudienceChoice(string Word, string Name, string NameZh = "", bool IsOwn = false);

/// <summary>All that the viewer may choose from.</summary>
public sealed record AudienceOffer(IReadOnlyList<AudienceChoice> Circles, IReadOnlyList<AudienceChoice> Organisations, IReadOnlyList<AudienceChoice> Persons);

/// <summary>What a form offers as readers: only parts that law W2 lets the viewer name.</summary>
public sealed class AudienceChoices(Database database)
{
    /// <summary>So many of each kind are found by a name.</summary>
    public const int MostFound = 20;

    private const string Own = "exists(select 1 from circle_member m where m.circle_id = c.id and m.org_id = @org and (m.person_id = 0 or m.person_id = @person))";

    private const string Circles =
        $"select c.uid, c.name, c.name_zh, case when {Own} then 1 else 0 end as own from circle c where c.closed_at = 0 and ({Own} or (c.listed = 1 and c.takes_outside = 1))";

    private const string Organisations = "select c.uid, c.name, c.name_zh from organisation c where c.state = 1 and c.standing <> 2";

    private const string Persons =
        "select c.uid, c.name, o.name, o.name_zh from person c join organisation o on o.id = c.org_id where c.state = 1 and o.state = 1 and o.standing = 0";

    public Task<AudienceOffer> ReadAsync(Viewer viewer, CancellationToken stop) => SelectAsync(viewer, "", [], stop);

    /// <summary>The circles alone, the own ones first: of these there are few enough for a list.</summary>
    public Task<List<AudienceChoice>> CirclesAsync(Viewer viewer, CancellationToken stop) =>
        database.ReadAsync(sql => sql.ListAsync(Circles + " order by own desc, c.name, c.id", Circle, stop, Values(viewer)), stop);

    /// <summary>Those whose name, or whose organisation's, holds the text, at most <see cref="MostFound"/> of each kind; none for an empty text.</summary>
    public async Task<AudienceOffer> FindAsync(Viewer viewer, string text, CancellationToken stop)
    {
        var wanted = text.Trim().ToLowerInvariant();
        return wanted.Length == 0
            ? new AudienceOffer([], [], [])
            : await SelectAsync(viewer, wanted, [("like", "%" + wanted.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal) + "%")], stop);
    }

    /// <summary>What people call the parts of these words, of those that the viewer may name.</summary>
    public Task<List<AudienceChoice>> NamedAsync(Viewer viewer, IReadOnlyList<string> words, CancellationToken stop) =>
        database.ReadAsync(
            async sql =>
            {
                var named = new List<AudienceChoice>();
                foreach (var word in words.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Take(AudienceRules.MostParts))
                {
                    var (query, map) = PartRequest.Parse(word)?.Kind switch
                    {
                        PartKind.Circle => (Circles, (Func<Row, AudienceChoice>)Circle),
                        PartKind.Organisation => (Organisations, Organisation),
                        PartKind.Person => (Persons, Person),
                        _ => ("", Circle),
                    };
                    if (query.Length > 0
                        && await sql.FirstAsync(query + " and c.uid = @uid", map, stop, [.. Values(viewer), ("uid", PartRequest.Parse(word)!.Uid)]) is { } choice)
                    {
                        named.Add(choice);
                    }
                }

                return named;
            },
            stop);

    private Task<AudienceOffer> SelectAsync(Viewer viewer, string wanted, (string, object?)[] like, CancellationToken stop)
    {
        var (name, ofPerson, order) = wanted.Length == 0
            ? ("", "", " order by c.name, c.id")
            : (" and (lower(c.name) like @like escape '!' or c.name_zh like @like escape '!')",
               " and (lower(c.name) like @like escape '!' or lower(o.name) like @like escape '!' or o.name_zh like @like escape '!')",
               $" order by c.name, c.id limit {MostFound}");
        (string, object?)[] values = [.. Values(viewer), .. like];
        return database.ReadAsync(
            async sql => new AudienceOffer(
                await sql.ListAsync(Circles + name + order, Circle, stop, values),
                await sql.ListAsync(Organisations + name + order, Organisation, stop, values),
                await sql.ListAsync(Persons + ofPerson + order, Person, stop, values)),
            stop);
    }

    private static (string, object?)[] Values(Viewer viewer) => [("org", viewer.OrganisationId), ("person", viewer.PersonId)];

    private static AudienceChoice Circle(Row r) => new("circle:" + r.Text(0), r.Text(1), r.Text(2), r.Truth(3));

    private static AudienceChoice Organisation(Row r) => new("organisation:" + r.Text(0), r.Text(1), r.Text(2));

    private static AudienceChoice Person(Row r) => new("person:" + r.Text(0), r.Text(1) + " · " + r.Text(2), r.Text(3).Length > 0 ? r.Text(1) + " · " + r.Text(3) : "");
}
