using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Platform.Data;

namespace Infohub.Sharing.Streams;

/// <summary>A circle by which items come into the streams of one viewer: it is open, and they are told of it where it stands (R11).</summary>
/// <param name="ListedFrom">For who is no member: since when; 0 for a member.</param>
internal sealed record StreamCircle(long Id, string Uid, string Name, string NameZh, long ListedFrom, bool IsMember, bool IsFollowed);

/// <summary>All that makes a person's streams their own: what they follow and mute, where they belong, what is new to them.</summary>
internal sealed record StreamOwner(Viewer Viewer, IReadOnlyList<Choice> Choices, IReadOnlyList<StreamCircle> Circles, IReadOnlyList<string> OwnSectors, ILookup<string, long> Sectors, StreamState State)
{
    private Places? touching;

    public IEnumerable<Choice> Follows => Choices.Where(c => !c.Muted);

    public IEnumerable<Choice> Mutes => Choices.Where(c => c.Muted);

    public static async Task<StreamOwner> ReadAsync(Sql sql, Viewer viewer, CancellationToken stop)
    {
        var choices = await Choice.OfAsync(sql, viewer, stop);
        var circles = await sql.ListAsync(
            """
            select x.* from (
              select c.id, c.uid, c.name, c.name_zh, c.listed_from,
                cast((select count(*) from circle_member m where m.circle_id = c.id and m.org_id = @org and (m.person_id = 0 or m.person_id = @person)) as bigint) as mine,
                cast((select count(*) from stream_choice f where f.person_id = @person and f.muted = 0 and f.kind = 2 and f.ref = c.id) as bigint) as followed, c.listed, c.takes_outside
              from circle c
              where c.closed_at = 0 and c.id in (
                select m.circle_id from circle_member m where m.org_id = @org and (m.person_id = 0 or m.person_id = @person)
                union select f.ref from stream_choice f where f.person_id = @person and f.muted = 0 and f.kind = 2)) x
            where x.mine > 0 or (x.listed = 1 and x.takes_outside = 1) order by x.name, x.id
            """,
            static r => new StreamCircle(r.Long(0), r.Text(1), r.Text(2), r.Text(3), r.Bool(5) ? 0 : r.Long(4), r.Bool(5), r.Bool(6)),
            stop,
            ("org", viewer.OrganisationId),
            ("person", viewer.PersonId));
        var members = await sql.ListAsync(
            $"""
            select s.sector, s.org_id from {Community.Public.Sectors.OfOrganisations} s where s.sector in (
              select m.sector from {Community.Public.Sectors.OfOrganisations} m where m.org_id = @org
              union select f.word from stream_choice f where f.person_id = @person and f.muted = 0 and f.kind = 6)
            """,
            static r => (Sector: r.Text(0), Organisation: r.Long(1)),
            stop,
            ("org", viewer.OrganisationId),
            ("person", viewer.PersonId));
        var own = members.Where(m => m.Organisation == viewer.OrganisationId).Select(m => m.Sector).ToList();
        return new StreamOwner(viewer, choices, circles, own, members.ToLookup(m => m.Sector, m => m.Organisation, StringComparer.Ordinal), await StreamState.ReadAsync(sql, viewer, stop));
    }

    /// <summary>How items come into a view; null for all that the viewer may read.</summary>
    public Places? Walk(string view) => view switch
    {
        StreamView.Touches => touching ??= new RememberedWalk(Touching().WalkAsync).NextAsync,
        StreamView.Following => Following().WalkAsync,
        StreamView.Circles => new Lanes([.. Circles.Where(c => c.IsMember).Select(c => Lane.Circle(c.Id, 0))], []).WalkAsync,
        StreamView.Bookmarks => BookmarksAsync,
        _ => null,
    };

    /// <summary>What is followed; own circles and sectors, what names or was passed on to the own organisation, what it shared, and early warnings to all.</summary>
    private Lanes Touching()
    {
        var followed = Following();
        var (person, organisation) = (Viewer.PersonId, Viewer.OrganisationId);
        return new Lanes(
            [
                Lane.NamesPerson(person, organisation), Lane.NamesOrganisation(organisation), Lane.Originator(organisation), Lane.EarlyWarnings,
                .. Circles.Select(c => Lane.Circle(c.Id, c.ListedFrom)), .. OwnSectors.SelectMany(s => Sectors[s]).Select(Lane.Originator), .. followed.Of,
            ],
            [.. OwnSectors.Union(followed.Sectors)],
            Viewer);
    }

    private Lanes Following()
    {
        var sectors = Follows.Where(f => f.Kind == ChoiceKind.Sector).Select(f => f.Word).ToList();
        return new Lanes(
            [
                .. Circles.Where(c => c.IsFollowed).Select(c => Lane.Circle(c.Id, c.ListedFrom)),
                .. Follows.Where(f => f.Kind == ChoiceKind.Organisation).Select(f => Lane.Originator(f.Ref)),
                .. Follows.Where(f => f.Kind is ChoiceKind.Word or ChoiceKind.Tag).Select(f => Lane.Term(f.Ref)),
                .. sectors.SelectMany(s => Sectors[s]).Select(Lane.Originator),
            ],
            sectors);
    }

    private Task<List<long>> BookmarksAsync(Sql sql, long before, int take, CancellationToken stop) =>
        sql.ListAsync(
            "select item_seq from bookmark where person_id = @person and item_seq < @before order by item_seq desc limit @take",
            static r => r.Long(0),
            stop,
            ("person", Viewer.PersonId),
            ("before", before),
            ("take", take));
}
