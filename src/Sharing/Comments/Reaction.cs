using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Public;
using Infohub.Platform.Data;

namespace Infohub.Sharing.Comments;

/// <summary>What a reader does under an item without words.</summary>
public static class ReactionKind
{
    public const int SeenHereToo = 1;
    public const int Acknowledged = 2;
    public const int Useful = 3;
    public const int Thanks = 4;

    /// <summary>The words of REST and of the forms.</summary>
    public static IReadOnlyList<string> Words { get; } = ["seen-here-too", "acknowledged", "useful", "thanks"];

    public static string Word(int kind) => Words[kind - 1];

    /// <summary>0 for an unknown word.</summary>
    public static int Parse(string? word) => Words.ToList().IndexOf(word ?? "") + 1;

    /// <summary>One of an organisation counts, whoever of it did it.</summary>
    public static bool IsOfOrganisation(int kind) => kind is SeenHereToo or Acknowledged;
}

/// <summary>One reaction as its reader gets it.</summary>
/// <param name="PersonUid">Empty for an organisation's key.</param>
/// <param name="Mine">The viewer's own, or that of the viewer's organisation where one of it counts.</param>
public sealed record ReactionCard(int Kind, string PersonUid, string PersonName, string OrganisationUid, string OrganisationName, long At, bool Mine)
{
    public string OrganisationNameZh { get; init; } = "";
}

/// <summary>Reactions under the versions that the viewer reads (R9), the first of each organisation or person.</summary>
public sealed class Reactions(Database database)
{
    public Task<List<ReactionCard>> ListAsync(ReadableItem item, CancellationToken stop) =>
        !item.IsFull
            ? Task.FromResult<List<ReactionCard>>([])
            : database.ReadAsync(
                async sql =>
                {
                    var found = await sql.ListAsync(
                        $"""
                        select r.kind, r.org_id, r.slot, coalesce(p.uid, ''), coalesce(p.name, ''), coalesce(o.uid, ''), coalesce(o.name, ''), r.at, coalesce(o.name_zh, '')
                        from reaction r left join person p on p.id = r.person_id left join organisation o on o.id = r.org_id
                        where r.item_seq = @item and {ReadableItem.ReadsVersion("r.version")} order by r.at, r.org_id, r.slot
                        """,
                        r => (Who: (r.Int(0), r.Long(1), r.Long(2)), Card: new ReactionCard(r.Int(0), r.Text(3), r.Text(4), r.Text(5), r.Text(6), r.Long(7), IsOf(item.Viewer, r.Int(0), r.Long(1), r.Long(2))) { OrganisationNameZh = r.Text(8) }),
                        stop,
                        ("item", item.Seq),
                        ("versions", item.VersionNumbers));
                    return found.DistinctBy(f => f.Who).Select(f => f.Card).ToList();
                },
                stop);

    /// <summary>By comment, under the versions that the viewer reads: who thanked for it, and who agrees.</summary>
    internal static async Task<ILookup<long, ReactionCard>> OfCommentsAsync(Sql sql, ReadableItem item, CancellationToken stop)
    {
        var unnamed = item.Card.Attribution != Attribution.Named;
        var found = await sql.ListAsync(
            $"""
            select r.comment_id, r.kind, r.person_id, r.by_author, r.at, coalesce(p.uid, ''), coalesce(p.name, ''), coalesce(o.uid, ''), coalesce(o.name, ''), coalesce(o.name_zh, '')
            from comment_reaction r left join person p on p.id = r.person_id left join organisation o on o.id = r.org_id
            where r.item_seq = @item and {ReadableItem.ReadsVersion("r.version")} order by r.at, r.org_id, r.person_id
            """,
            r => (Comment: r.Long(0), Card: new ReactionCard(
                r.Int(1), unnamed && r.Bool(3) ? "" : r.Text(5), unnamed && r.Bool(3) ? "" : r.Text(6), r.Text(7), r.Text(8), r.Long(4), Told.IsBy(item, r.Long(2), r.Bool(3)))
            { OrganisationNameZh = r.Text(9) }),
            stop,
            ("item", item.Seq),
            ("versions", item.VersionNumbers));
        return found.ToLookup(f => f.Comment, f => f.Card);
    }

    private static bool IsOf(Viewer viewer, int kind, long org, long slot) => org == viewer.OrganisationId && slot == Slot(viewer, kind);

    /// <summary>Within an organisation: one place for all of it, or one for each person.</summary>
    internal static long Slot(Viewer viewer, int kind) => ReactionKind.IsOfOrganisation(kind) ? 0 : viewer.PersonId;
}
